/**
 * The verdict on one comparison: from the two arms' values, round by round, to a ratio with its
 * interval and one of four words.
 */

import type { StatsFlag } from "./flag.ts";
import {
  hodgesLehmann,
  type Interval,
  signedRankCutoff,
  signedRankInterval,
} from "./signed_rank.ts";

/** What a comparison says about the test arm; "same" is a finding, "unclear" is none. */
export type Verdict = "faster" | "slower" | "same" | "unclear";

/** The two arms' values in one round; null for a process that gave none. */
export interface Pair {
  /** The base's value. */
  readonly base: number | null;
  /** The test arm's value. */
  readonly test: number | null;
}

/** What a comparison is decided from. */
export interface DecideOptions {
  /** The arms' levels, one entry a round. */
  readonly pairs: readonly Pair[];
  /** Their floors, for the second line. */
  readonly floors?: readonly Pair[];
  /** What is already known to the reader's caution, for example from pairing. */
  readonly flags?: readonly StatsFlag[];
  /** How often the interval must hold the true ratio. */
  readonly confidence?: number;
  /** Ratios from 1 / (1 + this) to 1 + this count as the same. */
  readonly minEffect?: number;
}

/** The ratio test : base and what it says. */
export interface Decision {
  /** The estimate; null without a usable round. */
  readonly ratio: number | null;
  /** The interval's lower end; null when there are too few rounds for one. */
  readonly low: number | null;
  /** Its upper end. */
  readonly high: number | null;
  /** What the interval says. */
  readonly verdict: Verdict;
  /** The same for the arms' floors. */
  readonly floorRatio: number | null;
  /** The lower end of its interval. */
  readonly floorLow: number | null;
  /** The upper end of its interval. */
  readonly floorHigh: number | null;
  /** About how many more rounds would decide it; null when it is decided or nobody can say. */
  readonly needMore: number | null;
  /** Usable rounds. */
  readonly rounds: number;
  /** Each round's ratio by its place in `pairs`; null for a round that cannot be used. */
  readonly ratios: readonly (number | null)[];
  /** What the reader must know beside. */
  readonly flags: readonly StatsFlag[];
}

/** Below this there is no interval: five rounds cannot reach 95 % (2 / 2^5 is above 0.05). */
export const ROUNDS_MIN = 6;

/** The smallest effect worth a word where the caller names none (statistics, Verdict). */
export const MIN_EFFECT = 0.01;

/** Decides one comparison. */
export function decide(
  { pairs, floors = [], flags = [], confidence = 0.95, minEffect = MIN_EFFECT }: DecideOptions,
): Decision {
  checkOptions(confidence, minEffect);
  const logs = pairs.map(logRatio);
  const main = estimate(logs, confidence);
  const floor = estimate(floors.map(logRatio), confidence);
  const interval = ratiosOf(main.interval);
  const floorInterval = ratiosOf(floor.interval);
  const verdict = interval === null ? "unclear" : verdictOf(interval, minEffect);
  return {
    ratio: ratioOf(main.center),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    verdict,
    floorRatio: ratioOf(floor.center),
    floorLow: floorInterval?.low ?? null,
    floorHigh: floorInterval?.high ?? null,
    needMore: verdict === "unclear" ? roundsMissing(main, { minEffect, confidence }) : null,
    rounds: main.count,
    ratios: logs.map(ratioOf),
    flags: [...flags, ...ownFlags(main, { floor, confidence, roundCount: pairs.length })],
  };
}

/** The fewest rounds that can give an interval of this confidence. */
export function roundsForInterval(confidence: number): number {
  let count = ROUNDS_MIN;
  while (signedRankCutoff(count, (1 - confidence) / 2) === null) count++;
  return count;
}

function checkOptions(confidence: number, minEffect: number): void {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`Cannot decide: the confidence is ${confidence}, not between 0 and 1`);
  }
  if (!(minEffect >= 0 && Number.isFinite(minEffect))) {
    throw new RangeError(`Cannot decide: the smallest effect is ${minEffect}, not 0 or more`);
  }
}

/** The logarithm of a round's ratio; null where one value is missing or no positive number. */
function logRatio({ base, test }: Pair): number | null {
  if (base === null || test === null) return null;
  // Two logarithms, because a quotient of extreme values would overflow.
  const log = base > 0 && test > 0 ? Math.log(test) - Math.log(base) : Number.NaN;
  return Number.isFinite(log) ? log : null;
}

interface Estimate {
  readonly count: number;
  readonly center: number | null;
  readonly interval: Interval | null;
}

function estimate(logs: readonly (number | null)[], confidence: number): Estimate {
  const usable = logs.filter((log) => log !== null);
  return {
    count: usable.length,
    center: hodgesLehmann(usable),
    interval: usable.length < ROUNDS_MIN ? null : signedRankInterval(usable, { confidence }),
  };
}

function ratioOf(log: number | null): number | null {
  return log === null ? null : finiteExp(log);
}

function ratiosOf(logs: Interval | null): Interval | null {
  return logs === null ? null : { low: finiteExp(logs.low), high: finiteExp(logs.high) };
}

/** JSON knows no infinity. */
function finiteExp(log: number): number {
  return Math.min(Math.exp(log), Number.MAX_VALUE);
}

/** Judges the very numbers that are shown, so that no rounding sets verdict against interval. */
function verdictOf({ low, high }: Interval, minEffect: number): Verdict {
  if (low >= 1 / (1 + minEffect) && high <= 1 + minEffect) return "same";
  if (low > 1) return "slower";
  return high < 1 ? "faster" : "unclear";
}

/**
 * How many more rounds would decide, if the estimate stays and the interval narrows with the root
 * of the rounds: until it leaves 1, or until it fits into the zone of "same", whichever is nearer.
 */
function roundsMissing(
  { count, center, interval }: Estimate,
  { minEffect, confidence }: { readonly minEffect: number; readonly confidence: number },
): number | null {
  if (interval === null || center === null) {
    return Math.max(1, roundsForInterval(confidence) - count);
  }
  const present = (interval.high - interval.low) / 2;
  const distance = Math.abs(center);
  const needed = Math.max(distance, Math.log1p(minEffect) - distance);
  // Without an effect and without a zone no number of rounds would ever decide.
  if (needed === 0) return null;
  return Math.max(1, Math.ceil(count * ((present / needed) ** 2 - 1)));
}

function ownFlags(
  main: Estimate,
  { floor, confidence, roundCount }: {
    readonly floor: Estimate;
    readonly confidence: number;
    readonly roundCount: number;
  },
): StatsFlag[] {
  const flags: StatsFlag[] = [];
  if (main.interval === null) {
    const needed = roundsForInterval(confidence);
    flags.push({
      kind: "few_rounds",
      text: `${main.count} of ${needed} rounds that an interval needs; give a larger budget`,
    });
  }
  if (main.count < roundCount) {
    flags.push({
      kind: "missing_rounds",
      text: `${roundCount - main.count} of ${roundCount} rounds give no ratio, because a value ` +
        "is missing or not above 0; look at the failures and at the values",
    });
  }
  if (main.interval !== null && floor.interval !== null && isApart(main.interval, floor.interval)) {
    flags.push({
      kind: "shape_differs",
      text: "The fastest slices give another ratio than the typical ones; " +
        "look at the whole distribution",
    });
  }
  return flags;
}

function isApart(first: Interval, second: Interval): boolean {
  return first.high < second.low || second.high < first.low;
}
