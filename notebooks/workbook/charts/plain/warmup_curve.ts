/** How a loop gets warm, chunk by chunk: medians over processes with their range. */

import { formatValue } from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { CURVES_MAX } from "../../drawing/arm_style.ts";
import { chunked } from "../../drawing/figure.ts";
import { gridText } from "../../drawing/grid_text.ts";
import { countOf } from "../../page/words.ts";
import { type CurveRow, curvesExtent, drawCurves, lastIterations } from "./curve_picture.ts";
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

/** A few hundred iterations that were timed together, over all processes. */
export interface CurveChunk {
  /** Iterations that went before it. */
  readonly iterations: number;
  /** The median of the processes. */
  readonly medianUs: number;
  /** The least of them. */
  readonly lowUs: number;
  /** The greatest of them. */
  readonly highUs: number;
}

/** How one program got warm. */
export interface WarmupRow extends PlainRow {
  /** In the order of time. */
  readonly chunks: readonly CurveChunk[];
}

type Row = WarmupRow | UnavailableRow;

const DOING = "Cannot draw a warm-up curve";

/** Chunks of one row; more would lie closer than pixels. */
const CHUNKS_MAX = 2000;

/**
 * Draws the time of chunks of a loop over the iterations that went before, a line the median, a ribbon the range of the
 * processes. For the timings of a measurement of slices there is `warmup()`.
 *
 * ```ts
 * import { discoverInterpreters, measure, warmupChunks } from "probes";
 * import { warmupCurve } from "workbook";
 *
 * const { arms } = await measure("jit_warmup", { arms: (await discoverInterpreters()).slice(-1), rounds: 2 });
 * const rows = arms.map((arm) => ({ label: arm.label, chunks: warmupChunks(arm) }));
 * const text: string = await warmupCurve(rows).toText();
 * ```
 */
export function warmupCurve(
  rows: readonly (WarmupRow | UnavailableRow)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  checkRows(DOING, { rows, check: checkChunks });
  return makeChart(() => drawChart(rows, options.title ?? "Warm-up, chunk by chunk"));
}

function checkChunks({ label, chunks }: WarmupRow): void {
  checkList(DOING, { name: `the chunks of "${label}"`, value: chunks, itemsMax: CHUNKS_MAX });
  for (const { iterations, medianUs, lowUs, highUs } of chunks) {
    for (const [name, value] of Object.entries({ iterations, medianUs, lowUs, highUs })) {
      checkNumber(DOING, { name: `"${name}" of ${label}`, value });
    }
  }
}

async function drawChart(rows: readonly Row[], title: string): Promise<DrawnChart> {
  if (rows.length === 0) return drawEmpty(title);
  const curves = shownRows<WarmupRow>(rows).filter(({ chunks }) => chunks.length > 0)
    .map((row): CurveRow => ({ ...row, words: rowWords(row) }));
  const notes = pointNotes<WarmupRow>(rows, ({ chunks }) => chunks);
  return {
    drawing: await drawCurves(chunked(curves, CURVES_MAX), { title, notes }),
    description: `${title}: ${rows.map(rowWords).join("; ")}`,
    text: [title, ...rows.flatMap((row) => [rowWords(row), ...curveText(row)]), ...rowNotes(rows)]
      .join("\n"),
  };
}

/** The first chunk, and where it ends: the median of the last half. */
function rowWords(row: Row): string {
  if (isUnavailable(row)) return unavailableLine(row);
  const [first] = row.chunks;
  if (first === undefined) return nothingLine(row);
  const late = row.chunks.slice(Math.floor(row.chunks.length / 2))
    .map(({ medianUs }) => medianUs).toSorted((one, other) => one - other);
  const settled = late[Math.floor(late.length / 2)] ?? first.medianUs;
  return `${rowName(row)}: ${countOf(row.chunks.length, "chunk")}, the first ${
    formatValue(first.medianUs)
  } µs, the last half ${formatValue(settled)} µs`;
}

function curveText(row: Row): string[] {
  if (isUnavailable(row) || row.chunks.length === 0) return [];
  const { high } = curvesExtent([row]);
  const last = Math.max(1, lastIterations([row]));
  return gridText({
    marks: row.chunks.map(({ iterations, medianUs }) => ({
      x: iterations / last,
      y: medianUs / high,
      glyph: "o",
    })),
    top: formatValue(high),
    bottom: "0",
    left: "iteration 0",
    right: `${last}`,
  });
}
