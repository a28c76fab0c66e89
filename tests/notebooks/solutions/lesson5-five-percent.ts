/** Answers to `lesson5-five-percent` and `lesson5-three-times`: readings of 5 %, once and three times. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const READINGS = { less: 0.95, speed: 0.952, half: "0.667" };

/** The stub, the model answer, and what learners write. */
export const FIVE_PERCENT: ExerciseAnswers = {
  exercise: "lesson5-five-percent",
  evidence: undefined,
  stub: { less: null, speed: null, half: null },
  solution: READINGS,
  wrong: [
    {
      name: "what is saved in place of what is left",
      answer: { ...READINGS, less: 0.05 },
      part: "5 % less time",
      reason: "That is what is saved",
    },
    {
      name: "one reading for both",
      answer: { ...READINGS, speed: 0.95 },
      part: "5 % faster",
      reason: "That is 5 % less time. Divide",
    },
    {
      name: "a speed in place of a time",
      answer: { ...READINGS, speed: 1.05 },
      part: "5 % faster",
      reason: "The time is its inverse",
    },
    {
      name: "half the time for half as fast again",
      answer: { ...READINGS, half: 0.5 },
      part: "50 % faster",
      reason: "twice as fast",
    },
  ],
};

const THREE = { cuts: 14.3, speedups: "15.76 %", apart: "none" };

/** The stub, the model answer, and what learners write. */
export const THREE_TIMES: ExerciseAnswers = {
  exercise: "lesson5-three-times",
  evidence: undefined,
  stub: { cuts: null, speedups: null, apart: null },
  solution: THREE,
  wrong: [
    {
      name: "cuts that are added",
      answer: { ...THREE, cuts: 15 },
      part: "three cuts",
      reason: "You added. Multiply",
    },
    {
      name: "what is left of the time",
      answer: { ...THREE, cuts: "85.7375 %" },
      part: "three cuts",
      reason: "That is what is left",
    },
    {
      name: "speed-ups that are added",
      answer: { ...THREE, speedups: "15 %" },
      part: "three speed-ups",
      reason: "You added. Multiply",
    },
    {
      name: "a sum of different units",
      answer: { ...THREE, apart: "add" },
      part: "three different things",
      reason: "are not parts of one thing",
    },
    {
      name: "a product of different units",
      answer: { ...THREE, apart: "multiply" },
      part: "three different things",
      reason: "Ratios multiply on the same work",
    },
  ],
};
