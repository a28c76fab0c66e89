/** What more threads or workers bring: speed-up against their number, beside the ideal. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { CURVES_MAX } from "../../drawing/arm_style.ts";
import { chunked } from "../../drawing/figure.ts";
import { countOf } from "../../page/words.ts";
import { frozenOf } from "./arm_row.ts";
import {
  checkList,
  checkNumber,
  checkRows,
  drawEmpty,
  type FrozenSource,
  isUnavailable,
  nothingLine,
  type PlainOptions,
  type PlainRow,
  pointNotes,
  rowName,
  rowNotes,
  shownRows,
  unavailableLine,
  type UnavailableRow,
} from "./rows.ts";
import { drawScaling } from "./scaling_picture.ts";

/** The speed-up with one number of workers. */
export interface ScalingPoint {
  /** How many, from 1 on. */
  readonly workers: number;
  /** Time of the work one after the other, divided by its time with so many workers. */
  readonly speedup: number;
  /** Lower end of the speed-up's range; null where there is none. */
  readonly low: number | null;
  /** Upper end of it. */
  readonly high: number | null;
}

/** One way of working side by side. */
export interface ScalingRow extends PlainRow {
  /** In any order. */
  readonly points: readonly ScalingPoint[];
}

/** What `scaling()` may be told. */
export interface ScalingOptions extends PlainOptions {
  /** Processors that may be used; what lies beyond is marked. */
  readonly processors?: number;
  /** What is counted: `threads`, or `workers` when not given. */
  readonly workers?: string;
}

type Row = ScalingRow | UnavailableRow;

const DOING = "Cannot draw scaling";

/** Workers at most; an axis with more has no room for whole numbers. */
const WORKERS_MAX = 1024;

/**
 * The row of a measurement whose arms differ in a number of workers: the medians of its processes, and their range.
 * `count` names the parameter that says how many there are.
 *
 * ```ts
 * import { arms, measure } from "probes";
 * import { scaling, scalingRow } from "workbook";
 *
 * const [python] = await arms();
 * const result = await measure("thread_scaling", {
 *   arms: [1, 2].map((threads) => ({ python, params: { threads } })),
 *   rounds: 1,
 * });
 * const row = scalingRow(result, { label: "threads", count: "threads" });
 * const text: string = await scaling([row]).toText();
 * ```
 */
export function scalingRow(
  { arms }: { readonly arms: readonly ScalingArm[] },
  { label, count, value = "speedup" }: {
    /** Names the row. */
    readonly label: string;
    /** Parameter of the probe: `threads` or `workers`. */
    readonly count: string;
    /** Key of the value that is the speed-up. */
    readonly value?: string;
  },
): ScalingRow {
  const points = arms.flatMap(({ params, summary }): ScalingPoint[] => {
    const { median, low, high } = summary[value] ?? { median: null, low: null, high: null };
    const workers = params[count];
    if (typeof workers !== "number" || typeof median !== "number") return [];
    return [{ workers, speedup: median, low: numberOf(low), high: numberOf(high) }];
  });
  return { label, points, ...frozenOf(arms) };
}

/** What of an arm makes a point. */
export interface ScalingArm extends Pick<MeasuredArm, "params" | "summary"> {
  /** Where it was measured, if not here and now. */
  readonly frozen?: FrozenSource;
}

function numberOf(value: number | string | null): number | null {
  return typeof value === "number" ? value : null;
}

/**
 * Draws speed-ups over the number of workers, each with its range, and the line of the ideal: twice the workers, twice
 * the speed.
 *
 * ```ts
 * import { scaling } from "workbook";
 *
 * const points = [
 *   { workers: 1, speedup: 1, low: 0.98, high: 1.02 },
 *   { workers: 2, speedup: 1.9, low: 1.82, high: 1.96 },
 * ];
 * const text: string = await scaling([{ label: "an example", points }], { processors: 2 }).toText();
 * ```
 */
export function scaling(
  rows: readonly (ScalingRow | UnavailableRow)[],
  options: ScalingOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title", "processors", "workers"]);
  checkRows(DOING, { rows, check: checkPoints });
  return makeChart(() => drawChart(rows, options));
}

function checkPoints({ label, points }: ScalingRow): void {
  checkList(DOING, { name: `the points of "${label}"`, value: points });
  for (const { workers, speedup, low, high } of points) {
    checkNumber(DOING, { name: '"workers"', value: workers, least: 1 });
    if (workers > WORKERS_MAX) {
      throw new RangeError(
        `${DOING}: "workers" is ${workers}, at most ${WORKERS_MAX} can be drawn`,
      );
    }
    for (const value of [speedup, low ?? 0, high ?? 0]) {
      checkNumber(DOING, { name: `the speed-up of ${label}`, value });
    }
  }
}

async function drawChart(
  rows: readonly Row[],
  { title = "Speed-up", processors, workers = "workers" }: ScalingOptions,
): Promise<DrawnChart> {
  if (rows.length === 0) return drawEmpty(title);
  const shown = shownRows<ScalingRow>(rows).filter(({ points }) => points.length > 0);
  const notes = pointNotes<ScalingRow>(rows, ({ points }) => points);
  const panels = chunked(
    shown.map((row) => ({ ...row, words: rowWords(row, workers) })),
    CURVES_MAX,
  );
  return {
    drawing: await drawScaling(panels, { title, workers, processors: processors ?? null, notes }),
    description: `${title}: ${rows.map((row) => rowWords(row, workers)).join("; ")}`,
    text: [title, ...rows.map((row) => rowWords(row, workers)), ...rowNotes(rows)].join("\n"),
  };
}

function rowWords(row: Row, workers: string): string {
  if (isUnavailable(row)) return unavailableLine(row);
  if (row.points.length === 0) return nothingLine(row);
  const points = row.points.map(({ workers: count, speedup, low, high }) => {
    const range = low === null || high === null ? "" : ` [${low.toFixed(2)}, ${high.toFixed(2)}]`;
    return `${speedup.toFixed(2)}x${range} with ${nounOf(count, workers)}`;
  });
  return `${rowName(row)}: ${points.join(", ")}`;
}

function nounOf(count: number, workers: string): string {
  return workers.endsWith("s") ? countOf(count, workers.slice(0, -1)) : `${count} ${workers}`;
}
