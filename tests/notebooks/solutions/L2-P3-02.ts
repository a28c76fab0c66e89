/** Answers to `L2-P3-02`, teaching back. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = {
  saved: "0.24 %",
  target: "c",
  sentence: "Bytecode is a share of 5 % of my step, so a faster interpreter hardly changes it.",
};

/** The stub, the model answer, and what learners write. */
export const C_SHARE: ExerciseAnswers = {
  exercise: "L2-P3-02",
  evidence: null,
  stub: { saved: null, target: null, sentence: "" },
  solution: RIGHT,
  wrong: [
    {
      name: "95 % of 5 %",
      answer: { ...RIGHT, saved: 4.75 },
      part: "what is saved",
      reason: "You took 95 % of 5 %",
    },
    {
      name: "the gain of the part for the whole",
      answer: { ...RIGHT, saved: "5 %" },
      part: "what is saved",
      reason: "Of the whole?",
    },
    {
      name: "the share of the part",
      answer: { ...RIGHT, saved: 0.05 },
      part: "what is saved",
      reason: "Look at the unit",
    },
    {
      name: "a share in place of per cent",
      answer: { ...RIGHT, saved: 0.0024 },
      part: "what is saved",
      reason: "Look at the unit",
    },
    {
      name: "what is left",
      answer: { ...RIGHT, saved: "99.76 %" },
      part: "what is saved",
      reason: "That is what is left",
    },
    {
      name: "a number that fits nothing",
      answer: { ...RIGHT, saved: 30 },
      part: "what is saved",
      reason: "Take the share of the time that is not C code",
    },
    {
      name: "another CPython",
      answer: { ...RIGHT, target: "interpreter" },
      part: "what to work on",
      reason: "It works on the small part",
    },
    {
      name: "the collector",
      answer: { ...RIGHT, target: "collector" },
      part: "what to work on",
      reason: "it was not measured",
    },
    {
      name: "the gain of the part in a sentence",
      answer: {
        ...RIGHT,
        sentence: "With the faster interpreter my program becomes 5 % faster overall.",
      },
      part: "what to tell the AI",
      reason: "That carries the gain of a part over to the whole",
    },
    {
      name: "a few words",
      answer: { ...RIGHT, sentence: "the share is small" },
      part: "what to tell the AI",
      reason: "Say it in a sentence",
    },
  ],
};
