/** Several values of every arm beside each other: a row an arm, a panel a value, each panel with its own axis. */

import {
  formatLevel,
  formatValue,
  type MeasurementResult,
  type ProbeValue,
} from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart } from "../../drawing/chart.ts";
import { makeSourceChart } from "../../drawing/source_chart.ts";
import { capitalized } from "../../page/words.ts";
import type { Measured, MeasuredSource } from "../distribution.ts";
import type { Guess } from "../ratio_forest.ts";
import { failureNotes, statusNotes } from "../status.ts";
import { drawDotTable } from "./dot_table_picture.ts";
import {
  type DotRow,
  dotRow,
  type DotTable,
  guessRow,
  measurementOf,
  valuesNamed,
} from "./dot_table_rows.ts";
import { drawEmpty } from "./rows.ts";

/** What `dotTable()` may be told. */
export interface DotTableOptions {
  /** Keys of the values to draw, for example `["longestRequest", "peakRss"]`; the main one when not given. */
  readonly values?: readonly string[];
  /** Stands above the chart; the measurement's own title when not given. */
  readonly title?: string;
  /** Rows of another measurement below, for example a frozen one; they are never compared with the others. */
  readonly beside?: MeasurementResult | null;
  /** What was expected of the first value, drawn as a hollow diamond; no number is not drawn. */
  readonly prediction?: Guess;
}

const DOING = "Cannot draw a table of dots";

/**
 * Draws values of every arm: the median of its processes as a dot, their range as a line, the number beside it.
 *
 * A value that spans more than a decade or two has a logarithmic axis; any other one begins at zero. Takes a measurement
 * that still runs too.
 *
 * ```ts
 * import { measure } from "probes";
 * import { dotTable } from "workbook";
 *
 * const result = await measure("gc_pauses", { arms: [], budget: "smoke" });
 * const text: string = await dotTable(result, { values: ["longest", "peakRss"] }).toText();
 * ```
 */
export function dotTable(measured: Measured, options: DotTableOptions = {}): Chart {
  checkChartOptions(DOING, options, ["values", "title", "beside", "prediction"]);
  const { beside = null } = options;
  if (beside !== null) measurementOf(DOING, beside);
  return makeSourceChart(measured as MeasuredSource, {
    preparing: "Values: preparing the measurement",
    check: (result) => valuesNamed(DOING, measurementOf(DOING, result), options.values),
    draw: (result) => Promise.resolve(drawTable(measurementOf(DOING, result), options)),
  });
}

function drawTable(
  measurement: MeasurementResult,
  { values: keys, title = measurement.title, beside = null, prediction = null }: DotTableOptions,
): DrawnChart {
  const values = valuesNamed(DOING, measurement, keys);
  const both = [measurement, ...(beside === null ? [] : [beside])];
  const measured = both.flatMap(({ arms }) => arms).map((arm) => dotRow(arm, values));
  const rows = [...guessRow(prediction, values), ...measured];
  const notes = both.flatMap((one) => [...statusNotes(one), ...failureNotes(one)]);
  if (measured.length === 0) return drawEmpty(title, notes);
  const legend = "Dot: the median of the processes, line: their range.";
  const table: DotTable = { title, legend, values, rows, notes };
  return {
    drawing: drawDotTable(table),
    description: `${title}: ${rows.map((row) => rowText(row, values)).join("; ")}`,
    text: [title, ...rows.map((row) => rowText(row, values)), ...notes].join("\n"),
  };
}

function rowText({ label, cells, reason }: DotRow, values: readonly ProbeValue[]): string {
  if (reason !== null) return `${label}: ${reason}`;
  const texts = values.flatMap((value) => {
    const cell = cells.get(value.key);
    if (cell === undefined) return [];
    if (cell === null) return [`${value.name} none`];
    const unit = value.unit === "" ? "" : ` ${value.unit}`;
    const range = cell.low === cell.high
      ? ""
      : ` (${formatValue(cell.low)} to ${formatValue(cell.high)})`;
    return [`${value.name} ${formatLevel(cell.middle, value)}${unit}${range}`];
  });
  return `${label}: ${capitalized(texts.join(", "))}`;
}
