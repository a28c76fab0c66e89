/** Tests of Part 2's exercises where answers and measurements are of an unusual kind; usual ones are among `solutions/`. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { frozen } from "../../../../probes/mod.ts";
import { fakeRunsOf } from "../../../../tests/support/fake_collector_runs.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import { AUDITED_ANSWER } from "./audited_answer.ts";
import { PARAGRAPH } from "./paragraph.ts";
import { TWO_WORKLOADS } from "./two_workloads.ts";

Deno.test("L2-P2-01 asks for an answer where there is none", async () => {
  for (const answer of ["", undefined]) {
    const judgement = await judgeAnswer(AUDITED_ANSWER, { answer: { answer, missing: "size" } });
    assertEquals(judgement.kind, "not_ready");
    assertStringIncludes("reason" in judgement ? judgement.reason : "", "paste one");
  }
});

Deno.test("L2-P2-01 takes a right answer as complete and without a wrong sentence", async () => {
  const answer = "The incremental collector is only in 3.14.0 to 3.14.4. Tail calls are chosen " +
    "at build time. The JIT is off. Annotations are evaluated lazily. Expect a few per cent at most.";
  const judgement = await judgeAnswer(AUDITED_ANSWER, {
    answer: { answer, missing: "complete", wrong: 0, settles: "behaviour" },
  });
  const points = judgement.kind === "judged" ? judgement.parts.map((part) => part.points) : [];
  assertEquals(points, [1, 1, 1]);
});

const EVIDENCE: [what: string, evidence: unknown, reason: string][] = [
  ["no measurement", undefined, "what was given is nothing"],
  ["another probe's", fakeRunsOf("tight_loop", []), 'a measurement of "tight_loop"'],
  ["one in which nothing ran", fakeRunsOf("gc_pauses", []), "in which no CPython ran"],
];

for (const [what, evidence, reason] of EVIDENCE) {
  Deno.test(`L2-P2-02 is not ready with ${what}`, async () => {
    const judgement = await judgeAnswer(TWO_WORKLOADS, { answer: { chat: "total" }, evidence });
    assertEquals(judgement.kind, "not_ready");
    assertStringIncludes("reason" in judgement ? judgement.reason : "", reason);
  });
}

Deno.test("L2-P2-02 judges by frozen data, and a note says so", async () => {
  const evidence = await frozen("gc_pauses", { pythons: ["py3.13.5"] });
  const judgement = await judgeAnswer(TWO_WORKLOADS, { answer: { chat: "longest" }, evidence });
  const notes = judgement.kind === "judged" ? judgement.notes ?? [] : [];
  assertStringIncludes(notes.join(), "Judged by frozen data");
});

Deno.test("L2-P2-02 takes no points for figures of a run without pauses", async () => {
  const evidence = fakeRunsOf("gc_pauses", [{ values: { longest: ["none"], total: ["none"] } }]);
  const judgement = await judgeAnswer(TWO_WORKLOADS, {
    answer: { longest: 5, total: 5 },
    evidence,
  });
  const parts = judgement.kind === "judged" ? judgement.parts : [];
  const figures = parts.filter(({ reason }) => reason.startsWith("Not judged"));
  assertEquals(figures.map(({ points }) => points), [1, 1]);
});

Deno.test("part2-paragraph leaves words that it does not know to a reader", async () => {
  const paragraph = "Quidquid agis prudenter agas et respice finem. ".repeat(10);
  const judgement = await judgeAnswer(PARAGRAPH, { answer: { paragraph } });
  const parts = judgement.kind === "judged" ? judgement.parts : [];
  assert(parts.some(({ needsReader }) => needsReader === true));
  assertEquals(parts.filter(({ points, max }) => points < max), []);
});

Deno.test("part2-paragraph reads 100 kB of anything", async () => {
  const paragraph = "3.14 incremental JIT ${`…} 50 % \u202e".repeat(3_000);
  const judgement = await judgeAnswer(PARAGRAPH, { answer: { paragraph } });
  const parts = judgement.kind === "judged" ? judgement.parts : [];
  assertStringIncludes(parts.at(-1)?.reason ?? "", "At most 120");
});
