/** Answers to `practice3-matters`: a program of objects, and one of additions. */

import type { ExerciseAnswers } from "../exercise_answers.ts";
import { fakeRunsOf } from "../../support/fake_collector_runs.ts";

function programs(additions: Readonly<Record<string, readonly number[]>>) {
  return fakeRunsOf("cyclic_objects", [
    {
      label: "only objects",
      params: { work: 0 },
      values: { share: [58, 61, 60], longest: [26, 27, 33] },
    },
    { label: "mostly additions", params: { work: 100 }, values: additions },
  ]);
}

const CLEAR = programs({ share: [2.2, 2.4, 2.3], longest: [0.4, 0.5, 0.4] });

const RIGHT = {
  objectsShare: 60,
  objectsMatter: "yes",
  additionsShare: "2.3 %",
  additionsMatter: "no",
  ask: "share",
};

/** The stub, the model answer, and what learners write. */
export const MATTERS: ExerciseAnswers = {
  exercise: "practice3-matters",
  evidence: CLEAR,
  stub: {
    objectsShare: null,
    objectsMatter: null,
    additionsShare: null,
    additionsMatter: null,
    ask: null,
  },
  solution: RIGHT,
  wrong: [
    {
      name: "a pause in place of a share",
      answer: { ...RIGHT, objectsShare: 27 },
      part: "share, only objects",
      reason: "That is the longest pause, in ms",
    },
    {
      name: "a share that is none",
      answer: { ...RIGHT, objectsShare: 160 },
      part: "share, only objects",
      reason: "A share lies between 0 and 100 %",
    },
    {
      name: "sixty per cent that do not matter",
      answer: { ...RIGHT, objectsMatter: "no" },
      part: "judgement, only objects",
      reason: "One limit is enough",
    },
    {
      name: "two per cent that matter",
      answer: { ...RIGHT, additionsMatter: "yes" },
      part: "judgement, mostly additions",
      reason: "Neither limit is passed",
    },
    {
      name: "a small share with a long pause that does not matter",
      answer: RIGHT,
      evidence: programs({ share: [2.2, 2.4], longest: [14, 18] }),
      part: "judgement, mostly additions",
      reason: "longest pause 14 to 18 ms, the limit is 10 ms",
    },
    {
      name: "the remedy before the question",
      answer: { ...RIGHT, ask: "off" },
      part: "the first question",
      reason: "whether there is an illness",
    },
    {
      name: "a release before the question",
      answer: { ...RIGHT, ask: "version" },
      part: "the first question",
      reason: "your own figures say first",
    },
  ],
};
