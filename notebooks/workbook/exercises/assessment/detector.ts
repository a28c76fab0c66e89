/** Assessment: a test of the collector's kind, written by the learner and tried in every CPython found. */

import type { ExerciseDefinition } from "../definition.ts";
import { detectorParts } from "../garbage_collection/collector_parts.ts";
import { COLLECTOR_SECONDS_MAX, judgeProgram } from "../garbage_collection/collector_tools.ts";

/** The program that the notebook starts with: it runs, and does nothing. */
export const DETECTOR_STUB = `
import gc


def detect_incremental():
    """Return True if this CPython's collector is incremental, else False."""
`;

/** As in the lesson's third section, without its pauses. */
export const DETECTOR: ExerciseDefinition = {
  id: "assessment-detector",
  title: "Which collector runs here?",
  task:
    `Write \`detect_incremental()\` with the standard library alone: it returns \`True\` if the collector that runs it is incremental, and \`False\` if not. It has to try out what the collector does.

The check runs it in each of your CPythons, for at most ${COLLECTOR_SECONDS_MAX} s, and compares it with a test of its own.`,
  fields: [{
    name: "program",
    kind: "program",
    question: "Your program, as a text.",
    stub: DETECTOR_STUB,
    example: "program: detector",
  }],
  evidence: "the measurement that asks each CPython for its collector, from the section " +
    '"6. Which collector runs here?"',
  hints: [],
  max: 4,
  assessed: {
    look: "`lesson/03_garbage_collection`, where you wrote instruments of your own",
    records: ["L2-S3-12"],
  },
  judge: (request) =>
    judgeProgram(request, {
      name: "detector.py",
      runsMax: 4,
      nothing: "your function does nothing so far.",
      partsOf: detectorParts,
      notesOf: () => [],
    }),
};
