/**
 * What a notebook's cell imports to show things: charts, tables and cards that are right on light and dark pages, on
 * paper and as plain text; and what it takes to learn with them: claims, predictions, exercises.
 *
 * A value shows itself when it is the last expression of a cell, through `Symbol.for("Jupyter.display")`; it knows
 * nothing of a kernel. The libraries for drawing are loaded when the first chart is shown.
 *
 * Start reading at `distribution.ts`; the way of a chart is `spread.ts` (numbers and words) → `ecdf.ts` → `draw.ts` →
 * `flatten.ts` → `theme.ts` → `chart.ts`, and `live.ts` goes it again and again while a measurement runs. What is behind a
 * verdict is drawn likewise: its rounds (`round_chart.ts`), what more of them would buy (`precision.ts`), the single
 * timings (`slices.ts`) and how processes begin (`warmup.ts`). The way of a
 * claim is `claim.ts` → `ledger/finding.ts` → `ledger/rules.ts` → `card.ts`; that of an answer is `check.ts` →
 * `answer_fields.ts` → the judge in `exercises/` → `answers.ts`, which keeps it.
 *
 * @module
 */

export type { Chart } from "./chart.ts";
export { check, type Checked, type Checking } from "./check.ts";
export type { CheckPart, CheckResult } from "./check_result.ts";
export { claim, type ClaimCard } from "./claim.ts";
export type { Comparable } from "./compared.ts";
export { distribution, type DistributionOptions, type Measured } from "./distribution.ts";
export type { PlotLibrary, PlotOptions, PlotSpec } from "./draw.ts";
export { type Exercise, exercise } from "./exercise.ts";
export type { Evidence } from "./ledger/evidence.ts";
export { type Finding, finding } from "./ledger/finding.ts";
export type { FindingInterval, FindingKind } from "./ledger/outcome.ts";
export { pauseTimeline } from "./pause_timeline.ts";
export { type ChartOptions, plot } from "./plot.ts";
export { precision } from "./precision.ts";
export { predict, type Prediction, type PredictSpec } from "./predict.ts";
export { type ForestOptions, type Guess, ratioForest } from "./ratio_forest.ts";
export { roundChart } from "./round_chart.ts";
export { slices } from "./slices.ts";
export { table, type TableOptions } from "./table.ts";
export { warmup } from "./warmup.ts";
