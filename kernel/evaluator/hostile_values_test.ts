/** Values that fail to show themselves: the cell has not failed, and the learner reads why. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { endingText, startFixture } from "./evaluator_fixture.ts";

/** The body of a display method, and what is said of it. */
const METHODS: [name: string, body: string, said: string][] = [
  ["throws", "throw new Error('no display')", "Error: no display\n    at "],
  ["throws a revoked proxy", "const p = Proxy.revocable({}, {}); p.revoke(); throw p.proxy", ""],
  ["gives a number that JSON has not", "return { 'text/plain': 1n }", "BigInt"],
  ["gives a ring", "const ring = {}; ring.self = ring; return { 'a/json': ring }", "circular"],
  [
    "gives what fails in toJSON",
    "return { 'a/json': { toJSON() { throw new Error('no JSON') } } }",
    "Error: no JSON\n    at ",
  ],
  [
    "gives what fails to be read",
    "return { get 'text/plain'() { throw new Error('no text') } }",
    "Error: no text\n    at ",
  ],
];

for (const [name, body, said] of METHODS) {
  Deno.test(`evaluate() shows a value as text whose display method ${name}, and says why`, async () => {
    await using fixture = await startFixture();
    const ending = await fixture.run(
      `({ [Symbol.for('Jupyter.display')]() { ${body} }, fine: 2 })`,
      { cellId: "own" },
    );
    assertEquals(ending.kind, "value");
    assertStringIncludes(endingText(ending), "fine: 2");
    const [event] = fixture.events;
    assertEquals([event?.kind, event?.cellId], ["late_error", "own"]);
    if (event?.kind === "late_error") assertStringIncludes(event.traceback.join("\n"), said);
    assertEquals(await fixture.ending("1"), "text/plain: 1");
  });
}

Deno.test("evaluate() fails when a display method's promise rejects: what it was to do has failed", async () => {
  await using fixture = await startFixture();
  const value = "({ async [Symbol.for('Jupyter.display')]() { throw new TypeError('later') } })";
  assertEquals(await fixture.ending(value), "TypeError: later");
});

Deno.test("interrupt() stops a display method that does not end", async () => {
  await using fixture = await startFixture();
  for (const body of ["for (;;);", "return new Promise(() => {})"]) {
    const shown = fixture.run(
      `console.log('now'); ({ [Symbol.for('Jupyter.display')]() { console.log('in'); ${body} } })`,
    );
    const count = fixture.events.length;
    await fixture.event((event) =>
      fixture.events.indexOf(event) >= count && event.kind === "stream" &&
      event.text.includes("in")
    );
    await fixture.port.interrupt();
    assertEquals((await shown).kind, "interrupted");
  }
});
