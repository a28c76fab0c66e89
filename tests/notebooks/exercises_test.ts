/** Every exercise that is answered in a cell: the stub is open, the model answer passes, wrong answers get their reason. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { openAnswers } from "../../notebooks/workbook/exercises/answers.ts";
import { makeCheck } from "../../notebooks/workbook/exercises/check.ts";
import { EXERCISES, findExercise } from "../../notebooks/workbook/exercises/registry.ts";
import type { ExerciseAnswers } from "./exercise_answers.ts";
import { PART_1_QUESTIONS } from "./solutions/L2-P1-05.ts";
import { PART_1_NOISE } from "./solutions/part1-noise.ts";
import { PART_1_SETTINGS } from "./solutions/part1-settings.ts";

const ALL: readonly ExerciseAnswers[] = [PART_1_NOISE, PART_1_SETTINGS, PART_1_QUESTIONS];

/** Answered by a program; `performance_discovery` has its own tests. */
const PROGRAMS = ["L2-P1-01"];

/** A graded check keeps nothing, so that no folder is needed. */
async function checked(id: string, answer: unknown, evidence: unknown) {
  return await makeCheck({
    definition: findExercise(id),
    answer,
    evidence,
    book: openAnswers(),
    now: () => new Date(),
    isGraded: true,
  });
}

Deno.test("every exercise has answers that are tested", () => {
  const tested = [...ALL.map(({ exercise }) => exercise), ...PROGRAMS];
  assertEquals(tested.sort(), EXERCISES.map(({ id }) => id).sort());
});

for (const { exercise, evidence, stub, solution, wrong } of ALL) {
  Deno.test(`${exercise}: the stub is not answered yet, with or without a measurement`, async () => {
    for (const given of [evidence, undefined]) {
      const { kind, points } = await checked(exercise, stub, given);
      assertEquals([kind, points], ["not_answered", 0]);
    }
  });

  Deno.test(`${exercise}: the model answer has full points`, async () => {
    const { kind, points, max, parts } = await checked(exercise, solution, evidence);
    assertEquals([kind, points], ["judged", max]);
    assertEquals(parts.reduce((sum, part) => sum + part.max, 0), max);
  });

  Deno.test(`${exercise}: there are at least three wrong answers`, () => assert(wrong.length >= 3));

  for (const { name, answer, evidence: own = evidence, part, reason } of wrong) {
    Deno.test(`${exercise}: ${name} loses points for that reason`, async () => {
      const { parts } = await checked(exercise, answer, own);
      const judged = parts.find((candidate) => candidate.name === part);
      assertEquals(judged?.points, 0);
      assertStringIncludes(judged?.reason ?? "", reason);
    });
  }
}
