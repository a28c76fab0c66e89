/** Answers to `lesson2-count`, from frozen strips. */

import { frozen } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const NEWER = frozen("dispatch", { params: { body: "add" }, pythons: ["py3.14.3"] });
const OLDER = frozen("dispatch", { params: { body: "add" }, pythons: ["py3.11.7"] });

/** The stub, the model answer, and what learners write. */
export const BYTECODE_COUNT: ExerciseAnswers = {
  exercise: "lesson2-count",
  evidence: NEWER,
  stub: { count: null, back: "" },
  solution: { count: 6, back: "jump_backward (to L1)" },
  wrong: [
    {
      name: "both iterations of the strip",
      answer: { count: 12, back: "JUMP_BACKWARD" },
      part: "bytecodes of an iteration",
      reason: "asked is one of them",
    },
    {
      name: "the count of another CPython",
      answer: { count: 6, back: "JUMP_BACKWARD" },
      evidence: OLDER,
      part: "bytecodes of an iteration",
      reason: "Count the whole line",
    },
    {
      name: "a guess",
      answer: { count: 3, back: "JUMP_BACKWARD" },
      part: "bytecodes of an iteration",
      reason: '"3" is not what was counted here',
    },
    {
      name: "where the jump leads, in place of the jump",
      answer: { count: 6, back: "FOR_ITER" },
      part: "the one that leads back",
      reason: "FOR_ITER is where it leads to",
    },
    {
      name: "the jump of another CPython",
      answer: { count: 6, back: "JUMP_ABSOLUTE" },
      part: "the one that leads back",
      reason: '"JUMP_ABSOLUTE" is not in the first strip. There are FOR_ITER',
    },
    {
      name: "a bytecode in the middle of the line",
      answer: { count: 6, back: "BINARY_OP" },
      part: "the one that leads back",
      reason: "After BINARY_OP the line of the strip goes on",
    },
  ],
};
