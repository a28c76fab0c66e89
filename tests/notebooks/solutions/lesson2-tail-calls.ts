/** Answers to `lesson2-tail-calls`, which needs no measurement. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

/** The stub, the model answer, and what learners write. */
export const TAIL_CALLS: ExerciseAnswers = {
  exercise: "lesson2-tail-calls",
  evidence: null,
  stub: { against: null, how: null },
  solution: { against: "same", how: "build" },
  wrong: [
    {
      name: "a gain over the version before",
      answer: { against: "3.13", how: "build" },
      part: "the base of the figure",
      reason: "everything else that changed",
    },
    {
      name: "a gain over another compiler's build",
      answer: { against: "gcc", how: "build" },
      part: "the base of the figure",
      reason: "Then two things differ",
    },
    {
      name: "a gain over unspecialized bytecode",
      answer: { against: "unspecialized", how: "build" },
      part: "the base of the figure",
      reason: "That is the other feature",
    },
    {
      name: "a flag",
      answer: { against: "same", how: "flag" },
      part: "how one gets them",
      reason: "finds the same loop",
    },
    {
      name: "an update",
      answer: { against: "same", how: "update" },
      part: "how one gets them",
      reason: "Look at the table of builds",
    },
  ],
};
