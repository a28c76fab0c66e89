/** Carries out a plan from its beginning: prepares, and plans as many rounds as there is time for. */

import { OVERRUN_MAX, usableRoundsMin } from "./budget.ts";
import { prepare } from "./calibrate.ts";
import { claimCountOf, type MeasurePlan, type PlannedRound } from "./plan.ts";
import type { Calibration, MeasurementEnding, MeasurementState } from "./result.ts";
import { type ConductOptions, givenUpAfter, nothingLeft, proceed } from "./proceed.ts";
import type { ProbeRun } from "../run/run.ts";

/** Share of the time left that rounds are planned for; the rest is for arms that are slower than the one that was tried. */
const PLANNED_SHARE = 0.9;

/** Gives the state before the first process, after each, and at the end; the next process starts when it is asked for. */
export async function* conduct(
  plan: MeasurePlan,
  options: ConductOptions,
): AsyncGenerator<MeasurementState, void> {
  const { signal } = options;
  const beganMs = performance.now();
  const secondsGone = () => (performance.now() - beganMs) / 1000;
  const unbegun = (ending: MeasurementEnding, failures: readonly ProbeRun[] = []) => ({
    plan,
    rounds: plan.rounds,
    looks: plan.looks,
    calibration: null,
    earlyFailures: failures,
    runs: [],
    givenUp: givenUpAfter(failures),
    seconds: secondsGone(),
    ending,
  });
  // A stop while interpreters were searched leaves none, too.
  if (signal.aborted) return yield unbegun({ kind: "stopped" });
  if (plan.arms.length === 0) return yield unbegun({ kind: "no_interpreters" });
  if (plan.base !== null && plan.arms.length === 1) {
    return yield unbegun({ kind: "nothing_to_compare" });
  }
  const prepared = await prepare(plan, signal);
  if (prepared.kind === "stopped") return yield unbegun({ kind: "stopped" });
  const { failures } = prepared;
  if (prepared.kind === "failed") {
    const ending = nothingLeft(plan, failures);
    const reason = { kind: "not_calibrated", reason: prepared.reason } as const;
    return yield unbegun(ending?.kind === "unavailable" ? ending : reason, failures);
  }
  const ending = nothingLeft(plan, failures);
  if (ending !== null) return yield unbegun(ending, failures);
  const { calibration } = prepared;
  const rounds = plan.rounds.slice(0, roundsThatFit(plan, calibration, secondsGone()));
  const looks = looksWithin(plan.looks, rounds.length);
  yield* proceed(
    { ...unbegun({ kind: "running" }, failures), calibration, rounds, looks },
    options,
  );
}

/** Rounds that the time left allows, fixed before anything is measured, so that no result decides how long it goes on. */
export function roundsThatFit(
  plan: MeasurePlan,
  { processMs }: Pick<Calibration, "processMs">,
  secondsGone: number,
): number {
  if (plan.areRoundsGiven || plan.seconds === null) return plan.rounds.length;
  const roundSeconds = Math.max(1, processMs * plan.arms.length) / 1000;
  const fitting = Math.floor((plan.seconds - secondsGone) * PLANNED_SHARE / roundSeconds);
  // Below these there is no interval: they are worth the overrun that is allowed anyhow.
  const usable = usableRoundsMin(claimCountOf(plan));
  const isWorthIt = usable * roundSeconds + secondsGone <= plan.seconds * OVERRUN_MAX;
  const fewest = isWorthIt ? usable : plan.budget.roundsMin;
  return Math.min(plan.rounds.length, Math.max(fewest, fitting));
}

/** A look that is followed by the end after less than this share of its rounds tells hardly anything that the end does not. */
const LOOKS_APART_MIN = 0.25;

/** The looks for that many rounds, the last one at their end; none where there is room for one only. */
export function looksWithin(looks: readonly number[], roundCount: number): readonly number[] {
  const early = looks.filter((rounds) => rounds * (1 + LOOKS_APART_MIN) < roundCount);
  return early.length === 0 ? [] : [...early, roundCount];
}

/** The round that runs in a state, counted from 1. */
export function currentRound(
  { runs, rounds }: { runs: readonly ProbeRun[]; rounds: readonly PlannedRound[] },
): number {
  return Math.min(rounds.length, (runs.at(-1)?.round ?? 0) + 1);
}
