/** Answers to `practice1-number`: a large step to 3.11, then one back and two small ones, over two kinds of build. */

import { type FakeBuild, fakeLoop } from "../../support/fake_builds.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const BUILDS: readonly FakeBuild[] = [
  { family: "one", minor: 10, level: 10 },
  { family: "one", minor: 11, level: 7 },
  { family: "one", minor: 12, level: 7.7 },
  { family: "one", minor: 13, level: 7.35 },
  { family: "other", minor: 13, level: 5 },
  { family: "other", minor: 14, level: 4.9 },
];

const RIGHT = { largest: "3.11", against: "3.10", since: 1.03 };

/** The stub, the model answer, and what learners write. */
export const THE_NUMBER: ExerciseAnswers = {
  exercise: "practice1-number",
  evidence: ["tight_loop", "fibonacci"].map((probe) => fakeLoop(probe, BUILDS)),
  stub: { largest: null, against: null, since: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the newest release as the largest step",
      answer: { ...RIGHT, largest: "3.14" },
      part: "the largest step",
      reason: "Compare the row of 3.14 with that of 3.11",
    },
    {
      name: "3.11 as the base that flatters most",
      answer: { ...RIGHT, against: "3.11" },
      part: "the base that flatters most",
      reason: "Multiply the steps from 3.11 on",
    },
    {
      name: "the headline's figure",
      answer: { ...RIGHT, since: "40 % less time" },
      part: "3.14 against 3.11",
      reason: "Read the ratio from it",
    },
    {
      name: "the step to 3.11 counted among them",
      answer: { ...RIGHT, since: 0.72 },
      part: "3.14 against 3.11",
      reason: "These are four steps",
    },
    {
      name: "a single step",
      answer: { ...RIGHT, since: 0.98 },
      part: "3.14 against 3.11",
      reason: "That is the step to 3.14 alone",
    },
  ],
};
