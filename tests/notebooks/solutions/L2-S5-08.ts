/** Answers to `L2-S5-08`, for a step of which bytecode is a tenth. */

import { AGENT_SHARES } from "../../support/agent_shares.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { million: 50, fifty: "2,381 s", own: 250 };

/** The stub, the model answer, and what learners write. */
export const TOKENS: ExerciseAnswers = {
  exercise: "L2-S5-08",
  evidence: AGENT_SHARES,
  stub: { million: null, fifty: null, own: null },
  solution: RIGHT,
  wrong: [
    {
      name: "milliseconds for seconds",
      answer: { ...RIGHT, million: "50 ms" },
      part: "a million tokens",
      reason: "a thousand times too little",
    },
    {
      name: "half a per cent",
      answer: { ...RIGHT, million: 5 },
      part: "a million tokens",
      reason: "That is half a per cent",
    },
    {
      name: "the saving of a million for fifty",
      answer: { ...RIGHT, fifty: 50 },
      part: "fifty million tokens",
      reason: "Fifty times as many",
    },
    {
      name: "what is still computed",
      answer: { ...RIGHT, fifty: 47_500 },
      part: "fifty million tokens",
      reason: "what is still computed",
    },
    {
      name: "all of a token as Python",
      answer: { ...RIGHT, own: 2500 },
      part: "with your own share",
      reason: "as if all of a token were Python",
    },
  ],
};
