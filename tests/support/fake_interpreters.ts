/** Interpreters that are no programs, or shell scripts: for tests of planning, running and drawing. */

import type { Interpreter, MeasurementResult } from "../../probes/mod.ts";
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
    build: { vendor: "other", compiler: "GCC 12.2.0", pgo: null, family: "other, GCC 12" },
    gil: "always",
    freeThreaded: false,
    jit: "absent",
    collector: "generational",
    tailCalls: false,
    subinterpreters: false,
    debug: false,
    prefix: "/fake",
    source: "named",
  };
}

/** The body of a script that prints a probe's events: state, then as many slices as it is asked for, each of `wallNs`. */
export function fakeProbe(wallNs: number): string {
  // The arguments are -s -S -P SCRIPT LOOPS SLICES N.
  return `echo '${STATE_LINE}'\nindex=0\nwhile [ $index -lt $6 ]; do\n` +
    `  echo "{\\"event\\":\\"slice\\",\\"loops\\":$5,\\"wallNs\\":$((${wallNs} + index)),\\"cpuNs\\":1,\\"switches\\":0}"\n` +
    "  index=$((index + 1))\ndone";
}

/** A result with these levels, an interpreter each, for drawing; every process has three timings around its level. */
export function fakeResult(
  levels: Readonly<Record<string, readonly number[]>>,
  changes: Partial<Pick<MeasurementResult, "title" | "ending">> = {},
): Omit<MeasurementResult, symbol> {
  return {
    probe: "tight_loop",
    title: "Tight loop: add the numbers below n (n = 100,000)",
    value: { name: "time per iteration", unit: "ns", lowerIsBetter: true },
    params: { n: 100_000 },
    seed: 1,
    rounds: [],
    sliceCount: 3,
    calibration: null,
    runs: [],
    ending: { kind: "complete" },
    arms: Object.entries(levels).map(([name, values]) => ({
      python: fakeInterpreter(name),
      processes: values.map((level, round) => ({
        round,
        level,
        slices: [level * 0.98, level, level * 1.03],
      })),
      median: values[Math.floor(values.length / 2)] ?? null,
      low: values.length === 0 ? null : Math.min(...values),
      high: values.length === 0 ? null : Math.max(...values),
      failures: [],
    })),
    ...changes,
  };
}
