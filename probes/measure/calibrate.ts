/** What happens before the first round: loops are chosen, and programs that are new to the machine are run once. */

import type { Arm } from "./arm.ts";
import { endingText } from "../show/ending_text.ts";
import type { MeasurePlan } from "./plan.ts";
import type { Calibration } from "./result.ts";
import { type ProbeRun, runProbe } from "../run/run.ts";

/** A timing lasts at least this long: short enough to fall between preemptions, long for the clock. */
const SLICE_NS_MIN = 1_000_000;

/** A timing is at least this many times the clock's resolution. */
const CLOCK_STEPS_MIN = 1000;

/**
 * Aim a little above the least length, for the machine may gain speed while it runs. Not more: a slice of 2 ms and
 * more is interrupted so often that too few are left (tight loop beside other work, November 2026).
 */
const AIM = 1.2;

/** Processes that calibration may take; three were never exceeded in trials from n = 1 to n = 10,000,000. */
const ATTEMPTS_MAX = 6;

/** Most calls in one timing; an empty call takes some 30 ns, so that this is far beyond 1 ms. */
const LOOPS_MAX = 10_000_000;

/** Timings of a process that calibrates. */
const CALIBRATION_SLICES = 5;

/** How preparing ended. Failures are those of arms that may still work later. */
export type Preparation =
  | { kind: "prepared"; calibration: Calibration; failures: readonly ProbeRun[] }
  | { kind: "failed"; reason: string; failures: readonly ProbeRun[] }
  | { kind: "stopped" };

/** Prepares a plan with at least one arm: calibrates where there are slices, else rehearses every arm. */
export async function prepare(plan: MeasurePlan, signal: AbortSignal): Promise<Preparation> {
  return plan.probe.kind === "slices"
    ? await calibrateFirst(plan, signal)
    : await rehearse(plan, signal);
}

/** Calibrates on the base, or on the first arm that works. */
async function calibrateFirst(plan: MeasurePlan, signal: AbortSignal): Promise<Preparation> {
  const failures: ProbeRun[] = [];
  const base = plan.arms.filter((arm) => arm.label === plan.base);
  // Without a base nothing can be compared: it gets a second try instead of a successor.
  for (const arm of plan.base === null ? plan.arms : [...base, ...base]) {
    const outcome = await calibrate(plan, { arm, signal });
    switch (outcome.kind) {
      case "calibrated":
        return await tryOthers(plan, { calibration: outcome.calibration, failures, signal });
      case "stopped":
        return outcome;
      case "failed":
        failures.push(outcome.run);
    }
  }
  return { kind: "failed", reason: reasonOf(failures), failures };
}

/**
 * Runs each arm that was not tried yet once, unmeasured: how long its processes take decides how many rounds fit. An arm
 * that takes twice as long as the base would otherwise use up the time of a third of the rounds.
 */
async function tryOthers(
  plan: MeasurePlan,
  { calibration, failures, signal }: {
    readonly calibration: Calibration;
    readonly failures: readonly ProbeRun[];
    readonly signal: AbortSignal;
  },
): Promise<Preparation> {
  const { loops, sliceCount } = calibration;
  const tried = [calibration.arm, ...failures.map(({ arm }) => arm)];
  const runs: ProbeRun[] = [];
  for (const arm of plan.arms.filter(({ label }) => !tried.includes(label))) {
    const trial = { arm, signal, loops, sliceCount: Math.min(CALIBRATION_SLICES, sliceCount) };
    const run = await runProbe(plan, { ...before(plan), ...trial });
    if (run.ending.kind === "stopped") return { kind: "stopped" };
    runs.push(run);
  }
  const completed = runs.filter((run) => run.ending.kind === "completed");
  const last = calibration.runs.at(-1);
  const times = [calibration.processMs, ...completed.map((run) => processMsOf(run, sliceCount))];
  return {
    kind: "prepared",
    calibration: {
      ...calibration,
      processMs: times.reduce((sum, ms) => sum + ms, 0) / times.length,
      processors: sharedProcessors(last === undefined ? completed : [last, ...completed]),
      runs: [...calibration.runs, ...completed],
    },
    failures: [...failures, ...runs.filter((run) => run.ending.kind !== "completed")],
  };
}

/** The processors on which all of several processes can take turns; none where one of them cannot, or nobody else is there. */
function sharedProcessors(runs: readonly ProbeRun[]): readonly number[] {
  const [first, ...others] = runs.map(({ state }) => state?.processors ?? []);
  if (first === undefined || others.length === 0) return [];
  return first.filter((processor) => others.every((other) => other.includes(processor)));
}

/** How long the process would have taken with that many timings of their mean length: interruptions cost time, too. */
function processMsOf({ elapsedMs, slices }: ProbeRun, sliceCount: number): number {
  const wallNs = slices.reduce((sum, slice) => sum + slice.wallNs, 0);
  return elapsedMs + (sliceCount - slices.length) * wallNs / Math.max(1, slices.length) / 1e6;
}

/** Calibrates on one arm. The reason is given where that does not work. */
export async function calibrate(
  plan: MeasurePlan,
  { arm, signal }: { readonly arm: Arm; readonly signal: AbortSignal },
): Promise<
  | { kind: "calibrated"; calibration: Calibration }
  | { kind: "failed"; reason: string; run: ProbeRun }
  | { kind: "stopped" }
> {
  const sliceCount = Math.min(CALIBRATION_SLICES, plan.sliceCount ?? CALIBRATION_SLICES);
  const runs: ProbeRun[] = [];
  let loops = 1;
  for (;;) {
    const run = await runProbe(plan, { ...before(plan), arm, signal, loops, sliceCount });
    runs.push(run);
    if (run.ending.kind === "stopped") return { kind: "stopped" };
    if (run.ending.kind !== "completed") {
      return { kind: "failed", reason: reasonOf([run]), run };
    }
    const sliceNs = Math.min(...run.slices.map((slice) => slice.wallNs));
    const neededNs = Math.max(SLICE_NS_MIN, CLOCK_STEPS_MIN * (run.state?.clockNs ?? 1));
    const isEnough = sliceNs >= neededNs * AIM || loops === LOOPS_MAX;
    if (isEnough || runs.length === ATTEMPTS_MAX) {
      return { kind: "calibrated", calibration: calibrated(plan, { arm, loops, sliceNs, runs }) };
    }
    loops = nextLoops(loops, sliceNs, neededNs * AIM);
  }
}

/** Scales up, a tenth beyond the aim so that the next try settles it, at most a thousandfold at once. */
export function nextLoops(loops: number, sliceNs: number, aimNs: number): number {
  const factor = Math.min(1000, (aimNs * 1.1) / Math.max(sliceNs, 1));
  return Math.min(LOOPS_MAX, Math.max(loops + 1, Math.ceil(loops * factor)));
}

function calibrated(
  plan: MeasurePlan,
  { arm, loops, sliceNs, runs }: {
    readonly arm: Arm;
    readonly loops: number;
    readonly sliceNs: number;
    readonly runs: readonly ProbeRun[];
  },
): Calibration {
  const [fewest, most] = plan.budget.slices;
  const fitting = Math.round(plan.budget.measuredMs * 1e6 / Math.max(sliceNs, 1));
  const sliceCount = plan.sliceCount ?? Math.min(most, Math.max(fewest, fitting));
  const last = runs.at(-1);
  const processMs = last === undefined ? 0 : processMsOf(last, sliceCount);
  return { arm: arm.label, loops, sliceNs, sliceCount, processMs, processors: [], runs };
}

/**
 * Runs every arm once, unmeasured: the first process of a fresh program reads it from disk and writes
 * bytecode, and how long it takes tells how many rounds fit.
 */
async function rehearse(plan: MeasurePlan, signal: AbortSignal): Promise<Preparation> {
  const runs: ProbeRun[] = [];
  for (const arm of plan.arms) {
    const run = await runProbe(plan, { ...before(plan), arm, signal, loops: 1, sliceCount: 1 });
    if (run.ending.kind === "stopped") return { kind: "stopped" };
    runs.push(run);
  }
  const completed = runs.filter((run) => run.ending.kind === "completed");
  const failures = runs.filter((run) => run.ending.kind !== "completed");
  const [first] = completed;
  if (first === undefined) return { kind: "failed", reason: reasonOf(failures), failures };
  const processMs = completed.reduce((sum, run) => sum + run.elapsedMs, 0) / completed.length;
  const calibration = {
    arm: first.arm,
    loops: 1,
    sliceNs: null,
    sliceCount: 1,
    processMs,
    processors: [],
    runs: completed,
  };
  return { kind: "prepared", calibration, failures };
}

function before(plan: MeasurePlan) {
  return { round: -1, position: 0, hashSeed: plan.rounds[0]?.hashSeed ?? 0 };
}

function reasonOf(failures: readonly ProbeRun[]): string {
  const [first] = failures;
  return first === undefined ? "there is no arm" : `${first.arm} ${endingText(first.ending)}`;
}
