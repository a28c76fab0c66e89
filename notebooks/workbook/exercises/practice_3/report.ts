/** A report on two settings of the collector: pauses, the longest one, the memory, and which collector it was. */

import type { MeasuredArm, MeasurementResult } from "../../../../probes/mod.ts";
import { type ChoiceOption, judgeChoice, type Ruling } from "../acceptance.ts";
import { judgeTime } from "../acceptance_numbers.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { frozenNotes, measurementOf, runsOf } from "../garbage_collection/measured.ts";
import { statedPart, textPart } from "../parts.ts";
import { judgePauseCount, judgePeak } from "./report_rules.ts";

/** The two settings of the report. */
const DEFAULT = "default";
const RESTING = "disable";

const FIELDS: readonly AnswerField[] = [{
  name: "pauses",
  kind: "quantity",
  unit: "",
  question: "How many pauses under the default?",
  example: "pauses: 100",
}, {
  name: "longest",
  kind: "quantity",
  unit: "ms",
  question: "How long was the longest of them?",
  example: "longest: 5",
}, {
  name: "memory",
  kind: "quantity",
  unit: "MiB",
  question: "Peak memory under the default?",
  example: "memory: 100",
}, {
  name: "restingPauses",
  kind: "quantity",
  unit: "",
  question: "How many pauses with the collector switched off?",
  example: "restingPauses: 100",
}, {
  name: "restingMemory",
  kind: "quantity",
  unit: "MiB",
  question: "Peak memory with it switched off?",
  example: "restingMemory: 100",
}, {
  name: "collector",
  kind: "choice",
  question: "Which collector was it?",
  options: collectorOptions(null),
  example: 'collector: "generational"',
}];

/** Two settings, reported as to somebody who was not there. */
export const REPORT: ExerciseDefinition = {
  id: "L2-TW-05",
  title: "A report on two settings",
  task:
    `Somebody asks: what does switching the collector off do to a program with a million objects in cycles? Answer with figures of your first CPython, and say which collector it has, by what it did and not by its version.`,
  fields: FIELDS,
  evidence: 'the measurement of the settings, from the section "Five settings, a million objects"',
  hints: [
    "The row of a setting has one figure a panel; the figure is the median of its runs.",
    "The table of collectors says what each CPython did when it was tried out.",
  ],
  max: FIELDS.length,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, ["cyclic_objects"]);
  if (read.kind === "not_ready") return read;
  const { measurement } = read;
  const [usual, resting] = [DEFAULT, RESTING].map((setting) => armOf(measurement, setting));
  if (usual === undefined || resting === undefined) {
    return {
      kind: "not_ready",
      reason:
        `what was given is a measurement without "${DEFAULT}" and "${RESTING}" of one CPython`,
    };
  }
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "pauses under the default",
        field: "pauses",
        max: 1,
        judge: (value) => judgePauseCount(value, { arm: usual, setting: DEFAULT }),
      }),
      statedPart(request, {
        name: "the longest pause",
        field: "longest",
        max: 1,
        judge: (value) => judgeLongest(value, usual),
      }),
      statedPart(request, {
        name: "memory under the default",
        field: "memory",
        max: 1,
        judge: (value) => judgePeak(value, { arm: usual, other: resting }),
      }),
      statedPart(request, {
        name: "pauses without the collector",
        field: "restingPauses",
        max: 1,
        judge: (value) => judgePauseCount(value, { arm: resting, setting: RESTING }),
      }),
      statedPart(request, {
        name: "memory without the collector",
        field: "restingMemory",
        max: 1,
        judge: (value) => judgePeak(value, { arm: resting, other: usual }),
      }),
      textPart(request, {
        name: "the kind of collector",
        field: "collector",
        max: 1,
        judge: (value) => judgeChoice(value, collectorOptions(usual)),
      }),
    ],
    notes: frozenNotes(measurement),
  };
}

/** The arm of the first CPython with this setting. */
function armOf({ arms }: MeasurementResult, setting: string): MeasuredArm | undefined {
  const ran = arms.filter(({ processes }) => processes.length > 0);
  const first = ran[0]?.python.name;
  return ran.find(({ python, params }) => python.name === first && params["setting"] === setting);
}

function judgeLongest(value: number | string, usual: MeasuredArm): Ruling {
  const [longest, total, count] = ["longest", "total", "pauses"].map((key) => runsOf(usual, key));
  if (longest === null || longest === undefined) {
    return { kind: "unjudged", reason: "Not judged, no points lost: your runs had no pause." };
  }
  return judgeTime(value, {
    low: longest.low,
    high: longest.high,
    unit: "ms",
    readAt: "The panel of the longest pause",
    mistakes: [
      ...(total === null || total === undefined ? [] : [{
        value: total.middle,
        reason: "That is the sum of all pauses. How long is the longest single one?",
      }]),
      ...(count === null || count === undefined ? [] : [{
        value: count.middle,
        reason: "That is how many there were. gc.get_stats() counts too; a count is no time.",
      }]),
    ],
  });
}

/** The kinds of collector; right is the one that was found by trying, none where nothing was. */
function collectorOptions(arm: MeasuredArm | null): readonly ChoiceOption[] {
  const found = arm?.python.collector ?? null;
  const tried = `${arm?.python.name ?? "It"} was tried out`;
  const texts = [
    ["generational", "what survives a small collection moves on to the next generation"],
    ["incremental", "each look takes the young ones and a piece of the rest"],
    ["free-threaded", "it stops all threads"],
  ] as const;
  return texts.map(([key, text]) => ({
    key,
    text,
    isRight: key === found,
    reason: key === found
      ? `${tried}: ${text}.`
      : `${tried}, and did something else. A version, or a text about it, says what somebody intended.`,
  }));
}
