/** Tests of the first practice's exercises with evidence that is missing, of another probe, or of another step. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { compareWithin, frozen } from "../../../../probes/mod.ts";
import { fakeLoop } from "../../../../tests/support/fake_builds.ts";
import { fakeTwins } from "../../../../tests/support/fake_evidence.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { judgeAnswer } from "../../../../tests/support/given_answer.ts";
import type { ExerciseDefinition } from "../definition.ts";
import { STEP_TO_311 } from "./step_to_311.ts";
import { THE_NUMBER } from "./the_number.ts";

const ANSWERS: readonly (readonly [ExerciseDefinition, object])[] = [
  [STEP_TO_311, { read: 0.4, method: 0.5, item: 0.8, holds: "place" }],
  [THE_NUMBER, { largest: "3.11", against: "3.10", since: 1.1 }],
];

for (const [exercise, answer] of ANSWERS) {
  Deno.test(`${exercise.id} is not judged without its measurement, nor by another one`, async () => {
    for (const evidence of [undefined, [], fakeTwins()]) {
      assertEquals((await judgeAnswer(exercise, { answer, evidence })).kind, "not_ready");
    }
  });

  Deno.test(`${exercise.id} says in which section it was measured`, () => {
    assertStringIncludes(exercise.evidence ?? "", 'the section "');
  });
}

async function partsOf(exercise: ExerciseDefinition, answer: object, evidence: unknown) {
  const judgement = await judgeAnswer(exercise, { answer, evidence });
  if (judgement.kind !== "judged") throw new TypeError(judgement.kind);
  return judgement.parts;
}

Deno.test("L2-TW-03 takes the frozen step, and no points for a row that is missing", async () => {
  const pythons = ["py3.10.13", "py3.11.7"];
  const read = await frozen("attributes", { params: { workload: "read" }, pythons });
  const other = await frozen("attributes", {
    params: { workload: "method" },
    pythons: ["py3.13.18", "py3.14.10"],
  });
  const answer = { read: 9, method: 9, item: 9 };
  const parts = await partsOf(STEP_TO_311, answer, [read, other].map((it) => compareWithin(it)));
  assertEquals(parts.map(({ points }) => points), [0, 1, 1, 0]);
  assertStringIncludes(parts[1]?.reason ?? "", "was not measured on 3.10 and 3.11");
});

const CHAIN = [
  { family: "one", minor: 10, level: 10 },
  { family: "one", minor: 11, level: 7 },
  { family: "one", minor: 12, level: 7.7 },
  { family: "one", minor: 13, level: 7.35 },
  { family: "one", minor: 14, level: 7.3 },
];
/** Another largest step, and another base. */
const OTHER = CHAIN.map((build) => ({
  ...build,
  level: [5, 7, 6.5, 4, 3.9][build.minor - 10] ?? 1,
}));

Deno.test("practice1-number goes by the steps of this machine before frozen ones", async () => {
  const live = ["tight_loop", "fibonacci"].map((probe) => fakeLoop(probe, CHAIN));
  const elsewhere = ["tight_loop", "fibonacci"].map((probe) => ({
    ...fakeLoop(probe, OTHER),
    frozen: FROZEN,
  }));
  const answer = { largest: "3.13", against: "3.11", since: 0.56 };
  const points = async (evidence: unknown) =>
    (await partsOf(THE_NUMBER, answer, evidence)).map((part) => part.points);
  assertEquals(await points(elsewhere), [1, 1, 1]);
  assertEquals(await points([...elsewhere, ...live]), [0, 0, 0]);
});

Deno.test("practice1-number is not judged by a chain with a hole", async () => {
  const evidence = fakeLoop("tight_loop", CHAIN.filter(({ minor }) => minor !== 12));
  const { kind } = await judgeAnswer(THE_NUMBER, { answer: { largest: "3.11" }, evidence });
  assertEquals(kind, "not_ready");
});
