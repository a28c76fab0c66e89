/** Tests of the exercises on a million objects where measurements are of an unusual kind; answers are among `solutions/`. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { type FakeRunArm, fakeRunsOf } from "../../../../tests/support/fake_collector_runs.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import { MATTERS } from "./matters.ts";
import { REPORT } from "./report.ts";

/** Points and reason by name of the part. */
async function partsOf(...request: Parameters<typeof judgeAnswer>) {
  const judgement = await judgeAnswer(...request);
  if (judgement.kind !== "judged") throw new TypeError(judgement.reason);
  return new Map(judgement.parts.map(({ name, points, reason }) => [name, { points, reason }]));
}

function arm(setting: string, values: FakeRunArm["values"]): FakeRunArm {
  return { label: setting, collector: "generational", params: { setting, work: 0 }, values };
}

const DEFAULT = arm("default", { pauses: [107, 107], longest: [2, 2.1], peakRss: [11, 11] });

const UNREADY: readonly [what: string, evidence: unknown, reason: string][] = [
  ["no measurement", undefined, "what was given is nothing"],
  ["another probe's", fakeRunsOf("gc_pauses", [DEFAULT]), 'a measurement of "gc_pauses"'],
  ["one in which nothing ran", fakeRunsOf("cyclic_objects", []), "in which no CPython ran"],
];

for (const [definition, answer] of [[REPORT, { pauses: 1 }], [MATTERS, { ask: "off" }]] as const) {
  for (const [what, evidence, reason] of UNREADY) {
    Deno.test(`${definition.id} is not ready with ${what}`, async () => {
      const judgement = await judgeAnswer(definition, { answer, evidence });
      assertEquals(judgement.kind, "not_ready");
      assertStringIncludes("reason" in judgement ? judgement.reason : "", reason);
    });
  }
}

Deno.test("L2-TW-05 is not ready without the collector switched off", async () => {
  const evidence = fakeRunsOf("cyclic_objects", [DEFAULT]);
  const judgement = await judgeAnswer(REPORT, { answer: { pauses: 107 }, evidence });
  assertStringIncludes("reason" in judgement ? judgement.reason : "", 'without "default" and');
});

Deno.test("L2-TW-05 allows every count of runs that differ, and says when data are frozen", async () => {
  const measured = fakeRunsOf("cyclic_objects", [
    arm("default", { pauses: [105, 107], longest: [2, 2.1], peakRss: [11, 11] }),
    arm("disable", { pauses: [0, 0], peakRss: [15, 15] }),
  ]);
  const evidence = { ...measured, frozen: FROZEN };
  for (const [pauses, points] of [[104, 0], [105, 1], [106, 1], [107, 1], [108, 0]]) {
    const parts = await partsOf(REPORT, { answer: { pauses }, evidence });
    assertEquals([pauses, parts.get("pauses under the default")?.points], [pauses, points]);
  }
  const judgement = await judgeAnswer(REPORT, { answer: { pauses: 105 }, evidence });
  assertStringIncludes("notes" in judgement ? `${judgement.notes}` : "", "Judged by frozen data");
});

Deno.test("L2-TW-05 loses no point for what a run did not tell", async () => {
  const evidence = fakeRunsOf("cyclic_objects", [
    arm("default", { wall: [3] }),
    arm("disable", { wall: [3] }),
  ]);
  const parts = await partsOf(REPORT, {
    answer: { pauses: 1, longest: 2, memory: 3, restingPauses: 4, restingMemory: 5 },
    evidence,
  });
  const points = [...parts.values()].map(({ points }) => points);
  // All but the collector, which was not answered.
  assertEquals(points, [1, 1, 1, 1, 1, 0]);
});

const LIMITS: readonly [what: string, values: FakeRunArm["values"], right: string[]][] = [
  ["both below", { share: [2, 3], longest: [1, 4] }, ["no"]],
  ["the share above", { share: [6, 7], longest: [1, 4] }, ["yes"]],
  ["the pause above", { share: [2, 3], longest: [11, 14] }, ["yes"]],
  ["the share across", { share: [4, 6], longest: [1, 4] }, ["yes", "no"]],
  ["the pause across", { share: [2, 3], longest: [4, 12] }, ["yes", "no"]],
  ["no pause at all", { share: [0, 0] }, ["no"]],
];

for (const [what, values, right] of LIMITS) {
  Deno.test(`practice3-matters judges by the limits: ${what}`, async () => {
    const evidence = fakeRunsOf("cyclic_objects", [arm("default", values)]);
    for (const answer of ["yes", "no"]) {
      const parts = await partsOf(MATTERS, { answer: { objectsMatter: answer }, evidence });
      const points = parts.get("judgement, only objects")?.points;
      assertEquals([answer, points], [answer, right.includes(answer) ? 1 : 0]);
      // Of the other program nothing is known, and nothing was answered.
      assertEquals(parts.get("judgement, mostly additions")?.points, 0);
    }
  });
}
