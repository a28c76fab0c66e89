/**
 * The charts of measurements and comparisons. Each is a function for cells (`slices.ts`), what it takes out of a result
 * (`slice_rows.ts`: numbers and words) and its picture (`slices_picture.ts`); how any picture comes onto the page is the
 * business of `drawing/`.
 *
 * Start reading at `distribution.ts`, which goes `spread.ts` → `ecdf.ts`. `ratio_forest.ts` is the picture of verdicts.
 * What is behind one: its rounds (`round_chart.ts`), what more of them would buy (`precision.ts`), the single timings
 * (`slices.ts`), how processes begin (`warmup.ts`), and the collector's pauses (`pause_timeline.ts`).
 *
 * Those of rows that need no measurement, bytecode, imports, stacks, sizes, are in `plain/`.
 *
 * @module
 */

export type { Comparable } from "./compared.ts";
export { distribution, type DistributionOptions, type Measured } from "./distribution.ts";
export { type PauseOptions, pauseTimeline } from "./pause_timeline.ts";
export * from "./plain/mod.ts";
export { precision } from "./precision.ts";
export { type ForestOptions, type Guess, ratioForest } from "./ratio_forest.ts";
export { roundChart } from "./round_chart.ts";
export { slices } from "./slices.ts";
export { warmup } from "./warmup.ts";
