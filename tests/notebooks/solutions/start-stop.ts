/** Answers to `start-stop`. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

/** The stub, the model answer, and what learners write. */
export const START_STOP: ExerciseAnswers = {
  exercise: "start-stop",
  evidence: null,
  stub: { counted: null },
  solution: { counted: "kept" },
  wrong: [
    {
      name: "all is gone",
      answer: { counted: "gone" },
      part: "the variable after Stop",
      reason: "Only a restart of the kernel forgets",
    },
    {
      name: "all is undone",
      answer: { counted: "zero" },
      part: "the variable after Stop",
      reason: "was not undone",
    },
    {
      name: "the number itself",
      answer: { counted: 123456 },
      part: "the variable after Stop",
      reason: '"counted" is a number, and one of the choices in quotes is needed',
    },
    {
      name: "words of one's own",
      answer: { counted: "still there" },
      part: "the variable after Stop",
      reason: '"still there" is not one of the choices: "gone", "kept", "zero"',
    },
  ],
};
