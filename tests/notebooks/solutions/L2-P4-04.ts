/** Answers to `L2-P4-04`, the seventh box, by three runs in which the GC workload takes most. */

import { programRuns } from "../../../notebooks/workbook/exercises/part_4/three_runs.ts";
import { fakeProfiler } from "../../support/fake_profiler.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RUNS = programRuns(fakeProfiler());
const FIRST = "I would try fewer objects in circles first, because it takes 3.25 ± 0.05 ms.";

export const PART_4_DECISIONS: ExerciseAnswers = {
  exercise: "L2-P4-04",
  evidence: RUNS,
  stub: { part: null, first: "" },
  solution: { part: "gc", first: FIRST },
  wrong: [
    {
      name: "beginning with the part that is cheapest",
      answer: { part: "import", first: FIRST },
      part: "where to begin",
      reason: "If it took nothing at all",
    },
    {
      name: "a part that is none",
      answer: { part: "threads", first: FIRST },
      part: "where to begin",
      reason: "is not one of the choices",
    },
    {
      name: "a figure of somebody else",
      answer: {
        part: "gc",
        first: "I would try fewer objects in circles, because it takes 234.5 ± 5.3 ms.",
      },
      part: "by which figure",
      reason: "None of its numbers",
    },
    {
      name: "a figure of another part",
      answer: {
        part: "gc",
        first: "I would try fewer objects in circles, because it takes 0.54 ± 0.05 ms.",
      },
      part: "by which figure",
      reason: "None of its numbers",
    },
    {
      name: "a figure that stands alone",
      answer: {
        part: "gc",
        first: "I would try fewer objects in circles, because it takes 3.25 ms.",
      },
      part: "by which figure",
      reason: "how far off may it be",
    },
    {
      name: "a ± of one's own making",
      answer: {
        part: "gc",
        first: "I would try fewer objects in circles first, because it takes 3.25 ± 1 ms.",
      },
      part: "by which figure",
      reason: "is not the one that your program has printed",
    },
    {
      name: "no sentence",
      answer: { part: "gc", first: "3.25 ± 0.05 ms" },
      part: "by which figure",
      reason: "Say it in a sentence",
    },
  ],
};
