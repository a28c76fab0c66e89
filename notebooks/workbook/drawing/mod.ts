/**
 * How any chart becomes a picture that is right on light and dark pages, on paper and as plain text. Knows Plot, SVG and
 * letters, and nothing of measurements; Plot, a document for it and what makes PNGs are loaded when the first chart is
 * shown.
 *
 * Start reading at `plot.ts`: the way of a chart is `draw.ts` (runs Plot) → `flatten.ts` (one SVG) → `theme.ts` (colours) →
 * `chart.ts` (all representations) → `raster.ts` (PNG). `source_chart.ts` and `live.ts` go it again and again while a
 * measurement runs; `figure.ts` is what figures of several panels share; `text_chart.ts` and `grid_text.ts` draw with
 * characters.
 *
 * @module
 */

export type { Chart } from "./chart.ts";
export type { PlotLibrary, PlotOptions, PlotSpec } from "./draw.ts";
export { type ChartOptions, plot } from "./plot.ts";
