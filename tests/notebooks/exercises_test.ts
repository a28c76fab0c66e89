/**
 * Every exercise that is answered in a cell: the stub is open, the model answer passes, wrong answers get their reason.
 *
 * The answers are the files of `solutions/`, whichever there are: an exercise is added without a line here. One
 * notebook's alone: `deno test -A tests/notebooks/exercises_test.ts --filter lesson2`.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { EXERCISES } from "../../notebooks/workbook/exercises/registry.ts";
import { discoverInterpreters } from "../../probes/mod.ts";
import { checkAnswer } from "../support/given_answer.ts";
import { testUnless } from "../support/skip.ts";
import type { ExerciseAnswers } from "./exercise_answers.ts";

/** Answered by a program that has tests of its own. */
const PROGRAMS = ["L2-P1-01", "L2-P4-01"];

const ALL = await readSolutions();
const noPython = (await discoverInterpreters()).length === 0 ? "no CPython was found" : null;

/** The answers that files of `solutions/` export. */
async function readSolutions(): Promise<ExerciseAnswers[]> {
  const folder = new URL("solutions/", import.meta.url);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".ts")).sort();
  const modules = await Promise.all(
    names.map(async (name): Promise<unknown> => await import(new URL(name, folder).href)),
  );
  return modules.flatMap((module) => Object.values(Object(module)).filter(isAnswers));
}

function isAnswers(value: unknown): value is ExerciseAnswers {
  return typeof value === "object" && value !== null && "exercise" in value && "wrong" in value &&
    Array.isArray(value.wrong);
}

Deno.test("every exercise has answers that are tested", () => {
  const tested = [...ALL.map(({ exercise }) => exercise), ...PROGRAMS];
  assertEquals(tested.sort(), EXERCISES.map(({ id }) => id).sort());
});

for (const { exercise, evidence, stub, solution, wrong, needsPython } of ALL) {
  const missing = needsPython ? noPython : null;

  Deno.test(`${exercise}: the stub is not answered yet, with or without a measurement`, async () => {
    for (const given of [evidence, undefined]) {
      const { kind, points } = await checkAnswer(exercise, { answer: stub, evidence: given });
      assertEquals([kind, points], ["not_answered", 0]);
    }
  });

  testUnless(missing, {
    name: `${exercise}: the model answer has full points`,
    fn: async () => {
      const { kind, points, max, parts, message } = await checkAnswer(exercise, {
        answer: solution,
        evidence,
      });
      assertEquals([kind, points], ["judged", max], message);
      assertEquals(parts.reduce((sum, part) => sum + part.max, 0), max);
    },
  });

  Deno.test(`${exercise}: there are at least three wrong answers`, () => assert(wrong.length >= 3));

  for (const { name, answer, evidence: own = evidence, part, reason } of wrong) {
    testUnless(missing, {
      name: `${exercise}: ${name} loses points for that reason`,
      fn: async () => {
        const { parts, message } = await checkAnswer(exercise, { answer, evidence: own });
        const judged = parts.find((candidate) => candidate.name === part);
        assertEquals(judged?.points, 0, `${message} ${judged?.reason ?? "there is no such part"}`);
        assertStringIncludes(judged?.reason ?? "", reason);
      },
    });
  }
}
