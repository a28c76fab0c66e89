/** Answers to `lesson4-price`, where the hints of a function add 0.6 µs to its 0.3, and the future import takes 0.2 of them away. */

import { fakePrices } from "../../support/fake_annotations.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { each: 0.6, second: 1_700_000, future: 0.79 };

/** The stub, the model answer, and what learners write. */
export const PRICE: ExerciseAnswers = {
  exercise: "lesson4-price",
  evidence: fakePrices({ hints: 0.9, future: 0.7, none: 0.3 }),
  stub: { each: null, second: null, future: null },
  solution: RIGHT,
  wrong: [
    {
      name: "all of an annotated function",
      answer: { ...RIGHT, each: 0.95 },
      part: "price of a function",
      reason: "Without hints it costs, too",
    },
    {
      name: "a function without hints",
      answer: { ...RIGHT, each: 0.35 },
      part: "price of a function",
      reason: "What do hints add?",
    },
    {
      name: "nanoseconds without their unit",
      answer: { ...RIGHT, each: 600 },
      part: "price of a function",
      reason: "Is the unit right?",
    },
    {
      name: "functions for a millisecond",
      answer: { ...RIGHT, second: 1700 },
      part: "functions for a second",
      reason: "A second has a thousand of them",
    },
    {
      name: "hundreds, as the lesson says",
      answer: { ...RIGHT, second: 300 },
      part: "functions for a second",
      reason: "So few?",
    },
    {
      name: "a thousand times too many",
      answer: { ...RIGHT, second: "1700 million" },
      part: "functions for a second",
      reason: "a thousand times too many",
    },
    {
      name: "the future import upside down",
      answer: { ...RIGHT, future: 1.27 },
      part: "the future import",
      reason: "upside down",
    },
    {
      name: "no difference",
      answer: { ...RIGHT, future: "the same" },
      part: "the future import",
      reason: "1 is not in it",
    },
  ],
};
