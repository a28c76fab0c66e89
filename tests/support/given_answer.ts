/** An answer to an exercise as a cell gives it, for tests: judged alone, or checked as in a graded notebook. */

import { readAnswer } from "../../notebooks/workbook/exercises/answer_fields.ts";
import { openAnswers } from "../../notebooks/workbook/exercises/answers.ts";
import { type Checked, makeCheck } from "../../notebooks/workbook/exercises/check.ts";
import type {
  ExerciseDefinition,
  Judgement,
} from "../../notebooks/workbook/exercises/definition.ts";
import { findExercise } from "../../notebooks/workbook/exercises/registry.ts";
import { readEvidence } from "../../notebooks/workbook/ledger/evidence.ts";

/** An answer with what it is judged by. */
export interface GivenAnswer {
  readonly answer: unknown;
  readonly evidence?: unknown;
}

/** Checks it. A graded check keeps nothing, so that no folder is needed. */
export async function checkAnswer(id: string, { answer, evidence }: GivenAnswer): Promise<Checked> {
  return await makeCheck({
    definition: findExercise(id),
    answer,
    evidence,
    book: openAnswers(),
    now: () => new Date(),
    isGraded: true,
  });
}

/** Judges it; throws where it is no answer. */
export async function judgeAnswer(
  definition: ExerciseDefinition,
  { answer, evidence }: GivenAnswer,
): Promise<Judgement> {
  const reading = readAnswer(definition.fields, answer);
  if (reading.kind !== "answer") throw new TypeError(reading.kind);
  return await definition.judge({ ...reading, evidence: readEvidence(evidence) });
}
