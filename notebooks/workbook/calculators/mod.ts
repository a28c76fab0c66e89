/**
 * Calculators of the lesson: pure functions that carry the uncertainty of what was measured through to the result, and
 * show it. Know nothing of CPython, and measure nothing.
 *
 * Start reading at `billion_iterations.ts`; a number comes in by `uncertain.ts`, goes through `propagation.ts` and leaves
 * by `calculation.ts`.
 *
 * @module
 */

export { type Amdahl, amdahl, type AmdahlInput } from "./amdahl.ts";
export {
  type BillionIterations,
  billionIterations,
  type BillionIterationsInput,
  type Saving,
} from "./billion_iterations.ts";
export type { Calculation } from "./calculation.ts";
export { type Compound, compound, type CompoundPart } from "./compound.ts";
export {
  type LatencyBudget,
  latencyBudget,
  type LatencyCase,
  type LatencyInput,
  type RequestStage,
} from "./latency_budget.ts";
export {
  type OperationsInput,
  type OperationsPerSecond,
  operationsPerSecond,
} from "./operations_per_second.ts";
export { type Pipeline, pipeline, type PipelineInput, type PipelineSaving } from "./pipeline.ts";
export type { GainOptions, GainReading } from "./reading.ts";
export { type RecordedRequests, recordedRequests } from "./recorded_requests.ts";
export { type Threads, threads, type ThreadsForecast, type ThreadsInput } from "./threads.ts";
export { type Tokens, tokens, type TokensInput, type TokensSaving } from "./tokens.ts";
export { type Given, type Uncertain, uncertain, type UncertainOptions } from "./uncertain.ts";
