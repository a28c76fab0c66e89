/** Arms that did not take turns, laid out as if they had: the n-th process of each stands in the n-th round. */

import type {
  MeasuredArm,
  MeasurementResult,
  ProcessResult,
  ValueSummary,
} from "../measure/result.ts";
import { isTime, unitsPerNs } from "../catalog/unit.ts";
import type { ImportedArm } from "./open.ts";

/** One measurement of arms from several files, or of a program that runs one arm after the other. */
export function blockedMeasurement(
  base: ImportedArm,
  tests: readonly ImportedArm[],
): MeasurementResult {
  const given = [base, ...tests];
  const sources = [...new Set(given.map(({ measurement }) => measurement))];
  const arms = given.map((imported) => renumber(imported, base.measurement.value.unit));
  const count = Math.max(0, ...arms.map(({ processes }) => processes.length));
  const unfinished = sources.find(({ ending }) => ending.kind !== "complete");
  return {
    ...base.measurement,
    rounds: Array.from({ length: count }, (_, round) => ({
      round,
      hashSeed: 0,
      order: arms.map(({ label }) => label),
    })),
    looks: [],
    seconds: sources.reduce((sum, { seconds }) => sum + seconds, 0),
    calibration: null,
    runs: [],
    arms,
    flags: sources.flatMap(({ flags }) => flags),
    ending: unfinished?.ending ?? { kind: "complete" },
    metadata: null,
    pauses: sources.flatMap(({ pauses }) => pauses),
    refusals: sources.flatMap(({ refusals }) => refusals),
  };
}

/** With rounds counted anew, and the main value in the base's unit: every file of another program has its own. */
function renumber({ arm, label, measurement }: ImportedArm, unit: string): MeasuredArm {
  const { value } = measurement;
  const factor = isTime(unit) && isTime(value.unit) ? unitsPerNs(unit) / unitsPerNs(value.unit) : 1;
  const rounds = [...arm.processes, ...arm.failures].map(({ round }) => round)
    .filter((round) => round >= 0).toSorted((left, right) => left - right);
  const summary = arm.summary[value.key];
  return {
    ...arm,
    label,
    processes: arm.processes.map((process): ProcessResult => ({
      ...process,
      round: rounds.indexOf(process.round),
      level: scaled(process.level, factor),
      values: { ...process.values, [value.key]: scaled(process.values[value.key] ?? null, factor) },
      slices: process.slices.map((slice) => ({ ...slice, value: slice.value * factor })),
    })),
    failures: arm.failures.map((run) => ({ ...run, round: rounds.indexOf(run.round) })),
    median: scaled(arm.median, factor),
    low: scaled(arm.low, factor),
    high: scaled(arm.high, factor),
    summary: summary === undefined
      ? arm.summary
      : { ...arm.summary, [value.key]: scaledSummary(summary, factor) },
  };
}

function scaledSummary(summary: ValueSummary, factor: number): ValueSummary {
  return {
    median: scaled(summary.median, factor),
    low: scaled(summary.low, factor),
    high: scaled(summary.high, factor),
    count: summary.count,
  };
}

function scaled(level: number | null, factor: number): number | null;
function scaled(level: number | string | null, factor: number): number | string | null;
/** Texts and nothing stay what they are. */
function scaled(level: number | string | null, factor: number): number | string | null {
  return typeof level === "number" ? level * factor : level;
}
