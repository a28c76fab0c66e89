/** Long contents of displays come as they were written, so that nobody reads and writes them again. */

import { assertEquals } from "@std/assert";
import { contentOf, ofKind, startFixture } from "./evaluator_fixture.ts";

const CELLS: [name: string, code: string, isLong: boolean][] = [
  ["a short display", "Deno.jupyter.md`short`", false],
  ["a long display", "Deno.jupyter.md`${'\u20ac \"x\" '.repeat(20_000)}`", true],
  [
    "what is long and names its parts like the envelope",
    "await Deno.jupyter.broadcast('display_data', " +
    "{ data: { 'text/plain': ',\"content\":'.repeat(9000) }, metadata: {} }, " +
    "{ metadata: { content: 1, 2: 'b', 1: 'a' }, buffers: [new Uint8Array(3)] })",
    true,
  ],
];

Deno.test("a message has its content as it was written", async (test) => {
  await using fixture = await startFixture();
  for (const [name, code, isLong] of CELLS) {
    await test.step(`with ${name}: ${isLong}`, async () => {
      const shown = code.startsWith("await") ? code : `await Deno.jupyter.display(${code})`;
      const seen = fixture.events.length;
      await fixture.run(shown);
      const { content, contentBytes = null } = ofKind(fixture.events[seen], "message");
      assertEquals(contentBytes !== null, isLong);
      if (isLong) assertEquals(content, {});
    });
  }
});

/** Cut between the code units of a pair wherever a piece ends. */
const PAIRS = "a" + "\u{1F600}".repeat(50_000);

const LONG_TEXTS: [name: string, text: string][] = [
  ["pairs of code units", PAIRS],
  ["half a pair", PAIRS.slice(0, -1)],
  ["control characters and quotes", '\u0000\n"\\'.repeat(30_000)],
];

for (const [name, text] of LONG_TEXTS) {
  Deno.test(`a long display and a long result keep ${name}, and their order`, async () => {
    await using fixture = await startFixture();
    const bundle = `{ "text/html": ${JSON.stringify(text)}, "text/plain": "short" }`;
    const evaluation = await fixture.run(`console.log("before");
      await Deno.jupyter.display(${bundle}, { raw: true, update: true, display_id: "d" });
      console.log("after");
      ({ [Symbol.for("Jupyter.display")]: () => (${bundle}) })`);
    const data = { "text/html": text, "text/plain": "short" };
    const [before, display, after] = fixture.events;
    assertEquals(ofKind(before, "stream").text, "before\n");
    assertEquals(contentOf(ofKind(display, "message")), {
      data,
      metadata: {},
      transient: { display_id: "d" },
    });
    assertEquals(ofKind(after, "stream").text, "after\n");
    assertEquals(evaluation, { kind: "value", bundle: { data, metadata: {} }, expressions: {} });
  });
}

Deno.test("a long message keeps its buffers", async () => {
  await using fixture = await startFixture();
  await fixture.run(`await Deno.jupyter.broadcast("comm_msg", { comm_id: "1", data: {} }, {
    buffers: [new Uint8Array(3).fill(1), new Uint8Array(1_000_000).fill(2), new Uint8Array(0)],
  })`);
  const { buffers } = ofKind(fixture.events[0], "message");
  assertEquals(buffers.map((buffer) => [buffer.length, buffer.at(-1)]), [
    [3, 1],
    [1_000_000, 2],
    [0, undefined],
  ]);
});
