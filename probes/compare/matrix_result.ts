/** What a matrix gave: every probe and interpreter, decided together. */

import type { ComparisonResult } from "./compare.ts";
import type { Comparison } from "./comparison.ts";
import { compareFamily } from "./comparison_family.ts";
import { DISPLAY, type Displayable } from "../show/display.ts";
import { matrixTable } from "./matrix_table.ts";
import { CONFIDENCE } from "../measure/budget.ts";
import { seededRandom } from "../measure/random.ts";
import type { MeasurementEnding } from "../measure/result.ts";
import { type SuiteSummary, summarizeSuite } from "../stats/mod.ts";
import { tableBundle } from "../show/table.ts";

/** One interpreter in one probe. */
export interface MatrixCell extends Comparison {
  /** What was measured. */
  readonly probe: string;
  /** The same in words, with its parameters. */
  readonly title: string;
}

/** One interpreter over all probes. */
export interface MatrixSuite extends SuiteSummary {
  /** Label of the arm that is compared. */
  readonly test: string;
}

/** A matrix, complete or as far as it got. Shows itself as a table. */
export interface MatrixResult extends Displayable {
  /** What was measured, a row each. */
  readonly probes: readonly string[];
  /** Probe by probe, within it arm by arm. Intervals and verdicts hold for all of them at once. */
  readonly cells: readonly MatrixCell[];
  /** How often they do. */
  readonly confidence: number;
  /** Comparisons that share the error that is allowed. */
  readonly claimCount: number;
  /** One entry a compared arm: the geometric mean over the probes. Empty until it is over, and for a single probe. */
  readonly suites: readonly MatrixSuite[];
  /** Each probe by itself, with what was measured; its own verdicts know nothing of the table. */
  readonly parts: readonly ComparisonResult[];
  /** How long measuring took, in seconds. */
  readonly seconds: number;
  /** How it ended, or that it still runs: the first ending of a probe that was not complete. */
  readonly ending: MeasurementEnding;
}

/** Makes the result of what the probes have given so far. */
export function matrixResult(
  probes: readonly string[],
  { latest, claimCount }: {
    readonly latest: readonly (ComparisonResult | null)[];
    /** Comparisons that were planned; those that have not begun keep their share of the error. */
    readonly claimCount: number;
  },
): MatrixResult {
  const places = latest.flatMap((part, index) => {
    const [base, ...tests] = part?.measurement.arms ?? [];
    const probe = probes[index];
    if (part === null || base === undefined || probe === undefined) return [];
    const { measurement, value, minEffect } = part;
    return tests.map((test) => ({ measurement, base, test, value, minEffect, probe }));
  });
  const family = compareFamily(places, { claimCount });
  const cells = family.members.flatMap((member, index): MatrixCell[] => {
    const place = places[index];
    if (place === undefined) return [];
    return [{ ...member, probe: place.probe, title: place.measurement.title }];
  });
  const parts = latest.filter((part) => part !== null);
  const ending = endingOf(latest);
  const result: MatrixResult = {
    probes,
    cells,
    confidence: family.confidence,
    claimCount: family.claimCount,
    suites: ending.kind === "running" ? [] : suitesOf(cells, parts[0]?.measurement.seed ?? 0),
    parts,
    seconds: parts.reduce((sum, { measurement }) => sum + measurement.seconds, 0),
    ending,
    [DISPLAY]: () => tableBundle(matrixTable(result)),
  };
  return result;
}

function endingOf(latest: readonly (ComparisonResult | null)[]): MeasurementEnding {
  const endings = latest.map((part): MeasurementEnding => part?.ending ?? { kind: "running" });
  return endings.find(({ kind }) => kind === "running") ??
    endings.find(({ kind }) => kind !== "complete") ?? { kind: "complete" };
}

/**
 * Probes that ended at a look need no wider interval here: of 450 simulated suites of four the intervals of 95 % held
 * 95.6 % (fixed at 40 rounds: 96.0 %).
 */
function suitesOf(cells: readonly MatrixCell[], seed: number): MatrixSuite[] {
  // A mean of times and of rates, of which more is better, would mean nothing.
  const ratios = cells.filter(({ kind, value }) =>
    kind === "ratio" && value.lowerIsBetter === true
  );
  const byTest = Map.groupBy(ratios, ({ test }) => test);
  return [...byTest].flatMap(([test, own]) =>
    own.length < 2 ? [] : [{
      test,
      ...summarizeSuite({
        benchmarks: own.map(({ roundRatios, verdict }) => ({
          ratios: byRound(roundRatios),
          verdict: verdict ?? "unclear",
        })),
        confidence: CONFIDENCE,
        random: seededRandom(seed),
      }),
    }]
  );
}

function byRound(roundRatios: Comparison["roundRatios"]): (number | null)[] {
  const count = 1 + Math.max(-1, ...roundRatios.map(({ round }) => round));
  const ratios = new Array<number | null>(count).fill(null);
  for (const { round, ratio } of roundRatios) ratios[round] = ratio;
  return ratios;
}
