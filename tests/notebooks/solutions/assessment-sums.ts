/** Answers to the assessment's sums, with the numbers of the first seed. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

/** 20 million tokens of 2 ms; 30 % of it is bytecode, of which 5 % go. */
export const TOKENS: ExerciseAnswers = {
  exercise: "assessment-tokens",
  evidence: undefined,
  stub: { seed: 1, total: null, saved: null },
  solution: { seed: 1, total: "40,000 s", saved: "10 min" },
  wrong: [
    {
      name: "all of the time for bytecode",
      answer: { seed: 1, total: 40_000, saved: 2000 },
      part: "what is saved of it",
      reason: "take its share first",
    },
    {
      name: "what is left",
      answer: { seed: 1, total: 40_000, saved: 39_400 },
      part: "what is saved of it",
      reason: "not what is saved",
    },
    {
      name: "milliseconds for seconds",
      answer: { seed: 1, total: 4e7, saved: 600 },
      part: "the time of a day's tokens",
      reason: "That is in ms",
    },
    {
      name: "the numbers of another seed",
      answer: { seed: 2, total: 40_000, saved: 600 },
      part: "the time of a day's tokens",
      reason: "Tokens times the time of one",
    },
  ],
};

/** Three cuts of 4 %. */
export const GAINS: ExerciseAnswers = {
  exercise: "assessment-gains",
  evidence: undefined,
  stub: { seed: 1, same: null, parts: null },
  solution: { seed: 1, same: 11.5, parts: "4 %" },
  wrong: [
    {
      name: "a sum on the same work",
      answer: { seed: 1, same: 12, parts: 4 },
      part: "on the same work",
      reason: "Adding them up",
    },
    {
      name: "a sum over parts",
      answer: { seed: 1, same: 11.5, parts: 12 },
      part: "on three parts",
      reason: "No part of the time gets all three",
    },
    {
      name: "one cut for all",
      answer: { seed: 1, same: 4, parts: 4 },
      part: "on the same work",
      reason: "multiply what is left",
    },
  ],
};

const WHY =
  "Most of the time is spent in a library of C code, and only the small share of bytecode " +
  "shrinks.";

/** 90 % in C, 5 % less time for the rest. */
export const LIBRARY: ExerciseAnswers = {
  exercise: "assessment-library",
  evidence: undefined,
  stub: { seed: 1, less: null, why: "" },
  solution: { seed: 1, less: 0.5, why: WHY },
  wrong: [
    {
      name: "the gain of the bytecode",
      answer: { seed: 1, less: 5, why: WHY },
      part: "the number",
      reason: "weigh it by its share",
    },
    {
      name: "the library's share",
      answer: { seed: 1, less: 4.5, why: WHY },
      part: "the number",
      reason: "does not change at all",
    },
    {
      name: "no word about the share",
      answer: {
        seed: 1,
        less: 0.5,
        why: "The library is written in C, which is not Python at all.",
      },
      part: "the reason",
      reason: "how small the share of bytecode is",
    },
  ],
};
