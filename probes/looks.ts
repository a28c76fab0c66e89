/** When comparisons with much time are looked at, and which part of the error each look may spend. */

import { LOOK_ROUNDS, planLooks } from "./stats/mod.ts";

/**
 * Rounds at which a comparison with time for them is looked at: the usual ones, and beyond them each time half as many
 * more. Two hundred rounds halve the interval of forty, and who gave 30 s wants them used.
 */
export const LONG_LOOK_ROUNDS: readonly number[] = [...LOOK_ROUNDS, 60, 90, 135, 200];

/**
 * The parts of an error of 0.05 for those looks. The first is the least that eight rounds can reach (2 / 2^8), and a
 * fifth is kept for the last; the rest is spread so that an effect of 5 % is still found early.
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

/** What each of these looks may spend, of which the last takes what is left. */
export function partsOf(looks: readonly number[], error: number): readonly number[] {
  const isLong = (looks.at(-1) ?? 0) > (LOOK_ROUNDS.at(-1) ?? 0);
  const parts = isLong
    ? LONG_PARTS.map((part) => part / 0.05 * error)
    : planLooks(1 - error).map((look) => look.error);
  const early = parts.slice(0, looks.length - 1);
  return [...early, error - early.reduce((sum, part) => sum + part, 0)];
}
