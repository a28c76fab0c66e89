/** How the processes of a measurement began: their curves, the one in the middle and where they settled; nothing drawn yet. */

import {
  type ComparisonResult,
  formatValue,
  type MeasurementResult,
  type WarmupClass,
} from "../../../probes/mod.ts";
import { countOf } from "../page/words.ts";
import { axesOf } from "./arm_axes.ts";
import { type SliceArm, type SlicePoint, type SliceRows, sliceRows } from "./slice_rows.ts";
import { medianOf, type ValueExtent, valueExtent } from "./spread.ts";

/** The curves of a measurement. */
export interface WarmupRows extends Omit<SliceRows, "arms" | "last"> {
  readonly arms: readonly WarmupArm[];
  /** The last timing that the axis shows, counted from 1. */
  readonly lastIndex: number;
}

/** One arm's curves. */
export interface WarmupArm extends WarmupCurves {
  readonly extent: ValueExtent;
}

/** The same before its axis is known. */
interface WarmupCurves {
  readonly words: string;
  /** The median of its processes' levels. */
  readonly median: number | null;
  readonly curves: readonly WarmupCurve[];
  /** The middle of the curves, timing by timing. */
  readonly middle: readonly CurvePoint[];
  /** Timings left out at the beginning; null where no process settled, or none was left out. */
  readonly end: WarmupEnd | null;
  /** Whether there are timings that are in no curve. */
  readonly leavesOut: boolean;
}

/** One process. */
export interface WarmupCurve {
  readonly points: readonly CurvePoint[];
  /** Its first timing that counts; null for a process that never settled. */
  readonly start: CurvePoint | null;
  readonly isUnsettled: boolean;
}

/** One timing. */
export interface CurvePoint {
  readonly index: number;
  readonly value: number;
}

/** Timings left out at the beginning of the processes. */
export interface WarmupEnd {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** Timings in all curves of one picture: a curve is one mark, but each of its points is some letters of the file. */
const POINTS_MAX = 12_000;

/** At fewer processes than this share a place of the curve in the middle would be that of a few. */
const MIDDLE_SHARE_MIN = 0.5;

/** Room above the curve in the middle, as a share of the axis. */
const PADDING = 0.04;

const CLASSES: readonly (readonly [WarmupClass, one: string, many: string])[] = [
  ["flat", "flat", "flat"],
  ["warms up", "warms up", "warm up"],
  ["slows down", "slows down", "slow down"],
  ["unsettled", "unsettled", "unsettled"],
];

/** The curves of a result's processes. */
export function warmupRows(result: MeasurementResult | ComparisonResult): WarmupRows {
  const rows = sliceRows(result, { what: "from the first timing on", pointsMax: POINTS_MAX });
  const curves = rows.arms.map(warmupCurves);
  const extents = axesOf(curves, extentOf);
  const arms = curves.flatMap((arm, index): WarmupArm[] => {
    const extent = extents[index];
    return extent === undefined ? [] : [{ ...arm, extent }];
  });
  const points = arms.flatMap(({ curves }) => curves.flatMap((curve) => curve.points));
  return {
    ...rows,
    arms,
    lastIndex: points.reduce((last, { index }) => Math.max(last, index), 2),
  };
}

function warmupCurves(arm: SliceArm): WarmupCurves {
  const curves = arm.processes.map(({ points, warmup }): WarmupCurve => {
    const own = points.filter((point) => !isForeign(point));
    const isUnsettled = warmup?.class === "unsettled";
    const start = own.find(({ index }) => index > (warmup?.count ?? 0)) ?? null;
    return { points: own, start: warmup === null || isUnsettled ? null : start, isUnsettled };
  });
  return {
    words: wordsOf(arm),
    median: arm.median,
    curves,
    middle: middleCurve(curves),
    end: endOf(arm),
    leavesOut: arm.processes.some(({ points }) => points.some(isForeign)),
  };
}

/** What another program did is no warm-up. */
function isForeign({ kind }: SlicePoint): boolean {
  return kind === "interrupted";
}

/** Of the processes that settled: the others have no end. */
function endOf({ processes }: SliceArm): WarmupEnd | null {
  const counts = processes.flatMap(({ warmup }) =>
    warmup === null || warmup.class === "unsettled" ? [] : [warmup.count]
  );
  const middle = medianOf(counts);
  const high = Math.max(0, ...counts);
  return middle === null || high === 0 ? null : { middle, low: Math.min(...counts), high };
}

function middleCurve(curves: readonly WarmupCurve[]): CurvePoint[] {
  const values = new Map<number, number[]>();
  for (const { points } of curves) {
    for (const { index, value } of points) {
      const known = values.get(index);
      if (known === undefined) values.set(index, [value]);
      else known.push(value);
    }
  }
  return [...values].sort(([left], [right]) => left - right).flatMap(([index, all]) => {
    const value = all.length < curves.length * MIDDLE_SHARE_MIN ? null : medianOf(all);
    return value === null ? [] : [{ index, value }];
  });
}

/** All timings but a few stragglers, and the whole of the curves in the middle: they are the message. */
function extentOf(arms: readonly WarmupCurves[]): ValueExtent {
  const usual = valueExtent({
    zone: null,
    arms: arms.map(({ words, curves }) => ({
      label: words,
      points: curves.flatMap(({ points }) =>
        points.map(({ value, index }) => ({ level: value, time: index }))
      ),
      timings: [],
      median: null,
    })),
  });
  const middles = arms.flatMap(({ middle }) => middle.map(({ value }) => value));
  const highest = middles.reduce((most, value) => Math.max(most, value), usual.low);
  const isInside = highest <= usual.high;
  return isInside ? usual : { ...usual, high: highest + (highest - usual.low) * PADDING };
}

function wordsOf({ label, counts, processes }: SliceArm): string {
  if (counts.slices === 0) return `${label}: not measured`;
  const warmups = processes.flatMap(({ warmup }) => warmup ?? []);
  const classes = CLASSES.flatMap(([name, one, many]) => {
    const count = warmups.filter((warmup) => warmup.class === name).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  const steady = medianOf(warmups.flatMap(({ steadyAfterMs }) => steadyAfterMs ?? []));
  const isThinned = processes.length < counts.processes;
  const drawn = isThinned ? `${processes.length} of ` : "";
  return [
    `${label}: ${drawn}${countOf(counts.processes, "process", "es")}`,
    ...(classes.length === 0 ? [] : [classes.join(", ")]),
    ...(steady === null
      ? []
      : [steady === 0 ? "steady from the start" : `steady after ${formatValue(steady)} ms`]),
  ].join("; ");
}
