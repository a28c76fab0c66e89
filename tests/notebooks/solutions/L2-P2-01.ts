/** Answers to `L2-P2-01`, about our own sample answers. */

import { sampleAnswer } from "../../../notebooks/workbook/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const MIXED = { answer: sampleAnswer("mixed"), missing: null, wrong: null, settles: null };
const RIGHT = { ...MIXED, missing: "size", wrong: 2, settles: "behaviour" };
const GOOD = { ...RIGHT, answer: sampleAnswer("good"), missing: "complete", wrong: 0 };

/** The stub, the model answer, and what learners write. */
export const AUDITED_ANSWER: ExerciseAnswers = {
  exercise: "L2-P2-01",
  evidence: undefined,
  stub: MIXED,
  solution: RIGHT,
  wrong: [
    {
      name: "a fact that stands there",
      answer: { ...RIGHT, missing: "off" },
      part: "a fact that is missing",
      reason: "The answer does say whether the JIT is on",
    },
    {
      name: "everything, where two are missing",
      answer: { ...RIGHT, missing: "complete" },
      part: "a fact that is missing",
      reason: "2 of the five were not found",
    },
    {
      name: "something missing, where nothing is",
      answer: { ...GOOD, missing: "deferred" },
      part: "a fact that is missing",
      reason: "The answer does say when annotations are evaluated",
    },
    {
      name: "an idea of one's own",
      answer: { ...RIGHT, missing: "windows" },
      part: "a fact that is missing",
      reason: "not one of the choices",
    },
    {
      name: "nothing wrong, where something is",
      answer: { ...RIGHT, wrong: 0 },
      part: "a sentence that is wrong",
      reason: "speak against at least one sentence",
    },
    {
      name: "a sentence that holds",
      answer: { ...GOOD, wrong: 5 },
      part: "a sentence that is wrong",
      reason: "Of sentence 5 the audit says: true",
    },
    {
      name: "a sentence that is not there",
      answer: { ...RIGHT, wrong: 99 },
      part: "a sentence that is wrong",
      reason: "There are 9 sentences",
    },
    {
      name: "a majority of witnesses",
      answer: { ...RIGHT, settles: "majority" },
      part: "what settles it",
      reason: "They have read the same pages",
    },
    {
      name: "a version number",
      answer: { ...RIGHT, settles: "version" },
      part: "what settles it",
      reason: "A number says what somebody intended",
    },
  ],
};
