/** Answers to `lesson4-share`: 2,800 functions of 0.6 µs each in an import of 40 ms are 4.2 per cent. */

import { fakePrices, fakeStart } from "../../support/fake_annotations.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { annotated: 50, share: 4 };

/** The stub, the model answer, and what learners write. */
export const SHARE: ExerciseAnswers = {
  exercise: "lesson4-share",
  evidence: [fakeStart(), fakePrices({ hints: 0.9, future: 0.7, none: 0.3 })],
  stub: { annotated: null, share: null },
  solution: RIGHT,
  wrong: [
    {
      name: "all functions",
      answer: { ...RIGHT, annotated: 2800 },
      part: "functions with annotations",
      reason: "Those are all functions",
    },
    {
      name: "modules",
      answer: { ...RIGHT, annotated: 120 },
      part: "functions with annotations",
      reason: "not functions",
    },
    {
      name: "the whole import",
      answer: { ...RIGHT, share: 100 },
      part: "share of the import",
      reason: "no time at all",
    },
    {
      name: "a fraction",
      answer: { ...RIGHT, share: 0.042 },
      part: "share of the import",
      reason: "That is a fraction",
    },
    {
      name: "most of it",
      answer: { ...RIGHT, share: "40 %" },
      part: "share of the import",
      reason: "times the price of one",
    },
  ],
};
