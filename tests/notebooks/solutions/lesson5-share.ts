/** Answers to `lesson5-share`, for a step of which bytecode is a tenth. */

import { AGENT_SHARES } from "../../support/agent_shares.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { bytecode: 10, native: "90 %", most: 0.1 };

/** The stub, the model answer, and what learners write. */
export const AGENT_SHARE: ExerciseAnswers = {
  exercise: "lesson5-share",
  evidence: AGENT_SHARES,
  stub: { bytecode: null, native: null, most: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the parser of JSON as bytecode",
      answer: { ...RIGHT, bytecode: 90 },
      part: "the share of bytecode",
      reason: "JSON is read by a parser written in C",
    },
    {
      name: "bytecode as C functions",
      answer: { ...RIGHT, native: 10 },
      part: "the share of C functions",
      reason: "look at the other large part of the bar",
    },
    {
      name: "half of each, guessed",
      answer: { ...RIGHT, native: 50 },
      part: "the share of C functions",
      reason: "Measured here: the share of C functions 89",
    },
    {
      name: "what is left in place of what is saved",
      answer: { ...RIGHT, most: 90 },
      part: "what can be saved at most",
      reason: "That is what would be left",
    },
    {
      name: "everything saved",
      answer: { ...RIGHT, most: "100 %" },
      part: "what can be saved at most",
      reason: "would still take their time",
    },
  ],
};
