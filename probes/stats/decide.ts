/**
 * The verdict on one comparison: from the two arms' values, round by round, to a ratio with its
 * interval and one of four words.
 */

import type { StatsFlag } from "./flag.ts";
import { signFlipInterval, steadyMiddle } from "./sign_flip.ts";
import { type Interval, signedRankCutoff, signedRankInterval } from "./signed_rank.ts";

/** What a comparison says about the test arm; "same" is a finding, "unclear" is none. */
export type Verdict = "faster" | "slower" | "same" | "unclear";

/** The two arms' values in one round; null for a process that gave none. */
export interface Pair {
  /** The base's value. */
  readonly base: number | null;
  /** The test arm's value. */
  readonly test: number | null;
}

/** Rounds in which one arm alone has no value, by the side to which they would pull the ratio. */
export interface LostRounds {
  /** The test arm failed, or the base took no time: the ratio would be endlessly high. */
  readonly high: number;
  /** The base failed, or the test arm took no time. */
  readonly low: number;
}

/** What a comparison is decided from. */
export interface DecideOptions {
  /** The arms' levels, one entry a round. */
  readonly pairs: readonly Pair[];
  /** Their floors, for the second line. */
  readonly floors?: readonly Pair[];
  /** Rounds that are missing on one side only: what is left when slow processes fail looks fast. None when not given. */
  readonly lost?: LostRounds;
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
  /** The interval's lower end; null when there are too few rounds for one, or too many that the base lost. */
  readonly low: number | null;
  /** Its upper end; null also when the test arm lost too many. */
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

/** The most that a confidence can be: what is left would be shared among the claims of a table, down to rounding errors. */
export const CONFIDENCE_MAX = 1 - 1e-9;

/** The smallest effect worth a word where the caller names none (statistics, Verdict). */
export const MIN_EFFECT = 0.01;

/** Decides one comparison. */
export function decide(
  {
    pairs,
    floors = [],
    lost = NONE_LOST,
    flags = [],
    confidence = 0.95,
    minEffect = MIN_EFFECT,
  }: DecideOptions,
): Decision {
  checkOptions(confidence, minEffect);
  const logs = pairs.map(logRatio);
  const main = estimate(logs, confidence);
  const floor = estimate(floors.map(logRatio), confidence);
  const bounds = widened(main, { logs, lost, confidence });
  const low = ratioOf(bounds.low);
  const high = ratioOf(bounds.high);
  const floorInterval = ratiosOf(floor.interval);
  const verdict = verdictOf({ low: low ?? 0, high: high ?? Infinity }, minEffect);
  return {
    ratio: ratioOf(main.center),
    low,
    high,
    verdict,
    floorRatio: ratioOf(floor.center),
    floorLow: floorInterval?.low ?? null,
    floorHigh: floorInterval?.high ?? null,
    needMore: verdict === "unclear" ? roundsMissing(main, { bounds, minEffect, confidence }) : null,
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
  const interval = usable.length < ROUNDS_MIN ? null : signFlipInterval(usable, { confidence });
  const middle = steadyMiddle(usable);
  const center = middle === null || interval === null
    ? middle
    : Math.min(interval.high, Math.max(interval.low, middle));
  return { count: usable.length, center, interval };
}

const NONE_LOST: LostRounds = { high: 0, low: 0 };

/** Stands for a log ratio without limit; the largest real one is below 1500. */
const LOG_ENDLESS = 1e9;

/** An interval whose ends may be open. */
interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The interval that still holds when every lost round counts as the worst that it can have been: by Wilcoxon's ranks, for
 * which far off is not forgotten.
 *
 * Dropping them would be survivorship: an arm whose slow processes run into a limit would be called faster for it. It
 * only ever becomes wider, so that a failure is no evidence of speed in either direction.
 */
function widened(
  { interval }: Estimate,
  { logs, lost, confidence }: {
    readonly logs: readonly (number | null)[];
    readonly lost: LostRounds;
    readonly confidence: number;
  },
): Bounds {
  if (interval === null) return { low: null, high: null };
  const usable = logs.filter((log) => log !== null);
  const withLost = (count: number, log: number) =>
    count === 0
      ? interval
      : signedRankInterval([...usable, ...new Array<number>(count).fill(log)], { confidence }) ??
        interval;
  const low = Math.min(interval.low, withLost(lost.low, -LOG_ENDLESS).low);
  const high = Math.max(interval.high, withLost(lost.high, LOG_ENDLESS).high);
  // An average with an endless one is endless, too.
  return { low: low < -LOG_ENDLESS / 4 ? null : low, high: high > LOG_ENDLESS / 4 ? null : high };
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

/**
 * What an interval says: judges the very numbers that are shown, so that no rounding sets verdict against interval.
 * `minEffect` as in `DecideOptions`.
 */
export function verdictOf({ low, high }: Interval, minEffect: number): Verdict {
  if (low >= 1 / (1 + minEffect) && high <= 1 + minEffect) return "same";
  if (low > 1) return "slower";
  return high < 1 ? "faster" : "unclear";
}

/**
 * How many more rounds would decide, if the estimate stays and each side of the interval narrows with the root of the
 * rounds: until it leaves 1, or until it fits into the zone of "same", whichever is nearer. The sides are taken
 * each by itself: one outlier makes the far side long, and only the side towards 1 stands in the way of a verdict.
 */
function roundsMissing(
  { count, center, interval }: Estimate,
  { bounds: { low, high }, minEffect, confidence }: {
    readonly bounds: Bounds;
    readonly minEffect: number;
    readonly confidence: number;
  },
): number | null {
  if (interval === null || center === null) {
    return Math.max(1, roundsForInterval(confidence) - count);
  }
  // Nobody knows how many more would be lost.
  if (low === null || high === null) return null;
  const [below, above] = [center - low, high - center];
  const zone = Math.log1p(minEffect);
  const narrowing = Math.min(
    center > 0 ? below / center : center < 0 ? above / -center : Infinity,
    Math.abs(center) < zone ? Math.max(below / (zone + center), above / (zone - center)) : Infinity,
  );
  // Without an effect and without a zone no number of rounds would ever decide.
  if (narrowing === Infinity) return null;
  return Math.max(1, Math.ceil(count * (narrowing ** 2 - 1)));
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
      // The number of rounds may have been chosen, too, and a case that somebody sends has no budget.
      text: `${main.count} of ${needed} rounds that an interval needs; ` +
        "measure more rounds, for example with a larger budget",
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
