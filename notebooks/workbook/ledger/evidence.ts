/** What a claim is judged by: told apart by its shape, since cells are not held to their types. */

import type { ComparisonResult, MeasurementResult } from "../../../probes/mod.ts";
import type { CheckResult } from "./check_result.ts";

/** What can settle a claim: a comparison, a measurement, or the check of an exercise. */
export type Evidence = ComparisonResult | MeasurementResult | CheckResult;

/** Evidence, told apart. */
export type ReadEvidence =
  | { kind: "comparison"; comparison: ComparisonResult }
  | { kind: "measurement"; measurement: MeasurementResult }
  | { kind: "check"; check: CheckResult }
  /** Nothing was given. */
  | { kind: "none" }
  /** Something that still has to be awaited. */
  | { kind: "pending" }
  | { kind: "stranger"; what: string };

/** Tells what a value is. */
export function readEvidence(value: unknown): ReadEvidence {
  if (value === undefined || value === null) return { kind: "none" };
  if (typeof value !== "object") return { kind: "stranger", what: `a ${typeof value}` };
  if ("then" in value && typeof value.then === "function") return { kind: "pending" };
  if (isComparison(value)) return { kind: "comparison", comparison: value };
  if (isMeasurement(value)) return { kind: "measurement", measurement: value };
  if (isCheck(value)) return { kind: "check", check: value };
  return { kind: "stranger", what: Array.isArray(value) ? "a list" : "another object" };
}

/** The same in words, for messages. */
export function nameEvidence(read: ReadEvidence): string {
  switch (read.kind) {
    case "comparison":
      return `a comparison of "${read.comparison.measurement.probe}"`;
    case "measurement":
      return `a measurement of "${read.measurement.probe}"`;
    case "check":
      return "the check of an exercise";
    case "none":
      return "nothing";
    case "pending":
      return "a result that has not been awaited";
    case "stranger":
      return read.what;
  }
}

function isComparison(value: object): value is ComparisonResult {
  return "rows" in value && Array.isArray(value.rows) && "measurement" in value &&
    typeof value.measurement === "object" && value.measurement !== null &&
    isMeasurement(value.measurement);
}

function isMeasurement(value: object): value is MeasurementResult {
  return "probe" in value && typeof value.probe === "string" && "arms" in value &&
    Array.isArray(value.arms) && "ending" in value && "runs" in value;
}

function isCheck(value: object): value is CheckResult {
  return "points" in value && typeof value.points === "number" && "parts" in value &&
    Array.isArray(value.parts);
}
