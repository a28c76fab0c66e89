/** What the exercises about the collector take out of a measurement: values over its runs, arms by their parameters. */

import type { MeasuredArm, MeasurementResult, ProbeName } from "../../../../probes/mod.ts";
import type { ReadEvidence } from "../../ledger/evidence.ts";
import { notMeasured } from "../parts.ts";

/** A value over the processes of an arm. */
export interface Runs {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly count: number;
}

/** A measurement that a judge can work with, or what was given instead. */
export type EvidenceReading =
  | { kind: "measurement"; measurement: MeasurementResult }
  | { kind: "not_ready"; reason: string };

/** Probes that serve requests and time every pause: one script, read from either side. */
export const PAUSE_PROBES: readonly ProbeName[] = ["gc_pauses", "request_latency"];

/** Takes the measurement of one of these probes, with at least one process that ended. */
export function measurementOf(
  evidence: ReadEvidence,
  probes: readonly ProbeName[],
): EvidenceReading {
  const measurement = evidence.kind === "measurement"
    ? evidence.measurement
    : evidence.kind === "comparison"
    ? evidence.comparison.measurement
    : null;
  if (measurement === null || !probes.some((probe) => probe === measurement.probe)) {
    return notMeasured(evidence);
  }
  if (measurement.arms.every(({ processes }) => processes.length === 0)) {
    return { kind: "not_ready", reason: "what was given is a measurement in which no CPython ran" };
  }
  return { kind: "measurement", measurement };
}

/** A value over an arm's runs; null where none of them gave a number. */
export function runsOf(arm: MeasuredArm | undefined, key: string): Runs | null {
  const { median, low, high, count } = arm?.summary[key] ?? {};
  if (typeof median !== "number" || typeof low !== "number" || typeof high !== "number") {
    return null;
  }
  return { low, middle: median, high, count: count ?? 0 };
}

/** The first arm with processes. */
export function firstRun({ arms }: MeasurementResult): MeasuredArm | undefined {
  return arms.find(({ processes }) => processes.length > 0);
}

/** Says that data are not of this machine; empty where they are. */
export function frozenNotes({ frozen, arms }: MeasurementResult): string[] {
  const source = frozen ?? arms.find((arm) => arm.frozen !== undefined)?.frozen;
  return source === undefined
    ? []
    : [`Judged by frozen data, not by your machine: ${source.date}, ${source.machine}.`];
}
