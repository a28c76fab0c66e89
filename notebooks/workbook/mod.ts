/**
 * What a notebook's cell imports to show things: charts, tables and cards that are right on light and dark pages, on
 * paper and as plain text; and what it takes to learn with them: claims, predictions, exercises.
 *
 * A value shows itself when it is the last expression of a cell, through `Symbol.for("Jupyter.display")`; it knows
 * nothing of a kernel. The libraries for drawing are loaded when the first chart is shown.
 *
 * One room a folder: `charts/` draws measurements and comparisons by means of `drawing/`, which draws anything;
 * `ledger/` holds claims against data; `exercises/` asks and judges; `page/` is what they write with. Start reading at
 * `charts/distribution.ts`, `ledger/claim.ts` or `exercises/check.ts`.
 *
 * @module
 */

export {
  type ArmFacts,
  armRow,
  type Comparable,
  type CurveChunk,
  distribution,
  type DistributionOptions,
  type FilmFrame,
  type FilmRow,
  filmStrip,
  flameGraph,
  type FlameOptions,
  type FlameRow,
  type ForestOptions,
  type FrozenSource,
  type Guess,
  type HeatCell,
  heatMap,
  type HeatState,
  type ImportRow,
  type ImportTime,
  importTree,
  type InstructionForm,
  type ListedInstruction,
  type ListingColumn,
  listings,
  type Measured,
  memoryBars,
  type MemoryRow,
  pauseHistogram,
  type PauseRow,
  pauseTimeline,
  type PlainOptions,
  type PlainRow,
  precision,
  ratioForest,
  roundChart,
  scaling,
  type ScalingArm,
  type ScalingOptions,
  type ScalingPoint,
  type ScalingRow,
  scalingRow,
  type SharePart,
  type ShareRow,
  shareRows,
  type ShareRowsOptions,
  slices,
  type SpanState,
  stackedShares,
  type StackWeight,
  stateCells,
  type StateFact,
  timeline,
  type TimelineOptions,
  type TimelineRow,
  type TimelineSpan,
  type TrendOptions,
  type TrendPoint,
  type TrendRow,
  trendRow,
  trendRows,
  type UnavailableMemory,
  type UnavailableRow,
  versionTrend,
  warmup,
  warmupCurve,
  type WarmupRow,
} from "./charts/mod.ts";
export {
  type Chart,
  type ChartOptions,
  plot,
  type PlotLibrary,
  type PlotOptions,
  type PlotSpec,
} from "./drawing/mod.ts";
export {
  check,
  type Checked,
  type Checking,
  type Exercise,
  exercise,
  predict,
  type Prediction,
  type PredictSpec,
} from "./exercises/mod.ts";
export {
  CPYTHON_CHANGES,
  CPYTHON_RELEASES,
  type CPythonChange,
  featureCells,
  releasedOn,
} from "./history/mod.ts";
export {
  type CheckPart,
  type CheckResult,
  claim,
  type ClaimCard,
  type Evidence,
  type Finding,
  finding,
  type FindingInterval,
  type FindingKind,
} from "./ledger/mod.ts";
export { table, type TableOptions } from "./page/mod.ts";
