/** What a ratio forest says about each comparison, before anything is drawn. */

import type { Comparison } from "../../../probes/mod.ts";

/** One row of a forest. */
export interface ForestRow {
  /** What is compared. */
  readonly name: string;
  /** Null: not measured yet. */
  readonly comparison: Comparison | null;
  /** What the reader expected; null for nothing. */
  readonly prediction: number | null;
}

/** What there is to draw beside the ratio itself. */
export type RowSpan =
  /** An interval; an end that is null lies beyond every edge. */
  | { kind: "interval"; low: number | null; high: number | null }
  /** Too few rounds for an interval: from the least round to the greatest. */
  | { kind: "range"; low: number; high: number; ratios: readonly number[] }
  | { kind: "none" };

/** Units of time: only for these less is faster. */
const TIME_UNITS: readonly string[] = ["ns", "µs", "ms", "s"];

/** How the row's ratio is surrounded. */
export function rowSpan(
  { kind, low, high, ratio, roundRatios }: Comparison,
): RowSpan {
  if (kind === "exact" || ratio === null) return { kind: "none" };
  if (low !== null || high !== null) return { kind: "interval", low, high };
  const ratios = roundRatios.map((round) => round.ratio).filter((value) => value > 0);
  if (ratios.length === 0) return { kind: "none" };
  return { kind: "range", low: Math.min(...ratios), high: Math.max(...ratios), ratios };
}

/** What stands at the row, part by part. */
export function rowWords(comparison: Comparison | null): string[] {
  if (comparison === null) return ["not measured yet"];
  const span = rowSpan(comparison);
  return [
    comparison.sentence,
    ...(span.kind === "range" && span.ratios.length > 1
      ? [`rounds from ${formatRatio(span.low)} to ${formatRatio(span.high)}`]
      : []),
    ...(comparison.sameFamily ? [] : ["other build"]),
  ];
}

/** Whether the comparison is one of times. */
export function isTimeRatio({ value }: Comparison): boolean {
  // A word may follow, as in "ms CPU".
  return TIME_UNITS.includes(value.unit.split(" ")[0] ?? "");
}

/** Whether a row was measured elsewhere, before. */
export function isFrozen(comparison: Comparison | null): boolean {
  return comparison?.flags.some(({ kind }) => kind === "frozen") ?? false;
}

/** A ratio with as many digits as a reader can use. */
export function formatRatio(ratio: number): string {
  return ratio >= 10 || ratio < 0.1 ? `${Number(ratio.toPrecision(3))}` : ratio.toFixed(3);
}
