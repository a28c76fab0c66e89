/** Answers to the overview's exercises of choices and of order, which no measurement decides. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

/** What is on by default. */
export const OVERVIEW_EXPERIMENTAL: ExerciseAnswers = {
  exercise: "lesson1-experimental",
  evidence: undefined,
  stub: { onByDefault: null },
  solution: { onByDefault: "none" },
  wrong: [
    {
      name: "what is built in for what is on",
      answer: { onByDefault: "jit" },
      part: "what is switched on",
      reason: "look at the row “JIT: on”",
    },
    {
      name: "what is supported for what is on",
      answer: { onByDefault: "free-threading" },
      part: "what is switched on",
      reason: "It still takes another build",
    },
    {
      name: "what is new for what is on",
      answer: { onByDefault: "tail-calls" },
      part: "what is switched on",
      reason: "Whoever compiles a CPython chooses it",
    },
  ],
};

/** Five changes. */
export const OVERVIEW_ORDER: ExerciseAnswers = {
  exercise: "lesson1-order",
  evidence: undefined,
  stub: { order: "" },
  solution: { order: "CBDAE" },
  wrong: [
    {
      name: "specialization taken for a part of 3.14's loop",
      answer: { order: ["B", "D", "A", "C", "E"] },
      part: "the order",
      reason: "specialized instructions begins at 3.11",
    },
    {
      name: "a collector that is taken back before 3.14",
      answer: { order: "CBDEA" },
      part: "the order",
      reason: "What is taken back must have been there first",
    },
    {
      name: "a lock that is removed before each had one",
      answer: { order: "C, D, B, A, E" },
      part: "the order",
      reason: "3.13 did not remove the lock",
    },
    {
      name: "four of the five",
      answer: { order: "CBDA" },
      part: "the order",
      reason: '"E" is missing',
    },
  ],
};

const KINDS = {
  nbody: "kernel",
  unpack_sequence: "kernel",
  json_dumps: "library",
  richards: "program",
  django_template: "program",
};

/** Five benchmarks. */
export const OVERVIEW_KINDS: ExerciseAnswers = {
  exercise: "lesson1-kinds",
  evidence: undefined,
  stub: {
    kinds: {
      nbody: null,
      unpack_sequence: null,
      json_dumps: null,
      richards: null,
      django_template: null,
    },
  },
  solution: { kinds: KINDS },
  wrong: [
    {
      name: "many lines taken for a program",
      answer: { kinds: { ...KINDS, unpack_sequence: "program" } },
      part: "a tuple and a list, taken apart",
      reason: "one statement repeated 400 times",
    },
    {
      name: "a C encoder taken for the interpreter",
      answer: { kinds: { ...KINDS, json_dumps: "kernel" } },
      part: "objects, written as JSON",
      reason: "its time sits in the C encoder",
    },
    {
      name: "a short script taken for a small computation",
      answer: { kinds: { ...KINDS, django_template: "kernel" } },
      part: "a table, rendered by a web framework",
      reason: "count the lines of that, too",
    },
    {
      name: "a word that is no choice",
      answer: { kinds: { ...KINDS, richards: "benchmark" } },
      part: "an operating system, simulated",
      reason: '"benchmark" is not one of the choices',
    },
  ],
};

const METRICS = { dispatch: "steady", collector: "pause", imports: "import", hints: "nothing" };

/** Four promises. */
export const OVERVIEW_METRICS: ExerciseAnswers = {
  exercise: "lesson1-metrics",
  evidence: undefined,
  stub: { metrics: { dispatch: null, collector: null, imports: null, hints: null } },
  solution: { metrics: METRICS },
  wrong: [
    {
      name: "a collector that makes loops faster",
      answer: { metrics: { ...METRICS, collector: "steady" } },
      part: "a collector that works in increments",
      reason: "makes no garbage",
    },
    {
      name: "hints that make loops faster",
      answer: { metrics: { ...METRICS, hints: "steady" } },
      part: "cheaper type hints (PEP 649 and PEP 749)",
      reason: "Listings with and without hints are equal",
    },
    {
      name: "one change counted twice",
      answer: { metrics: { ...METRICS, hints: "import" } },
      part: "cheaper type hints (PEP 649 and PEP 749)",
      reason: "would count it twice",
    },
    {
      name: "one number for all",
      answer: {
        metrics: { dispatch: "steady", collector: "steady", imports: "steady", hints: "steady" },
      },
      part: "imports that evaluate no annotations",
      reason: "Annotations are no part of a loop",
    },
  ],
};
