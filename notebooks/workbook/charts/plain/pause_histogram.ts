/** How pauses are spread over their lengths: a lane an arm, lengths on a logarithmic axis. */

import {
  type ComparisonResult,
  formatValue,
  type MeasurementResult,
} from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart } from "../../drawing/chart.ts";
import { makeSourceChart } from "../../drawing/source_chart.ts";
import { laneText } from "../../drawing/text_chart.ts";
import { countOf } from "../../page/words.ts";
import type { Measured } from "../distribution.ts";
import { checkPauses, pauseLanes } from "../pause_rows.ts";
import { medianOf } from "../spread.ts";
import { drawHistogram, type HistogramLane, shareOf, spanOf } from "./histogram_picture.ts";
import {
  checkList,
  checkNumber,
  checkRows,
  drawEmpty,
  isUnavailable,
  type PlainOptions,
  type PlainRow,
  rowName,
  rowNotes,
  unavailableLine,
  type UnavailableRow,
} from "./rows.ts";

/** The pauses of one program in one CPython. */
export interface PauseRow extends PlainRow {
  /** How long each pause took, in any order. */
  readonly pausesMs: readonly number[];
}

type Row = PauseRow | UnavailableRow;
type Result = MeasurementResult | ComparisonResult | readonly Row[];

const DOING = "Cannot draw a histogram of pauses";

/** Pauses of one row; they are counted, not drawn one by one. */
const PAUSES_MAX = 1_000_000;

/**
 * Draws how many pauses there are of each length, on a logarithmic axis, with the median and the longest marked. Takes a
 * measurement of pauses, also one that still runs, or rows of lengths.
 *
 * ```ts
 * import { pauseHistogram } from "workbook";
 *
 * const rows = [{ label: "an example", pausesMs: [0.04, 0.05, 0.05, 2.8, 57.3] }];
 * const text: string = await pauseHistogram(rows).toText();
 * ```
 */
export function pauseHistogram(
  source: Measured | readonly (PauseRow | UnavailableRow)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  return makeSourceChart<Result>(source as Result, {
    preparing: "Pauses: preparing the measurement",
    check: checkSource,
    draw: async (result) => {
      const { title, rows, notes } = rowsOf(result);
      return await drawChart(rows, { title: options.title ?? title, notes });
    },
  });
}

function checkSource(source: unknown): void {
  if (!Array.isArray(source)) return checkPauses(source);
  checkRows<PauseRow>(DOING, { rows: source, check: checkLengths });
}

function checkLengths({ label, pausesMs }: PauseRow): void {
  checkList(DOING, { name: `the pauses of "${label}"`, value: pausesMs, itemsMax: PAUSES_MAX });
  for (const value of pausesMs) checkNumber(DOING, { name: `a pause of "${label}"`, value });
}

interface PauseRows {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

function rowsOf(result: Result): PauseRows {
  if ("length" in result) return { title: "Lengths of pauses", rows: result, notes: [] };
  const { title, lanes, notes } = pauseLanes(result, { isEachDrawn: false });
  return {
    title,
    rows: lanes.map(({ label, pauses, frozen }) => ({
      label,
      pausesMs: pauses.map(({ durationMs }) => durationMs),
      ...(frozen === undefined ? {} : { frozen }),
    })),
    notes,
  };
}

async function drawChart(
  rows: readonly Row[],
  { title, notes }: { readonly title: string; readonly notes: readonly string[] },
): Promise<DrawnChart> {
  if (rows.length === 0) return drawEmpty(title, notes.length === 0 ? undefined : notes);
  const lanes = rows.map(laneOf);
  const all = [...rowNotes(rows), ...notes];
  const span = spanOf(lanes);
  return {
    drawing: await drawHistogram(lanes, { title, notes: all }),
    description: `${title}: ${lanes.map(({ words }) => words).join("; ")}`,
    text: [
      title,
      ...lanes.flatMap(({ words, bins }) => {
        const most = Math.max(1, ...bins.map(({ count }) => count));
        if (bins.length === 0) return [words];
        const marks = bins.flatMap(({ fromMs, toMs, count }) =>
          // Without gaps between neighbours.
          [0, 0.25, 0.5, 0.75].map((part) => ({
            place: shareOf(fromMs * (toMs / fromMs) ** part, span),
            height: Math.log1p(count) / Math.log1p(most) - 0.01,
          }))
        );
        return [words, `  ${laneText(marks)}`];
      }),
      ...(lanes.every(({ bins }) => bins.length === 0) ? [] : [
        `  length from ${formatValue(span.low)} to ${formatValue(span.high)} ms, logarithmic; ` +
        "height of a bar: how many, logarithmic",
      ]),
      ...all,
    ].join("\n"),
  };
}

function laneOf(row: Row): HistogramLane {
  const nothing = { bins: [], medianMs: null, longestMs: null, isFrozen: false };
  if (isUnavailable(row)) return { words: unavailableLine(row), ...nothing };
  const { pausesMs } = row;
  const medianMs = medianOf(pausesMs);
  if (medianMs === null) return { words: `${rowName(row)}: no pauses`, ...nothing };
  const longestMs = pausesMs.reduce((most, one) => Math.max(most, one), 0);
  return {
    words: `${rowName(row)}: ${countOf(pausesMs.length, "pause")}, median ${
      formatValue(medianMs)
    } ms, longest ${formatValue(longestMs)} ms`,
    bins: binsOf(pausesMs),
    medianMs,
    longestMs,
    isFrozen: row.frozen !== undefined,
  };
}

/** Bins of a decade: as fine as the eye can tell on this width. */
const BINS_PER_DECADE = 8;

/** Shorter pauses are counted as this: a microsecond is what the clock can tell. */
const PAUSE_MS_MIN = 0.001;

function binsOf(pausesMs: readonly number[]): HistogramLane["bins"] {
  const counts = new Map<number, number>();
  for (const ms of pausesMs) {
    const bin = Math.floor(Math.log10(Math.max(ms, PAUSE_MS_MIN)) * BINS_PER_DECADE);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return [...counts].toSorted(([one], [other]) => one - other).map(([bin, count]) => ({
    fromMs: 10 ** (bin / BINS_PER_DECADE),
    toMs: 10 ** ((bin + 1) / BINS_PER_DECADE),
    count,
  }));
}
