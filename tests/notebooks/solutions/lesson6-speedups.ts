/** Answers to `lesson6-speedups`, on a CPython with the lock and interpreters, and on one without interpreters. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";

function runs(ways: Readonly<Record<string, { speedup: number[]; start: number[] }>>) {
  return fakeRunsOf(
    "workers",
    Object.entries(ways).flatMap(([way, values]) => [
      {
        label: `${way} 1`,
        params: { way, workers: 1 },
        values: { speedup: [1, 1], start: [1, 1] },
      },
      { label: `${way} 2`, params: { way, workers: 2 }, values },
    ]),
  );
}

const OLDER = {
  threads: { speedup: [0.97, 0.99, 0.98], start: [0.3, 0.4, 0.3] },
  processes: { speedup: [1.85, 1.94, 1.91], start: [75, 120, 80] },
};
const ALL = runs({
  ...OLDER,
  interpreters: { speedup: [1.9, 1.95, 1.92], start: [34, 47, 40] },
});

const RIGHT = {
  threads: 0.98,
  processes: "1.9x",
  short: "alone",
  middle: "interpreters",
  long: "interpreters",
};

/** The stub, the model answer, and what learners write. */
export const SPEEDUPS: ExerciseAnswers = {
  exercise: "lesson6-speedups",
  evidence: ALL,
  stub: { threads: null, processes: null, short: null, middle: null, long: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the ideal for threads",
      answer: { ...RIGHT, threads: 2 },
      part: "speed-up of threads",
      reason: "2 is the ideal",
    },
    {
      name: "the other row",
      answer: { ...RIGHT, threads: 1.9 },
      part: "speed-up of threads",
      reason: "That would fit interpreters. Look at the row of threads",
    },
    {
      name: "a share of the time",
      answer: { ...RIGHT, processes: "0.52" },
      part: "speed-up of processes",
      reason: "upside down",
    },
    {
      name: "a number of another picture",
      answer: { ...RIGHT, processes: 5 },
      part: "speed-up of processes",
      reason: "Look at the row of processes, at the speed-up",
    },
    {
      name: "a word",
      answer: { ...RIGHT, processes: "twice" },
      part: "speed-up of processes",
      reason: "has no number",
    },
    {
      name: "processes for what is shorter than their start",
      answer: { ...RIGHT, short: "processes" },
      part: "the way for 2 ms",
      reason: "Getting them ready takes longer than the work itself",
    },
    {
      name: "one after the other for what is long",
      answer: { ...RIGHT, long: "alone" },
      part: "the way for 2 s",
      reason: "Another way saves more than it costs to start",
    },
    {
      name: "threads that take turns",
      answer: { ...RIGHT, long: "threads" },
      part: "the way for 2 s",
      reason: "its speed-up saves less",
    },
    {
      name: "a way that was not measured",
      answer: { ...RIGHT, middle: "interpreters" },
      evidence: runs(OLDER),
      part: "the way for 200 ms",
      reason: '"interpreters" was not measured here',
    },
  ],
};
