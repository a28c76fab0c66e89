/** Answers to `start-words`. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { unclear: "more", same: "zone", hatched: "frozen" };

/** The stub, the model answer, and what learners write. */
export const START_WORDS: ExerciseAnswers = {
  exercise: "start-words",
  evidence: null,
  stub: { unclear: null, same: null, hatched: null },
  solution: RIGHT,
  wrong: [
    {
      name: "unclear as equal",
      answer: { ...RIGHT, unclear: "equal" },
      part: "unclear",
      reason: "“unclear” is a lack of data",
    },
    {
      name: "unclear as an error",
      answer: { ...RIGHT, unclear: "error" },
      part: "unclear",
      reason: "“unavailable”, with the reason",
    },
    {
      name: "the same as an interval with 1 in it",
      answer: { ...RIGHT, same: "one" },
      part: "same",
      reason: "A wide interval contains 1 as well",
    },
    {
      name: "the same to the last digit",
      answer: { ...RIGHT, same: "exact" },
      part: "same",
      reason: "Not even two runs of one program are",
    },
    {
      name: "hatched as estimated",
      answer: { ...RIGHT, hatched: "estimated" },
      part: "hatched",
      reason: "It was measured, on another machine",
    },
    {
      name: "hatched as too few rounds",
      answer: { ...RIGHT, hatched: "unsure" },
      part: "hatched",
      reason: "Too few rounds are “unclear”",
    },
  ],
};
