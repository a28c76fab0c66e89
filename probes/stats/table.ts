/**
 * Many comparisons that are read together: among twenty of them one false alarm in every table
 * would be the rule. The error is shared, so that all verdicts of a table hold at once, and all
 * its intervals.
 *
 * Intervals are Bonferroni's: each has its equal share of the error. "Same" is read off them.
 * Differences are found by Holm's steps: the error is divided by the claims that are still open,
 * and each difference that is found leaves more of it for the others. Where only such a step found
 * it, the shown interval is cut off at 1, so that it never contradicts its verdict. A "same" leaves
 * nothing to others: that took the error of simulated tables from 4 to 6 %.
 */

import { decide, type DecideOptions, type Decision, type Verdict } from "./decide.ts";

/** A family of claims; the caller says in its caption which they are. */
export interface TableOptions {
  /** One comparison a claim; the table's confidence replaces their own. */
  readonly claims: readonly Omit<DecideOptions, "confidence">[];
  /** How often all intervals of the table must hold together. */
  readonly confidence?: number;
}

/** Decides all claims of a table, in their order. */
export function decideTable({ claims, confidence = 0.95 }: TableOptions): readonly Decision[] {
  const own = sharedConfidence(confidence, claims.length);
  const differences = differencesByHolm({ claims, confidence });
  return claims.map((claim, index) => {
    const shown = decide({ ...claim, confidence: own });
    const verdict = differences.get(index);
    return verdict === undefined ? shown : withVerdict(shown, verdict);
  });
}

/** What one of so many claims is decided with for all of them to hold together. */
export function sharedConfidence(confidence: number, claimCount: number): number {
  return 1 - (1 - confidence) / Math.max(1, claimCount);
}

type Difference = Extract<Verdict, "faster" | "slower">;

function differencesByHolm(
  { claims, confidence }: Required<TableOptions>,
): ReadonlyMap<number, Difference> {
  const found = new Map<number, Difference>();
  for (;;) {
    const open = claims.keys().filter((index) => !found.has(index)).toArray();
    const step = sharedConfidence(confidence, open.length);
    const fresh = open.flatMap((index): [number, Difference][] => {
      const { verdict } = decide({ pairs: [], ...claims[index], floors: [], confidence: step });
      return verdict === "faster" || verdict === "slower" ? [[index, verdict]] : [];
    });
    if (fresh.length === 0) return found;
    for (const [index, verdict] of fresh) found.set(index, verdict);
  }
}

/** The nearest numbers to 1 for which a difference is true. */
const JUST_ABOVE = 1 + Number.EPSILON;
const JUST_BELOW = 1 - Number.EPSILON;

function withVerdict(shown: Decision, verdict: Difference): Decision {
  const { low, high } = shown;
  return {
    ...shown,
    verdict,
    low: verdict === "slower" ? Math.max(low ?? 0, JUST_ABOVE) : low,
    high: verdict === "faster" ? Math.min(high ?? Number.MAX_VALUE, JUST_BELOW) : high,
    needMore: null,
  };
}
