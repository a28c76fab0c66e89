/** States of small measurements with made-up timings, and folders for records. For tests. */

import { join } from "@std/path";
import { fakeInterpreter } from "./fake_interpreters.ts";
import { findProbe } from "../../probes/catalog/catalog.ts";
import { makePlan, type MeasurePlan } from "../../probes/measure/plan.ts";
import type { MeasurementEnding, MeasurementState } from "../../probes/measure/result.ts";
import type { ProbeRun } from "../../probes/run/run.ts";
import type { Question } from "../../probes/store/question.ts";

/** A temporary folder with the path of a record that does not exist yet. */
export function storeFolder(): Disposable & { readonly folder: string; readonly path: string } {
  const folder = Deno.makeTempDirSync({ prefix: "probebook_store_" });
  return {
    folder,
    path: join(folder, ".probebook", "store.sqlite"),
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}

/** A comparison by the main value, asked without special wishes. */
export const QUESTION: Question = {
  compared: { value: "call", minEffect: 0.01 },
  isSeedGiven: false,
  isFresh: false,
};

/** A plan of two arms; both programs are this Deno, so that they can be looked at. */
export function fakePlan(changes: Partial<MeasurePlan> = {}): MeasurePlan {
  const arms = ["a", "b"].map((name) => ({
    ...fakeInterpreter(name),
    executable: Deno.execPath(),
  }));
  const plan = makePlan(findProbe("tight_loop"), {
    given: arms.map((arm, index) => [`arms[${index}]`, arm] as const),
    base: 0,
    rounds: 6,
    budget: "5s",
    seed: 4,
  });
  return { ...plan, ...changes };
}

/** The state after that many processes; the second arm takes 10 % longer. */
export function stateAfter(
  plan: MeasurePlan,
  runCount: number,
  ending: MeasurementEnding = { kind: "running" },
): MeasurementState {
  const places = plan.rounds.flatMap(({ round, hashSeed, order }) =>
    order.map((label, position) => ({ round, position, hashSeed, label }))
  );
  const { calibration, runs } = knownOf(plan);
  for (const place of places.slice(runs.length, runCount)) runs.push(fakeRun(place));
  return {
    plan,
    rounds: plan.rounds,
    looks: plan.looks,
    calibration,
    earlyFailures: [],
    runs: runs.slice(0, runCount),
    givenUp: [],
    seconds: runCount / 10,
    ending,
  };
}

/** As in a measurement, the runs and the calibration of a plan are the same objects in all its states. */
function knownOf(plan: MeasurePlan): Known {
  const found = known.get(plan);
  if (found !== undefined) return found;
  const calibration = {
    arm: "a",
    loops: 1,
    sliceNs: 5_000_000,
    sliceCount: 4,
    processMs: 100,
    processors: [],
    runs: [fakeRun({ round: -1, position: 0, hashSeed: 1, label: "a" })],
  };
  const made = { calibration, runs: [] };
  known.set(plan, made);
  return made;
}

interface Known {
  readonly calibration: NonNullable<MeasurementState["calibration"]>;
  readonly runs: ProbeRun[];
}

const known = new WeakMap<MeasurePlan, Known>();

function fakeRun(
  { round, position, hashSeed, label }: {
    readonly round: number;
    readonly position: number;
    readonly hashSeed: number;
    readonly label: string;
  },
): ProbeRun {
  const wallNs = label === "a" ? 5_000_000 : 5_500_000;
  return {
    arm: label,
    python: label,
    round,
    position,
    hashSeed,
    loops: 1,
    startedAt: "2026-11-21T14:00:00.000Z",
    pid: 42,
    elapsedMs: 100,
    ending: { kind: "completed" },
    state: { version: "3.14.0", gil: true, jit: false, gcThreshold: [2000, 10, 10], clockNs: 1 },
    slices: [0, 1, 2, 3].map((index) => ({
      loops: 1,
      // A little different in every process, as real ones are.
      wallNs: wallNs + 1000 * round + index,
      cpuNs: wallNs,
      switches: 0,
    })),
    values: {},
    events: [],
  };
}
