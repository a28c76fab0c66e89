/**
 * The statistics of a comparison: from the slices of single processes to faster, slower, same or
 * unclear. Pure functions of numbers: nothing here runs a process, draws a random number or knows
 * what a probe is, so that all of it can be tested on noise whose truth is known.
 *
 * The way of a comparison: `cleanProcess()` reduces each process's slices by the one declared rule,
 * `pairProcesses()` puts the two arms of each round side by side on the same clock, `decide()`
 * gives ratio, interval and verdict:
 * `decide({ ...pairProcesses(rounds), confidence: 0.95, minEffect: 0.01 })`.
 * Values without slices go straight to `decide({ pairs })`. `decideLook()` decides on the way, while
 * rounds are still coming in, and `decideTable()` many comparisons that are read together; both
 * take what `decide()` takes. `summarizeSuite()` sums such a table up in one ratio.
 *
 * Start reading at `decide.ts`.
 */

export {
  type CleanedProcess,
  cleanProcess,
  type ClockLevels,
  type Slice,
  type SliceUse,
} from "./clean.ts";
export {
  CONFIDENCE_MAX,
  decide,
  type DecideOptions,
  type Decision,
  type LostRounds,
  MIN_EFFECT,
  type Pair,
  ROUNDS_MIN,
  roundsForInterval,
  type Verdict,
  verdictOf,
} from "./decide.ts";
export type { StatsFlag, StatsFlagKind } from "./flag.ts";
export { type ArmNames, type PairedRounds, pairProcesses, type Round } from "./pair.ts";
export { median, quantile } from "./quantile.ts";
export { hodgesLehmann, type Interval, signedRankInterval } from "./signed_rank.ts";
export { signFlipInterval, steadyMiddle } from "./sign_flip.ts";
export type { WarmupClass } from "./warmup.ts";
export {
  decideLook,
  type Look,
  LOOK_ROUNDS,
  type LookDecision,
  type LookOptions,
  planLooks,
} from "./sequential.ts";
export { type SuiteOptions, type SuiteSummary, summarizeSuite } from "./suite.ts";
export { decideTable, sharedConfidence, type TableOptions } from "./table.ts";
