/** Answers to `lesson4-today`. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { library: "keep", service: "keep", tool: "drop" };
const LIBRARY = "A library for 3.10 and later, with many hints";
const TOOL = "A tool for 3.14 and later";

/** The stub, the model answer, and what learners write. */
export const TODAY: ExerciseAnswers = {
  exercise: "lesson4-today",
  evidence: undefined,
  stub: { future: { library: null, service: null, tool: null } },
  solution: { future: RIGHT },
  wrong: [
    {
      name: "always drop",
      answer: { future: { library: "drop", service: "drop", tool: "drop" } },
      part: LIBRARY,
      reason: "are evaluated at each import",
    },
    {
      name: "always keep",
      answer: { future: { library: "keep", service: "keep", tool: "keep" } },
      part: TOOL,
      reason: "From 3.14 on annotations wait anyway",
    },
    {
      name: "no difference for old ones",
      answer: { future: { ...RIGHT, service: "same" } },
      part: "A service that runs on 3.13 and nowhere else",
      reason: "are they equal there?",
    },
    {
      name: "no difference for new ones",
      answer: { future: { ...RIGHT, tool: "same" } },
      part: TOOL,
      reason: "but the bars of the bytecode do",
    },
  ],
};
