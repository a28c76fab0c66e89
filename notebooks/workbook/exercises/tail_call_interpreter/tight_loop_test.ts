/** Tests of `L2-S2-08` with what no learner should lose anything by: broken, odd and enormous sources. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { arms } from "../../../../probes/mod.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import { testUnless } from "../../../../tests/support/skip.ts";
import { TIGHT_LOOP } from "./tight_loop.ts";

const [python] = await arms();

async function judged(answer: object) {
  return await judgeAnswer(TIGHT_LOOP, { answer: { python, ...answer } });
}

const SOURCES: [name: string, source: string, part: number, reason: string][] = [
  ["a zero byte", "for i in range(3):\n    pass\0", 0, "cannot compile your source"],
  ["brackets without end", "(".repeat(5000), 0, "cannot compile your source"],
  ["100 kB", "x = 1\n".repeat(17_000), 0, "a loop of a few lines is meant"],
  ["quotes and backslashes", 'for i in \'\\n"""${1}\':\n    pass', 0, "It has a loop"],
  ["a loop that ends at once", "while True:\n    break", 0, "never runs a second time"],
  ["a program that would hang", "while True:\n    pass", 0, "It has a loop"],
  ["an import of what is missing", "import no_such\nfor i in []: pass", 0, "It has a loop"],
  ["a loop in a comprehension only", "x = [i for i in []]", 0, "neither a for nor a while"],
];

for (const [name, source, part, reason] of SOURCES) {
  testUnless(python === undefined ? "no CPython" : null, {
    name: `L2-S2-08 answers a source with ${name}`,
    fn: async () => {
      const judgement = await judged({ source });
      assertEquals(judgement.kind, "judged");
      if (judgement.kind === "judged") {
        assertStringIncludes(judgement.parts[part]?.reason ?? "", reason);
      }
    },
  });
}

testUnless(python === undefined ? "no CPython" : null, {
  name: "L2-S2-08 takes a specialized listing for what it is",
  fn: async () => {
    const judgement = await judged({
      source: "def f(n):\n    for i in range(n):\n        n = n + i",
      listing: "FOR_ITER_RANGE 3\nBINARY_OP_ADD_INT 0 (+)",
    });
    if (judgement.kind !== "judged") throw new TypeError(judgement.kind);
    const reason = judgement.parts[1]?.reason ?? "";
    assertStringIncludes(reason, (python?.minor ?? 0) < 11 ? "does not exist" : "adaptive");
  },
});

Deno.test("L2-S2-08 asks for the source before it judges the rest", async () => {
  const judgement = await TIGHT_LOOP.judge({
    fields: { words: { kind: "text", value: "FOR_ITER takes the next one." } },
    answer: {},
    evidence: { kind: "none" },
  });
  if (judgement.kind !== "judged") throw new TypeError(judgement.kind);
  assertEquals(judgement.parts.map(({ points }) => points), [0, 0, 0, 0]);
  assertStringIncludes(judgement.parts[3]?.reason ?? "", 'Fill in "source" first');
});
