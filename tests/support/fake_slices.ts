/** Timings that nobody measured, cleaned by the real rule: for tests of what is drawn from single timings. */

import type { MeasuredArm, MeasurementResult, ProbeRun } from "../../probes/mod.ts";
import { seededRandom } from "../../probes/measure/random.ts";
import { cleanProcess } from "../../probes/stats/mod.ts";
import { fakeMeasurement, fakeRuns } from "./fake_comparisons.ts";
import { fakeArm, fakeProcess } from "./fake_interpreters.ts";

/** One timing: its length in ms, and how often it was interrupted. */
export type FakeSlice = readonly [ms: number, switches?: number];

/** A measurement of these arms, each a list of processes, each a list of timings. */
export function fakeSlices(
  arms: Readonly<Record<string, readonly (readonly FakeSlice[])[]>>,
  changes: Partial<Omit<MeasurementResult, symbol>> = {},
): MeasurementResult {
  const entries = Object.entries(arms);
  return fakeMeasurement({}, {
    arms: entries.map(([label, processes]) => slicedArm(label, processes)),
    runs: entries.flatMap(([label, processes]) => slicedRuns(label, processes)),
    ...changes,
  });
}

/** What a session of one arm looks like. */
export interface FakeSession {
  readonly level: number;
  readonly processCount: number;
  readonly sliceCount?: number;
  /** How many times the level the first timings take. */
  readonly warmup?: readonly number[];
  /** How often a timing is interrupted, from 0 to 1. */
  readonly preempted?: number;
}

/** Processes with a little noise, the same for the same seed. */
export function fakeSession(
  { level, processCount, sliceCount = 16, warmup = [], preempted = 0 }: FakeSession,
  seed = 1,
): FakeSlice[][] {
  const random = seededRandom(seed);
  return Array.from({ length: processCount }, () => {
    const own = level * (0.99 + 0.02 * random());
    return Array.from({ length: sliceCount }, (_, index): FakeSlice => {
      const ms = own * (warmup[index] ?? 1) * (1 + 0.006 * random() ** 2);
      return random() < preempted ? [ms * (1.05 + 0.3 * random()), 1] : [ms, 0];
    });
  });
}

function slicedArm(label: string, processes: readonly (readonly FakeSlice[])[]): MeasuredArm {
  return {
    ...fakeArm(label, []),
    processes: processes.map((slices, round) => {
      const cleaning = cleanProcess(slices.map(toSlice));
      const level = cleaning.level === null ? null : cleaning.level / 1e6;
      return {
        ...fakeProcess(round, { call: level }),
        slices: slices.map(([value], index) => ({
          value,
          use: cleaning.uses[index] ?? "unusable",
        })),
        cleaning,
      };
    }),
  };
}

function slicedRuns(label: string, processes: readonly (readonly FakeSlice[])[]): ProbeRun[] {
  const { runs } = fakeRuns(processes.length, processes.length, [label]);
  return runs.map((run, round) => ({ ...run, slices: (processes[round] ?? []).map(toSlice) }));
}

function toSlice([ms, switches = 0]: FakeSlice) {
  return { loops: 1, wallNs: ms * 1e6, cpuNs: ms * 0.8e6, switches };
}
