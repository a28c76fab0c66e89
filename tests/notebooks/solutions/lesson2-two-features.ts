/** Answers to `lesson2-two-features`, from frozen facts about builds. */

import { frozen } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

/** The stub, the model answer, and what learners write. */
export const TWO_FEATURES: ExerciseAnswers = {
  exercise: "lesson2-two-features",
  evidence: frozen("tail_calls", { pythons: ["py3.10.13", "py3.11.7", "py3.14.3"] }),
  stub: { possible: null, shownBy: "" },
  solution: { possible: "yes", shownBy: "py3.14.3 (frozen)" },
  wrong: [
    {
      name: "two names of one feature",
      answer: { possible: "no", shownBy: "py3.14.3" },
      part: "one without the other",
      reason: "Look for a column in which the two rows differ",
    },
    {
      name: "a CPython that has neither",
      answer: { possible: "yes", shownBy: "py3.10.13" },
      part: "the CPython that shows it",
      reason: "it has both, or neither",
    },
    {
      name: "a CPython that is not in the table",
      answer: { possible: "yes", shownBy: "pypy" },
      part: "the CPython that shows it",
      reason: '"pypy" has no column. There are py3.10.13, py3.11.7, py3.14.3',
    },
    {
      name: "a row in place of a column",
      answer: { possible: "yes", shownBy: "specialized bytecode" },
      part: "the CPython that shows it",
      reason: "has no column",
    },
  ],
};
