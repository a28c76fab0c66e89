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
 *
 * Claims that are looked at while they grow spend their share look by look: each is divided alike,
 * so that all looks of all claims together make no more than the table's error. Holm's steps stay
 * valid, because with fewer open claims each look of each claim gets more and never less (the graphical
 * approach of Maurer and Bretz 2013 for group-sequential trials).
 */

import { decide, type DecideOptions, type Decision, type Verdict } from "./decide.ts";

/** A family of claims; the caller says in its caption which they are. */
export interface TableOptions {
  /**
   * One comparison a claim. Its own confidence is that of the look at which it ended, as if it stood alone; the table's
   * where it has none.
   */
  readonly claims: readonly DecideOptions[];
  /** How often all intervals of the table must hold together. */
  readonly confidence?: number;
  /** How many claims share the error: more than are given where others are decided elsewhere. */
  readonly claimCount?: number;
}

/** Decides all claims of a table, in their order. */
export function decideTable(
  { claims, confidence = 0.95, claimCount = claims.length }: TableOptions,
): readonly Decision[] {
  const known = claims.map((claim) => ({ ...claim, confidence: claim.confidence ?? confidence }));
  const shown = known.map((claim) => decideAmong(claim, claimCount));
  const differences = differencesByHolm(known, { shown, claimCount });
  return shown.map((decision, index) => {
    const verdict = differences.get(index);
    return verdict === undefined ? decision : withVerdict(decision, verdict);
  });
}

/** What one of so many claims is decided with for all of them to hold together. */
export function sharedConfidence(confidence: number, claimCount: number): number {
  return 1 - (1 - confidence) / Math.max(1, claimCount);
}

type Claim = DecideOptions & { readonly confidence: number };

function decideAmong(claim: Claim, openCount: number): Decision {
  return decide({ ...claim, confidence: sharedConfidence(claim.confidence, openCount) });
}

type Difference = Extract<Verdict, "faster" | "slower">;

function isDifference(verdict: Verdict): verdict is Difference {
  return verdict === "faster" || verdict === "slower";
}

function differencesByHolm(
  claims: readonly Claim[],
  { shown, claimCount }: { readonly shown: readonly Decision[]; readonly claimCount: number },
): ReadonlyMap<number, Difference> {
  const found = new Map<number, Difference>();
  // With all claims open the step is Bonferroni's, which is decided already.
  let decisions = shown.map(({ verdict }, index) => ({ index, verdict }));
  for (;;) {
    const before = found.size;
    for (const { index, verdict } of decisions) {
      if (isDifference(verdict)) found.set(index, verdict);
    }
    if (found.size === before) return found;
    const open = claims.keys().filter((index) => !found.has(index)).toArray();
    decisions = open.map((index) => {
      const claim = { pairs: [], confidence: 0.95, ...claims[index], floors: [] };
      return { index, verdict: decideAmong(claim, claimCount - found.size).verdict };
    });
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
