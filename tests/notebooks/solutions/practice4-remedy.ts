/** Answers to `practice4-remedy`: lists help, a resting collector is undecided, sums alone help as well. */

import type { Comparison } from "../../../probes/mod.ts";
import { fakeComparison, fakeComparisonResult } from "../../support/fake_comparisons.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const MEASUREMENT = fakeRunsOf("file_pipeline", [
  { label: "before", params: { remedy: "none" }, values: { collector: [8, 9, 10] } },
  ...["rest", "lists", "sums"].map((remedy) => ({
    label: remedy,
    params: { remedy },
    values: { collector: [1, 1, 1] },
  })),
]);

function row(test: string, changes: Partial<Comparison>) {
  return fakeComparison({ base: "before", test, rounds: 12, ...changes });
}

const TRIED = fakeComparisonResult([
  row("rest", { ratio: 0.95, low: 0.86, high: 1.04, verdict: "unclear" }),
  row("lists", { ratio: 0.55, low: 0.52, high: 0.58, verdict: "faster" }),
  row("sums", { ratio: 0.74, low: 0.71, high: 0.77, verdict: "faster" }),
], MEASUREMENT);

const RIGHT = {
  limit: 0.91,
  rest: "cannot tell",
  lists: 0.55,
  sums: "26 % less time",
  best: "lists",
  changes: "both",
};

/** The stub, the model answer, and what learners write. */
export const REMEDY: ExerciseAnswers = {
  exercise: "practice4-remedy",
  evidence: TRIED,
  stub: { limit: null, rest: null, lists: null, sums: null, best: null, changes: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the share in place of what is left",
      answer: { ...RIGHT, limit: 0.09 },
      part: "the limit",
      reason: "That is the part that goes",
    },
    {
      name: "per cent in place of a ratio",
      answer: { ...RIGHT, limit: 91 },
      part: "the limit",
      reason: "As a ratio it lies below 1",
    },
    {
      name: "a winner that is not decided",
      answer: { ...RIGHT, rest: "faster" },
      part: "the collector rests",
      reason: "your interval still contains both",
    },
    {
      name: "a speed in place of a time",
      answer: { ...RIGHT, lists: 1.82 },
      part: "rows stay lists",
      reason: "That is upside down",
    },
    {
      name: "a remedy that another one beats",
      answer: { ...RIGHT, best: "sums" },
      part: "the best",
      reason: "When rows stay lists, the ratio is 0.55",
    },
    {
      name: "a remedy that was not tried",
      answer: { ...RIGHT, best: "upgrade" },
      part: "the best",
      reason: '"upgrade" is none of the remedies',
    },
    {
      name: "a file that stays the same",
      answer: { ...RIGHT, changes: "none" },
      part: "what they change",
      reason: "Whoever reads the file would notice",
    },
  ],
};
