/**
 * Measuring CPython from TypeScript: finds the interpreters of a machine, runs small Python programs in fresh
 * processes of each, and hands back every raw timing with the order in which it came about.
 *
 * Knows nothing of notebooks or charts; a value shows itself as a table through `Symbol.for("Jupyter.display")`, which
 * any Deno kernel asks for. It does not yet decide anything: what the numbers mean is left to the reader.
 *
 * Start reading at `measure.ts`; the way of a measurement is `catalog.ts` → `plan.ts` → `run.ts` (over
 * `process.ts`) → `event.ts` → `result.ts`. The measured programs are in `python/`.
 *
 * @module
 */

export type { Probe, ProbeName, ProbeParameter, ProbeValue } from "./catalog.ts";
export { DISPLAY, type Displayable, type DisplayBundle, escapeHtml } from "./display.ts";
export type { ProbeState, Slice } from "./event.ts";
export {
  arms,
  type ArmsOptions,
  type Build,
  discoverInterpreters,
  type DiscoverOptions,
  inspectCandidates,
  type InspectedCandidate,
  INSTALL_HINT,
  type Interpreter,
  type InterpreterList,
  type InterpreterSource,
  type RejectedCandidate,
  type RejectionKind,
} from "./interpreters/mod.ts";
export { measure, type Measurement } from "./measure.ts";
export type { MeasureOptions, PlannedRound, Progress } from "./plan.ts";
export type {
  Calibration,
  MeasuredArm,
  MeasurementEnding,
  MeasurementResult,
  ProcessLevel,
} from "./result.ts";
export { formatValue } from "./result_table.ts";
export type { ProbeRun, RunEnding, RunPlace } from "./run.ts";
export { type Column, makeTable, type Table, type TableSpec } from "./table.ts";
