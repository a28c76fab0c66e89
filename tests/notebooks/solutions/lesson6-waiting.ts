/** Answers to `lesson6-waiting`. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const JOBS = { model: "threads", parser: "processes", digests: "threads" };
const RIGHT = { why: "released", jobs: JOBS };

/** The stub, the model answer, and what learners write. */
export const WAITING_THREADS: ExerciseAnswers = {
  exercise: "lesson6-waiting",
  evidence: undefined,
  stub: { why: null, jobs: { model: null, parser: null, digests: null } },
  solution: RIGHT,
  wrong: [
    {
      name: "a lock for each thread",
      answer: { ...RIGHT, why: "own" },
      part: "why",
      reason: "One interpreter has one lock",
    },
    {
      name: "sleep as nothing",
      answer: { ...RIGHT, why: "short" },
      part: "why",
      reason: "Look at the time of one thread alone",
    },
    {
      name: "a lock that goes by itself",
      answer: { ...RIGHT, why: "off" },
      part: "why",
      reason: "compare the rows of your picture",
    },
    {
      name: "threads for bytecode",
      answer: { ...RIGHT, jobs: { ...JOBS, parser: "threads" } },
      part: "a parser in pure Python over a hundred large files",
      reason: "threads take turns",
    },
    {
      name: "processes for waiting",
      answer: { ...RIGHT, jobs: { ...JOBS, model: "processes" } },
      part: "a hundred questions to a model in another place, and waiting for the answers",
      reason: "who waits executes no bytecode",
    },
    {
      name: "processes for what is C",
      answer: { ...RIGHT, jobs: { ...JOBS, digests: "processes" } },
      part: "SHA-256 of a hundred large files",
      reason: "hashlib lets the lock go",
    },
  ],
};
