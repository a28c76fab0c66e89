/**
 * What a notebook's cell imports to show things: charts and tables that are right on light and dark pages, on
 * paper and as plain text.
 *
 * A value shows itself when it is the last expression of a cell, through `Symbol.for("Jupyter.display")`; it knows
 * nothing of a kernel. The libraries for drawing are loaded when the first chart is shown.
 *
 * Start reading at `distribution.ts`; the way of a chart is `spread.ts` (numbers and words) → `ecdf.ts` → `draw.ts` →
 * `flatten.ts` → `theme.ts` → `chart.ts`, and `live.ts` goes it again and again while a measurement runs.
 *
 * @module
 */

export type { Chart } from "./chart.ts";
export { distribution, type DistributionOptions, type Measured } from "./distribution.ts";
export type { PlotLibrary, PlotOptions, PlotSpec } from "./draw.ts";
export { pauseTimeline } from "./pause_timeline.ts";
export { type ChartOptions, plot } from "./plot.ts";
export { type Comparable, type ForestOptions, ratioForest } from "./ratio_forest.ts";
export { table, type TableOptions } from "./table.ts";
