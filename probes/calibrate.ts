/** Finds how many calls one timing needs to be long enough to trust the clock. */

import type { MeasurePlan } from "./plan.ts";
import type { Calibration } from "./result.ts";
import { endingText } from "./result_table.ts";
import { type ProbeRun, runProbe } from "./run.ts";

/** A timing lasts at least this long: short enough to fall between preemptions, long for the clock. */
const SLICE_NS_MIN = 1_000_000;

/** A timing is at least this many times the clock's resolution. */
const CLOCK_STEPS_MIN = 1000;

/**
 * Aim above the least length: the other interpreters run the same loops and may need half the time,
 * and the machine itself may gain speed while it runs.
 */
const AIM = 2;

/** Processes that calibration may take; three were never exceeded in trials from n = 1 to n = 10,000,000. */
const ATTEMPTS_MAX = 6;

/** Most calls in one timing; an empty call takes some 30 ns, so that this is far beyond 1 ms. */
const LOOPS_MAX = 10_000_000;

/** Calibrates on the first interpreter of the plan. The reason is given where that does not work. */
export async function calibrate(
  plan: MeasurePlan,
  signal: AbortSignal,
): Promise<
  { kind: "calibrated"; calibration: Calibration } | {
    kind: "failed";
    reason: string;
    run: ProbeRun;
  }
> {
  const python = plan.pythons[0];
  const hashSeed = plan.rounds[0]?.hashSeed;
  if (python === undefined || hashSeed === undefined) {
    throw new RangeError("Cannot calibrate: the plan is empty");
  }
  const runs: ProbeRun[] = [];
  let loops = 1;
  for (;;) {
    const run = await runProbe(plan, { python, signal, round: -1, position: 0, hashSeed, loops });
    runs.push(run);
    if (run.ending.kind !== "completed") {
      return { kind: "failed", reason: `${python.name} ${endingText(run.ending)}`, run };
    }
    const sliceNs = Math.min(...run.slices.map((slice) => slice.wallNs));
    const neededNs = Math.max(SLICE_NS_MIN, CLOCK_STEPS_MIN * (run.state?.clockNs ?? 1));
    const isEnough = sliceNs >= neededNs * AIM || loops === LOOPS_MAX;
    if (isEnough || runs.length === ATTEMPTS_MAX) {
      return { kind: "calibrated", calibration: { python: python.name, loops, sliceNs, runs } };
    }
    loops = nextLoops(loops, sliceNs, neededNs * AIM);
  }
}

/** Scales up, a tenth beyond the aim so that the next try settles it, at most a thousandfold at once. */
export function nextLoops(loops: number, sliceNs: number, aimNs: number): number {
  const factor = Math.min(1000, (aimNs * 1.1) / Math.max(sliceNs, 1));
  return Math.min(LOOPS_MAX, Math.max(loops + 1, Math.ceil(loops * factor)));
}
