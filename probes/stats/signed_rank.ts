/**
 * Where the middle of paired differences lies: the Hodges-Lehmann estimate and the interval that
 * inverts Wilcoxon's signed-rank test.
 *
 * Both are order statistics of the Walsh averages, the means of all pairs of differences (each
 * with itself too). The interval holds its confidence for every number of differences as long as
 * their distribution is symmetric, which random order within a round provides.
 */

import { upperNormalQuantile } from "./normal.ts";
import { ascending } from "./quantile.ts";

/** An interval, both ends included. */
export interface Interval {
  /** Lower end. */
  readonly low: number;
  /** Upper end. */
  readonly high: number;
}

/**
 * The most differences for which the exact null distribution is used; statistics beyond it take
 * the normal approximation, whose rank differs by at most one there.
 */
export const EXACT_COUNT_MAX = 60;

/** The median of the Walsh averages; null for no differences. */
export function hodgesLehmann(differences: readonly number[]): number | null {
  if (differences.length === 0) return null;
  const sorted = sortedDifferences(differences);
  const count = walshCount(sorted.length);
  const lower = walshAverage(sorted, Math.ceil(count / 2));
  return count % 2 === 1 ? lower : (lower + walshAverage(sorted, count / 2 + 1)) / 2;
}

/** The interval for the middle of the differences; null where there are too few for one. */
export function signedRankInterval(
  differences: readonly number[],
  { confidence }: { readonly confidence: number },
): Interval | null {
  const outside = signedRankCutoff(differences.length, (1 - confidence) / 2);
  if (outside === null) return null;
  const sorted = sortedDifferences(differences);
  return {
    low: walshAverage(sorted, outside + 1),
    high: walshAverage(sorted, walshCount(sorted.length) - outside),
  };
}

/**
 * The largest rank sum that is significant: the largest k with P(T <= k) <= tail. As many Walsh
 * averages are left outside at each end of the interval. Null where not even k = 0 reaches it.
 */
export function signedRankCutoff(count: number, tail: number): number | null {
  if (!(tail > 0 && tail < 0.5)) {
    throw new RangeError(`Cannot find a signed-rank cutoff: the tail is ${tail}, not in (0, 0.5)`);
  }
  // A confidence such as 1 - 1 / 32 must find its 1 / 64 again after rounding.
  const tolerated = tail * (1 + 1e-9);
  return count <= EXACT_COUNT_MAX ? exactCutoff(count, tolerated) : normalCutoff(count, tolerated);
}

/** How many of the 2^count sign patterns give each rank sum; exact, since below 2^53 or rounded once. */
export function signedRankCounts(count: number): Float64Array {
  const counts = new Float64Array(walshCount(count) + 1);
  counts[0] = 1;
  for (let rank = 1; rank <= count; rank++) {
    for (let sum = walshCount(rank); sum >= rank; sum--) {
      counts[sum] = (counts[sum] ?? 0) + (counts[sum - rank] ?? 0);
    }
  }
  return counts;
}

function exactCutoff(count: number, tail: number): number | null {
  const patterns = 2 ** count;
  let below = 0;
  let cutoff: number | null = null;
  for (const [sum, ways] of signedRankCounts(count).entries()) {
    below += ways;
    if (below / patterns > tail) return cutoff;
    cutoff = sum;
  }
  return cutoff;
}

/** P(T <= k) is about the normal probability up to k + 1/2 (continuity correction). */
function normalCutoff(count: number, tail: number): number | null {
  const mean = count * (count + 1) / 4;
  const deviation = Math.sqrt(count * (count + 1) * (2 * count + 1) / 24);
  const cutoff = Math.floor(mean - 0.5 - upperNormalQuantile(tail) * deviation);
  return cutoff >= 0 ? cutoff : null;
}

function sortedDifferences(differences: readonly number[]): Float64Array {
  const wrong = differences.find((difference) => !Number.isFinite(difference));
  if (wrong === undefined) return ascending(differences);
  throw new RangeError(`Cannot estimate the middle of differences: one of them is ${wrong}`);
}

function walshCount(count: number): number {
  return count * (count + 1) / 2;
}

/**
 * The Walsh average of the given rank (from 1), by bisection on its value: there are too many
 * averages to list when thousands of rounds are read from a file.
 */
function walshAverage(sorted: Float64Array, rank: number): number {
  let high = sorted.at(-1) ?? Number.NaN;
  let low = sorted[0] ?? Number.NaN;
  if (countUpTo(sorted, low) >= rank) return low;
  for (;;) {
    const middle = low / 2 + high / 2;
    // Adjacent numbers, so that `high` is the average itself.
    if (!(middle > low && middle < high)) return high;
    if (countUpTo(sorted, middle) >= rank) high = middle;
    else low = middle;
  }
}

/** How many Walsh averages are at most `limit`. */
function countUpTo(sorted: Float64Array, limit: number): number {
  let count = 0;
  let end = sorted.length - 1;
  for (let start = 0; start <= end; start++) {
    const first = sorted[start] ?? Number.NaN;
    // The larger the first of a pair, the fewer partners are left for it.
    while (end >= start && first / 2 + (sorted[end] ?? Number.NaN) / 2 > limit) end--;
    count += Math.max(0, end - start + 1);
  }
  return count;
}
