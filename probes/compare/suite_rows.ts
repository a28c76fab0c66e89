/** The geometric means of a table as rows like any other, so that they can stand among those that they are made of. */

import { CONFIDENCE } from "../measure/budget.ts";
import type { Comparison } from "./comparison.ts";
import type { MatrixResult } from "./matrix_result.ts";
import { sentenceOf } from "./sentence.ts";
import { verdictOf } from "../stats/mod.ts";

/**
 * The geometric mean over a table's probes, a row for each compared arm; none for a single probe, and none until the
 * table is over.
 *
 * Its interval is what another session of the same benchmarks would give: it says nothing of benchmarks that are not
 * among them.
 *
 * ```ts
 * import { frozen, matrixWithin, suiteRows } from "probes";
 *
 * const loops = [await frozen("tight_loop"), await frozen("fibonacci")];
 * const table = matrixWithin(loops, { base: "py3.10.13", test: ["py3.11.7", "py3.12.1"] });
 * const sentences: string[] = suiteRows(table).map(({ sentence }) => sentence);
 * ```
 */
export function suiteRows({ suites, cells, seconds }: MatrixResult): Comparison[] {
  return suites.flatMap((suite): Comparison[] => {
    const own = cells.filter(({ test, kind }) => test === suite.test && kind === "ratio");
    const [first] = own;
    if (first === undefined) return [];
    const { low, high } = suite;
    const row = {
      ...first,
      value: { ...first.value, key: "mean", name: `geometric mean of ${suite.count}` },
      rounds: Math.min(...own.map(({ rounds }) => rounds)),
      seconds,
      ratio: suite.ratio,
      low,
      high,
      verdict: verdictOf({ low: low ?? 0, high: high ?? Infinity }, first.minEffect),
      baseLevel: null,
      testLevel: null,
      confidence: CONFIDENCE,
      look: null,
      floorRatio: null,
      floorLow: null,
      floorHigh: null,
      needMore: null,
      roundRatios: [],
      // Those of the single probes stand at their own rows.
      flags: first.flags.filter(({ kind }) => kind === "frozen"),
    };
    return [{ ...row, sentence: sentenceOf(row) }];
  });
}
