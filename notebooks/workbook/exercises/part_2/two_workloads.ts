/** Short pauses against a small sum: which figure counts for which service, and the learner's own two. */

import type { MeasuredArm, MeasurementResult } from "../../../../probes/mod.ts";
import type { ChoiceOption, Ruling } from "../acceptance.ts";
import { judgeTime } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import {
  firstRun,
  frozenNotes,
  measurementOf,
  PAUSE_PROBES,
  runsOf,
} from "../garbage_collection/measured.ts";
import { choicePart, statedPart } from "../parts.ts";

const NAMES: Readonly<Record<string, string>> = {
  longest: "the longest pause",
  total: "all pauses together",
  median: "the median pause",
};

function figures(
  right: string,
  reasons: Readonly<Record<"longest" | "total" | "median", string>>,
): ChoiceOption[] {
  return Object.entries(reasons).map(([key, reason]) => ({
    key,
    text: NAMES[key] ?? key,
    isRight: key === right,
    reason,
  }));
}

const CHAT = figures("longest", {
  longest: "Whoever writes while it lasts waits all of it.",
  total: "The sum says when a whole night's work is done. Who waits for the sum in a chat?",
  median: "Half of all pauses are shorter, and most are not felt at all. Who is angry, and why?",
});

const NIGHTLY = figures("total", {
  longest: "Nobody waits for a single document at night. When is the last one done?",
  total: "Nobody waits in between: it counts when the whole job is done.",
  median: "The median says nothing of how many pauses there are. When is the job done?",
});

const SPLIT: readonly ChoiceOption[] = [{
  key: "constant",
  text: "it stays what it was: the same work in smaller pieces",
  isRight: false,
  reason: "Record L2-S3-08: each piece begins anew, and what is alive may be looked at more than " +
    "once. Sums that were measured differ.",
}, {
  key: "may-rise",
  text: "it may rise: pieces cost something of their own",
  isRight: true,
  reason: "Record L2-S3-08 has sums that were measured: shorter pauses are paid for.",
}, {
  key: "shrinks",
  text: "it shrinks with the longest pause",
  isRight: false,
  reason: "Shorter and rarer are two things: look at how many pauses there are.",
}];

/** Latency against throughput. */
export const TWO_WORKLOADS: ExerciseDefinition = {
  id: "L2-P2-02",
  title: "Two services, two figures",
  task: `A live chat answers people; a nightly job builds a search index anew.

- \`chat\`, \`nightly\`: the figure of the pauses that each of them should keep small.
- \`longest\`, \`total\`: these two figures from your own measurement, its first row or lane, in ms.
- \`split\`: what happens to the sum when one long pause is cut into many short ones.`,
  fields: [{
    name: "chat",
    kind: "choice",
    question: "Which figure counts for a live chat?",
    options: CHAT,
    example: 'chat: "median"',
  }, {
    name: "nightly",
    kind: "choice",
    question: "Which figure counts for a nightly job?",
    options: NIGHTLY,
    example: 'nightly: "median"',
  }, {
    name: "longest",
    kind: "quantity",
    unit: "ms",
    question: "Your longest pause?",
    example: "longest: 5",
  }, {
    name: "total",
    kind: "quantity",
    unit: "ms",
    question: "All your pauses together?",
    example: "total: 50",
  }, {
    name: "split",
    kind: "choice",
    question: "What happens to the sum?",
    options: SPLIT,
    example: 'split: "constant"',
  }],
  evidence: 'the measurement of pauses, from the section "Your own figures"',
  hints: [
    "Who waits, and for what: one answer, or the end of everything?",
    "The picture of pauses has a column for each of the two figures.",
  ],
  max: 5,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, PAUSE_PROBES);
  if (read.kind === "not_ready") return read;
  const { measurement } = read;
  return {
    kind: "judged",
    parts: [
      choicePart(request, {
        name: "the figure for a chat",
        field: "chat",
        max: 1,
        options: CHAT,
      }),
      choicePart(request, {
        name: "the figure for a nightly job",
        field: "nightly",
        max: 1,
        options: NIGHTLY,
      }),
      ...(["longest", "total"] as const).map((key) =>
        statedPart(request, {
          name: NAMES[key] ?? key,
          field: key,
          max: 1,
          judge: (value) => judgeOwn(value, { measurement, key }),
        })
      ),
      choicePart(request, {
        name: "the sum of the pieces",
        field: "split",
        max: 1,
        options: SPLIT,
      }),
    ],
    notes: frozenNotes(measurement),
  };
}

function judgeOwn(
  value: number | string,
  { measurement, key }: {
    readonly measurement: MeasurementResult;
    readonly key: "longest" | "total";
  },
): Ruling {
  const own = firstRun(measurement);
  const runs = runsOf(own, key);
  if (runs === null) return { kind: "unjudged", reason: "Not judged: your run had no pause." };
  const others = measurement.arms.filter((arm) => arm !== own);
  return judgeTime(value, {
    low: runs.low,
    high: runs.high,
    unit: "ms",
    readAt: `The column “${NAMES[key]}”`,
    mistakes: [
      ...mistakeOf(own, key === "longest" ? "total" : "longest"),
      ...others.flatMap((arm) =>
        mistakeOf(arm, key, `That would fit ${arm.label}. Take the first row.`)
      ),
    ],
  });
}

function mistakeOf(arm: MeasuredArm | undefined, key: string, reason?: string) {
  const runs = runsOf(arm, key);
  const other = `That is ${NAMES[key]}. Look at the other column.`;
  return runs === null ? [] : [{ value: runs.middle, reason: reason ?? other }];
}
