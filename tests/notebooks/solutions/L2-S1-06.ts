/** Answers to `L2-S1-06`, for a loop of 50 ns and 6 bytecodes an iteration. */

import { fakeMeasurement } from "../../support/fake_comparisons.ts";
import { fakeLoop } from "../../support/fake_builds.ts";
import { fakeArm } from "../../support/fake_interpreters.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

/** `fakeArm()` counts 100,000 iterations a call. */
const TIMED = fakeLoop("tight_loop", [{ family: "one", minor: 14, level: 5 }]);

const COUNTED = {
  ...fakeMeasurement({}),
  probe: "dispatch",
  arms: [fakeArm("py3.14.0", [], {
    summary: { bytecodes: { median: 6, low: 6, high: 6, count: 2 } },
  })],
};

const RIGHT = { seconds: 50, saved: "2.4 s", perSecond: "120 million", largestStep: "3.11" };

/** The stub, the model answer, and what learners write. */
export const OVERVIEW_BILLION: ExerciseAnswers = {
  exercise: "L2-S1-06",
  evidence: [TIMED, COUNTED],
  stub: { seconds: null, saved: null, perSecond: null, largestStep: null },
  solution: RIGHT,
  wrong: [
    {
      name: "5 % of the iterations",
      answer: { ...RIGHT, saved: 50_000_000 },
      part: "what 5 % save",
      reason: "5 % of the iterations. Asked is the time",
    },
    {
      name: "what is left in place of what is saved",
      answer: { ...RIGHT, saved: "47.5 s" },
      part: "what 5 % save",
      reason: "the time that is left",
    },
    {
      name: "milliseconds taken for seconds",
      answer: { ...RIGHT, seconds: 50_000 },
      part: "a billion iterations",
      reason: "a thousand times too long",
    },
    {
      name: "billions a second",
      answer: { ...RIGHT, perSecond: "1 billion" },
      part: "bytecodes a second",
      reason: "A round billion?",
    },
    {
      name: "iterations in place of bytecodes",
      answer: { ...RIGHT, perSecond: 2e7 },
      part: "bytecodes a second",
      reason: "each executes several bytecodes",
    },
    {
      name: "the newest release as the largest step",
      answer: { ...RIGHT, largestStep: "3.14" },
      part: "the largest step",
      reason: "the one that leads to 3.11",
    },
  ],
};
