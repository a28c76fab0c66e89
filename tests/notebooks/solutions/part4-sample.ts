/** Answers to `part4-sample`, somebody else's output. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

export const PART_4_SAMPLE: ExerciseAnswers = {
  exercise: "part4-sample",
  evidence: undefined,
  stub: { missing: null, twice: null, share: null },
  solution: { missing: "conditions", twice: "nothing", share: "0.19 %" },
  wrong: [
    {
      name: "asking for more digits",
      answer: { missing: "digits", twice: "nothing", share: 0.19 },
      part: "what is missing",
      reason: "wider than a digit more",
    },
    {
      name: "asking for an interval that is there",
      answer: { missing: "interval", twice: "nothing", share: 0.19 },
      part: "what is missing",
      reason: "It has one behind each time",
    },
    {
      name: "taking another number for a mistake",
      answer: { missing: "conditions", twice: "mistake", share: 0.19 },
      part: "twice as long",
      reason: "How long is its loop",
    },
    {
      name: "taking another program for a ruler",
      answer: { missing: "conditions", twice: "slower", share: 0.19 },
      part: "twice as long",
      reason: "the same loop in the same CPython",
    },
    {
      name: "giving milliseconds",
      answer: { missing: "conditions", twice: "nothing", share: 0.45 },
      part: "share of the pauses",
      reason: "These are milliseconds",
    },
    {
      name: "giving a fraction",
      answer: { missing: "conditions", twice: "nothing", share: 0.0019 },
      part: "share of the pauses",
      reason: "in per cent it is 100 times that",
    },
    {
      name: "dividing by nothing",
      answer: { missing: "conditions", twice: "nothing", share: 45 },
      part: "share of the pauses",
      reason: "Divide by the 234.5 ms",
    },
  ],
};
