/** Tests of Section 2's exercises with evidence that is missing, of another probe, or too little: nobody loses points by it. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { compareWithin, frozen } from "../../../../probes/mod.ts";
import { fakeTwins } from "../../../../tests/support/fake_evidence.ts";
import { fakeArm, fakeInterpreter } from "../../../../tests/support/fake_interpreters.ts";
import { fakeMeasurement } from "../../../../tests/support/fake_comparisons.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import type { ExerciseDefinition } from "../definition.ts";
import { BYTECODE_COUNT } from "./bytecode_count.ts";
import { DOSE } from "./dose.ts";
import { PROGRAMS_GAIN } from "./programs.ts";
import { SPECIALIZATION } from "./specialization.ts";
import { TWO_FEATURES } from "./two_features.ts";

const ANSWERS: readonly (readonly [ExerciseDefinition, object])[] = [
  [BYTECODE_COUNT, { count: 6, back: "JUMP_BACKWARD" }],
  [SPECIALIZATION, { since: "3.11", setOff: "running", takenBack: "never" }],
  [TWO_FEATURES, { possible: "yes", shownBy: "py3.14.3" }],
  [DOSE, { nothing: 1.5, sha256: "same", sleep: "same" }],
  [PROGRAMS_GAIN, { gains: { handler: "some" } }],
];

for (const [exercise, answer] of ANSWERS) {
  Deno.test(`${exercise.id} is not judged without its measurement, nor by another one`, async () => {
    for (const evidence of [undefined, [], fakeTwins()]) {
      const { kind } = await judgeAnswer(exercise, { answer, evidence });
      assertEquals(kind, "not_ready");
    }
  });

  Deno.test(`${exercise.id} says in which section it was measured`, () => {
    assertStringIncludes(exercise.evidence ?? "", 'the section "');
  });
}

async function pointsOf(exercise: ExerciseDefinition, answer: object, evidence: unknown) {
  const judgement = await judgeAnswer(exercise, { answer, evidence });
  if (judgement.kind !== "judged") throw new TypeError(judgement.kind);
  return judgement.parts;
}

Deno.test("lesson2-count takes the CPython that was measured here before a frozen one", async () => {
  const elsewhere = await frozen("dispatch", { params: { body: "add" }, pythons: ["py3.14.3"] });
  const summary = (median: number | string) => ({ median, low: median, high: median, count: 1 });
  const arm = {
    ...fakeArm("here", [1]),
    params: { body: "add" },
    summary: { bytecodes: summary(7), iteration: summary("FOR_ITER JUMP_ABSOLUTE") },
  };
  const here = { ...fakeMeasurement({}), probe: "dispatch", arms: [arm] };
  const parts = await pointsOf(BYTECODE_COUNT, { count: 7, back: "JUMP_ABSOLUTE" }, [
    elsewhere,
    here,
  ]);
  assertEquals(parts.map(({ points }) => points), [1, 1]);
});

Deno.test("lesson2-specialization names no release where nothing that was measured specializes", async () => {
  const none = { median: 0, low: 0, high: 0, count: 1 };
  const arm = { ...fakeArm("a", [1]), summary: { specialized: none } };
  const measured = { ...fakeMeasurement({}), probe: "specialization", arms: [arm] };
  const [since] = await pointsOf(SPECIALIZATION, { since: "3.14" }, measured);
  assertEquals(since?.points, 1);
  assertStringIncludes(since?.reason ?? "", "Not judged");
});

Deno.test("lesson2-specialization goes by the oldest CPython that was measured", async () => {
  const some = { median: 2, low: 2, high: 2, count: 1 };
  const arms = [14, 13].map((minor) => ({
    ...fakeArm(`py3.${minor}`, [1]),
    python: { ...fakeInterpreter(`py3.${minor}`), minor },
    summary: { specialized: some },
  }));
  const measured = { ...fakeMeasurement({}), probe: "specialization", arms };
  const [since] = await pointsOf(SPECIALIZATION, { since: "3.13" }, measured);
  assertEquals(since?.points, 1);
});

Deno.test("lesson2-dose judges what was measured, and no row that is missing", async () => {
  const data = await frozen("dose", { params: { around: "nothing" }, pythons: ["py3.13.0"] });
  const parts = await pointsOf(DOSE, { nothing: 9, sha256: 1, sleep: 1 }, [compareWithin(data)]);
  assertEquals(parts.map(({ points }) => points), [0, 1, 1]);
  assertStringIncludes(parts[1]?.reason ?? "", "nothing was measured");
});

Deno.test("lesson2-programs takes any answer about a program that was not measured", async () => {
  const data = await frozen("time_shares", { params: { workload: "web" }, pythons: ["py3.14.3"] });
  const gains = { handler: "little", rows: "little", inference: "little", copying: "much" };
  const parts = await pointsOf(PROGRAMS_GAIN, { gains }, data);
  assertEquals(parts.map(({ points }) => points), [0, 1, 1, 1]);
});
