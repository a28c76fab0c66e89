/**
 * Comparisons that are read together: the test arms of `compare()`, and all cells of `matrix()`. Their verdicts hold all at
 * once, and so do their intervals. Pure.
 */

import { type ArmComparison, claimOf, compareArms, type Comparison } from "./comparison.ts";
import { CONFIDENCE } from "../measure/budget.ts";
import { type Design, designOf, overallConfidence, sharedDesign } from "./design.ts";
import type { MeasurementResult } from "../measure/result.ts";
import { decideTable } from "../stats/mod.ts";

/** One comparison of a family. */
export interface FamilyMember extends Omit<ArmComparison, "decided"> {
  readonly measurement: MeasurementResult;
}

/** Comparisons that were decided together. */
export interface Family {
  /** In the order in which they were given. */
  readonly members: readonly Comparison[];
  /** How often all their intervals hold at once, those of all looks together. */
  readonly confidence: number;
  /** How many share the error: exact values are equal or not, which needs none. */
  readonly claimCount: number;
}

/**
 * Compares all of them: each at its own look, or after its fixed number of rounds, with its share of the error.
 *
 * `claimCount` is how many share it in all, where others are compared elsewhere; as many as there are here when not given.
 */
export function compareFamily(
  members: readonly FamilyMember[],
  options: { readonly claimCount?: number } = {},
): Family {
  const claims = members.filter(({ value }) => value.kind !== "exact");
  const { claimCount = claims.length } = options;
  const designs = designsOf(claims, claimCount);
  const decisions = decideTable({
    claims: claims.map((claim) => ({
      ...claimOf(claim),
      confidence: designs.get(claim.measurement)?.confidence ?? CONFIDENCE,
    })),
    claimCount,
  });
  return {
    confidence: designs.size === 0
      ? CONFIDENCE
      : Math.min(...designs.values().map(overallConfidence)),
    claimCount,
    members: members.map((member) => {
      const decision = decisions[claims.indexOf(member)];
      const design = designs.get(member.measurement);
      return compareArms(member.measurement, {
        ...member,
        ...(decision === undefined || design === undefined
          ? {}
          : { decided: { decision, design: sharedDesign(design, claimCount) } }),
      });
    }),
  };
}

function designsOf(
  claims: readonly FamilyMember[],
  claimCount: number,
): ReadonlyMap<MeasurementResult, Design> {
  const measurements = new Set(claims.map(({ measurement }) => measurement));
  return new Map(
    [...measurements].map((measurement) => [measurement, designOf(measurement, { claimCount })]),
  );
}
