/** How the interval of a comparison came about: what it would have been after fewer rounds. Pure. */

import type { Comparison } from "./comparison.ts";
import { decide } from "../stats/mod.ts";

/** The interval after some of the rounds. */
export interface IntervalStep {
  /** Usable rounds. */
  readonly rounds: number;
  /** The estimate from them. */
  readonly ratio: number;
  /** Lower end of the interval; null where there is none. */
  readonly low: number | null;
  /** Upper end of the interval; null where there is none. */
  readonly high: number | null;
}

/** Steps at most: each sorts all pairs of its rounds, and a picture has no room for more. */
const STEPS_MAX = 60;

/**
 * The intervals after one round, after two, and so on, each as if the rounds had been planned to end there. The last
 * step is the comparison itself.
 *
 * ```ts
 * import { compare, discoverInterpreters, intervalHistory } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const result = await compare("tight_loop", { base: python, test: python, budget: "smoke" });
 *   const [first] = intervalHistory(result);
 * }
 * ```
 */
export function intervalHistory(comparison: Comparison): readonly IntervalStep[] {
  const { roundRatios, ratio, low, high, confidence, minEffect } = comparison;
  // The very rule that decides: another interval would not lead to the one that is shown.
  const pairs = roundRatios.map((round) => ({ base: 1, test: round.ratio }));
  const count = pairs.length;
  if (count === 0 || ratio === null) return [];
  const stride = Math.ceil(count / STEPS_MAX);
  const counts = Array.from({ length: count - 1 }, (_, index) => index + 1)
    .filter((rounds) => (count - rounds) % stride === 0);
  const steps = counts.flatMap((rounds): IntervalStep[] => {
    const decision = decide({ pairs: pairs.slice(0, rounds), confidence, minEffect });
    return decision.ratio === null
      ? []
      : [{ rounds, ratio: decision.ratio, low: decision.low, high: decision.high }];
  });
  return [...steps, { rounds: count, ratio, low, high }];
}
