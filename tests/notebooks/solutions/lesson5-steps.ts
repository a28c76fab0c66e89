/** Answers to `lesson5-steps`, for two CPythons that take 24 and 60 ms for a million steps. */

import { fakeMeasurement } from "../../support/fake_comparisons.ts";
import { fakeArm } from "../../support/fake_interpreters.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

/** Arms of so many ms for a million steps, in calls of so many. */
function steps(levels: readonly number[], n = 1_000_000) {
  return {
    ...fakeMeasurement({}),
    arms: levels.map((ms, at) =>
      fakeArm(`py3.${at}.0`, [ms * n / 1e6, ms * n / 1e6], { params: { n } })
    ),
  };
}

const RIGHT = { gap: 36, larger: "yes" };

/** The stub, the model answer, and what learners write. */
export const MILLION_STEPS: ExerciseAnswers = {
  exercise: "lesson5-steps",
  evidence: steps([24, 60, 25], 20_000),
  stub: { gap: null, larger: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the largest median itself",
      answer: { ...RIGHT, gap: "60 ms" },
      part: "the gap",
      reason: "That is the largest median itself",
    },
    {
      name: "the lesson's figure",
      answer: { ...RIGHT, gap: 2.5 },
      part: "the gap",
      reason: "What is your own?",
    },
    {
      name: "a large gap that is called small",
      answer: { ...RIGHT, larger: "no" },
      part: "compared with 2.5 ms",
      reason: "The medians lie 36 ms apart",
    },
    {
      name: "a small gap that is called large",
      answer: { gap: 1, larger: "yes" },
      evidence: steps([24, 25]),
      part: "compared with 2.5 ms",
      reason: "The medians lie 1 ms apart",
    },
  ],
};
