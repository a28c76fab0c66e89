/** Answers to `L2-TW-05`, for two settings of a generational collector. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";

function setting(name: string, values: Readonly<Record<string, readonly number[]>>) {
  return { label: name, collector: "generational" as const, params: { setting: name }, values };
}

const TWO = fakeRunsOf("cyclic_objects", [
  setting("default", {
    pauses: [374, 374, 374],
    longest: [26, 27, 33],
    total: [82, 85, 91],
    peakRss: [30, 30.1, 30.2],
  }),
  setting("disable", { pauses: [0, 0, 0], total: [0, 0, 0], peakRss: [72, 72, 72.1] }),
]);

const RIGHT = {
  pauses: 374,
  longest: "27 ms",
  memory: 30,
  restingPauses: 0,
  restingMemory: "72 MiB",
  collector: "generational",
};

/** The stub, the model answer, and what learners write. */
export const REPORT: ExerciseAnswers = {
  exercise: "L2-TW-05",
  evidence: TWO,
  stub: {
    pauses: null,
    longest: null,
    memory: null,
    restingPauses: null,
    restingMemory: null,
    collector: null,
  },
  solution: RIGHT,
  wrong: [
    {
      name: "a count of collections as a time",
      answer: { ...RIGHT, longest: 374 },
      part: "the longest pause",
      reason: "gc.get_stats() counts too; a count is no time",
    },
    {
      name: "all pauses together as the longest",
      answer: { ...RIGHT, longest: 85 },
      part: "the longest pause",
      reason: "That is the sum of all pauses",
    },
    {
      name: "a collector that the version promises",
      answer: { ...RIGHT, collector: "incremental" },
      part: "the kind of collector",
      reason: "says what somebody intended",
    },
    {
      name: "the memory of what is alive",
      answer: { ...RIGHT, memory: 16 },
      part: "memory under the default",
      reason: "The peak is the most that the process ever had",
    },
    {
      name: "the memory of the other setting",
      answer: { ...RIGHT, restingMemory: 30 },
      part: "memory without the collector",
      reason: "That is the peak of the other setting",
    },
    {
      name: "KiB without their unit",
      answer: { ...RIGHT, memory: 30_720 },
      part: "memory under the default",
      reason: "Is the unit right?",
    },
    {
      name: "pauses of a collector that rests",
      answer: { ...RIGHT, restingPauses: 374 },
      part: "pauses without the collector",
      reason: "never sets out",
    },
    {
      name: "no pauses where there are some",
      answer: { ...RIGHT, pauses: 0 },
      part: "pauses under the default",
      reason: "each of them is a pause",
    },
    {
      name: "about as many",
      answer: { ...RIGHT, pauses: "about 400" },
      part: "pauses under the default",
      reason: "neither rounding nor noise",
    },
  ],
};
