/** Comparisons and pauses that nobody measured: for tests of charts, cards and exports. */

import {
  type Comparison,
  type ComparisonResult,
  DISPLAY,
  type EventSeries,
  type MeasuredArm,
  type MeasurementResult,
  type ProbeRun,
  type ProbeValue,
} from "../../probes/mod.ts";
import { fakeArm, fakeProcess, fakeResult } from "./fake_interpreters.ts";

/** The main value of the tight loop. */
export const CALL: ProbeValue = {
  key: "call",
  name: "time per call",
  unit: "ms",
  kind: "slices",
  lowerIsBetter: true,
};

/** The main value of the pause probe. */
export const LONGEST: ProbeValue = {
  key: "longest",
  name: "longest pause",
  unit: "ms",
  kind: "events",
  lowerIsBetter: true,
};

/** A comparison of two arms, slower by five percent when not told otherwise. */
export function fakeComparison(changes: Partial<Comparison> = {}): Comparison {
  return {
    kind: "ratio",
    base: "py3.13.5",
    test: "py3.14.0",
    value: CALL,
    rounds: 18,
    seconds: 4.2,
    ratio: 1.052,
    low: 1.041,
    high: 1.063,
    verdict: "slower",
    equality: null,
    baseLevel: 2.1,
    testLevel: 2.21,
    confidence: 0.95,
    look: null,
    alphaUsed: 0.05,
    minEffect: 0.01,
    floorRatio: 1.05,
    floorLow: 1.04,
    floorHigh: 1.06,
    needMore: null,
    roundRatios: [],
    flags: [],
    sentence: "1.052x slower [1.041, 1.063], 18 rounds",
    sameFamily: true,
    ...changes,
  };
}

/** A result that shows itself as nothing. */
export function fakeMeasurement(...parts: Parameters<typeof fakeResult>): MeasurementResult {
  return { ...fakeResult(...parts), [DISPLAY]: () => ({}) };
}

/** The result of a comparison with these rows. */
export function fakeComparisonResult(
  rows: readonly Comparison[],
  measurement: MeasurementResult = fakeMeasurement({}),
): ComparisonResult {
  const [first = fakeComparison()] = rows;
  const { ending, budget } = measurement;
  const claimCount = rows.filter(({ kind }) => kind === "ratio").length;
  return { ...first, rows, claimCount, measurement, ending, budget, [DISPLAY]: () => ({}) };
}

/** As many planned rounds of the arms `a` and `b`, and as many processes that have run, 1 s each. */
export function fakeRuns(
  roundCount: number,
  runCount: number,
  labels: readonly string[] = ["a", "b"],
): Pick<MeasurementResult, "rounds" | "runs"> {
  const rounds = Array.from(
    { length: roundCount },
    (_, round) => ({ round, hashSeed: 1, order: labels }),
  );
  const places = rounds.flatMap(({ round, order }) =>
    order.map((arm, position) => ({ round, arm, position }))
  );
  const runs = places.slice(0, runCount).map((place): ProbeRun => ({
    ...place,
    python: place.arm,
    hashSeed: 1,
    loops: 1,
    startedAt: "2026-11-21T00:00:00Z",
    pid: 1,
    elapsedMs: 1000,
    ending: { kind: "completed" },
    state: null,
    slices: [],
    values: {},
    events: [],
  }));
  return { rounds, runs };
}

/** A pause: when it began and how long it took, in ms, and its generation. */
export type FakePause = readonly [startMs: number, durationMs: number, generation: number];

/** An arm of the pause probe: a list of pauses a process, each process with that many requests of 0.05 ms. */
export function fakePauseArm(
  label: string,
  processes: readonly (readonly FakePause[])[],
  requestCount = 6000,
): MeasuredArm {
  const request: EventSeries = {
    name: "request",
    startNs: Array.from({ length: requestCount }, (_, index) => index * 50_000),
    durationNs: Array.from({ length: requestCount }, () => 50_000),
    group: [],
  };
  return {
    ...fakeArm(label, []),
    params: { requests: requestCount },
    processes: processes.map((pauses, round) => ({
      ...fakeProcess(round, { longest: Math.max(0, ...pauses.map(([, ms]) => ms)) }, "longest"),
      slices: [],
      events: [toSeries(pauses), request],
    })),
  };
}

/** A result of the pause probe with these arms. */
export function fakePauses(
  arms: readonly MeasuredArm[],
  changes: Partial<Omit<MeasurementResult, symbol>> = {},
): MeasurementResult {
  return {
    ...fakeMeasurement({}),
    probe: "gc_pauses",
    title: "Garbage while serving requests (live = 300,000)",
    value: LONGEST,
    values: [LONGEST],
    arms,
    ...changes,
  };
}

function toSeries(pauses: readonly FakePause[]): EventSeries {
  return {
    name: "pause",
    startNs: pauses.map(([startMs]) => startMs * 1e6),
    durationNs: pauses.map(([, durationMs]) => durationMs * 1e6),
    group: pauses.map(([, , generation]) => generation),
  };
}
