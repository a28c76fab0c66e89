/** Answers to `lesson5-users`. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { sum: "41.7 min", each: 2.5, word: "adds" };

/** The stub, the model answer, and what learners write. */
export const USERS: ExerciseAnswers = {
  exercise: "lesson5-users",
  evidence: undefined,
  stub: { sum: null, each: null, word: null },
  solution: RIGHT,
  wrong: [
    {
      name: "milliseconds for seconds",
      answer: { ...RIGHT, sum: 2_500_000 },
      part: "in all",
      reason: "Those are milliseconds",
    },
    {
      name: "one saving for all of them",
      answer: { ...RIGHT, sum: 2.5 },
      part: "in all",
      reason: "How many times is it saved?",
    },
    {
      name: "the sum for each",
      answer: { ...RIGHT, each: "2500 s" },
      part: "each of them",
      reason: "What is one person's part of it?",
    },
    {
      name: "a saving that compounds",
      answer: { ...RIGHT, word: "compounds" },
      part: "the word for it",
      reason: "Interest compounds",
    },
  ],
};
