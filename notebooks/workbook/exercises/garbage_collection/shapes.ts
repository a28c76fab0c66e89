/** Two heaps of different shape under two collectors: three ratios, and how far the runs let them be known. */

import type { MeasuredArm, MeasurementResult } from "../../../../probes/mod.ts";
import type { Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { statedPart } from "../parts.ts";
import { frozenNotes, measurementOf, PAUSE_PROBES } from "./measured.ts";
import { judgeRange, rangeBetween, type RatioRange } from "./ratio_range.ts";

/** The table of ratios. */
export const SHAPES: ExerciseDefinition = {
  id: "lesson3-shapes",
  title: "Three ratios: incremental to generational",
  task: `Fill in the ratios of the incremental collector to the generational one, from the chart.

- \`list\`: longest pause, one list holds all objects.
- \`islands\`: longest pause, islands.
- \`total\`: all pauses together, one list.

A ratio of 2 means twice the time, 0.5 half of it. Words do as well: “1.5 times the time”, “30 % less time”, “cannot tell”. Right is what the ranges of the runs allow.`,
  fields: [{
    name: "list",
    kind: "ratio",
    question: "One list: longest pause, incremental ÷ generational?",
    example: "list: 3",
  }, {
    name: "islands",
    kind: "ratio",
    question: "Islands: longest pause, incremental ÷ generational?",
    example: "islands: 3",
  }, {
    name: "total",
    kind: "ratio",
    question: "One list: all pauses together, incremental ÷ generational?",
    example: "total: 3",
  }],
  evidence: "a measurement of both shapes with a generational and an incremental collector, from " +
    'the section "One list, many islands"',
  hints: [
    "Divide the incremental collector's number by the generational one's.",
    "Where the two ranges overlap, the ratio may lie on either side of 1: then say so.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, PAUSE_PROBES);
  if (read.kind === "not_ready") return read;
  const ranges = rangesOf(read.measurement);
  if (ranges === null) {
    return {
      kind: "not_ready",
      reason: "what was given lacks one of the two collectors or one of the two shapes",
    };
  }
  const { list, islands, total } = ranges;
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "longest pause, one list",
        field: "list",
        max: 1,
        judge: (value) =>
          judgeRange(value, {
            range: list,
            mistakeOf: (ratio) => ratioReason(ratio, [islands, OF_ISLANDS]),
          }),
      }),
      statedPart(request, {
        name: "longest pause, islands",
        field: "islands",
        max: 1,
        judge: (value) =>
          judgeRange(value, {
            range: islands,
            mistakeOf: (ratio) => ratioReason(ratio, [list, OF_LIST]),
          }),
      }),
      statedPart(request, {
        name: "all pauses together, one list",
        field: "total",
        max: 1,
        judge: (value) => judgeTotal(value, total),
      }),
    ],
    notes: frozenNotes(read.measurement),
  };
}

interface ShapeRanges {
  readonly list: RatioRange;
  readonly islands: RatioRange;
  readonly total: RatioRange;
}

function rangesOf({ arms }: MeasurementResult): ShapeRanges | null {
  const armOf = (collector: string, shape: string): MeasuredArm | undefined =>
    arms.find(({ python, params }) => python.collector === collector && params["shape"] === shape);
  const range = (shape: string, key: string) =>
    rangeBetween(key, {
      test: armOf("incremental", shape),
      base: armOf("generational", shape),
    });
  const [list, islands, total] = [
    range("list", "longest"),
    range("islands", "longest"),
    range("list", "total"),
  ];
  return list === null || islands === null || total === null ? null : { list, islands, total };
}

const OF_ISLANDS = "That would fit the islands. Look at the lanes whose heap is one list.";
const OF_LIST = "That would fit the heap that is one list. Look at the lanes of the islands.";

/** One pause cut into thirty: a figure that is told, not measured. */
const THIRTY = 30;

function ratioReason(ratio: number, [other, reason]: readonly [RatioRange, string]): string | null {
  if (ratio >= other.low && ratio <= other.high) return reason;
  return isNear(ratio, 1 / THIRTY) || isNear(ratio, THIRTY)
    ? "Thirty pauses in place of one? Count the pauses of both lanes, then compare the longest ones."
    : null;
}

function judgeTotal(value: number | string, total: RatioRange): Ruling {
  return judgeRange(value, {
    range: total,
    mistakeOf: (ratio) =>
      isNear(ratio, 1)
        ? "If the work stayed the same, both sums would be equal: compare the sums in the chart."
        : null,
  });
}

function isNear(ratio: number, wanted: number): boolean {
  return Math.abs(Math.log(ratio / wanted)) < 0.05;
}
