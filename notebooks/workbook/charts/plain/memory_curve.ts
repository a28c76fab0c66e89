/** How the memory of a process changes while it runs: a line an arm, from zero. */

import { formatValue } from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { chunked } from "../../drawing/figure.ts";
import { gridText } from "../../drawing/grid_text.ts";
import { drawMemoryCurves, lastMs, MEMORY_CURVES_MAX, mostMib } from "./memory_curve_picture.ts";
import {
  checkList,
  checkNumber,
  checkRows,
  drawEmpty,
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

/** The memory of a process at a moment. */
export interface MemoryPoint {
  /** Since it began to be looked at, in ms. */
  readonly ms: number;
  /** The whole process, in MiB. */
  readonly mib: number;
}

/** The memory of one process over time. */
export interface MemoryCurveRow extends PlainRow {
  /** In the order of time. */
  readonly moments: readonly MemoryPoint[];
}

type Row = MemoryCurveRow | UnavailableRow;

const DOING = "Cannot draw memory over time";

/** Moments of one row; more would lie closer than pixels. */
const MOMENTS_MAX = 2000;

/**
 * Draws the memory of processes over time, a line each, from zero upwards.
 *
 * ```ts
 * import { arms, measure, memoryMoments } from "probes";
 * import { armRow, memoryCurve } from "workbook";
 *
 * const measured = await measure("cyclic_objects", { arms: await arms(), rounds: 1 });
 * const rows = measured.arms.map((arm) => armRow(arm, { moments: memoryMoments(arm) }));
 * const text: string = await memoryCurve(rows).toText();
 * ```
 */
export function memoryCurve(
  rows: readonly (MemoryCurveRow | UnavailableRow)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  checkRows(DOING, { rows, check: checkMoments });
  return makeChart(() => drawChart(rows, options.title ?? "Memory over time"));
}

function checkMoments({ label, moments }: MemoryCurveRow): void {
  checkList(DOING, { name: `the moments of "${label}"`, value: moments, itemsMax: MOMENTS_MAX });
  for (const { ms, mib } of moments) {
    checkNumber(DOING, { name: `"ms" of ${label}`, value: ms });
    checkNumber(DOING, { name: `"mib" of ${label}`, value: mib });
  }
}

async function drawChart(rows: readonly Row[], title: string): Promise<DrawnChart> {
  if (rows.length === 0) return drawEmpty(title);
  const curves = shownRows<MemoryCurveRow>(rows).filter(({ moments }) => moments.length > 0)
    .map((row) => ({ ...row, words: rowWords(row), isHollow: row.frozen !== undefined }));
  const notes = pointNotes<MemoryCurveRow>(rows, ({ moments }) => moments);
  return {
    drawing: await drawMemoryCurves(chunked(curves, MEMORY_CURVES_MAX), { title, notes }),
    description: `${title}: ${rows.map(rowWords).join("; ")}`,
    text: [title, ...rows.flatMap((row) => [rowWords(row), ...curveText(row)]), ...rowNotes(rows)]
      .join("\n"),
  };
}

/** Where it begins, its greatest, and where it ends. */
function rowWords(row: Row): string {
  if (isUnavailable(row)) return unavailableLine(row);
  const [first, last] = [row.moments[0], row.moments.at(-1)];
  if (first === undefined || last === undefined) return nothingLine(row);
  const [begin, most, end] = [first.mib, mostMib([row]), last.mib].map(formatValue);
  return `${rowName(row)}: from ${begin} to ${end} MiB${
    most === end ? "" : `, at most ${most} MiB`
  }`;
}

function curveText(row: Row): string[] {
  if (isUnavailable(row) || row.moments.length === 0) return [];
  const [most, last] = [mostMib([row]), Math.max(1, lastMs([row]))];
  return gridText({
    marks: row.moments.map(({ ms, mib }) => ({ x: ms / last, y: mib / (most || 1), glyph: "o" })),
    top: `${formatValue(most)} MiB`,
    bottom: "0",
    left: "0 ms",
    right: `${formatValue(last)} ms`,
  });
}
