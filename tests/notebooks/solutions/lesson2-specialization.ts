/** Answers to `lesson2-specialization`, from frozen listings of CPython 3.10 to 3.14. */

import { frozen } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const pythons = ["py3.10.13", "py3.11.7", "py3.12.1", "py3.13.0", "py3.14.3"];
const RIGHT = { since: "3.11", setOff: "running", takenBack: "another type" };

/** The stub, the model answer, and what learners write. */
export const SPECIALIZATION: ExerciseAnswers = {
  exercise: "lesson2-specialization",
  evidence: frozen("specialization", { params: { work: "arithmetic" }, pythons }),
  stub: { since: null, setOff: null, takenBack: null },
  solution: RIGHT,
  wrong: [
    {
      name: "the release that is talked about",
      answer: { ...RIGHT, since: "3.14" },
      part: "since when",
      reason: "CPython 3.11, which is older, has forms after 3,000 calls, too",
    },
    {
      name: "a release before it",
      answer: { ...RIGHT, since: "3.10" },
      part: "since when",
      reason: "Your picture shows no form in CPython 3.10",
    },
    {
      name: "the compiler sets it off",
      answer: { ...RIGHT, setOff: "compiling" },
      part: "what sets it off",
      reason: "the row before the first call",
    },
    {
      name: "a setting sets it off",
      answer: { ...RIGHT, setOff: "a setting" },
      part: "what sets it off",
      reason: "Nobody set anything",
    },
    {
      name: "it stays for ever",
      answer: { ...RIGHT, takenBack: "never" },
      part: "what takes it back",
      reason: "what was called in between",
    },
  ],
};
