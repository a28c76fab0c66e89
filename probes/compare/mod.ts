/**
 * What a measurement allows to say: ratios with intervals and verdicts, of two arms, of several, of whole tables.
 *
 * The numbers are decided in `stats/`, which knows no processes. Start reading at `compare.ts`, then `comparison.ts`.
 *
 * @module
 */

export {
  compare,
  type CompareOptions,
  type CompareWithin,
  compareWithin,
  type Comparing,
  type ComparisonResult,
} from "./compare.ts";
export type { Comparison, RoundRatio } from "./comparison.ts";
export { doctor, type DoctorOptions, type DoctorResult, type Examination } from "./doctor.ts";
export type { DoctorFinding } from "./doctor_findings.ts";
export { intervalHistory, type IntervalStep } from "./interval_history.ts";
export { type Matrix, matrix, type MatrixOptions } from "./matrix.ts";
export type { MatrixCell, MatrixResult, MatrixSuite } from "./matrix_result.ts";
export { type MatrixWithin, matrixWithin } from "./matrix_within.ts";
export type { Refusal } from "./refusal.ts";
export { type ResumedSession, type ResumeOptions, resumeSession, type Resuming } from "./resume.ts";
export { suiteRows } from "./suite_rows.ts";
