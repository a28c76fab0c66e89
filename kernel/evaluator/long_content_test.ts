/** Long contents of messages bring their text along, so that nobody writes them again. */

import { assertEquals } from "@std/assert";
import { ofKind, startFixture } from "./evaluator_fixture.ts";

const CELLS: [name: string, code: string, hasText: boolean][] = [
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

Deno.test("a message has its content's text", async (test) => {
  await using fixture = await startFixture();
  for (const [name, code, hasText] of CELLS) {
    await test.step(`with ${name}: ${hasText}`, async () => {
      const shown = code.startsWith("await") ? code : `await Deno.jupyter.display(${code})`;
      const seen = fixture.events.length;
      await fixture.run(shown);
      const { content, contentText } = ofKind(fixture.events[seen], "message");
      assertEquals(contentText, hasText ? JSON.stringify(content) : null);
    });
  }
});
