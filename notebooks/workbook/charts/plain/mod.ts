/**
 * Charts of plain data: rows that a probe, a cell or a file has made, with their units in their names. A row that cannot
 * be shown says why, and one that was measured elsewhere is hatched.
 *
 * Start reading at `memory_bars.ts`, the smallest; `rows.ts` is what all rows have in common.
 *
 * @module
 */

export { type ArmFacts, armRow } from "./arm_row.ts";
export { collectorHistory, type CollectorPin } from "./collector_history.ts";
export { dotTable, type DotTableOptions } from "./dot_table.ts";
export { type FilmFrame, type FilmRow, filmStrip } from "./film_strip.ts";
export { flameGraph, type FlameOptions, type FlameRow } from "./flame_graph.ts";
export { growth, type GrowthOptions } from "./growth.ts";
export { type HeatCell, heatMap } from "./heat_map.ts";
export type { HeatState } from "./heat_signs.ts";
export { type ImportRow, importTree } from "./import_tree.ts";
export { lessonCells } from "./lesson_cells.ts";
export { lifelines, type LifeRow, type LifeStep } from "./lifelines.ts";
export {
  type InstructionForm,
  type ListedInstruction,
  type ListingColumn,
  listings,
} from "./listings.ts";
export { memoryBars, type MemoryRow, type UnavailableMemory } from "./memory_bars.ts";
export { memoryCurve, type MemoryCurveRow, type MemoryPoint } from "./memory_curve.ts";
export { pauseHistogram, type PauseRow } from "./pause_histogram.ts";
export { shareRows, type ShareRowsOptions } from "./share_row.ts";
export { type SharePart, type ShareRow, stackedShares } from "./stacked_shares.ts";
export { stateCells, type StateFact } from "./state_cells.ts";
export type { FrozenSource, PlainOptions, PlainRow, UnavailableRow } from "./rows.ts";
export {
  scaling,
  type ScalingArm,
  type ScalingOptions,
  type ScalingPoint,
  type ScalingRow,
  scalingRow,
} from "./scaling.ts";
export {
  type SpanState,
  timeline,
  type TimelineOptions,
  type TimelineRow,
  type TimelineSpan,
} from "./timeline.ts";
export { trendRows } from "./trend_rows.ts";
export {
  type TrendOptions,
  type TrendPoint,
  type TrendRow,
  trendRow,
  versionTrend,
} from "./version_trend.ts";
export type { ImportTime, StackWeight } from "./weight_tree.ts";
export { type CurveChunk, warmupCurve, type WarmupRow } from "./warmup_curve.ts";
