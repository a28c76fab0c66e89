/** Answers to `lesson3-pauses`, whose runs had longest pauses of 66 to 72 ms. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";

const RIGHT = { median: 0.11, longest: 68, grows: "containers" };

/** The stub, the model answer, and what learners write. */
export const PAUSES: ExerciseAnswers = {
  exercise: "lesson3-pauses",
  evidence: fakeRunsOf("gc_pauses", [{
    values: { median: [0.11, 0.12, 0.1], longest: [66, 72, 69] },
  }]),
  stub: { median: null, longest: null, grows: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the longest as the median",
      answer: { ...RIGHT, median: 68 },
      part: "median pause",
      reason: "That is the longest one",
    },
    {
      name: "the median as the longest",
      answer: { ...RIGHT, longest: "0.11 ms" },
      part: "longest pause",
      reason: "That is the median",
    },
    {
      name: "microseconds without their unit",
      answer: { ...RIGHT, longest: 68_000 },
      part: "longest pause",
      reason: "Is the unit right?",
    },
    {
      name: "bytes",
      answer: { ...RIGHT, grows: "bytes" },
      part: "what it grows with",
      reason: "The collector never reads what is in a text",
    },
    {
      name: "garbage",
      answer: { ...RIGHT, grows: "garbage" },
      part: "what it grows with",
      reason: "leave the same garbage",
    },
  ],
};
