/** What a claim is judged by: told apart by its shape, since cells are not held to their types. */

import type {
  ComparisonResult,
  Interpreter,
  MatrixResult,
  MeasurementResult,
  RepeatedRuns,
} from "../../../probes/mod.ts";
import { countOf } from "../page/words.ts";
import type { CheckResult } from "./check_result.ts";
import type { ProgramRuns } from "./program_runs.ts";

/** One thing that can settle a claim. */
export type EvidencePart =
  | ComparisonResult
  | MeasurementResult
  | MatrixResult
  | CheckResult
  | ProgramRuns
  | Interpreter;

/**
 * What can settle a claim or an exercise: a comparison, a measurement, a matrix, the check of an exercise, runs of one's
 * own program, CPythons as they were found, or a list of these. Frozen data count, and make a frozen finding.
 */
export type Evidence = EvidencePart | readonly (EvidencePart | readonly EvidencePart[])[];

/** Evidence, told apart. */
export type ReadEvidence =
  | { kind: "comparison"; comparison: ComparisonResult }
  | { kind: "measurement"; measurement: MeasurementResult }
  | { kind: "matrix"; matrix: MatrixResult }
  | { kind: "check"; check: CheckResult }
  | { kind: "program"; program: RepeatedRuns }
  | { kind: "interpreter"; python: Interpreter }
  | { kind: "list"; items: readonly ReadEvidence[] }
  /** Nothing was given. */
  | { kind: "none" }
  /** Something that still has to be awaited. */
  | { kind: "pending" }
  | { kind: "stranger"; what: string };

/** Tells what a value is. */
export function readEvidence(value: unknown): ReadEvidence {
  if (value === undefined || value === null) return { kind: "none" };
  if (typeof value !== "object") return { kind: "stranger", what: `a ${typeof value}` };
  if (Array.isArray(value)) return readList(value);
  if ("then" in value && typeof value.then === "function") return { kind: "pending" };
  if (isComparison(value)) return { kind: "comparison", comparison: value };
  if (isMeasurement(value)) return { kind: "measurement", measurement: value };
  if (isMatrix(value)) return { kind: "matrix", matrix: value };
  if (isCheck(value)) return { kind: "check", check: value };
  if (isProgram(value)) {
    const { program } = value;
    return program === null ? { kind: "none" } : { kind: "program", program };
  }
  if (isInterpreter(value)) return { kind: "interpreter", python: value };
  return { kind: "stranger", what: "another object" };
}

/** A list too short of CPythons has holes, which say nothing; anything else that is no evidence is a mistake. */
function readList(values: readonly unknown[]): ReadEvidence {
  const items = values.map(readEvidence);
  return items.find(({ kind }) => kind === "stranger" || kind === "pending") ?? {
    kind: "list",
    items: items.filter(({ kind }) => kind !== "none"),
  };
}

/** Waits for evidence that still measures, also for that in a list. */
export async function settleEvidence(given: unknown): Promise<unknown> {
  const settled = await given;
  return Array.isArray(settled) ? await Promise.all(settled.map(settleEvidence)) : settled;
}

/** The parts of evidence, lists opened. */
export function evidenceParts(read: ReadEvidence): readonly ReadEvidence[] {
  return read.kind === "list" ? read.items.flatMap(evidenceParts) : [read];
}

/** The same in words, for messages. */
export function nameEvidence(read: ReadEvidence): string {
  switch (read.kind) {
    case "comparison":
      return `a comparison of "${read.comparison.measurement.probe}"`;
    case "measurement":
      return `a measurement of "${read.measurement.probe}"`;
    case "matrix":
      return `a matrix of ${read.matrix.probes.map((probe) => `"${probe}"`).join(", ")}`;
    case "check":
      return "the check of an exercise";
    case "program":
      return `${countOf(read.program.runs.length, "run")} of ${read.program.name}`;
    case "interpreter":
      return `the CPython "${read.python.name}"`;
    case "list":
      return listName(evidenceParts(read));
    case "none":
      return "nothing";
    case "pending":
      return "a result that has not been awaited";
    case "stranger":
      return read.what;
  }
}

function listName(parts: readonly ReadEvidence[]): string {
  if (parts.length === 0) return "an empty list";
  if (parts.every(({ kind }) => kind === "interpreter")) return "a list of CPythons";
  return `a list of ${[...new Set(parts.map(nameEvidence))].join(", ")}`;
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

function isMatrix(value: object): value is MatrixResult {
  return "cells" in value && Array.isArray(value.cells) && "probes" in value &&
    Array.isArray(value.probes) && "parts" in value && Array.isArray(value.parts) &&
    value.parts.every((part) => typeof part === "object" && part !== null && isComparison(part));
}

function isCheck(value: object): value is CheckResult {
  return "points" in value && typeof value.points === "number" && "parts" in value &&
    Array.isArray(value.parts);
}

function isProgram(value: object): value is ProgramRuns {
  return "program" in value && typeof value.program === "object" && "times" in value &&
    Array.isArray(value.times);
}

function isInterpreter(value: object): value is Interpreter {
  return "executable" in value && typeof value.executable === "string" && "version" in value &&
    typeof value.version === "string" && "collector" in value && "build" in value;
}
