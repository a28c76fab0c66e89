/** Results of other programs as a measurement, so that they can be compared and drawn like our own. */

import { DISPLAY } from "../show/display.ts";
import type { ProbeValue } from "../catalog/probe.ts";
import type { Flag } from "../show/flag.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import type { MeasuredArm, MeasurementResult, ProcessResult } from "../measure/result.ts";
import { resultTable } from "../show/result_table.ts";
import { cleanProcess, median } from "../stats/mod.ts";
import { tableBundle } from "../show/table.ts";

/** One process of another program. */
export interface ForeignProcess {
  /** Its timings from the first on, warm-up included: seconds a call, or values in the file's unit. */
  readonly values: readonly number[];
}

/** What was measured together under one name. */
export interface ForeignArm {
  readonly label: string;
  readonly processes: readonly ForeignProcess[];
  /** What the file says of the interpreter; null where it says nothing. */
  readonly version: string | null;
  readonly compiler: string | null;
  readonly executable: string | null;
}

/** What another program's file holds about one benchmark. */
export interface ForeignBenchmark {
  /** Name of the benchmark. */
  readonly title: string;
  /** What its values are. */
  readonly unit: "second" | "byte" | "integer";
  /** Name of the file, for what it does not tell. */
  readonly file: string;
  readonly arms: readonly ForeignArm[];
  readonly flags: readonly Flag[];
}

const VALUE_NAMES = { second: "time", byte: "size", integer: "count" } as const;

/** A benchmark of another program as a measurement. */
export function foreignMeasurement(benchmark: ForeignBenchmark): MeasurementResult {
  const { title, unit, arms: given, flags, file } = benchmark;
  const all = given.flatMap(({ processes }) => processes.flatMap(({ values }) => values));
  const { unit: shownUnit, factor } = unit === "second"
    ? timeUnit(median(all.filter((value) => value > 0)) ?? 1)
    : { unit: unit === "byte" ? "bytes" : "", factor: 1 };
  const hasSlices = unit === "second" &&
    given.some(({ processes }) => processes.some(({ values }) => values.length > 1));
  const value: ProbeValue = {
    key: "value",
    name: VALUE_NAMES[unit],
    unit: shownUnit,
    kind: hasSlices ? "slices" : "once",
    lowerIsBetter: unit === "integer" ? null : true,
  };
  const arms = given.map((arm) => foreignArm(arm, { value, factor, file }));
  const roundCount = largest(arms.map(({ processes }) => processes.length));
  const result: MeasurementResult = {
    probe: "imported",
    title,
    value,
    values: [value],
    params: {},
    seed: 0,
    budget: "imported",
    seconds: 0,
    rounds: Array.from({ length: roundCount }, (_, round) => ({
      round,
      hashSeed: 0,
      order: arms.filter(({ processes }) => round < processes.length).map(({ label }) => label),
    })),
    looks: [],
    sliceCount: largest(arms.flatMap((arm) => arm.processes.map((entry) => entry.slices.length))),
    calibration: null,
    runs: [],
    arms,
    flags,
    ending: { kind: "complete" },
    metadata: null,
    pauses: [],
    refusals: [],
    [DISPLAY]: () => tableBundle({ ...resultTable(result), note: importedNote(result, file) }),
  };
  return result;
}

/** Stands below an imported measurement: nothing about seeds and turns, of which the file says nothing. */
function importedNote({ flags }: MeasurementResult, file: string): string {
  return [
    `Imported from ${file}; nothing was measured here.`,
    ...flags.map(({ text }) => `${text}.`),
  ].join("\n");
}

function foreignArm(
  arm: ForeignArm,
  { value, factor, file }: {
    readonly value: ProbeValue;
    readonly factor: number;
    readonly file: string;
  },
): MeasuredArm {
  const processes = arm.processes.map((process, round) =>
    foreignProcess(process, { round, value, factor })
  );
  const levels = processes.flatMap(({ level }) => level === null ? [] : [level]);
  const middle = median(levels);
  const sorted = levels.toSorted((left, right) => left - right);
  const [low = null] = sorted;
  const high = sorted.at(-1) ?? null;
  return {
    label: arm.label,
    python: foreignInterpreter(arm, file),
    params: {},
    env: {},
    flags: [],
    processes,
    median: middle,
    low,
    high,
    summary: { [value.key]: { median: middle, low, high, count: levels.length } },
    failures: [],
    isGivenUp: false,
  };
}

function foreignProcess(
  { values }: ForeignProcess,
  { round, value, factor }: {
    readonly round: number;
    readonly value: ProbeValue;
    readonly factor: number;
  },
): ProcessResult {
  // Only ratios count from here on, so every timing stands for itself in nanoseconds a call.
  const cleaning = value.kind === "slices"
    ? cleanProcess(
      values.map((seconds) => ({ wallNs: seconds * 1e9, cpuNs: null, switches: null })),
    )
    : null;
  const own = median(values.filter((entry) => entry > 0));
  const level = cleaning === null
    ? own === null ? null : own * factor
    : cleaning.level === null
    ? null
    : cleaning.level / 1e9 * factor;
  return {
    round,
    position: 0,
    level,
    values: { [value.key]: level },
    slices: value.kind === "slices"
      ? values.map((entry, index) => ({
        value: entry * factor,
        use: cleaning?.uses[index] ?? "unusable",
      }))
      : [],
    events: [],
    cleaning,
  };
}

/** An interpreter that nobody asked: what the file does not tell stands as the plainest case, its version in words. */
function foreignInterpreter(arm: ForeignArm, file: string): Interpreter {
  const version = arm.version ?? "unknown";
  const [, major = "0", minor = "0", micro = "0"] = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  const compiler = arm.compiler ?? "unknown";
  return {
    name: arm.label,
    executable: arm.executable ?? "",
    version,
    major: Number(major),
    minor: Number(minor),
    micro: Number(micro),
    isFinal: true,
    implementation: "CPython",
    build: {
      vendor: "other",
      compiler,
      pgo: null,
      lto: null,
      shared: null,
      family: arm.compiler === null ? `unknown build of ${file}` : `imported, ${compiler}`,
    },
    gil: "on",
    freeThreaded: false,
    jit: "absent",
    collector: "unknown",
    tailCalls: false,
    subinterpreters: false,
    remoteAttach: "absent",
    specialization: "unknown",
    deferredAnnotations: null,
    bits: 64,
    missingModules: [],
    debug: false,
    prefix: "",
    source: "named",
  };
}

/** Not with Math.max(), which takes no list of a million. */
function largest(counts: readonly number[]): number {
  return counts.reduce((most, count) => Math.max(most, count), 0);
}

/** The unit in which a typical value has one to three digits before the point. */
function timeUnit(seconds: number): { unit: string; factor: number } {
  if (seconds >= 1) return { unit: "s", factor: 1 };
  if (seconds >= 1e-3) return { unit: "ms", factor: 1e3 };
  return seconds >= 1e-6 ? { unit: "µs", factor: 1e6 } : { unit: "ns", factor: 1e9 };
}
