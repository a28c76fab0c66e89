/** One ratio held against what a statement says of it. */

import type { Comparison, MeasurementResult, Verdict } from "../../../probes/mod.ts";
import { countOf } from "../page/words.ts";
import type { Criterion } from "./expectation.ts";
import {
  DECIDING_ROUNDS_MIN,
  type FindingInterval,
  type FindingKind,
  type Outcome,
  rangeText,
  tooFew,
} from "./outcome.ts";

/** Judges the ratio of two arms. */
export function judgeRow(
  criterion: Criterion,
  { row, measurement }: { readonly row: Comparison; readonly measurement: MeasurementResult },
): Outcome {
  const { rounds, verdict, needMore } = row;
  const interval = intervalOf(row);
  if (rounds < DECIDING_ROUNDS_MIN) {
    return tooFew(measurement, { rounds, interval: interval ?? rangeOf(row), what: "ratio" });
  }
  const kind = judgeCriterion(criterion, { interval, verdict });
  const reason = interval === null
    ? `${countOf(rounds, "round")} without an interval${seenText(rangeOf(row))}`
    : `ratio ${rangeText(interval)}, ${countOf(rounds, "round")}`;
  // More rounds are counted until a verdict, not until an interval leaves somebody's range.
  const isForecast = kind === "inconclusive" && criterion.by === "verdict";
  return { kind, reason, rounds, interval, needMore: isForecast ? needMore : null };
}

function seenText(seen: FindingInterval | null): string {
  return seen === null ? "" : `; seen so far: ratio ${rangeText(seen)}`;
}

/** What an interval or a verdict says of the statement. */
export function judgeCriterion(
  criterion: Criterion,
  { interval, verdict }: {
    readonly interval: FindingInterval | null;
    readonly verdict: Verdict | null;
  },
): FindingKind {
  switch (criterion.by) {
    case "verdict":
      if (verdict === null) return "inconclusive";
      if (criterion.supports.includes(verdict)) return "supported";
      return criterion.contradicts.includes(verdict) ? "contradicted" : "inconclusive";
    case "range": {
      if (interval === null) return "inconclusive";
      const { low, high } = interval;
      if (low >= criterion.low && high <= criterion.high) return "supported";
      return high < criterion.low || low > criterion.high ? "contradicted" : "inconclusive";
    }
  }
}

/** The interval of a comparison, or null where it has none. */
export function intervalOf({ ratio, low, high }: Comparison): FindingInterval | null {
  return ratio === null || low === null || high === null
    ? null
    : { estimate: ratio, low, high, unit: "" };
}

/** Without an interval the rounds' own ratios are shown, which promise nothing. */
function rangeOf({ roundRatios, ratio }: Comparison): FindingInterval | null {
  const ratios = roundRatios.map((round) => round.ratio);
  if (ratio === null || ratios.length === 0) return null;
  return { estimate: ratio, low: Math.min(...ratios), high: Math.max(...ratios), unit: "" };
}
