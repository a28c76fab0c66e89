/**
 * The benchmarks of pyperformance: fetched once when they are asked for, measured as probes, one worker process of pyperf
 * a round; or run by pyperformance itself. Knows nothing of the catalogue. Start reading at `suite.ts`.
 *
 * @module
 */

export type { Benchmark } from "./benchmarks.ts";
export type { PyperformanceFailure } from "./fetch.ts";
export {
  type ListedBenchmark,
  PYPERFORMANCE_LISTING,
  type PyperformanceListing,
} from "./listing.ts";
export type { RunnerOptions, RunnerOutcome } from "./runner.ts";
export {
  pyperformance,
  type PyperformanceOptions,
  type PyperformanceOutcome,
  type PyperformanceSuite,
} from "./suite.ts";
