/** Answers to `lesson5-pipeline`, for a step of which bytecode is a tenth. */

import { AGENT_SHARES } from "../../support/agent_shares.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { five: 1.5, all: "28.6 min", own: "180 s" };

/** The stub, the model answer, and what learners write. */
export const PIPELINE: ExerciseAnswers = {
  exercise: "lesson5-pipeline",
  evidence: AGENT_SHARES,
  stub: { five: null, all: null, own: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the lesson's half hour",
      answer: { ...RIGHT, five: 30 },
      part: "a twentieth",
      reason: "if all ten hours are Python",
    },
    {
      name: "an hour and a half",
      answer: { ...RIGHT, five: "1.5 h" },
      part: "a twentieth",
      reason: "multiply both",
    },
    {
      name: "what is left of ten hours",
      answer: { ...RIGHT, all: "9.5 h" },
      part: "all of it",
      reason: "That is what is left",
    },
    {
      name: "all minutes of bytecode",
      answer: { ...RIGHT, own: 60 },
      part: "your own share",
      reason: "By 5 % only a part of them",
    },
    {
      name: "the half hour of nothing but Python",
      answer: { ...RIGHT, own: 30 },
      part: "your own share",
      reason: "Take your own share",
    },
  ],
};
