/** Answers to the assessment's items in words. */

import { frozen } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const THREE = {
  first: "Annotations are no longer evaluated at definition but only when somebody reads them.",
  second:
    "Free threading is officially supported: a build without the GIL runs threads in parallel.",
  third: "There is a JIT compiler in official binaries, still experimental and off by default.",
};

/** Closed book. */
export const IMPROVEMENTS: ExerciseAnswers = {
  exercise: "assessment-improvements",
  evidence: undefined,
  stub: { first: "", second: "", third: "" },
  solution: THREE,
  wrong: [
    {
      name: "specialization as news",
      answer: {
        ...THREE,
        first: "3.14 has a specializing adaptive interpreter that rewrites code.",
      },
      part: "the first change",
      reason: "since 3.11",
    },
    {
      name: "an incremental collector of today",
      answer: {
        ...THREE,
        second: "The garbage collector works in increments, so pauses are short.",
      },
      part: "the second change",
      reason: "taken out in 3.14.5",
    },
    {
      name: "one change twice",
      answer: {
        ...THREE,
        third: "Type hints are lazy now: they are evaluated when they are read.",
      },
      part: "the third change",
      reason: 'as in "first"',
    },
    {
      name: "a name alone",
      answer: { ...THREE, third: "There is also something new about tail calls in this release." },
      part: "the third change",
      reason: "who has it",
    },
    {
      name: "three words",
      answer: { ...THREE, third: "The JIT compiler." },
      part: "the third change",
      reason: "Say it in a sentence",
    },
  ],
};

const TOLD = {
  what:
    "Every bytecode has a small C function of its own, and it jumps straight to the function of " +
    "the next instruction instead of returning to one big loop.",
  who: "Only builds that were configured for it have it: whoever compiles CPython decides.",
};

/** A concept in plain words. */
export const DISPATCH: ExerciseAnswers = {
  exercise: "assessment-dispatch",
  evidence: undefined,
  stub: { what: "", who: "" },
  solution: TOLD,
  wrong: [
    {
      name: "specialization",
      answer: {
        ...TOLD,
        what: "The interpreter rewrites bytecode while it runs, for types it saw.",
      },
      part: "what it changes",
      reason: "another feature",
    },
    {
      name: "recursion in Python",
      answer: {
        ...TOLD,
        what: "Functions in a program may use recursion without a growing stack.",
      },
      part: "what it changes",
      reason: "not about calls in your program",
    },
    {
      name: "for everybody",
      answer: { ...TOLD, who: "It is on by default in all versions from Python 3.14 on." },
      part: "who has it",
      reason: "off unless whoever compiles CPython",
    },
    {
      name: "nothing about the C code",
      answer: { ...TOLD, what: "The dispatch of instructions costs less time than it did before." },
      part: "what it changes",
      reason: "how the interpreter's C code is cut",
    },
  ],
};

const CONTRASTED = {
  contrast:
    "The generational one looks at a whole generation in one stop, the incremental one at a " +
    "small part of it at a time.",
  matters: "While the collector runs nobody gets an answer, so a user has to wait.",
  list: "incremental",
  islands: "generational",
};

/** Two collectors. */
export const COLLECTORS: ExerciseAnswers = {
  exercise: "assessment-collectors",
  evidence: frozen("gc_pauses"),
  stub: { contrast: "", matters: "", list: null, islands: null },
  solution: CONTRASTED,
  wrong: [
    {
      name: "the same work in pieces",
      answer: {
        ...CONTRASTED,
        contrast: "The incremental one does the same work as the generational one, but in pieces.",
      },
      part: "how they differ",
      reason: "does not stay the same",
    },
    {
      name: "an incremental collector of today",
      answer: {
        ...CONTRASTED,
        contrast: "Old ones stop for everything at once, and today Python collects incrementally.",
      },
      part: "how they differ",
      reason: "3.14.0 to 3.14.4",
    },
    {
      name: "the other collector for islands",
      answer: { ...CONTRASTED, islands: "incremental" },
      part: "islands that nobody else holds",
      reason: "Incremental ÷ generational",
    },
    {
      name: "no winner where every run tells",
      answer: { ...CONTRASTED, list: "overlap" },
      part: "one list holds all objects",
      reason: "Incremental ÷ generational",
    },
  ],
};
