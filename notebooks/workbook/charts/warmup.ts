/** How processes begin: each one's timings from the first on, and where they settle. */

import { type ComparisonResult, formatValue, type MeasurementResult } from "../../../probes/mod.ts";
import type { Chart, DrawnChart } from "../drawing/chart.ts";
import { type GridMark, gridText } from "../drawing/grid_text.ts";
import { chartText, makeSourceChart } from "../drawing/source_chart.ts";
import type { Measured, MeasuredSource } from "./distribution.ts";
import { checkSlices } from "./slice_rows.ts";
import { drawWarmup } from "./warmup_picture.ts";
import { type WarmupArm, type WarmupRows, warmupRows } from "./warmup_rows.ts";

/**
 * Draws the timings of every process from the first on: a thin line a process, the median in bold, and where the warm-up
 * was found to end. Takes a measurement that still runs too.
 *
 * ```ts
 * import { measure } from "probes";
 * import { warmup } from "workbook";
 *
 * const result = await measure("tight_loop", { arms: [], params: { n: 1000 } });
 * const text: string = await warmup(result).toText();
 * ```
 */
export function warmup(measured: Measured): Chart {
  return makeSourceChart(measured as MeasuredSource, {
    preparing: "Warm-up: preparing the measurement",
    check: (value) => checkSlices(value, "Cannot draw a warm-up"),
    draw: drawChart,
  });
}

async function drawChart(result: MeasurementResult | ComparisonResult): Promise<DrawnChart> {
  const rows = warmupRows(result);
  const words = rows.arms.map((arm) => arm.words);
  return {
    drawing: await drawWarmup(rows),
    description: `${rows.title}: ${words.join("; ") || "nothing was measured"}`,
    text: chartText(rows, rows.arms.flatMap((arm) => armText(arm, rows))),
  };
}

function armText(
  { words, curves, middle, end, extent: { low, high } }: WarmupArm,
  { value, lastIndex }: WarmupRows,
): string[] {
  if (curves.length === 0) return [words];
  const x = (index: number) => (index - 1) / (lastIndex - 1);
  const mark =
    (glyph: string) => ({ index, value }: { index: number; value: number }): GridMark => ({
      x: x(index),
      y: (value - low) / (high - low),
      glyph,
    });
  const edge = end === null ? [] : Array.from({ length: EDGE_MARKS }, (_, place): GridMark => ({
    x: x(end.middle + 0.5),
    y: place / (EDGE_MARKS - 1),
    glyph: ":",
  }));
  return [
    words,
    ...gridText({
      marks: [
        ...edge,
        ...curves.flatMap(({ points }) => points.map(mark("."))),
        ...middle.map(mark("o")),
      ],
      top: formatValue(high),
      bottom: formatValue(low),
      left: "timing 1",
      right: `${lastIndex}`,
    }),
    `${value.unit}; o median of the processes, . one of them, : where timings begin to count`,
  ];
}

/** More than there are lines: a line of marks without gaps. */
const EDGE_MARKS = 20;
