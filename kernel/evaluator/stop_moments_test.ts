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
