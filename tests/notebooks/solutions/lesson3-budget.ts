/** Answers to `lesson3-budget`, with three heaps of which the middle one just keeps the budget. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";

function sizes(longest: Readonly<Record<string, readonly number[]>>) {
  return fakeRunsOf(
    "gc_pauses",
    Object.entries(longest).map(([live, runs]) => ({
      label: live,
      params: { live: Number(live) },
      values: { longest: runs },
    })),
  );
}

const THREE = sizes({ 30_000: [4, 5, 4], 100_000: [20, 22, 21], 300_000: [66, 72, 68] });

const RIGHT = { room: 36.5, decides: "longest", live: 100_000 };

/** The stub, the model answer, and what learners write. */
export const BUDGET: ExerciseAnswers = {
  exercise: "lesson3-budget",
  evidence: THREE,
  stub: { room: null, decides: null, live: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the whole budget for the pause",
      answer: { ...RIGHT, room: 50 },
      part: "room for a pause",
      reason: "The stages take their time as well",
    },
    {
      name: "the lesson's 15 ms",
      answer: { ...RIGHT, room: "35 ms" },
      part: "room for a pause",
      reason: "Add them up yourself",
    },
    {
      name: "the mean",
      answer: { ...RIGHT, decides: "mean" },
      part: "the number that decides",
      reason: "Nobody waits for a mean",
    },
    {
      name: "a heap that is too large",
      answer: { ...RIGHT, live: 300_000 },
      part: "the largest heap",
      reason: "leave no room for the stages",
    },
    {
      name: "a heap that is smaller than need be",
      answer: { ...RIGHT, live: "30,000" },
      part: "the largest heap",
      reason: "A larger heap keeps the budget",
    },
    {
      name: "a heap that was not measured",
      answer: { ...RIGHT, live: 200_000 },
      part: "the largest heap",
      reason: "Take one of the heaps that were measured",
    },
    {
      name: "a heap where none keeps the budget",
      answer: { ...RIGHT, live: 30_000 },
      evidence: sizes({ 30_000: [60, 70] }),
      part: "the largest heap",
      reason: "leave no room for the stages",
    },
  ],
};
