/** Answers to `part1-noise`, whose measurement is two equal loops with a ratio from 0.995 to 1.008. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeTwins } from "../../support/fake_evidence.ts";

/** The stub, the model answer, and what learners write. */
export const PART_1_NOISE: ExerciseAnswers = {
  exercise: "part1-noise",
  evidence: fakeTwins(),
  stub: { difference: null, sizePercent: null },
  solution: { difference: "noise", sizePercent: 0.8 },
  wrong: [
    {
      name: "caching made the second one faster",
      answer: { difference: "caching", sizePercent: 0.8 },
      part: "what the difference is",
      reason: "swapping the two would turn the result around",
    },
    {
      name: "equal programs take exactly the same time",
      answer: { difference: "broken", sizePercent: 0 },
      part: "what the difference is",
      reason: "Look at the distribution",
    },
    {
      name: "the mean of one run decides",
      answer: { difference: "mean", sizePercent: 0.8 },
      part: "what the difference is",
      reason: "each run gives another mean",
    },
    {
      name: "a size ten times too large",
      answer: { difference: "noise", sizePercent: 30 },
      part: "how large it may be",
      reason: "Your interval runs from 0.995 to 1.008",
    },
    {
      name: "the ratio in place of the size, as a text",
      answer: { difference: "noise", sizePercent: "1.002" },
      part: "how large it may be",
      reason: '"sizePercent" is a text, and a number without quotes is needed',
    },
  ],
};
