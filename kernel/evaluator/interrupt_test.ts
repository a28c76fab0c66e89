/** Whatever a cell does, it can be stopped; what it had computed before stays. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { assertGone } from "../../tests/support/processes.ts";
import { type Fixture, startFixture, streamText } from "./evaluator_fixture.ts";
import type { EvaluationRequest } from "./port.ts";

const SUBPROCESS = "{ args: ['-c', 'echo started; sleep 60'], stdout: 'inherit' }";

/** Where Deno calls a cell back: `busy` says that it has started, and never ends. */
const CALLBACKS: [name: string, code: string][] = [
  ["a listener of a time limit", "AbortSignal.timeout(1).addEventListener('abort', busy)"],
  [
    "a listener of rejections",
    "addEventListener('unhandledrejection', (e) => e.reason === 'mine' && busy()); Promise.reject('mine')",
  ],
  [
    "a message port",
    "const pair = new MessageChannel(); pair.port1.onmessage = busy; pair.port2.postMessage(1)",
  ],
  [
    "a broadcast",
    "new BroadcastChannel('x').onmessage = busy; new BroadcastChannel('x').postMessage(1)",
  ],
  [
    "a worker's message",
    "new Worker('data:text/javascript,postMessage(1)', { type: 'module' }).onmessage = busy",
  ],
  [
    "a signal",
    "Deno.addSignalListener('SIGUSR1', busy); Deno.kill(Deno.pid, 'SIGUSR1')",
  ],
  [
    "a socket",
    "import net from 'node:net'; const listener = net.createServer((c) => c.on('data', busy))" +
    ".listen(0, () => net.connect(listener.address().port).write('x'))",
  ],
  [
    "a server",
    "const server = Deno.serve({ port: 0, onListen() {} }, busy); fetch(`http://127.0.0.1:${server.addr.port}`).catch(() => {})",
  ],
  ["a stream", "new ReadableStream({ pull: busy }).getReader().read()"],
  ["a file's callback", "import fs from 'node:fs'; fs.readFile('/dev/null', busy)"],
  [
    "an emitter of events",
    "import { exec } from 'node:child_process'; exec('true').on('exit', busy)",
  ],
  [
    "an observer",
    "new PerformanceObserver(busy).observe({ entryTypes: ['mark'] }); performance.mark('x')",
  ],
];

/** Each cell says that it has started, so that nothing waits by the clock. */
const BODIES: [name: string, code: string][] = [
  ["a busy loop", "while (true) {}"],
  [
    "a loop with try, catch and finally",
    "while (true) { try { JSON.parse('{') } catch {} finally {} }",
  ],
  ["an await that never settles", "await new Promise(() => {})"],
  [
    "an await that catches its end",
    "while (true) { try { await new Promise(() => {}) } catch {} }",
  ],
  ["awaits without a pause", "while (true) await null"],
  [
    "a chain of microtasks",
    "queueMicrotask(function f() { queueMicrotask(f) }); await new Promise(() => {})",
  ],
  [
    "a chain of promises",
    "(function f() { Promise.resolve().then(f) })(); await new Promise(() => {})",
  ],
  [
    "a function that sleeps",
    "const nap = () => new Promise((r) => setTimeout(r, 5)); await (async () => { while (true) await nap() })()",
  ],
  [
    "an endless generator",
    "function* g() { try { while (true) yield 1 } finally {} } for (const _ of g());",
  ],
  [
    "for await over what never comes",
    "for await (const _ of { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) });",
  ],
  ["a regular expression", "/(a+)+$/.test('a'.repeat(40) + 'b')"],
  ["Atomics.wait", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
  ["a flood of output", "for (;;) console.log('flood')"],
  ["a timer that is busy", "setTimeout(() => { while (true) {} }, 0); await new Promise(() => {})"],
  [
    "a timer of node:timers that is busy",
    "import { setTimeout as wait } from 'node:timers'; wait(() => { while (true) {} }, 0); await new Promise(() => {})",
  ],
  [
    "a chain of process.nextTick",
    "process.nextTick(function f() { process.nextTick(f) }); await new Promise(() => {})",
  ],
  ...CALLBACKS.map(([name, code]): [string, string] => [
    `${name} that is busy`,
    `const busy = () => { console.log('started'); for (;;); }; ${code}; await new Promise(() => {})`,
  ]),
  [
    "a loop that V8 has optimized",
    "for (let i = 0;; i++) { Array(1000).fill(1); if (i === 100_000) console.log('started') }",
  ],
  [
    "a loop of long calls",
    "const text = JSON.stringify(Array(1000).fill({ a: 1 })); for (let i = 0;; i++) { JSON.parse(text); if (i === 1000) console.log('started') }",
  ],
  [
    "a module in an address",
    `await import("data:text/javascript,console.log('started');for(;;);")`,
  ],
  ["a module that never ends", "await import('./loop.ts')"],
  ["the same module once more", "await import('./loop.ts')"],
  ["a module that imports one that never ends", "await import('./parent.ts')"],
  ["a module that waits and never ends", "await import('./waiting.ts')"],
  [
    "a value whose text never ends",
    "({ [Symbol.for('Deno.customInspect')]() { while (true) {} } })",
  ],
  ["a value whose name never ends", "({ get [Symbol.toStringTag]() { while (true) {} } })"],
  ["a display that never ends", "({ [Symbol.for('Jupyter.display')]() { while (true) {} } })"],
  ["a proxy that never answers", "new Proxy({}, { get() { while (true) {} } })"],
  [
    "a thrown value whose stack never ends",
    "throw Object.defineProperty(new Error('x'), 'stack', { get() { while (true) {} } })",
  ],
  ["a synchronous subprocess", `new Deno.Command('sh', ${SUBPROCESS}).outputSync()`],
  ["an awaited subprocess", `await new Deno.Command('sh', ${SUBPROCESS}).output()`],
];

Deno.test("interrupt()", async (test) => {
  await using fixture = await startFixture({
    files: {
      "loop.ts": "while (true) {}",
      "parent.ts": "import './child.ts'",
      "child.ts": "while (true) {}",
      "waiting.ts": "await null; while (true) {}",
      "later.ts":
        "export async function later() { await null; console.log('started'); while (true) {} }",
    },
  });
  await fixture.run("let kept = 0");
  for (const [name, body] of BODIES) {
    await test.step(`stops ${name} and keeps the variables`, async () => {
      const start = body.includes("'started'") ? "" : "console.log('started');";
      const ending = await stop(fixture, `kept += 1; ${start}\n${body}`);
      assertEquals(ending.kind, "interrupted");
      assertEquals(await fixture.ending("typeof kept"), 'text/plain: "number"');
    });
  }
  await test.step("lost no cell on the way", async () => {
    assertEquals(await fixture.ending("kept"), `text/plain: ${BODIES.length}`);
  });
  await test.step("stops an expression whose value cannot be shown", async () => {
    const endless = "({ get [Symbol.toStringTag]() { while (true) {} } })";
    const ending = await stop(fixture, "console.log('started')", { userExpressions: { endless } });
    assertEquals(ending.kind, "interrupted");
    assertEquals(await fixture.ending("typeof kept"), 'text/plain: "number"');
  });
  await test.step("names the line that was busy", async () => {
    const ending = await stop(fixture, "console.log('started');\n\nwhile (true) {}");
    const traceback = ending.kind === "interrupted" ? ending.traceback.join("\n") : "";
    assertMatch(traceback, /cell \d+:3:1/);
  });
  await test.step("names the line that was waiting", async () => {
    const ending = await stop(fixture, "console.log('started');\n\nawait new Promise(() => {})");
    const traceback = ending.kind === "interrupted" ? ending.traceback.join("\n") : "";
    assertMatch(traceback, /cell \d+:3:/);
  });
  await test.step("names no line of a module where none of a cell is busy", async () => {
    const ending = await stop(fixture, "await (await import('./later.ts')).later()");
    assertEquals(ending, { kind: "interrupted", traceback: [] });
  });
  await test.step("lets finally blocks run, awaits included", async () => {
    const code = "console.log('started'); try { await new Promise(() => {}) } " +
      "finally { await new Promise((r) => setTimeout(r, 5)); console.log('tidied') }";
    const seen = fixture.events.length;
    await stop(fixture, code);
    assertEquals(streamText(fixture.events.slice(seen), "stdout"), "started\ntidied\n");
  });
  await test.step("runs nothing behind the await that it cut", async () => {
    const seen = fixture.events.length;
    await stop(fixture, "console.log('started'); await new Promise(() => {}); console.log('on')");
    await fixture.run("await new Promise((r) => setTimeout(r, 5))");
    assertEquals(streamText(fixture.events.slice(seen), "stdout"), "started\n");
  });
  await test.step("ends timers of a cell that has ended", async () => {
    await fixture.run("let ticks = 0; setInterval(() => { ticks += 1; console.log('tick') }, 1)");
    await fixture.event((event) => event.kind === "stream" && event.text.includes("tick"));
    // A tick that prints at both looks is taken for something that had to be stopped, which it then is.
    const { kind } = await fixture.port.interrupt();
    assert(kind === "idle" || kind === "stopped", kind);
    await fixture.run("const before = ticks; await new Promise((r) => setTimeout(r, 20))");
    assertEquals(await fixture.ending("ticks - before"), "text/plain: 0");
  });
  await test.step("does no harm when nothing runs, several times at once", async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => fixture.port.interrupt()));
    assertEquals(outcomes.map(({ kind }) => kind), ["idle", "idle", "idle"]);
    assertEquals(await fixture.ending("1"), "text/plain: 1");
  });
  await test.step("tells what a cell that has ended left behind, if it listens", async () => {
    await fixture.run(
      "const hear = () => console.log('heard'); Deno.addSignalListener('SIGINT', hear)",
    );
    await fixture.port.interrupt();
    await fixture.event((event) => event.kind === "stream" && event.text.includes("heard"));
    await fixture.run("Deno.removeSignalListener('SIGINT', hear)");
  });
  await test.step("ends the subprocesses of the cell, also stubborn ones", async () => {
    const script = "trap '' INT; echo $$ > stubborn.pid; echo started; while :; do sleep 0.1; done";
    await stop(
      fixture,
      `new Deno.Command('sh', { args: ['-c', ${
        JSON.stringify(script)
      }], stdout: 'inherit' }).outputSync()`,
    );
    const pid = (await Deno.readTextFile(`${fixture.folder}/stubborn.pid`)).trim();
    const { success } = await new Deno.Command("kill", { args: ["-0", pid], stderr: "null" })
      .output();
    assert(!success, `process ${pid} lives on`);
  });
  for (const [how, rest] of [["waits", "await p.status"], ["is busy", "while (true) {}"]]) {
    await test.step(`ends a subprocess that leads a group of its own, while the cell ${how}`, async () => {
      const seen = fixture.events.length;
      const begin = "var p = new Deno.Command('sleep', { args: ['60'], detached: true }).spawn();";
      await stop(fixture, `${begin} console.log('started', p.pid); ${rest}`);
      const [, pid = ""] = streamText(fixture.events.slice(seen), "stdout").trim().split(" ");
      await assertGone(pid);
    });
  }
  await test.step("leaves the subprocesses of the next cell alone", async () => {
    const sleeper = "sh', { args: ['-c', 'echo started; exec sleep";
    await stop(
      fixture,
      `await new Deno.Command('${sleeper} 60'], stdout: 'inherit' }).spawn().status`,
    );
    const next = `(await new Deno.Command('${sleeper} 0.3'] }).output()).code`;
    assertEquals(await fixture.ending(next), "text/plain: 0");
  });
});

Deno.test("interrupt() says that it waits for a native call, and that variables are lost with it", async () => {
  await using fixture = await startFixture();
  await new Deno.Command("mkfifo", { args: [`${fixture.folder}/pipe`] }).output();
  await fixture.run("let lost = 1");
  // Opening a pipe that nobody writes to never returns, and the system begins it anew after signals.
  const ending = await stop(fixture, "console.log('started'); Deno.openSync('pipe')");
  assertMatch(streamText(fixture.events, "stderr"), /^Stopping: still waiting for a native call/);
  assertMatch(ending.kind === "died" ? ending.message : ending.kind, /all variables are lost/);
  assertEquals(await fixture.ending("typeof lost"), 'text/plain: "undefined"');
});

Deno.test("interrupt() before the evaluator is ready stops the cell", async () => {
  await using fixture = await startFixture();
  const evaluation = fixture.run("while (true) {}");
  await Promise.resolve();
  await fixture.port.interrupt();
  assertEquals((await evaluation).kind, "interrupted");
  assertEquals(await fixture.ending("1"), "text/plain: 1");
});

/** Runs a cell that prints "started", and interrupts it then. */
async function stop(fixture: Fixture, code: string, options: Partial<EvaluationRequest> = {}) {
  const seen = new Set(fixture.events);
  const evaluation = fixture.run(code, options);
  await fixture.event((event) =>
    !seen.has(event) && event.kind === "stream" && event.text.includes("started")
  );
  await fixture.port.interrupt();
  return await evaluation;
}

Deno.test("interrupt() lets a package come to the end of its loading, so that it and variables are kept", async () => {
  const files = {
    "deno.json": '{ "imports": { "slow": "./npm/slow.ts" } }',
    "npm/slow.ts": `console.log("loading");
const endMs = performance.now() + 300;
while (performance.now() < endMs) [1].map((x) => x);
export const made = 3;`,
  };
  await using fixture = await startFixture({ files });
  await fixture.run("const kept = 5;");
  const running = fixture.run('import { made } from "slow"; await new Promise(() => {});');
  await fixture.event((event) => event.kind === "stream" && event.text.includes("loading"));
  assertEquals((await fixture.port.interrupt()).kind, "stopped");
  assertEquals((await running).kind, "interrupted");
  assertEquals(await fixture.ending('import { made } from "slow"; kept + made'), "text/plain: 8");
});

const TEXTS: [name: string, loop: string][] = [
  ["Deno.inspect()", "for (;;) Deno.inspect({ a: 1 })"],
  ["util.inspect()", "const { inspect } = await import('node:util'); for (;;) inspect({ a: 1 })"],
  ["console.log()", "for (;;) console.log({ a: 1 })"],
];

for (const [name, loop] of TEXTS) {
  // A termination within the making of a text is lost (about every second one), or ends the process.
  Deno.test(`interrupt() stops a loop of ${name}, time and again, and keeps the variables`, async () => {
    await using fixture = await startFixture();
    await fixture.run("const kept = 5;");
    for (let time = 0; time < 5; time += 1) {
      fixture.events.length = 0;
      const running = fixture.run(`{ console.log("begun"); ${loop} }`);
      await fixture.event((event) => event.kind === "stream" && event.text.includes("begun"));
      await new Promise((resolve) => setTimeout(resolve, 10 * time));
      assertEquals((await fixture.port.interrupt()).kind, "stopped");
      assertEquals((await running).kind, "interrupted");
      assertEquals(await fixture.ending("kept"), "text/plain: 5");
    }
  });
}
