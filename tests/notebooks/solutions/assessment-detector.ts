/** Answers to `assessment-detector`: tried in all CPythons found. */

import { DETECTOR_STUB } from "../../../notebooks/workbook/exercises/assessment/detector.ts";
import { arms, measure } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

function detector(body: string): { readonly program: string } {
  return { program: `import gc\nimport sys\n\n\ndef detect_incremental():\n${body}\n` };
}

/** An object that outlives gc.collect(0) goes on to generation 1 only where there are steps. */
const RIGHT = `    kept = []
    kept.append(kept)
    gc.collect(0)
    try:
        is_next = any(one is kept for one in gc.get_objects(generation=1))
        is_last = any(one is kept for one in gc.get_objects(generation=2))
    except (TypeError, ValueError):
        return False
    return is_last and not is_next`;

/** The stub, the model answer, and what learners write. */
export const DETECTOR: ExerciseAnswers = {
  exercise: "assessment-detector",
  needsPython: true,
  evidence: arms().then((pythons) => measure("gc_state", { arms: pythons, rounds: 1 })),
  stub: { program: DETECTOR_STUB },
  solution: detector(RIGHT),
  wrong: [
    {
      name: "the version in place of the behaviour",
      answer: detector("    return sys.version_info >= (3, 14)"),
      part: "the detector asks the collector",
      reason: "It asks for the version",
    },
    {
      name: "a constant",
      answer: detector("    return False"),
      part: "the detector asks the collector",
      reason: "it asks the collector nothing",
    },
    {
      name: "no truth value",
      answer: detector("    print(gc.get_threshold())"),
      part: "the detector is right",
      reason: "True or False is needed",
    },
    {
      name: "no function of that name",
      answer: { program: "def is_incremental():\n    return False\n" },
      part: "the detector is right",
      reason: "there is no function detect_incremental()",
    },
  ],
};
