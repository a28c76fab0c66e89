/** Answers to `lesson1-ratios`, on builds that are made up. */

import { type FakeBuild, fakeLoop } from "../../support/fake_builds.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

function loops(builds: readonly FakeBuild[]) {
  return ["tight_loop", "fibonacci"].map((probe) => fakeLoop(probe, builds));
}

const BUILDS: readonly FakeBuild[] = [
  { family: "one", minor: 10, level: 20 },
  { family: "one", minor: 11, level: 12 },
  { family: "one", minor: 12, level: 12.1 },
  { family: "other", minor: 12, level: 9 },
  { family: "other", minor: 13, level: 9.1 },
];

/** Releases that do not differ. */
const EVEN: readonly FakeBuild[] = [
  { family: "one", minor: 12, level: 12 },
  { family: "one", minor: 13, level: 12 },
  { family: "other", minor: 13, level: 9 },
];

/** The stub, the model answer, and what learners write. */
export const OVERVIEW_RATIOS: ExerciseAnswers = {
  exercise: "lesson1-ratios",
  evidence: loops(BUILDS),
  stub: { builds: null, release: null },
  solution: { builds: 1.34, release: "1.67x faster" },
  wrong: [
    {
      name: "a ratio of two kinds of build in place of a release's",
      answer: { builds: 1.34, release: 0.744 },
      part: "between two releases",
      reason: "two things changed",
    },
    {
      name: "a speed in place of a time",
      answer: { builds: 0.744, release: 0.6 },
      part: "between two builds",
      reason: "That is upside down",
    },
    {
      name: "a winner without a size",
      answer: { builds: "slower", release: 0.6 },
      part: "between two builds",
      reason: "is a direction. How much?",
    },
    {
      name: "a winner where all counts as the same",
      answer: { builds: 1.33, release: 0.9 },
      evidence: loops(EVEN),
      part: "between two releases",
      reason: "Nothing in it names a winner",
    },
    {
      name: "a step over two releases",
      answer: { builds: 1.34, release: 0.3 },
      part: "between two releases",
      reason: "py3.11.0 one ÷ py3.10.0 one: Read as",
    },
  ],
};
