/**
 * A measurement from its options to its raw runs: arms, budget, plan, calibration, rounds, and the object that runs.
 *
 * Knows nothing of verdicts. Start reading at `measure.ts`; then `plan.ts` → `conduct.ts` → `proceed.ts` → `result.ts`.
 *
 * @module
 */

export type { Arm, ArmLike, ArmSpec } from "./arm.ts";
export type { BudgetName } from "./budget.ts";
export { measure, type Measurement } from "./measure.ts";
export type { CommonOptions, MeasureOptions, PlannedRound, Progress } from "./plan.ts";
export type {
  Calibration,
  MeasuredArm,
  MeasurementEnding,
  MeasurementResult,
  ProcessResult,
  SliceResult,
  ValueSummary,
} from "./result.ts";
export type { Running, Watcher } from "./running.ts";
