/** Answers to `lesson3-counts`, whose CPython sets out 96 times for cycles. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";

const RIGHT = { acyclic: 0, cyclic: 96, why: "counting" };

/** The stub, the model answer, and what learners write. */
export const COUNTS: ExerciseAnswers = {
  exercise: "lesson3-counts",
  evidence: fakeRunsOf("garbage_counts", [{
    params: { objects: 200_000 },
    values: { acyclic: [0, 0], cyclic: [96, 96] },
  }]),
  stub: { acyclic: null, cyclic: null, why: null },
  solution: RIGHT,
  wrong: [
    {
      name: "a collection a list",
      answer: { ...RIGHT, acyclic: 200_000 },
      part: "lists that die alone",
      reason: "That is one collection a list. What frees a list",
    },
    {
      name: "the threshold as a count",
      answer: { ...RIGHT, acyclic: 700 },
      part: "lists that die alone",
      reason: "That is a threshold",
    },
    {
      name: "another threshold as a count",
      answer: { ...RIGHT, cyclic: "2,000" },
      part: "lists that hold themselves",
      reason: "That is a threshold",
    },
    {
      name: "nearly the count",
      answer: { ...RIGHT, cyclic: 95 },
      part: "lists that hold themselves",
      reason: "It is exact",
    },
    {
      name: "too few lists for the threshold",
      answer: { ...RIGHT, why: "threshold" },
      part: "why",
      reason: "how many are alive at any one time",
    },
    {
      name: "a collector that was off",
      answer: { ...RIGHT, why: "off" },
      part: "why",
      reason: "It was on for both halves",
    },
  ],
};
