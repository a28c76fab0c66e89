/** Answers to `part1-settings`, each with what was measured for it. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakePauseRuns } from "../../support/fake_evidence.ts";

const TWO = fakePauseRuns([
  {},
  { setting: "threshold", collections: "gen0 12, gen1 1, gen2 0" },
]);

/** The stub, the model answer, and what learners write. */
export const PART_1_SETTINGS: ExerciseAnswers = {
  exercise: "part1-settings",
  evidence: TWO,
  stub: { settings: ["default"], fewest: null },
  solution: { settings: ["default", "threshold"], fewest: "threshold" },
  wrong: [
    {
      name: "settings that collect alike",
      answer: { settings: ["default", "freeze"], fewest: "freeze" },
      evidence: fakePauseRuns([{}, { setting: "freeze" }]),
      part: "they collect differently",
      reason: "These settings collect alike",
    },
    {
      name: "one setting twice",
      answer: { settings: ["freeze", "freeze"], fewest: "freeze" },
      evidence: fakePauseRuns([{ setting: "freeze" }, { setting: "freeze" }]),
      part: "at least two settings",
      reason: "One setting alone cannot be compared",
    },
    {
      name: "a setting that was never measured",
      answer: { settings: ["default", "manual"], fewest: "default" },
      part: "at least two settings",
      reason: "Not measured yet: manual. Run the measuring cell again",
    },
    {
      name: "a setting that does not exist",
      answer: { settings: ["default", "off"], fewest: "default" },
      part: "at least two settings",
      reason: '"off" is no setting; there are default, disable',
    },
    {
      name: "the most in place of the fewest",
      answer: { settings: ["default", "threshold"], fewest: "default" },
      part: "the fewest collections",
      reason: "Collections in all: default 88, threshold 13. Which number is the smallest?",
    },
  ],
};
