/** Answers to `lesson2-dose`: 1.5 around nothing, the same around a hash, undecided around a wait. */

import type { Comparison } from "../../../probes/mod.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../support/fake_comparisons.ts";
import { fakeArm } from "../../support/fake_interpreters.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { nothing: 1.51, sha256: "the same", sleep: "cannot tell" };

/** What twice the bytecode did around something. */
function dosed(around: string, changes: Partial<Comparison>) {
  const arms = [1, 2].map((dose) => fakeArm(`${dose}`, [1, 1.1], { params: { around, dose } }));
  return fakeComparisonResult([fakeComparison({ rounds: 12, ...changes })], {
    ...fakeMeasurement({}),
    probe: "dose",
    arms,
  });
}

/** The stub, the model answer, and what learners write. */
export const DOSE: ExerciseAnswers = {
  exercise: "lesson2-dose",
  evidence: [
    dosed("nothing", { ratio: 1.52, low: 1.47, high: 1.58, verdict: "slower" }),
    dosed("sha256", { ratio: 1.001, low: 0.995, high: 1.006, verdict: "same" }),
    dosed("sleep", { ratio: 1.01, low: 0.96, high: 1.05, verdict: "unclear" }),
  ],
  stub: { nothing: null, sha256: null, sleep: null },
  solution: RIGHT,
  wrong: [
    {
      name: "twice the time for twice the bytecode",
      answer: { ...RIGHT, nothing: 2 },
      part: "around nothing",
      reason: "Twice the additions are not twice the loop",
    },
    {
      name: "a direction without a size",
      answer: { ...RIGHT, nothing: "slower" },
      part: "around nothing",
      reason: "is a direction. How much?",
    },
    {
      name: "the ratio of the loop for the hash",
      answer: { ...RIGHT, sha256: 1.5 },
      part: "around a hash",
      reason: "Read the second row",
    },
    {
      name: "a winner where nothing is decided",
      answer: { ...RIGHT, sleep: "slower" },
      part: "around a wait",
      reason: "your interval still contains both",
    },
    {
      name: "the same where nothing is decided",
      answer: { ...RIGHT, sleep: "the same" },
      part: "around a wait",
      reason: "this is a lack of data",
    },
  ],
};
