/**
 * Many benchmarks in one number: the geometric mean of their ratios, with an interval for what another session of the
 * same benchmarks would give. It says nothing about other benchmarks: those measured are no sample of any.
 *
 * So rounds are drawn again and never benchmarks, and a round is drawn for all of them at once, because what the machine
 * did in it is common to them.
 */

import type { Decision, Verdict } from "./decide.ts";
import { ROUNDS_MIN } from "./decide.ts";
import { upperNormalTail } from "./normal.ts";
import { ascending, quantileOfSorted } from "./quantile.ts";
import { hodgesLehmann } from "./signed_rank.ts";
import { upperStudentQuantile } from "./student.ts";

/** What a suite is made of. */
export interface SuiteOptions {
  /** One decision a benchmark, of rounds that ran together. */
  readonly benchmarks: readonly Pick<Decision, "ratios" | "verdict">[];
  /** How often the interval must hold the true mean. */
  readonly confidence?: number;
  /** Draws numbers in [0, 1): the same generator gives the same interval. */
  readonly random: () => number;
  /** How often the rounds are drawn again. */
  readonly draws?: number;
}

/** A suite in a line. */
export interface SuiteSummary {
  /** Geometric mean of the ratios; null without a usable round. */
  readonly ratio: number | null;
  /** Lower end of its interval; null with too few rounds for one. */
  readonly low: number | null;
  /** Upper end. */
  readonly high: number | null;
  /** Benchmarks that have a ratio. */
  readonly count: number;
  /** The share of all benchmarks with each verdict; all 0 without benchmarks. */
  readonly shares: Readonly<Record<Verdict, number>>;
}

/** Enough that the ends of an interval of 95 % stray by about a fiftieth of its width (simulated, 20 rounds). */
const DRAWS = 2000;

/** Sums a suite up. */
export function summarizeSuite(
  { benchmarks, confidence = 0.95, random, draws = DRAWS }: SuiteOptions,
): SuiteSummary {
  const logs = benchmarks.map(({ ratios }) =>
    ratios.map((ratio) => ratio === null ? null : Math.log(ratio))
  ).filter((rounds) => rounds.some((log) => log !== null));
  const center = meanOfMiddles(logs);
  const interval = drawnInterval(logs, { confidence, random, draws });
  return {
    ratio: center === null ? null : Math.exp(center),
    low: interval === null ? null : Math.exp(interval.low),
    high: interval === null ? null : Math.exp(interval.high),
    count: logs.length,
    shares: sharesOf(benchmarks.map(({ verdict }) => verdict)),
  };
}

/** One benchmark's log ratios by round; null for a round that cannot be used. */
type RoundLogs = readonly (number | null)[];

function meanOfMiddles(benchmarks: readonly RoundLogs[]): number | null {
  const middles = benchmarks.map((rounds) => hodgesLehmann(rounds.filter((log) => log !== null)));
  const known = middles.filter((middle) => middle !== null);
  return known.length === 0 ? null : known.reduce((sum, middle) => sum + middle, 0) / known.length;
}

/**
 * The percentile interval, a little wider than its name: quantiles of draws fall short by the root of n / (n - 1) and
 * by the difference between Student's and the normal quantile (the expanded percentile interval of Hesterberg 2015).
 */
function drawnInterval(
  benchmarks: readonly RoundLogs[],
  { confidence, random, draws }: Required<Omit<SuiteOptions, "benchmarks">>,
): { readonly low: number; readonly high: number } | null {
  const fewest = benchmarks.reduce(
    (least, rounds) => Math.min(least, rounds.filter((log) => log !== null).length),
    Infinity,
  );
  if (benchmarks.length === 0 || fewest < ROUNDS_MIN) return null;
  const roundCount = benchmarks.reduce((most, rounds) => Math.max(most, rounds.length), 0);
  const means = ascending(
    Array.from({ length: draws }, () => {
      const drawn = Array.from({ length: roundCount }, () => Math.floor(random() * roundCount));
      return meanOfMiddles(
        benchmarks.map((rounds) => drawn.map((round) => rounds[round] ?? null)),
      );
    }).filter((mean) => mean !== null),
  );
  const quantile = upperStudentQuantile((1 - confidence) / 2, fewest - 1);
  const tail = upperNormalTail(quantile * Math.sqrt(fewest / (fewest - 1)));
  const [low, high] = [quantileOfSorted(means, tail), quantileOfSorted(means, 1 - tail)];
  return low === null || high === null ? null : { low, high };
}

function sharesOf(verdicts: readonly Verdict[]): SuiteSummary["shares"] {
  const share = (verdict: Verdict) =>
    verdicts.filter((other) => other === verdict).length / Math.max(1, verdicts.length);
  return {
    faster: share("faster"),
    slower: share("slower"),
    same: share("same"),
    unclear: share("unclear"),
  };
}
