/** The processes of a measurement with their values in pyperf's units. */

import type { ProbeValue } from "../catalog/probe.ts";
import type { MeasuredArm, MeasurementResult, ProcessResult } from "../measure/result.ts";
import type { ProbeRun } from "../run/run.ts";
import { isTime, unitsPerNs } from "../catalog/unit.ts";

/** One process as pyperf takes it. */
export interface PyperfProcess {
  readonly process: ProcessResult;
  readonly run: ProbeRun | undefined;
  readonly loops: number;
  /** What the values are. */
  readonly clock: "wall" | "cpu" | null;
  /** Loops and seconds a call of timings that do not count. */
  readonly warmups: readonly (readonly [loops: number, seconds: number])[];
  /** Seconds a call, or the value itself where it is no time. */
  readonly values: readonly number[];
}

/** Rounds in which an arm was interrupted so often that only CPU time is left: then it counts for all of them. */
export function roundsByCpuTime({ arms, runs }: MeasurementResult): ReadonlySet<number> {
  // An imported file without raw runs has one clock only.
  const all = runs.length === 0 ? [] : arms.flatMap(({ processes }) => processes);
  return new Set(
    all.filter(({ cleaning }) => cleaning?.usesCpuTime).map(({ round }) => round),
  );
}

/** The processes of an arm that gave a value. */
export function pyperfProcesses(
  measurement: MeasurementResult,
  { arm, value, mergeMs, cpuRounds }: {
    readonly arm: MeasuredArm;
    readonly value: ProbeValue;
    readonly mergeMs: number;
    readonly cpuRounds: ReadonlySet<number>;
  },
): PyperfProcess[] {
  const runs = new Map(
    measurement.runs.filter((run) => run.arm === arm.label).map((run) => [run.round, run]),
  );
  return arm.processes.flatMap((process) => {
    const run = runs.get(process.round);
    const loops = run?.loops ?? measurement.calibration?.loops ?? 1;
    const clock = cpuRounds.has(process.round) ? "cpu" : "wall";
    const read = value.kind === "slices"
      ? fromSlices(timingsOf(process, { run, clock, unit: value.unit }), { loops, mergeMs })
      : { loops: 1, warmups: [], values: [single(process, value)].filter(isUsable) };
    return read.values.length === 0 ? [] : [{
      process,
      run,
      clock: value.kind === "slices" ? clock : null,
      ...read,
    }];
  });
}

interface Timing {
  readonly use: string;
  readonly seconds: number;
}

function timingsOf(
  { slices }: ProcessResult,
  { run, clock, unit }: {
    readonly run: ProbeRun | undefined;
    readonly clock: "wall" | "cpu";
    readonly unit: string;
  },
): Timing[] {
  return slices.map(({ value, use }, index) => {
    const raw = clock === "cpu" ? run?.slices[index] : undefined;
    const seconds = raw === undefined ? inBaseUnit(value, unit) : raw.cpuNs / raw.loops / 1e9;
    return { use, seconds };
  });
}

function fromSlices(
  timings: readonly Timing[],
  { loops, mergeMs }: { readonly loops: number; readonly mergeMs: number },
): Pick<PyperfProcess, "loops" | "warmups" | "values"> {
  const secondsOf = (use: string) =>
    timings.filter((timing) => timing.use === use).map(({ seconds }) => seconds).filter(isUsable);
  const kept = secondsOf("kept");
  const shortest = Math.min(...kept) * loops;
  const wanted = Math.max(1, Math.ceil(mergeMs / 1000 / shortest));
  const joined = Math.max(1, Math.min(wanted, kept.length));
  const groups = Array.from(
    { length: Math.floor(kept.length / joined) },
    (_, index) => kept.slice(index * joined, (index + 1) * joined),
  );
  return {
    loops: loops * joined,
    warmups: secondsOf("warm-up").map((seconds) => [loops, seconds] as const),
    values: groups.map((group) => group.reduce((sum, seconds) => sum + seconds, 0) / joined),
  };
}

function single(process: ProcessResult, { key, unit }: ProbeValue): number | null {
  const level = process.values[key];
  return typeof level === "number" ? inBaseUnit(level, unit) : null;
}

/** pyperf refuses a file with a value that is not above 0. */
function isUsable(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value > 0;
}

function inBaseUnit(value: number, unit: string): number {
  switch (pyperfUnit(unit)) {
    case "second":
      return value / unitsPerNs(unit) / 1e9;
    case "byte":
      return unit.startsWith("MiB") ? value * 1024 * 1024 : value;
    case "integer":
      return value;
  }
}

/** What pyperf calls a unit. */
export function pyperfUnit(unit: string): "second" | "byte" | "integer" {
  if (isTime(unit)) return "second";
  return /^(MiB|bytes?)\b/.test(unit) ? "byte" : "integer";
}
