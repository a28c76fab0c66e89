/** Carries out a plan: prepares, then runs round after round, and says after each process how it stands. */

import { USABLE_ROUNDS_MIN } from "./budget.ts";
import { prepare } from "./calibrate.ts";
import type { MeasurePlan, PlannedRound } from "./plan.ts";
import type { Calibration, MeasurementEnding, MeasurementState } from "./result.ts";
import { runRound } from "./round.ts";
import type { ProbeRun } from "./run.ts";

/** Share of the time left that rounds are planned for; the rest is for arms that are slower than the one that was tried. */
const PLANNED_SHARE = 0.9;

/** The time may be exceeded by this factor before the rounds that are left are given up. */
const OVERRUN_MAX = 1.25;

/** An arm is given up after this many failures in a row: one may be chance, and a program that hangs costs its whole time limit. */
const FAILURES_IN_A_ROW_MAX = 2;

/** What conducting is told. */
export interface ConductOptions {
  readonly signal: AbortSignal;
  /** Whether nothing is left to find out; asked after each of the planned looks but the last. */
  readonly isDecided?: (state: MeasurementState) => boolean;
}

/** Gives the state before the first process, after each, and at the end; the next process starts when it is asked for. */
export async function* conduct(
  plan: MeasurePlan,
  { signal, isDecided = () => false }: ConductOptions,
): AsyncGenerator<MeasurementState, void> {
  const clock = startClock();
  const runs: ProbeRun[] = [];
  const failing = new Failures(plan);
  let rounds = plan.rounds;
  let looks = plan.looks;
  let calibration: Calibration | null = null;
  const state = (ending: MeasurementEnding): MeasurementState => ({
    plan,
    rounds,
    looks,
    calibration,
    earlyFailures: failing.early,
    runs: [...runs],
    givenUp: failing.givenUp,
    seconds: clock.seconds(),
    ending,
  });
  // A stop while interpreters were searched leaves none, too.
  if (signal.aborted) return yield state({ kind: "stopped" });
  if (plan.arms.length === 0) return yield state({ kind: "no_interpreters" });
  if (plan.base !== null && plan.arms.length === 1) {
    return yield state({ kind: "nothing_to_compare" });
  }
  const prepared = await prepare(plan, signal);
  if (prepared.kind === "stopped") return yield state({ kind: "stopped" });
  failing.addEarly(prepared.failures);
  if (prepared.kind === "failed") {
    return yield state({ kind: "not_calibrated", reason: prepared.reason });
  }
  const nothing = failing.nothingLeft();
  if (nothing !== null) return yield state({ kind: "given_up", reason: nothing });
  calibration = prepared.calibration;
  rounds = plan.rounds.slice(0, roundsThatFit(plan, calibration, clock.seconds()));
  looks = looksWithin(plan.looks, rounds.length);
  yield* pausing(clock, state({ kind: "running" }));
  for (const { round, hashSeed, order } of rounds) {
    if (isTimeOver(plan, { round, secondsGone: clock.seconds() })) {
      return yield state({ kind: "budget" });
    }
    const { loops, sliceCount, processors } = calibration;
    const requests = order.flatMap((label, position) => {
      const arm = plan.arms.find((candidate) => candidate.label === label);
      if (arm === undefined || failing.givenUp.includes(label)) return [];
      return [{ round, position, hashSeed, loops, sliceCount, arm, signal }];
    });
    // Drawn by the same lot as the hash seed.
    const processor = processors[hashSeed % processors.length] ?? null;
    for await (const ended of runRound(plan, { requests, processor })) {
      runs.push(...ended);
      if (ended.some((run) => run.ending.kind === "stopped")) {
        return yield state({ kind: "stopped" });
      }
      for (const run of ended) failing.add(run);
      const reason = failing.isBaseGone() ? failing.nothingLeft() : null;
      if (reason !== null) return yield state({ kind: "given_up", reason });
      yield* pausing(clock, state({ kind: "running" }));
    }
    if (signal.aborted) return yield state({ kind: "stopped" });
    // Not within the round: what the base gives in it is worth having.
    const reason = failing.nothingLeft();
    if (reason !== null) return yield state({ kind: "given_up", reason });
    if (round + 1 < rounds.length && looks.includes(round + 1)) {
      const looked = { ...state({ kind: "complete" }), rounds: rounds.slice(0, round + 1) };
      if (isDecided(looked)) return yield looked;
    }
  }
  yield state({ kind: "complete" });
}

function isTimeOver(
  { seconds, budget }: MeasurePlan,
  { round, secondsGone }: { readonly round: number; readonly secondsGone: number },
): boolean {
  return seconds !== null && round >= budget.roundsMin && secondsGone > seconds * OVERRUN_MAX;
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
  // Below six rounds there is no interval: they are worth the overrun that is allowed anyhow.
  const isWorthIt = USABLE_ROUNDS_MIN * roundSeconds + secondsGone <= plan.seconds * OVERRUN_MAX;
  const fewest = isWorthIt ? USABLE_ROUNDS_MIN : plan.budget.roundsMin;
  return Math.min(plan.rounds.length, Math.max(fewest, fitting));
}

/** A look that is followed by the end after less than this share of its rounds tells hardly anything that the end does not. */
const LOOKS_APART_MIN = 0.25;

/** The looks for that many rounds, the last one at their end; none where there is room for one only. */
export function looksWithin(looks: readonly number[], roundCount: number): readonly number[] {
  const early = looks.filter((rounds) => rounds * (1 + LOOKS_APART_MIN) < roundCount);
  return early.length === 0 ? [] : [...early, roundCount];
}

/** Whoever draws between two processes does not use up the time for measuring. */
function* pausing(clock: Clock, state: MeasurementState) {
  clock.pause();
  yield state;
  clock.resume();
}

interface Clock {
  seconds(): number;
  pause(): void;
  resume(): void;
}

function startClock(): Clock {
  let beginMs = performance.now();
  let pausedMs: number | null = null;
  return {
    seconds: () => ((pausedMs ?? performance.now()) - beginMs) / 1000,
    pause: () => pausedMs = performance.now(),
    resume: () => {
      beginMs += performance.now() - (pausedMs ?? performance.now());
      pausedMs = null;
    },
  };
}

/** Which arms fail, how often in a row, and whether anything is left to do. */
class Failures {
  readonly #plan: MeasurePlan;
  readonly #inARow = new Map<string, number>();
  readonly early: ProbeRun[] = [];

  constructor(plan: MeasurePlan) {
    this.#plan = plan;
  }

  get givenUp(): string[] {
    return [...this.#inARow].flatMap(([label, count]) =>
      count >= FAILURES_IN_A_ROW_MAX ? [label] : []
    );
  }

  addEarly(runs: readonly ProbeRun[]): void {
    this.early.push(...runs);
    for (const run of runs) this.add(run);
  }

  add({ arm, ending }: ProbeRun): void {
    const before = this.#inARow.get(arm) ?? 0;
    // A probe that says that it cannot run there will say so again.
    const failed = ending.kind === "skipped" ? FAILURES_IN_A_ROW_MAX : before + 1;
    this.#inARow.set(arm, ending.kind === "completed" ? 0 : failed);
  }

  /** Whether there is no base any more, so that not even the round is worth its end. */
  isBaseGone(): boolean {
    return this.#plan.base !== null && this.givenUp.includes(this.#plan.base);
  }

  /** Why going on makes no sense: no arm, no base or nothing to compare with it; null when it does. */
  nothingLeft(): string | null {
    const { arms, base } = this.#plan;
    const gone = this.givenUp;
    const left = arms.filter((arm) => !gone.includes(arm.label));
    if (left.length === 0) return "no arm is left";
    if (base !== null && gone.includes(base)) return `the base ${base} failed too often`;
    if (base !== null && left.length === 1) return `only the base ${base} is left`;
    return null;
  }
}

/** The round that runs in a state, counted from 1. */
export function currentRound(
  { runs, rounds }: { runs: readonly ProbeRun[]; rounds: readonly PlannedRound[] },
): number {
  return Math.min(rounds.length, (runs.at(-1)?.round ?? 0) + 1);
}
