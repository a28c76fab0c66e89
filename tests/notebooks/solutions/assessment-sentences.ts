/** Answers to `assessment-sentences`, with the five of the first seed. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const MARKS = { s1: "outdated", s2: "false", s3: "true", s4: "true", s5: "partly" };

/** Five sentences. */
export const SENTENCES: ExerciseAnswers = {
  exercise: "assessment-sentences",
  evidence: undefined,
  stub: { seed: 1, marks: {} },
  solution: { seed: 1, marks: MARKS },
  wrong: [
    {
      name: "all of it believed",
      answer: { seed: 1, marks: { s1: "true", s2: "true", s3: "true", s4: "true", s5: "true" } },
      part:
        "“Current Python collects the old generation a little at a time, between steps of the program.”",
      reason: "no later release does",
    },
    {
      name: "news that is old",
      answer: { seed: 1, marks: { ...MARKS, s2: "true" } },
      part: "“Adaptive specialization of bytecode is new in Python 3.14.”",
      reason: "PEP 659",
    },
    {
      name: "a true sentence refused",
      answer: { seed: 1, marks: { ...MARKS, s3: "false" } },
      part: "“CPython frees most objects by counting references, and looks for cycles besides.”",
      reason: "Reference counts come first",
    },
    {
      name: "a word that is none of the four",
      answer: { seed: 1, marks: { ...MARKS, s3: "perhaps" } },
      part: "“CPython frees most objects by counting references, and looks for cycles besides.”",
      reason: "is not one of the choices",
    },
  ],
};
