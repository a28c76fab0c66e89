/** Evidence that nobody measured, for tests of findings and of checks: equal loops, pauses, settings. */

import type {
  Comparison,
  ComparisonResult,
  MeasuredArm,
  MeasurementResult,
  ProbeValue,
} from "../../probes/mod.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
  fakePauses,
} from "./fake_comparisons.ts";
import { fakeArm, fakeInterpreter, fakeProcess } from "./fake_interpreters.ts";

/** One program compared with itself. */
export function fakeTwins(
  changes: Partial<Comparison> = {},
  measured: Partial<Omit<MeasurementResult, symbol>> = {},
): ComparisonResult {
  const python = fakeInterpreter("py3.14.0");
  const arms = ["A", "B"].map((letter) =>
    fakeArm(`py3.14.0 ${letter}`, [2.1, 2.2, 2.15, 2.12, 2.11, 2.14], { python })
  );
  const row = fakeComparison({
    base: "py3.14.0 A",
    test: "py3.14.0 B",
    rounds: 12,
    ratio: 1.002,
    low: 0.995,
    high: 1.008,
    verdict: "same",
    ...changes,
  });
  return fakeComparisonResult([row], { ...fakeMeasurement({}), arms, ...measured });
}

/** What one arm of the pause probe gave, the same in each of its processes. */
export interface FakePauseRun {
  readonly setting?: string;
  readonly garbage?: string;
  /** Median of a process's pauses in ms, one a process. */
  readonly medians?: readonly (number | null)[];
  /** Every pause in ms. */
  readonly pausesMs?: readonly number[];
  /** How long a process ran, in ms. */
  readonly wallMs?: number;
  /** One a process, or the same for all. */
  readonly collections?: string | readonly string[];
}

/** A measurement of pauses with these arms, all of one interpreter. */
export function fakePauseRuns(
  runs: readonly FakePauseRun[],
  changes: Partial<Omit<MeasurementResult, symbol>> = {},
): MeasurementResult {
  const measurement = fakePauses(runs.map(toArm), changes);
  const median: ProbeValue = {
    key: "median",
    name: "median pause",
    unit: "ms",
    kind: "events",
    lowerIsBetter: true,
  };
  return { ...measurement, values: [...measurement.values, median] };
}

function toArm(run: FakePauseRun, index: number): MeasuredArm {
  const {
    setting = "default",
    garbage = "cyclic",
    medians = [0.04, 0.05, 0.04, 0.06, 0.05, 0.04],
    pausesMs = [0.02, 0.05, 4],
    wallMs = 60,
    collections = "gen0 80, gen1 7, gen2 1",
  } = run;
  const processes = medians.map((median, round) => {
    const text = typeof collections === "string" ? collections : collections[round] ?? null;
    return {
      ...fakeProcess(round, { median, wall: wallMs, collections: text }, "median"),
      events: [{
        name: "pause",
        startNs: pausesMs.map((_, at) => at * 1e6),
        durationNs: pausesMs.map((ms) => ms * 1e6),
        group: pausesMs.map(() => 0),
      }],
    };
  });
  const first = processes[0]?.values["collections"] ?? null;
  const summary = { median: first, low: first, high: first, count: processes.length };
  const pauses = pausesMs.length;
  return {
    ...fakeArm(`arm ${index}`, []),
    python: fakeInterpreter("py3.14.0"),
    params: { shape: "list", garbage, live: 300_000, requests: 6000, setting },
    processes,
    summary: {
      collections: summary,
      pauses: { median: pauses, low: pauses, high: pauses, count: processes.length },
    },
  };
}
