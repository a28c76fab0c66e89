/** Answers to `L2-P1-05`, the three questions of Part 1. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = {
  factors: "work",
  overhead: "baseline",
  pause: "longest",
  sentence: "The user whose request comes during the longest pause waits that much longer.",
};

/** The stub, the model answer, and what learners write. */
export const PART_1_QUESTIONS: ExerciseAnswers = {
  exercise: "L2-P1-05",
  evidence: null,
  stub: { factors: null, overhead: null, pause: null, sentence: "" },
  solution: RIGHT,
  wrong: [
    {
      name: "the processor as the only factor",
      answer: { ...RIGHT, factors: "cpu" },
      part: "what drives the results",
      reason: "The processor was the same in all of your runs",
    },
    {
      name: "the version as the only factor",
      answer: { ...RIGHT, factors: "version" },
      part: "what drives the results",
      reason: "Two builds of one version differ as well",
    },
    {
      name: "the total time as overhead",
      answer: { ...RIGHT, overhead: "total" },
      part: "the interpreter's overhead",
      reason: "Change the dose",
    },
    {
      name: "two versions as overhead",
      answer: { ...RIGHT, overhead: "versions" },
      part: "the interpreter's overhead",
      reason: "how two interpreters differ",
    },
    {
      name: "the average as the pause that matters",
      answer: { ...RIGHT, pause: "average" },
      part: "the pause that matters",
      reason: "Look for the longest one",
    },
    {
      name: "the sum as the pause that matters",
      answer: { ...RIGHT, pause: "sum" },
      part: "the pause that matters",
      reason: "how much work gets done",
    },
    {
      name: "the average pause in a sentence",
      answer: { ...RIGHT, sentence: "On average a pause is short, so users hardly wait for it." },
      part: "what a pause means to somebody who waits",
      reason: "You speak of the average pause",
    },
    {
      name: "the total time in a sentence",
      answer: { ...RIGHT, sentence: "The pauses are a small part of the total time of the run." },
      part: "what a pause means to somebody who waits",
      reason: "You tie the pause to the total time",
    },
    {
      name: "nobody who waits",
      answer: {
        ...RIGHT,
        sentence: "The longest pause of the collector was quite long in my run.",
      },
      part: "what a pause means to somebody who waits",
      reason: "One idea is missing: say something about somebody who waits",
    },
    {
      name: "a few words",
      answer: { ...RIGHT, sentence: "longest pause, user waits" },
      part: "what a pause means to somebody who waits",
      reason: "Say it in a sentence",
    },
  ],
};
