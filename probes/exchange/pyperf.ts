/** Measurements as pyperf's JSON, one file an arm; tried with pyperf 2.10. */

import type { ProbeValue } from "../catalog/probe.ts";
import { checkOptions, shown } from "../measure/options.ts";
import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import {
  type PyperfProcess,
  pyperfProcesses,
  pyperfUnit,
  roundsByCpuTime,
} from "./pyperf_values.ts";
import { redact } from "./redact.ts";
import { type Exportable, exportedValue, measurementOf } from "./select.ts";

/** What `toPyperf()` may be told. */
export interface PyperfOptions {
  /** Key of the value; the compared or main one when not given. */
  readonly value?: string;
  /**
   * Joins neighbouring timings until each takes that many milliseconds. `pyperf check` complains about raw values
   * below 1 ms. They stay as they are when not given.
   */
  readonly mergeMs?: number;
}

/** One arm as a file for pyperf. */
export interface PyperfFile {
  /** Label of the arm. */
  readonly arm: string;
  /** A name for the file, made from the label. */
  readonly fileName: string;
  /** What belongs into it. */
  readonly text: string;
}

/** Longest time that timings can be joined to; beyond a second nothing would be left of them. */
const MERGE_MS_MAX = 1000;

/**
 * Writes a measurement for pyperf: one file an arm, one run a process, values in seconds per call.
 *
 * pyperf's `compare_to` needs equally many values of all arms, so of each round every arm gives as many as the one with
 * the fewest: evenly spread ones. Rounds that an arm lacks are left out; in those that our own comparison decides by CPU
 * time, because other programs interrupted nearly every timing, the values are CPU time. Everything that was measured
 * stands in `toNdjson()`. pyperf does not know of rounds: its verdict takes the arms for measured one after the other.
 *
 * ```ts
 * import { type MeasurementResult, toPyperf } from "probes";
 *
 * async function save(measurement: MeasurementResult) {
 *   for (const { fileName, text } of toPyperf(measurement, { mergeMs: 1 })) {
 *     await Deno.writeTextFile(fileName, text);
 *   }
 * }
 * ```
 */
export function toPyperf(result: Exportable, options: PyperfOptions = {}): readonly PyperfFile[] {
  const doing = "Cannot export to pyperf";
  const measurement = measurementOf(result, doing);
  checkOptions(doing, options, ["value", "mergeMs"]);
  const value = exportedValue(result, options.value);
  if (value.kind === "exact") {
    throw new TypeError(`${doing}: "${value.key}" is a count or a state, and pyperf knows timings`);
  }
  const mergeMs = checkedMerge(doing, options.mergeMs);
  const cpuRounds = roundsByCpuTime(measurement);
  const arms = measurement.arms.map((arm) => ({
    arm,
    processes: pyperfProcesses(measurement, { arm, value, mergeMs, cpuRounds }),
  })).filter(({ processes }) => processes.length > 0);
  const rounds = commonRounds(arms.map(({ processes }) => processes));
  if (rounds.size === 0) {
    throw new RangeError(`${doing}: there is no round in which every arm gave "${value.key}"`);
  }
  const names = fileNames(arms.map(({ arm }) => arm.label));
  return arms.map(({ arm, processes }, index) => ({
    arm: arm.label,
    fileName: names[index] ?? "arm.json",
    text: fileText(measurement, { arm, value, processes, rounds }),
  }));
}

function checkedMerge(doing: string, mergeMs: number | undefined): number {
  if (mergeMs === undefined) return 0;
  if (typeof mergeMs === "number" && mergeMs >= 0 && mergeMs <= MERGE_MS_MAX) return mergeMs;
  throw new RangeError(
    `${doing}: "mergeMs" is ${shown(mergeMs)}, milliseconds from 0 to ${MERGE_MS_MAX} are needed`,
  );
}

/** How many values every arm can give, by round; rounds that an arm lacks are left out. */
function commonRounds(arms: readonly (readonly PyperfProcess[])[]): Map<number, number> {
  const counts = arms.map((processes) =>
    new Map(processes.map(({ process, values }) => [process.round, values.length]))
  );
  const [first = new Map<number, number>()] = counts;
  return new Map([...first.keys()].flatMap((round): [number, number][] => {
    const own = counts.map((count) => count.get(round) ?? 0);
    const fewest = Math.min(...own);
    return fewest === 0 ? [] : [[round, fewest]];
  }));
}

function fileText(
  measurement: MeasurementResult,
  { arm, value, processes, rounds }: {
    readonly arm: MeasuredArm;
    readonly value: ProbeValue;
    readonly processes: readonly PyperfProcess[];
    readonly rounds: ReadonlyMap<number, number>;
  },
): string {
  const runs = processes.flatMap((entry) => {
    const count = rounds.get(entry.process.round);
    return count === undefined ? [] : [runJson(entry, { count, value })];
  });
  const file = {
    version: "1.0",
    metadata: cleanMetadata({
      name: benchmarkName(measurement, value),
      unit: pyperfUnit(value.unit),
      python_version: arm.python.version,
      python_implementation: "cpython",
      python_compiler: arm.python.build.compiler,
      python_executable: arm.python.executable,
      probebook_arm: arm.label,
      probebook_title: measurement.title,
      probebook_value: value.name,
      probebook_params: JSON.stringify(arm.params),
      probebook_env: JSON.stringify(arm.env),
      probebook_flags: JSON.stringify(arm.flags),
      probebook_build: arm.python.build.family,
      probebook_seed: measurement.seed,
    }),
    benchmarks: [{ runs }],
  };
  return `${JSON.stringify(redact(file))}\n`;
}

/** The same for all arms, because `compare_to` matches benchmarks by their names. */
function benchmarkName({ probe, title }: MeasurementResult, { key }: ProbeValue): string {
  return probe === "imported" ? title : `${probe}.${key}`;
}

function runJson(
  { process, run, loops, clock, warmups, values }: PyperfProcess,
  { count, value }: { readonly count: number; readonly value: ProbeValue },
) {
  const rss = process.values["peakRss"];
  return {
    metadata: cleanMetadata({
      loops,
      date: run === undefined ? null : run.startedAt.replace("T", " ").replace("Z", ""),
      duration: run === undefined ? null : run.elapsedMs / 1000,
      python_hash_seed: run?.hashSeed ?? null,
      mem_max_rss: typeof rss === "number" && value.key !== "peakRss"
        ? Math.round(rss * 1024 * 1024)
        : null,
      probebook_round: process.round,
      probebook_position: process.position,
      probebook_clock: clock,
    }),
    ...(warmups.length === 0 ? {} : { warmups }),
    values: evenly(values, count),
  };
}

/** pyperf refuses metadata with line breaks, empty texts and nothing. */
function cleanMetadata(
  metadata: Readonly<Record<string, string | number | null>>,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]): [string, string | number][] => {
      if (value === null) return [];
      if (typeof value === "number") return [[name, value]];
      const text = value.replace(/\s+/g, " ").trim();
      return text === "" ? [] : [[name, text]];
    }),
  );
}

/** That many of the values, in their order, at even distances: neither the first ones nor the fastest. */
function evenly(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const place = Math.floor((index + 0.5) * values.length / count);
    return values[place] ?? values[0] ?? 0;
  });
}

/** File names that no two labels share, on systems that do not tell capital letters either. */
function fileNames(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    const plain = label.normalize("NFKD").replace(/[^A-Za-z0-9._=-]+/g, "_")
      .replace(/^[._]+|[._]+$/g, "").slice(0, 80) || "arm";
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}_${number}`;
    taken.add(name.toLowerCase());
    return `${name}.json`;
  });
}
