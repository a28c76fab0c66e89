/** Answers to `start-first-cell`: any name will do. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

/** The stub, a name, and what learners write. */
export const START_FIRST_CELL: ExerciseAnswers = {
  exercise: "start-first-cell",
  evidence: null,
  stub: { name: "" },
  solution: { name: "Ada" },
  wrong: [
    {
      name: "a number",
      answer: { name: 42 },
      part: "a name",
      reason: '"name" is a number, and a text in quotes is needed, for example name: "Ada".',
    },
    {
      name: "quotes within quotes",
      answer: { name: '"Ada"' },
      part: "a name",
      reason: "one pair is enough",
    },
    { name: "signs alone", answer: { name: "…!" }, part: "a name", reason: "at least one letter" },
    {
      name: "a list",
      answer: { name: ["Ada"] },
      part: "a name",
      reason: '"name" is a list, and a text in quotes is needed',
    },
  ],
};
