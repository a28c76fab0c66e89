/** Every single timing of a measurement, with those marked during which another program ran. */

import { type ComparisonResult, formatValue, type MeasurementResult } from "../../../probes/mod.ts";
import type { Chart, DrawnChart } from "../drawing/chart.ts";
import { type GridMark, gridText } from "../drawing/grid_text.ts";
import { chartText, makeSourceChart } from "../drawing/source_chart.ts";
import type { Measured, MeasuredSource } from "./distribution.ts";
import { armWords, checkSlices, type SliceArm, type SliceRows, sliceRows } from "./slice_rows.ts";
import { drawSlices, slicesExtents } from "./slices_picture.ts";
import type { ValueExtent } from "./spread.ts";

/** Timings drawn in one picture: more would be a grey bar and a large file. */
export const POINTS_DRAWN_MAX = 4000;

/**
 * Draws every timing of every process in the order in which they ran: those that count, those left out as warm-up, and
 * those during which the system gave the processor to another program. Takes a measurement that still runs too.
 *
 * ```ts
 * import { measure } from "probes";
 * import { slices } from "workbook";
 *
 * const result = await measure("tight_loop", { arms: [], params: { n: 1000 } });
 * const text: string = await slices(result).toText();
 * ```
 */
export function slices(measured: Measured): Chart {
  return makeSourceChart(measured as MeasuredSource, {
    preparing: "Timings: preparing the measurement",
    check: (value) => checkSlices(value, "Cannot draw timings"),
    draw: drawChart,
  });
}

async function drawChart(result: MeasurementResult | ComparisonResult): Promise<DrawnChart> {
  const rows = sliceRows(result, { what: "timing by timing", pointsMax: POINTS_DRAWN_MAX });
  const words = rows.arms.map((arm) => armWords(arm, rows.value));
  const extents = slicesExtents(rows.arms);
  return {
    drawing: await drawSlices(rows),
    description: `${rows.title}: ${words.join("; ") || "nothing was measured"}`,
    text: chartText(rows, rows.arms.flatMap((arm, index) => armText(arm, rows, extents[index]))),
  };
}

function armText(
  arm: SliceArm,
  { value, last }: SliceRows,
  extent: ValueExtent | undefined,
): string[] {
  const words = armWords(arm, value);
  if (arm.processes.length === 0 || extent === undefined) return [words];
  const { low, high } = extent;
  const marks = arm.processes.flatMap(({ round, count, points }) =>
    points.map((point): GridMark => ({
      x: (round - 1 + (point.index - 0.5) / count) / last,
      y: (point.value - low) / (high - low),
      glyph: GLYPHS[point.kind],
    }))
  );
  return [
    words,
    ...gridText({
      // An interrupted one is what somebody looks for: nothing covers it.
      marks: marks.toSorted((left, right) => rankOf(left) - rankOf(right)),
      top: formatValue(high),
      bottom: formatValue(low),
      left: "round 1",
      right: `${last}`,
    }),
    `${value.unit}; o timing that counts, w warm-up, x interrupted by another program`,
  ];
}

const GLYPHS = {
  "kept": "o",
  "warm-up": "w",
  "interrupted": "x",
  "interrupted, counted": "x",
} as const;

function rankOf({ glyph }: GridMark): number {
  return "owx".indexOf(glyph);
}
