/** Runs a probe in several arms: fresh processes, interleaved, one at a time. */

import { findProbe, type ProbeLike } from "../catalog/catalog.ts";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { checkOptions } from "./options.ts";
import { COMMON_OPTIONS, completePlan, type MeasureOptions } from "./plan.ts";
import type { MeasurementResult } from "./result.ts";
import { type Running, running } from "./running.ts";

/** What `measure()` gives: see `Running`. */
export type Measurement = Running<MeasurementResult>;

/**
 * Measures a probe in several CPythons.
 *
 * Every round starts each arm once, as a fresh process, in an order drawn from a seed that is stored. Nothing
 * runs at the same time. A process that fails is kept in the result with its reason and does not count.
 *
 * ```ts
 * import { discoverInterpreters, measure } from "probes";
 *
 * const arms = (await discoverInterpreters()).slice(-2);
 * const result = await measure("tight_loop", { arms, params: { n: 1000 }, rounds: 2 });
 * for (const arm of result.arms) {
 *   const milliseconds: number | null = arm.median;
 * }
 * ```
 */
export function measure(probe: ProbeLike, options: MeasureOptions = {}): Measurement {
  // Wrong options are the caller's mistake: they show at this line, not when somebody awaits.
  checkOptions(`Cannot measure "${findProbe(probe).name}"`, options, ["arms", ...COMMON_OPTIONS]);
  completePlan(probe, { ...options, arms: options.arms ?? [] });
  return running({
    makePlan: async () =>
      completePlan(probe, { ...options, arms: options.arms ?? await discoverInterpreters() }),
    toResult: (measurement) => measurement,
    onProgress: options.onProgress,
    question: {
      compared: null,
      isSeedGiven: options.seed !== undefined,
      isFresh: options.fresh ?? false,
    },
  });
}
