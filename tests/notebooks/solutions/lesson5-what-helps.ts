/** Answers to `lesson5-what-helps`. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = { release: "minutes", rewritten: "half", library: "hours", cache: "hours" };

function saves(changes: Partial<typeof RIGHT>) {
  return { saves: { ...RIGHT, ...changes } };
}

/** The stub, the model answer, and what learners write. */
export const WHAT_HELPS: ExerciseAnswers = {
  exercise: "lesson5-what-helps",
  evidence: undefined,
  stub: { saves: { release: null, rewritten: null, library: null, cache: null } },
  solution: saves({}),
  wrong: [
    {
      name: "half an hour by a release",
      answer: saves({ release: "half" }),
      part: "a release of CPython whose bytecode takes 5 % less time",
      reason: "Only the half hour of Python gains",
    },
    {
      name: "hours by rewriting the Python",
      answer: saves({ rewritten: "hours" }),
      part: "all of the Python part, written anew so that it takes next to no time",
      reason: "How long is the part that vanishes?",
    },
    {
      name: "minutes by another library",
      answer: saves({ library: "minutes" }),
      part: "a build of the library, or a smaller model, that needs 20 % less time",
      reason: "What is a fifth of them?",
    },
    {
      name: "a cache that saves Python alone",
      answer: saves({ cache: "minutes" }),
      part: "a third of the requests answered from what was answered before",
      reason: "saves its C code, too",
    },
  ],
};
