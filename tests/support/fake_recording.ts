/** A measurement with every raw timing, made of noise from a seed: for tests of exports and of the store. */

import { findProbe } from "../../probes/catalog/catalog.ts";
import { makePlan } from "../../probes/measure/plan.ts";
import { seededRandom } from "../../probes/measure/random.ts";
import { type MeasurementResult, summarize } from "../../probes/measure/result.ts";
import type { ProbeRun } from "../../probes/run/run.ts";
import { fakeInterpreter } from "./fake_interpreters.ts";

/** What is recorded. */
export interface FakeRecording {
  /** Time of a call of each arm in milliseconds, by label. */
  readonly arms: Readonly<Record<string, number>>;
  readonly rounds?: number;
  readonly slices?: number;
  readonly seed?: number;
  /** When it was to be looked at; its number of rounds was fixed when not given. */
  readonly looks?: readonly number[];
  /** Changes a run, for example into a failure. */
  readonly change?: (run: ProbeRun) => ProbeRun;
}

/** A complete measurement of the tight loop. */
export function fakeRecording(
  { arms: levels, rounds: roundCount = 18, slices: sliceCount = 20, seed = 7, looks = [], change }:
    FakeRecording,
): MeasurementResult {
  const random = seededRandom(seed);
  const plan = makePlan(findProbe("tight_loop"), {
    given: Object.keys(levels).map((label) => [label, fakeInterpreter(label)] as const),
    base: 0,
    seed,
    slices: sliceCount,
    rounds: Math.max(1, roundCount),
  });
  const rounds = plan.rounds.slice(0, roundCount);
  const runs = rounds.flatMap(({ round, hashSeed, order }) =>
    order.map((arm, position): ProbeRun => {
      // Layout luck of the process, then noise of the slice; the first slices warm up.
      const levelNs = (levels[arm] ?? 1) * 1e6 * (1 + 0.01 * random());
      return {
        arm,
        python: arm,
        round,
        position,
        hashSeed,
        loops: 1,
        startedAt: new Date(Date.UTC(2026, 10, 21) + 1000 * (2 * round + position)).toISOString(),
        pid: 100 + 2 * round + position,
        elapsedMs: 90,
        ending: { kind: "completed" },
        state: {
          version: "3.14.0",
          gil: true,
          jit: false,
          gcThreshold: [2000, 10, 10],
          clockNs: 1,
        },
        slices: Array.from({ length: sliceCount }, (_, index) => {
          const wallNs = Math.round(levelNs * (1 + (index < 2 ? 0.3 : 0) + 0.004 * random()));
          return { loops: 1, wallNs, cpuNs: wallNs - 100, switches: random() < 0.1 ? 1 : 0 };
        }),
        values: {},
        events: [],
      };
    })
  );
  return summarize({
    plan,
    rounds,
    looks,
    calibration: {
      arm: plan.arms[0]?.label ?? "",
      loops: 1,
      sliceNs: 1_000_000,
      sliceCount,
      processMs: 90,
      processors: [],
      runs: [],
    },
    earlyFailures: [],
    runs: change === undefined ? runs : runs.map(change),
    givenUp: [],
    seconds: 3.2,
    ending: { kind: "complete" },
  });
}
