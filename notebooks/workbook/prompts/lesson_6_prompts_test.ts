/** Tests of what an answer about free threading needs, in different words. */
import { assertEquals } from "@std/assert";
import { auditAnswer } from "./audit_answer.ts";

const TEXTS: [text: string, build: boolean, specialized: boolean, jit: boolean, price: boolean][] =
  [
    ["It is a separate build.", true, false, false, false],
    ["In the free-threaded 3.14 bytecode specializes again.", false, true, false, false],
    ["The JIT is not available in it.", false, false, true, false],
    ["A program with a single thread pays a few per cent.", false, false, false, true],
    ["Start it with a flag, and it keeps all optimisations.", false, false, false, false],
    [
      "You need a special build. It comes without the JIT, and one thread gets slower, though the " +
      "adaptive interpreter is back in 3.14.",
      true,
      true,
      true,
      true,
    ],
  ];

for (const [text, ...said] of TEXTS) {
  Deno.test(`the prompt on free threading reads: ${text.slice(0, 50)}`, () => {
    const { needed } = auditAnswer(text, { prompt: "lesson6-free-threading" });
    assertEquals(needed.map(({ isSaid }) => isSaid), said);
  });
}
