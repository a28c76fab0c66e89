/** Answers to `lesson3-shapes`: with one list the ranges overlap, with islands they lie far apart. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { type FakeRunArm, fakeRunsOf } from "../../support/fake_collector_runs.ts";

function arm(
  collector: "generational" | "incremental",
  shape: string,
  values: FakeRunArm["values"],
): FakeRunArm {
  return { label: `${collector}, ${shape}`, collector, params: { shape }, values };
}

const GENERATIONAL = [
  arm("generational", "list", { longest: [60, 72], total: [460, 491] }),
  arm("generational", "islands", { longest: [71, 78], total: [473, 493] }),
];

const BOTH = fakeRunsOf("gc_pauses", [
  ...GENERATIONAL,
  arm("incremental", "list", { longest: [57, 64], total: [885, 914] }),
  arm("incremental", "islands", { longest: [1.1, 3.1], total: [770, 845] }),
]);

const RIGHT = { list: "cannot tell", islands: 0.02, total: "1.9 times the time" };

/** The stub, the model answer, and what learners write. */
export const SHAPES: ExerciseAnswers = {
  exercise: "lesson3-shapes",
  evidence: BOTH,
  stub: { list: null, islands: null, total: null },
  solution: RIGHT,
  wrong: [
    {
      name: "many times shorter, for the list",
      answer: { ...RIGHT, list: 0.03 },
      part: "longest pause, one list",
      reason: "That would fit the islands",
    },
    {
      name: "the list's ratio for the islands",
      answer: { ...RIGHT, islands: 0.9 },
      part: "longest pause, islands",
      reason: "That would fit the heap that is one list",
    },
    {
      name: "thirty pauses for one",
      answer: { ...RIGHT, list: "30x" },
      part: "longest pause, one list",
      reason: "Count the pauses of both lanes",
    },
    {
      name: "a total that stays",
      answer: { ...RIGHT, total: 1 },
      part: "all pauses together, one list",
      reason: "compare the sums",
    },
    {
      name: "upside down",
      answer: { ...RIGHT, total: 0.53 },
      part: "all pauses together, one list",
      reason: "upside down",
    },
    {
      name: "nothing said where it can be told",
      answer: { ...RIGHT, islands: "cannot tell" },
      part: "longest pause, islands",
      reason: "All of them lie on one side of 1",
    },
    {
      name: "the same after two runs",
      answer: { ...RIGHT, list: "the same" },
      part: "longest pause, one list",
      reason: "A few runs do not show",
    },
    {
      name: "a direction alone",
      answer: { ...RIGHT, total: "slower" },
      part: "all pauses together, one list",
      reason: "is a direction",
    },
  ],
};
