/** Runs the rounds that are left of a plan: all of them, or those after a stop or the end of its program. */

import { OVERRUN_MAX } from "./budget.ts";
import type { MeasurePlan, PlannedRound } from "./plan.ts";
import type { Calibration, MeasurementEnding, MeasurementState } from "./result.ts";
import { type RoundRequest, runRound } from "../run/round.ts";
import type { ProbeRun } from "../run/run.ts";

/**
 * An arm is given up after this many failures in a row, before and after a pause together: one may be chance, and a
 * program that hangs costs its whole time limit.
 */
const FAILURES_IN_A_ROW_MAX = 2;

/** What conducting is told. */
export interface ConductOptions {
  readonly signal: AbortSignal;
  /** Whether nothing is left to find out; asked after each of the planned looks but the last. */
  readonly isDecided?: (state: MeasurementState) => boolean;
}

/** A measurement whose rounds have begun. */
export type BegunState = MeasurementState & { readonly calibration: Calibration };

/**
 * The first round that is to be measured again or for the first time.
 *
 * A round that the pause cut in two is measured as a whole: what is compared must have met the same mood of the machine.
 */
export function nextRound(
  { rounds, runs, givenUp }: Pick<MeasurementState, "rounds" | "runs" | "givenUp">,
): number {
  const isWhole = ({ round, order }: PlannedRound) =>
    order.every((label) =>
      givenUp.includes(label) ||
      runs.some((run) => run.round === round && run.arm === label && run.ending.kind !== "stopped")
    );
  const index = rounds.findIndex((planned) => !isWhole(planned));
  return index < 0 ? rounds.length : index;
}

/** Gives the state before the first process, after each, and at the end. Its time goes on where it rested. */
export async function* proceed(
  begun: BegunState,
  { signal, isDecided = () => false }: ConductOptions,
): AsyncGenerator<MeasurementState, void> {
  const { plan, rounds, looks } = begun;
  const runs = [...begun.runs];
  let seconds = begun.seconds;
  const state = (ending: MeasurementEnding): MeasurementState => ({
    ...begun,
    runs: [...runs],
    givenUp: givenUpAfter(failuresIn(begun, runs)),
    seconds,
    ending,
  });
  yield state({ kind: "running" });
  for (const planned of rounds.slice(nextRound(begun))) {
    const { round } = planned;
    if (signal.aborted) return yield state({ kind: "stopped" });
    if (isTimeOver(plan, { round, seconds })) return yield state({ kind: "budget" });
    const { givenUp } = state({ kind: "running" });
    let beganMs = performance.now();
    for await (const ended of runRound(plan, requestOf(begun, { planned, givenUp, signal }))) {
      seconds += (performance.now() - beganMs) / 1000;
      runs.push(...ended);
      if (ended.some(({ ending }) => ending.kind === "stopped")) {
        return yield state({ kind: "stopped" });
      }
      const now = state({ kind: "running" });
      if (plan.base !== null && now.givenUp.includes(plan.base)) {
        return yield { ...now, ending: nothingLeft(plan, failuresIn(begun, runs)) ?? now.ending };
      }
      yield now;
      // Whoever draws between two processes does not use up the time for measuring.
      beganMs = performance.now();
    }
    if (signal.aborted) return yield state({ kind: "stopped" });
    // Not within the round: what the base gives in it is worth having.
    const ending = nothingLeft(plan, failuresIn(begun, runs));
    if (ending !== null) return yield state(ending);
    if (round + 1 < rounds.length && looks.includes(round + 1)) {
      const looked = { ...state({ kind: "complete" }), rounds: rounds.slice(0, round + 1) };
      if (isDecided(looked)) return yield looked;
    }
  }
  yield state({ kind: "complete" });
}

function requestOf(
  { plan, calibration }: BegunState,
  { planned: { round, hashSeed, order }, givenUp, signal }: {
    readonly planned: PlannedRound;
    readonly givenUp: readonly string[];
    readonly signal: AbortSignal;
  },
): RoundRequest {
  const { loops, sliceCount, processors } = calibration;
  const requests = order.flatMap((label, position) => {
    const arm = plan.arms.find((candidate) => candidate.label === label);
    if (arm === undefined || givenUp.includes(label)) return [];
    return [{ round, position, hashSeed, loops, sliceCount, arm, signal }];
  });
  return { requests, processor: processors[hashSeed % processors.length] ?? null };
}

function isTimeOver(
  { seconds: allowed, budget }: MeasurePlan,
  { round, seconds }: { readonly round: number; readonly seconds: number },
): boolean {
  return allowed !== null && round >= budget.roundsMin && seconds > allowed * OVERRUN_MAX;
}

/** Arms that failed too often in a row at the end, or said that they cannot run the probe. */
export function givenUpAfter(runs: readonly ProbeRun[]): string[] {
  const inARow = new Map<string, number>();
  for (const { arm, ending } of runs) {
    if (ending.kind === "stopped") continue;
    const failed = ending.kind === "unavailable"
      ? FAILURES_IN_A_ROW_MAX
      : (inARow.get(arm) ?? 0) + 1;
    inARow.set(arm, ending.kind === "completed" ? 0 : failed);
  }
  return [...inARow].flatMap(([arm, count]) => count >= FAILURES_IN_A_ROW_MAX ? [arm] : []);
}

/** The ending, where going on makes no sense: no arm, no base or nothing to compare with it; null where it does. */
export function nothingLeft(
  { arms, base }: MeasurePlan,
  runs: readonly ProbeRun[],
): MeasurementEnding | null {
  const givenUp = givenUpAfter(runs);
  const labels = arms.map(({ label }) => label);
  const left = labels.filter((label) => !givenUp.includes(label));
  if (left.length === 0) return lost(labels, { runs, reason: "no arm is left" });
  if (base === null) return null;
  if (givenUp.includes(base)) {
    return lost([base], { runs, reason: `the base ${base} failed too often` });
  }
  const others = labels.filter((label) => label !== base);
  return left.length > 1 ? null : lost(others, { runs, reason: `only the base ${base} is left` });
}

/** What the loss of these arms comes to: they cannot show it, or failed for this reason. */
export function lost(
  labels: readonly string[],
  { runs, reason }: { readonly runs: readonly ProbeRun[]; readonly reason: string },
): MeasurementEnding {
  const endings = labels.map((label) => runs.findLast(({ arm }) => arm === label)?.ending);
  const unavailable = endings.filter((ending) => ending?.kind === "unavailable");
  const [first] = unavailable;
  if (first === undefined || unavailable.length < labels.length) {
    return { kind: "given_up", reason };
  }
  return { ...first, reason: `${first.reason} (${labels.join(", ")})` };
}

function failuresIn(begun: BegunState, runs: readonly ProbeRun[]): ProbeRun[] {
  return [...begun.earlyFailures, ...runs];
}
