/** Answers to the assessment's items of choices. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const GAINS = { sum: "much", checksums: "little", agent: "little" };

/** Three programs. */
export const PROGRAMS: ExerciseAnswers = {
  exercise: "assessment-programs",
  evidence: undefined,
  stub: { gains: {} },
  solution: { gains: GAINS },
  wrong: [
    {
      name: "a hash in C for bytecode",
      answer: { gains: { ...GAINS, checksums: "much" } },
      part: "A program that computes SHA-256 of large files",
      reason: "The hash is C code",
    },
    {
      name: "a wait for bytecode",
      answer: { gains: { ...GAINS, agent: "much" } },
      part: "An agent that asks a model over the network and passes the answer on",
      reason: "It waits",
    },
    {
      name: "bytecode that does not matter",
      answer: { gains: { ...GAINS, sum: "little" } },
      part: "A loop that adds up the numbers of a list, one by one",
      reason: "Which row is it like?",
    },
    {
      name: "one program left out",
      answer: { gains: { sum: "much" } },
      part: "A program that computes SHA-256 of large files",
      reason: "Not answered yet",
    },
  ],
};

/** Two listings. */
export const LISTINGS: ExerciseAnswers = {
  exercise: "assessment-listings",
  evidence: undefined,
  stub: { feature: null, since: null },
  solution: { feature: "specialization", since: "3.11" },
  wrong: [
    {
      name: "tail calls",
      answer: { feature: "tail-calls", since: "3.14" },
      part: "the feature",
      reason: "the listing stays as it is",
    },
    {
      name: "the newest release",
      answer: { feature: "specialization", since: "3.14" },
      part: "its release",
      reason: "It is older than that",
    },
    {
      name: "the release before it",
      answer: { feature: "jit", since: "3.10" },
      part: "its release",
      reason: "both listings are alike",
    },
  ],
};

/** Two services. */
export const SERVICES: ExerciseAnswers = {
  exercise: "assessment-services",
  evidence: undefined,
  stub: { figures: {} },
  solution: { figures: { voice: "longest", archive: "total" } },
  wrong: [
    {
      name: "a mean",
      answer: { figures: { voice: "mean", archive: "total" } },
      part: "An agent that talks with people on the telephone",
      reason: "A mean is met by nobody",
    },
    {
      name: "throughput for people",
      answer: { figures: { voice: "total", archive: "total" } },
      part: "An agent that talks with people on the telephone",
      reason: "each waits for one answer",
    },
    {
      name: "latency for the night",
      answer: { figures: { voice: "longest", archive: "longest" } },
      part: "A job that indexes an archive over night",
      reason: "the job is done when all are",
    },
  ],
};

const ANSWER = { definition: "function", reading: "runs", future: "keep" };

/** Annotations by release. */
export const ANNOTATIONS: ExerciseAnswers = {
  exercise: "assessment-annotations",
  evidence: undefined,
  stub: { definition: null, reading: null, future: null },
  solution: ANSWER,
  wrong: [
    {
      name: "strings",
      answer: { ...ANSWER, definition: "strings" },
      part: "at the definition",
      reason: "PEP 563",
    },
    {
      name: "a dictionary that was ready",
      answer: { ...ANSWER, reading: "free" },
      part: "at reading",
      reason: "the first reading pays for it",
    },
    {
      name: "the newest release for the oldest",
      answer: { ...ANSWER, future: "drop" },
      part: "the future import",
      reason: "On 3.12 and 3.13",
    },
  ],
};
