/** The learner's own pauses, median and longest, and what makes them grow. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import type { ChoiceOption, Ruling } from "../acceptance.ts";
import { judgeTime } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, statedPart } from "../parts.ts";
import { firstRun, frozenNotes, measurementOf, PAUSE_PROBES, runsOf } from "./measured.ts";

const GROWS: readonly ChoiceOption[] = [{
  key: "bytes",
  text: "with the bytes that the program holds",
  isRight: false,
  reason: "Look at the row of bytes objects: as many MiB as the others, and hardly anything to " +
    "look at. The collector never reads what is in a text or in an array.",
}, {
  key: "containers",
  text: "with the containers that are alive",
  isRight: true,
  reason: "The collector has to look at each container and at what it points to.",
}, {
  key: "garbage",
  text: "with the garbage that the requests leave behind",
  isRight: false,
  reason: "All rows of the picture of sizes serve the same requests and leave the same garbage. " +
    "What differs from row to row?",
}];

/** Median, longest, and what they hang on. */
export const PAUSES: ExerciseDefinition = {
  id: "lesson3-pauses",
  title: "Your own pauses",
  task: `Take two times from your pauses, those of the first lane or row, and one conclusion.

- \`median\`: the median pause, in ms.
- \`longest\`: the longest pause, in ms.
- \`grows\`: with what the longest pause grows.`,
  fields: [{
    name: "median",
    kind: "quantity",
    unit: "ms",
    question: "How long is the median pause?",
    example: "median: 0.5",
  }, {
    name: "longest",
    kind: "quantity",
    unit: "ms",
    question: "How long is the longest one?",
    example: "longest: 5",
  }, {
    name: "grows",
    kind: "choice",
    question: "With what does the longest pause grow?",
    options: GROWS,
    example: 'grows: "bytes"',
  }],
  evidence: 'the measurement of pauses, from the section "Pauses while requests come"',
  hints: [
    "In the histogram M stands at the median and L at the longest pause.",
    "What is the same in all rows of the picture of sizes, and what is not?",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, PAUSE_PROBES);
  if (read.kind === "not_ready") return read;
  const arm = firstRun(read.measurement);
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "median pause",
        field: "median",
        max: 1,
        judge: (value) => judgeOwn(value, { arm, key: "median", other: "longest" }),
      }),
      statedPart(request, {
        name: "longest pause",
        field: "longest",
        max: 1,
        judge: (value) => judgeOwn(value, { arm, key: "longest", other: "median" }),
      }),
      choicePart(request, {
        name: "what it grows with",
        field: "grows",
        max: 1,
        options: GROWS,
      }),
    ],
    notes: frozenNotes(read.measurement),
  };
}

const OTHER_REASONS = {
  median:
    "That is the median: half of all pauses are no longer than it. Who waits for the longest?",
  longest: "That is the longest one. The median stands in the middle of all pauses in their order.",
} as const;

const READ_AT = {
  median: "The mark M of the histogram",
  longest: "The mark L of the histogram",
} as const;

function judgeOwn(
  value: number | string,
  { arm, key, other }: {
    readonly arm: MeasuredArm | undefined;
    readonly key: keyof typeof OTHER_REASONS;
    readonly other: keyof typeof OTHER_REASONS;
  },
): Ruling {
  const runs = runsOf(arm, key);
  if (runs === null) return { kind: "unjudged", reason: "Not judged: your run had no pause." };
  const mistaken = runsOf(arm, other);
  return judgeTime(value, {
    low: runs.low,
    high: runs.high,
    unit: "ms",
    readAt: READ_AT[key],
    mistakes: mistaken === null ? [] : [{ value: mistaken.middle, reason: OTHER_REASONS[other] }],
  });
}
