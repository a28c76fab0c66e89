/** Interpreters that are no programs, or shell scripts: for tests of planning, running and drawing. */

import type {
  Interpreter,
  MeasuredArm,
  MeasurementResult,
  ProcessResult,
} from "../../probes/mod.ts";
import type { FakeFolder } from "./fake_programs.ts";

/** The first line of a probe process, as a fake prints it. */
export const STATE_LINE =
  '{"event":"state","version":"3.14.0","gil":true,"jit":false,"gcThreshold":[2000,10,10],"clockNs":1}';

/** Describes an interpreter of that name; its program is a script of the folder, if one is given. */
export function fakeInterpreter(name: string, folder?: FakeFolder): Interpreter {
  return {
    name,
    executable: folder?.at(name) ?? `/nonexistent/${name}`,
    version: "3.14.0",
    major: 3,
    minor: 14,
    micro: 0,
    isFinal: true,
    implementation: "CPython",
    build: {
      vendor: "other",
      compiler: "GCC 12.2.0",
      pgo: null,
      lto: null,
      shared: null,
      family: "other, GCC 12",
    },
    gil: "always",
    freeThreaded: false,
    jit: "absent",
    collector: "generational",
    tailCalls: false,
    subinterpreters: false,
    remoteAttach: "absent",
    specialization: "unknown",
    deferredAnnotations: null,
    bits: 64,
    missingModules: [],
    debug: false,
    prefix: "/fake",
    source: "named",
  };
}

/** The body of a script that prints a probe's events: state, then as many slices as it is asked for, each of `wallNs`. */
export function fakeProbe(wallNs: number): string {
  // The arguments are -s -S -P START SCRIPT LOOPS SLICES N.
  return `echo '${STATE_LINE}'\nindex=0\nwhile [ $index -lt $7 ]; do\n` +
    `  echo "{\\"event\\":\\"slice\\",\\"loops\\":$6,\\"wallNs\\":$((${wallNs} + index)),\\"cpuNs\\":1,\\"switches\\":0}"\n` +
    "  index=$((index + 1))\ndone";
}

/** A completed process with these values and three timings around its level. */
export function fakeProcess(
  round: number,
  values: Readonly<Record<string, number | string | null>>,
  main = "call",
): ProcessResult {
  const value = values[main] ?? null;
  const level = typeof value === "number" ? value : null;
  return {
    round,
    position: 0,
    level,
    values,
    slices: level === null ? [] : [
      { value: level * 0.98, use: "kept" },
      { value: level, use: "kept" },
      { value: level * 1.03, use: "kept" },
    ],
    events: [],
    cleaning: null,
  };
}

/** An arm with one process a level, in the order of the rounds. */
export function fakeArm(
  label: string,
  levels: readonly number[],
  changes: Partial<MeasuredArm> = {},
): MeasuredArm {
  const sorted = levels.toSorted((left, right) => left - right);
  const median = levels[Math.floor(levels.length / 2)] ?? null;
  const low = sorted[0] ?? null;
  const high = sorted.at(-1) ?? null;
  return {
    label,
    python: fakeInterpreter(label),
    params: { n: 100_000 },
    env: {},
    flags: [],
    processes: levels.map((level, round) => fakeProcess(round, { call: level })),
    median,
    low,
    high,
    summary: { call: { median, low, high, count: levels.length } },
    failures: [],
    isGivenUp: false,
    ...changes,
  };
}

/** A result with these levels, an arm each, for drawing; every process has three timings around its level. */
export function fakeResult(
  levels: Readonly<Record<string, readonly number[]>>,
  changes: Partial<Omit<MeasurementResult, symbol>> = {},
): Omit<MeasurementResult, symbol> {
  const value = {
    key: "call",
    name: "time per call",
    unit: "ms",
    kind: "slices",
    lowerIsBetter: true,
  } as const;
  return {
    probe: "tight_loop",
    title: "Tight loop: add the numbers below n (n = 100,000)",
    value,
    values: [value],
    params: { n: 100_000 },
    seed: 1,
    budget: "quick",
    seconds: 4.1,
    rounds: [],
    looks: [],
    sliceCount: 3,
    calibration: null,
    runs: [],
    flags: [],
    ending: { kind: "complete" },
    metadata: null,
    pauses: [],
    refusals: [],
    arms: Object.entries(levels).map(([label, values]) => fakeArm(label, values)),
    ...changes,
  };
}
