/** Answers to `part2-paragraph`: five facts, nothing wrong, 60 to 120 words. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const COLLECTOR = "The incremental collector was withdrawn in 3.14.5, so only 3.14.0 to 3.14.4 " +
  "have it.";
const LOOP = "A loop of tail calls is a build option: whoever compiles CPython decides on it.";
const JIT = "The JIT is off unless somebody sets PYTHON_JIT.";
const ANNOTATIONS = "Annotations are evaluated lazily, so that hints which nobody reads cost less.";
const SIZE = "From 3.13 to 3.14 expect a few per cent at most, depending on the build.";
const REST = "Before you upgrade, measure your own program with both releases of one vendor, and " +
  "look at the interval and not at the number alone.";

function paragraph(...sentences: readonly string[]) {
  return { paragraph: sentences.join(" ") };
}

/** The stub, the model answer, and what learners write. */
export const PARAGRAPH: ExerciseAnswers = {
  exercise: "part2-paragraph",
  evidence: undefined,
  stub: { paragraph: "" },
  solution: paragraph(COLLECTOR, LOOP, JIT, ANNOTATIONS, SIZE, REST),
  wrong: [
    {
      name: "a collector that is current",
      answer: paragraph(
        "The collector of 3.14 is incremental.",
        LOOP,
        JIT,
        ANNOTATIONS,
        SIZE,
        REST,
      ),
      part: "nothing that the records speak against",
      reason: "record L2-S0-02",
    },
    {
      name: "the same, for the fact",
      answer: paragraph(
        "The collector of 3.14 is incremental.",
        LOOP,
        JIT,
        ANNOTATIONS,
        SIZE,
        REST,
      ),
      part: "in which releases the incremental collector is",
      reason: "One idea is missing",
    },
    {
      name: "nothing about annotations",
      answer: paragraph(COLLECTOR, LOOP, JIT, SIZE, REST),
      part: "when annotations are evaluated",
      reason: "One idea is missing: say when annotations are evaluated",
    },
    {
      name: "fifty per cent",
      answer: paragraph(
        COLLECTOR,
        LOOP,
        JIT,
        ANNOTATIONS,
        "Overall Python 3.14 is 50 % faster than 3.13.",
        REST,
      ),
      part: "nothing that the records speak against",
      reason: "record L2-P2-01",
    },
    {
      name: "a line",
      answer: paragraph(COLLECTOR, LOOP),
      part: "the length",
      reason: "say it in whole sentences",
    },
    {
      name: "a page",
      answer: paragraph(COLLECTOR, LOOP, JIT, ANNOTATIONS, SIZE, REST, REST, REST, REST),
      part: "the length",
      reason: "At most 120",
    },
  ],
};
