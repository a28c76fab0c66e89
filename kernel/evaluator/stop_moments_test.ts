/** Stop at odd moments: twice, while the process is replaced, behind the end, again and again. */

import { assertEquals, assertMatch } from "@std/assert";
import { endingText, startFixture, streamText } from "./evaluator_fixture.ts";

const NEVER = "await new Promise(() => {})";

for (const [name, body] of [["is busy", "for (;;);"], ["waits", NEVER]]) {
  Deno.test(`interrupt() three times at once stops a cell that ${name}, and not the next one`, async () => {
    await using fixture = await startFixture();
    await fixture.run("let kept = 1");
    const ending = fixture.ending(`console.log('started'); ${body}`);
    await fixture.event(({ kind }) => kind === "stream");
    const outcomes = await Promise.all([1, 2, 3].map(() => fixture.port.interrupt()));
    assertEquals(outcomes.map(({ kind }) => kind), ["stopped", "stopped", "stopped"]);
    assertEquals(await ending, "interrupted");
    assertEquals(await fixture.ending("kept + 1"), "text/plain: 2");
  });
}

Deno.test("interrupt() while the process is replaced stops the cell that waits for it", async () => {
  await using fixture = await startFixture();
  assertEquals(await fixture.ending("Deno.exit(3)"), "died: exit");
  const waiting = fixture.ending("for (;;);");
  // A turn, so that it has been taken on; before that it is no cell that a Stop could mean.
  await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals((await fixture.port.interrupt()).kind, "stopped");
  assertEquals(await waiting, "interrupted");
  assertEquals(await fixture.ending("1 + 1"), "text/plain: 2");
});

Deno.test("interrupt() ends the process of a server's callback that never returns, and says so", async () => {
  await using fixture = await startFixture();
  const ending = fixture.run(
    "import net from 'node:net'; const busy = () => { console.log('started'); for (;;); }; " +
      `net.createServer().listen(0, busy); ${NEVER}`,
  );
  await fixture.event(({ kind }) => kind === "stream");
  assertEquals((await fixture.port.interrupt()).kind, "restarted");
  const said = streamText(fixture.events, "stderr");
  assertEquals(said, "Stopping: only the end of its process can stop this callback\n");
  const { kind, ...rest } = await ending;
  assertEquals({ kind, ...rest }, { kind: "died", reason: "unresponsive", message: LOST });
});

const STARTED: [name: string, code: string][] = [
  [
    "worker",
    "new Worker('data:text/javascript,setInterval(() => postMessage(1), 1)', { type: 'module' }).onmessage = tick",
  ],
  ["server", "const server = Deno.serve({ port: 0, onListen: tick }, () => new Response('on'))"],
];

for (const [name, code] of STARTED) {
  Deno.test(`interrupt() ends a ${name} that the stopped cell has started`, async () => {
    await using fixture = await startFixture();
    await fixture.run("var ticks = 0; const tick = () => { ticks += 1; console.log('started'); }");
    const nap = "await new Promise((r) => setTimeout(r, 1))";
    for (const rest of [NEVER, `while (ticks === seen) ${nap}; for (;;) await null`]) {
      fixture.events.length = 0;
      const ending = fixture.ending(`var seen = ticks; ${code}; ${rest}`);
      await fixture.event(({ kind }) => kind === "stream");
      await fixture.port.interrupt();
      assertEquals(await ending, "interrupted");
      const left = name === "server"
        ? "await fetch(`http://127.0.0.1:${server.addr.port}`).then(() => 1, () => 0)"
        : "var before = ticks; await new Promise((r) => setTimeout(r, 20)); ticks - before";
      assertEquals(await fixture.ending(left), "text/plain: 0");
    }
  });
}

const LOST = "The cell could not be stopped, so its process was ended. " +
  "A new one has taken over: all variables are lost";

Deno.test("interrupt() while the process is replaced and nothing runs does no harm", async () => {
  await using fixture = await startFixture();
  assertEquals(await fixture.ending("Deno.exit(4)"), "died: exit");
  assertEquals((await fixture.port.interrupt()).kind, "idle");
  assertEquals(await fixture.ending("1 + 1"), "text/plain: 2");
});

Deno.test("interrupt() ends a loop that swallows its end, without the time that cleaning up gets", async () => {
  await using fixture = await startFixture();
  await fixture.run("let kept = 1");
  const code = "console.log('started'); for (;;) { try { await new Promise(() => {}) } catch {} }";
  const ending = fixture.ending(code);
  await fixture.event(({ kind }) => kind === "stream");
  const outcome = await fixture.port.interrupt();
  assertEquals(await ending, "interrupted");
  assertEquals(await fixture.ending("kept"), "text/plain: 1");
  // Half of what `finally` blocks get.
  assertEquals(outcome.kind === "stopped" && outcome.afterMs < 500, true);
});

Deno.test("interrupt() lets a cell clean up by awaits of its own, one after the other", async () => {
  await using fixture = await startFixture();
  const nap = "await new Promise((r) => setTimeout(r, 40));";
  const ending = fixture.ending(
    `try { console.log('started'); ${NEVER} } finally { for (const n of [1, 2, 3]) { ${nap} console.log(n) } }`,
  );
  await fixture.event(({ kind }) => kind === "stream");
  await fixture.port.interrupt();
  assertEquals(await ending, "interrupted");
  assertEquals(streamText(fixture.events, "stdout"), "started\n1\n2\n3\n");
});

Deno.test("interrupt() leaves a module of Node whole that is being loaded", async () => {
  for (const module of ["node:http", "node:crypto", "node:test", "node:zlib"]) {
    await using fixture = await startFixture();
    await fixture.run("1");
    const loading = fixture.run(`console.log('started'); await import('${module}'); ${NEVER}`);
    await fixture.event(({ kind }) => kind === "stream");
    await fixture.port.interrupt();
    assertMatch(endingText(await loading), /^interrupted$/);
    const keys = `Object.keys((await import('${module}')).default).length > 3`;
    assertEquals(await fixture.ending(keys), "text/plain: true");
  }
});

const HAS_INSTANCE = "Object.defineProperty(Error, Symbol.hasInstance, { value: ";

/** What is thrown runs code of the cell's, which never ends, when it is asked what it is. */
const THROWN: [name: string, code: string][] = [
  ["a proxy that is asked what it is", "throw new Proxy({}, { getPrototypeOf: forever })"],
  [
    "an error whose class is asked",
    `${HAS_INSTANCE}forever, configurable: true }); throw new Error('mine')`,
  ],
];

for (const [name, code] of THROWN) {
  Deno.test(`interrupt() stops ${name} for ever, and keeps the variables`, async () => {
    await using fixture = await startFixture();
    await fixture.run("let kept = 1; const forever = () => { console.log('started'); for (;;); }");
    const ending = fixture.ending(code);
    await fixture.event(({ kind }) => kind === "stream");
    assertEquals((await fixture.port.interrupt()).kind, "stopped");
    assertEquals(await ending, "interrupted");
    assertEquals(await fixture.ending("kept"), "text/plain: 1");
  });
}

Deno.test("evaluate() tells an error from a Stop, whatever a cell says of errors", async () => {
  await using fixture = await startFixture();
  const code = `${HAS_INSTANCE}() => true, configurable: true }); throw new Error('mine')`;
  assertEquals(await fixture.ending(code), "Error: mine");
});

const REFUSE = "() => { throw new Error('replaced') }";

/** What a cell takes away of what stacks are looked at with. */
const TAKEN: [name: string, code: string][] = [
  ["froze errors", "Object.freeze(Error)"],
  ["froze errors that have no stacks", "Error.stackTraceLimit = 0; Object.freeze(Error)"],
  ["froze a stack maker that throws", `Error.prepareStackTrace = ${REFUSE}; Object.freeze(Error)`],
  ["took the maker of stacks away", "Error.captureStackTrace = undefined"],
  ["broke a method of texts", `String.prototype.startsWith = ${REFUSE}`],
  ["broke a method of lists", `Array.prototype.at = Array.prototype.filter = ${REFUSE}`],
  ["broke a method of functions", `Function.prototype.call = ${REFUSE}`],
  ["broke regular expressions", `RegExp.prototype.test = ${REFUSE}`],
];

for (const [name, code] of TAKEN) {
  Deno.test(`interrupt() stops a busy cell behind one that ${name}`, async () => {
    await using fixture = await startFixture();
    await fixture.run(`let kept = 1; ${code}; 0`);
    const ending = fixture.ending("Deno.stdout.writeSync(new Uint8Array([33])); for (;;);");
    await fixture.event(({ kind }) => kind === "stream");
    assertEquals((await fixture.port.interrupt()).kind, "stopped");
    assertEquals(await ending, "interrupted");
    assertEquals(streamText(fixture.events, "stderr"), "");
    assertEquals(await fixture.ending("kept"), "text/plain: 1");
  });
}

Deno.test("evaluate() has all of what is printed while a thrown value is described", async () => {
  await using fixture = await startFixture();
  const inspect = "[Symbol.for('Deno.customInspect')]() { console.log('inside'); return 'mine' }";
  const ending = await fixture.ending(`throw { ${inspect} }`);
  assertEquals([ending, streamText(fixture.events, "stdout")], [
    "Error: object thrown: mine",
    "inside\n",
  ]);
});
