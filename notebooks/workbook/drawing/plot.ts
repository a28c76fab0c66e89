/** Any chart that Plot can draw. */

import type { Markish } from "@observablehq/plot";
import { type Chart, makeChart } from "./chart.ts";
import { draw, type PlotOptions, type PlotSpec } from "./draw.ts";

/** What `plot()` may be told besides the chart itself. */
export interface ChartOptions {
  /** The chart in one sentence, for those who cannot see it; made from title and axes when not given. */
  readonly description?: string;
  /** The chart as text; a summary of its data when not given. */
  readonly text?: string;
}

/** Rows of data quoted in a summary. */
const ROWS_SHOWN_MAX = 8;

/**
 * Draws a chart with Observable Plot, for light and dark pages, paper and plain text.
 *
 * ```ts
 * import { plot } from "workbook";
 *
 * const squares = [1, 2, 3, 4].map((x) => ({ x, y: x * x }));
 * const chart = plot((Plot) => ({
 *   title: "Squares",
 *   marks: [Plot.line(squares, { x: "x", y: "y", marker: true })],
 * }));
 * const text: string = await chart.toText();
 * ```
 */
export function plot(spec: PlotSpec, options: ChartOptions = {}): Chart {
  return makeChart(async () => {
    const { drawing, options: drawn, warnings } = await draw(spec);
    const text = options.text ?? summary(drawn);
    return {
      drawing,
      description: options.description ?? describe(drawn),
      text: [text, ...warnings.map((warning) => `Plot: ${warning}`)].join("\n"),
    };
  });
}

function describe({ title, x, y }: PlotOptions): string {
  const axes = [x?.label, y?.label].filter((label) => typeof label === "string");
  const name = typeof title === "string" ? title : "Chart";
  return axes.length === 0 ? name : `${name}: ${axes.join(" against ")}`;
}

function summary(options: PlotOptions): string {
  const heads = [options.title, options.subtitle].filter((text) => typeof text === "string");
  const marks = (options.marks ?? []).flatMap(dataOf).map(summarizeData);
  const caption = typeof options.caption === "string" ? [options.caption] : [];
  const lines = [...heads, ...marks, ...caption];
  return lines.length === 0 ? "A chart without data" : lines.join("\n");
}

function dataOf(mark: Markish): unknown[][] {
  if (mark === null || mark === undefined || typeof mark !== "object") return [];
  if (Array.isArray(mark)) return mark.flatMap(dataOf);
  const data = "data" in mark ? mark.data : null;
  return isIterable(data) ? [[...data]] : [];
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

function summarizeData(data: readonly unknown[]): string {
  const shown = data.slice(0, ROWS_SHOWN_MAX).map((row) => `  ${rowText(row)}`);
  const more = data.length > shown.length ? [`  … and ${data.length - shown.length} more`] : [];
  return [`${data.length} ${data.length === 1 ? "value" : "values"}:`, ...shown, ...more].join(
    "\n",
  );
}

function rowText(row: unknown): string {
  if (typeof row !== "object" || row === null) return String(row);
  return Object.entries(row).map(([key, value]) => `${key} ${String(value)}`).join(", ");
}
