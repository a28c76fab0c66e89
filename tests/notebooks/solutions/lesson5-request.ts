/** Answers to `lesson5-request`. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { sum: 59, saved: 0.2, noticed: "slowest" };

/** The stub, the model answer, and what learners write. */
export const REQUEST: ExerciseAnswers = {
  exercise: "lesson5-request",
  evidence: undefined,
  stub: { sum: null, saved: null, noticed: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the sum with a quicker model",
      answer: { ...RIGHT, sum: 56.5 },
      part: "the request",
      reason: "with a quicker model",
    },
    {
      name: "a quicker model",
      answer: { ...RIGHT, saved: "2.5 ms" },
      part: "what 5 % save",
      reason: "takes 5 % off the model",
    },
    {
      name: "5 % of everything",
      answer: { ...RIGHT, saved: 2.95 },
      part: "what 5 % save",
      reason: "takes 5 % off everything",
    },
    {
      name: "all of the Python",
      answer: { ...RIGHT, saved: 4 },
      part: "what 5 % save",
      reason: "5 % of it are saved",
    },
    {
      name: "the mean as what is noticed",
      answer: { ...RIGHT, noticed: "mean" },
      part: "what is noticed",
      reason: "Nobody waits for a mean",
    },
  ],
};
