/** Answers to `lesson3-request`, with a run of 4 requests of which 1 meets a pause of 60 ms. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakePauseArm, fakePauses } from "../../support/fake_comparisons.ts";

const [arm] = [
  fakePauseArm("py3.13.5", [[[0.01, 0.02, 0], [0.06, 0.02, 0], [0.11, 60, 2]]], 4),
];

const RUN = fakePauses([{
  ...arm,
  summary: { longest: { median: 60, low: 60, high: 60, count: 1 } },
}]);

const RIGHT = { without: 13.5, hits: 1, worst: 73.5 };

/** The stub, the model answer, and what learners write. */
export const REQUEST: ExerciseAnswers = {
  exercise: "lesson3-request",
  evidence: RUN,
  stub: { without: null, hits: null, worst: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the lesson's sum",
      answer: { ...RIGHT, without: 15 },
      part: "without a pause",
      reason: "Add its own four numbers once more",
    },
    {
      name: "the pause in every request",
      answer: { ...RIGHT, without: "63.5 ms" },
      part: "without a pause",
      reason: "as if every request met one",
    },
    {
      name: "all requests hit",
      answer: { ...RIGHT, hits: 4 },
      part: "requests with a large pause",
      reason: "Those are all requests",
    },
    {
      name: "the lesson's pause",
      answer: { ...RIGHT, worst: 63.5 },
      part: "the unluckiest request",
      reason: "How long is your own longest one?",
    },
    {
      name: "the pause alone",
      answer: { ...RIGHT, worst: 60 },
      part: "the unluckiest request",
      reason: "That is the pause alone",
    },
  ],
};
