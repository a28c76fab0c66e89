/**
 * Measuring CPython from TypeScript: finds the interpreters of a machine, runs small Python programs in fresh
 * processes of each, compares them, and hands back every raw timing with the order in which it came about.
 *
 * Knows nothing of notebooks or charts; a value shows itself as a table through `Symbol.for("Jupyter.display")`, which
 * any Deno kernel asks for. What a ratio means is decided by `stats/`, which measures nothing.
 *
 * Start reading at `compare.ts`; the way of a measurement is `catalog.ts` → `plan.ts` → `conduct.ts` → `run.ts` (over
 * `process.ts`) → `event.ts` → `result.ts` → `comparison.ts`. The measured programs are in `python/`.
 *
 * @module
 */

export type { Arm, ArmLike, ArmSpec } from "./arm.ts";
export type { BudgetName } from "./budget.ts";
export {
  type ChoiceParameter,
  type NumberParameter,
  type ParamValue,
  type Probe,
  type ProbeKind,
  type ProbeName,
  type ProbeParameter,
  PROBES,
  type ProbeValue,
} from "./catalog.ts";
export { commandOf, type CommandOptions, type ProbeCommand } from "./command.ts";
export {
  compare,
  type CompareOptions,
  type CompareWithin,
  compareWithin,
  type Comparing,
  type ComparisonResult,
} from "./compare.ts";
export type { Comparison, RoundRatio } from "./comparison.ts";
export { DISPLAY, type Displayable, type DisplayBundle, escapeHtml } from "./display.ts";
export { doctor, type DoctorOptions, type DoctorResult, type Examination } from "./doctor.ts";
export type { DoctorFinding } from "./doctor_findings.ts";
export { endingText } from "./ending_text.ts";
export type { EventSeries, ProbeState, RawRun, Slice } from "./event.ts";
export {
  type CompareImported,
  type Exportable,
  fromHyperfine,
  fromNdjson,
  fromPyperf,
  type HyperfineOptions,
  type ImportedArm,
  type ImportFormat,
  type OpenedMeasurements,
  openMeasurements,
  type PyperfFile,
  type PyperfOptions,
  type ReadOptions,
  type RowKind,
  type RowOptions,
  toCsv,
  toHyperfine,
  toNdjson,
  toParquet,
  toPyperf,
} from "./exchange/mod.ts";
export type { Flag, FlagKind } from "./flag.ts";
export { formatLevel, formatValue, readableTime } from "./format.ts";
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
  NO_ARMS_HINT,
  type RejectedCandidate,
  type RejectionKind,
  SECOND_HINT,
} from "./interpreters/mod.ts";
export { intervalHistory, type IntervalStep } from "./interval_history.ts";
export { type LiveDisplay, openLiveDisplay } from "./live_display.ts";
export {
  type FileProblem,
  type FolderChange,
  type LearnerEnding,
  type LearnerOptions,
  type LearnerRun,
  type LearnerSource,
  type NamedLine,
  readSource,
  runLearnerScript,
  type SameLoops,
  type SourceFacts,
  type SourceProblem,
  type StartablePython,
} from "./learner/mod.ts";
export {
  type ArmProgram,
  type AskedPython,
  type MachineChange,
  type MachineFacts,
  type MachineLoad,
  type MachineMoment,
  type MachineReading,
  type ProgramFacts,
  readMachine,
  type SessionMetadata,
} from "./machine/mod.ts";
export { type Matrix, matrix, type MatrixOptions } from "./matrix.ts";
export type { MatrixCell, MatrixResult, MatrixSuite } from "./matrix_result.ts";
export { measure, type Measurement } from "./measure.ts";
export type { Pause } from "./pause.ts";
export type { CommonOptions, MeasureOptions, PlannedRound, Progress } from "./plan.ts";
export type { Refusal } from "./refusal.ts";
export type {
  Calibration,
  MeasuredArm,
  MeasurementEnding,
  MeasurementResult,
  ProcessResult,
  SliceResult,
  ValueSummary,
} from "./result.ts";
export { type ResumedSession, type ResumeOptions, resumeSession, type Resuming } from "./resume.ts";
export type { ProbeRun, RunEnding, RunPlace } from "./run.ts";
export type { Running, Watcher } from "./running.ts";
export type {
  CleanedProcess,
  ClockLevels,
  SliceUse,
  SuiteSummary,
  Verdict,
  WarmupClass,
} from "./stats/mod.ts";
export {
  openSession,
  type Session,
  type SessionEntry,
  type SessionList,
  sessions,
  type SessionsOptions,
  type SessionStanding,
} from "./store/mod.ts";
export { type Column, makeTable, type Table, type TableSpec } from "./table.ts";
export type { WrongState } from "./treatment.ts";
