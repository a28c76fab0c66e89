/** Answers to `L2-P2-02`, with the pauses of two shapes of one heap. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";

const PAUSES = fakeRunsOf("gc_pauses", [
  {
    label: "one list",
    params: { shape: "list" },
    values: { longest: [60, 72, 66], total: [460, 491, 470] },
  },
  {
    label: "islands",
    params: { shape: "islands" },
    values: { longest: [1.1, 3.1, 2], total: [770, 845, 800] },
  },
]);

const RIGHT = {
  chat: "longest",
  nightly: "total",
  longest: 66,
  total: "0.47 s",
  split: "may-rise",
};

/** The stub, the model answer, and what learners write. */
export const TWO_WORKLOADS: ExerciseAnswers = {
  exercise: "L2-P2-02",
  evidence: PAUSES,
  stub: { chat: null, nightly: null, longest: null, total: null, split: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the sum for both",
      answer: { ...RIGHT, chat: "total" },
      part: "the figure for a chat",
      reason: "Who waits for the sum in a chat?",
    },
    {
      name: "the longest for both",
      answer: { ...RIGHT, nightly: "longest" },
      part: "the figure for a nightly job",
      reason: "When is the last one done?",
    },
    {
      name: "the figure of another shape",
      answer: { ...RIGHT, longest: 2 },
      part: "the longest pause",
      reason: "That would fit islands",
    },
    {
      name: "the columns exchanged",
      answer: { ...RIGHT, total: 66 },
      part: "all pauses together",
      reason: "That is the longest pause. Look at the other column",
    },
    {
      name: "seconds for milliseconds",
      answer: { ...RIGHT, total: 0.47 },
      part: "all pauses together",
      reason: "Is the unit right?",
    },
    {
      name: "a sum that stays",
      answer: { ...RIGHT, split: "constant" },
      part: "the sum of the pieces",
      reason: "L2-S3-08",
    },
    {
      name: "a sum that shrinks",
      answer: { ...RIGHT, split: "shrinks" },
      part: "the sum of the pieces",
      reason: "Shorter and rarer are two things",
    },
  ],
};
