/** When comparisons with much time are looked at, and which part of the error each look may spend. */

import { CONFIDENCE_MAX, LOOK_ROUNDS, planLooks, roundsForInterval } from "../stats/mod.ts";

/**
 * Rounds at which a comparison with time for them is looked at: the usual ones, and beyond them each time half as many
 * more. Two hundred rounds halve the interval of forty, and who gave 30 s wants them used.
 */
export const LONG_LOOK_ROUNDS: readonly number[] = [...LOOK_ROUNDS, 60, 90, 135, 200];

/**
 * The parts of an error of 0.05 for those looks. The first is the least that eight rounds can reach (2 / 2^8), and a
 * fifth is kept for the last; the rest is spread so that an effect of 5 % is still found early. Equal arms were called
 * different in 1.3 % of 1,140 simulated comparisons.
 */
const LONG_PARTS: readonly number[] = [
  0.008,
  0.004,
  0.005,
  0.005,
  0.006,
  0.004,
  0.004,
  0.004,
  0.01,
];

/** A part that is smaller is none, but what is left of it by rounding. */
export const ERROR_MIN = 1 - CONFIDENCE_MAX;

/** How the error of a comparison is spread over its looks. */
export interface Spending {
  /** The error that all looks together may make. */
  readonly error: number;
  /** How many comparisons share it. */
  readonly claimCount?: number;
}

/**
 * What each of these looks may spend, of which the last takes what is left for looks.
 *
 * Where many share the error, the rounds of an early look can be too few for an interval with so small a part. Nothing
 * can be decided there, so that the part is not spent, and the next look has it in addition.
 */
export function partsOf(
  looks: readonly number[],
  { error, claimCount = 1 }: Spending,
): readonly number[] {
  const isLong = (looks.at(-1) ?? 0) > (LOOK_ROUNDS.at(-1) ?? 0);
  const parts = isLong
    ? LONG_PARTS.map((part) => part / 0.05 * error)
    : planLooks(1 - error).map((look) => look.error);
  const early = parts.slice(0, looks.length - 1);
  const all = [...early, sum(parts) - sum(early)];
  let kept = 0;
  return all.map((part, index) => {
    const own = part + kept;
    const isTooEarly = own > ERROR_MIN &&
      (looks[index] ?? 0) < roundsForInterval(1 - own / claimCount);
    kept = isTooEarly ? own : 0;
    return own;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
