/** Answers to `lesson2-programs`, from frozen shares of one CPython. */

import { frozen } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { handler: "some", rows: "much", inference: "little", copying: "little" };

function gains(changes: Partial<typeof RIGHT>) {
  return { gains: { ...RIGHT, ...changes } };
}

/** The stub, the model answer, and what learners write. */
export const PROGRAMS_GAIN: ExerciseAnswers = {
  exercise: "lesson2-programs",
  evidence: frozen("time_shares", { pythons: ["py3.14.3"] }),
  stub: { gains: { handler: null, rows: null, inference: null, copying: null } },
  solution: gains({}),
  wrong: [
    {
      name: "inference as the great winner",
      answer: gains({ inference: "much" }),
      part: "A model's inference by a library of C and C++",
      reason: "Measure its Python share first",
    },
    {
      name: "copying as a winner",
      answer: gains({ copying: "much" }),
      part: "Copying files",
      reason: "save that share, and no more",
    },
    {
      name: "rows of CSV as work in C alone",
      answer: gains({ rows: "little" }),
      part: "A loop over the rows of a CSV file",
      reason: "of its time where it was measured",
    },
    {
      name: "a handler that hardly runs Python",
      answer: gains({ handler: "little" }),
      part: "The web handler that was measured",
      reason: "of its time where it was measured",
    },
  ],
};
