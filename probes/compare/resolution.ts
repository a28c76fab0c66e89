/** What a machine can tell apart in a given time, from a comparison of a program with itself. Pure. */

import type { Comparison } from "./comparison.ts";
import { LONG_LOOK_ROUNDS } from "../measure/looks.ts";
import type { MeasurementResult } from "../measure/result.ts";
import { median } from "../stats/mod.ts";

/** How finely a machine measures. */
export interface Resolution {
  /** How far the interval of a comparison reaches to each side after that time, as a share; null without an interval. */
  readonly noiseFloor: number | null;
  /** The smallest effect that four of five such comparisons find, as a share. */
  readonly smallestEffect: number | null;
  /** Rounds that fit into the time. */
  readonly rounds: number | null;
}

/**
 * An interval that reaches to 1.96 standard errors excludes 1 in 80 % of comparisons when the effect is
 * 1.96 + 0.84 standard errors (quantiles of the normal distribution).
 */
const FOUND_IN_FOUR_OF_FIVE = (1.96 + 0.8416) / 1.96;

/** Forecasts for a comparison of so many seconds. */
export function resolutionOf(
  { low, high, rounds }: Pick<Comparison, "low" | "high" | "rounds">,
  { seconds, ...measurement }: {
    /** Of the comparison that is forecast. */
    readonly seconds: number;
    readonly runs: MeasurementResult["runs"];
    /** How long the measurement took. */
    readonly taken: number;
  },
): Resolution {
  const fitting = roundsWithin(seconds, measurement);
  if (low === null || high === null || fitting === null) {
    return { noiseFloor: null, smallestEffect: null, rounds: fitting };
  }
  const half = (Math.log(high) - Math.log(low)) / 2;
  // The interval narrows with the root of the rounds.
  const reached = half * Math.sqrt(rounds / fitting);
  return {
    noiseFloor: Math.expm1(reached),
    smallestEffect: Math.expm1(reached * FOUND_IN_FOUR_OF_FIVE),
    rounds: fitting,
  };
}

/** Rounds of a comparison that fit beside its preparation; no comparison has more than its last look. */
function roundsWithin(
  seconds: number,
  { runs, taken }: { readonly runs: MeasurementResult["runs"]; readonly taken: number },
): number | null {
  const byRound = Map.groupBy(runs, ({ round }) => round);
  const roundSeconds = median(
    [...byRound.values()].map((own) => own.reduce((sum, run) => sum + run.elapsedMs, 0) / 1000),
  );
  if (roundSeconds === null || roundSeconds <= 0) return null;
  const inRounds = runs.reduce((sum, run) => sum + run.elapsedMs, 0) / 1000;
  const preparing = Math.max(0, taken - inRounds);
  const fitting = Math.floor((seconds - preparing) / roundSeconds);
  return Math.max(1, Math.min(LONG_LOOK_ROUNDS.at(-1) ?? fitting, fitting));
}
