/** Comparisons that are read together: their verdicts hold all at once, and so do their intervals. Pure. */

import { type ArmComparison, claimOf, compareArms, type Comparison } from "./comparison.ts";
import { designOf } from "./design.ts";
import type { MeasurementResult } from "./result.ts";
import { decideTable, sharedConfidence } from "./stats/mod.ts";

/** One comparison of a family. */
export interface FamilyMember extends Omit<ArmComparison, "decided"> {
  readonly measurement: MeasurementResult;
}

/** Comparisons that were decided together. */
export interface Family {
  /** In the order in which they were given. */
  readonly members: readonly Comparison[];
  /** How often all their intervals hold at once. */
  readonly confidence: number;
  /** How many share the error: exact values are equal or not, which needs none. */
  readonly claimCount: number;
}

/** Compares all of them; measurements with a fixed number of rounds are needed, for nobody looked on the way. */
export function compareFamily(members: readonly FamilyMember[]): Family {
  // While one is running, all can still be stopped.
  const confidence = members.reduce(
    (most, { measurement }) => Math.max(most, designOf(measurement).confidence),
    0,
  );
  const claims = members.filter(({ value }) => value.kind !== "exact");
  const decisions = claims.length === 0
    ? []
    : decideTable({ claims: claims.map(claimOf), confidence });
  const own = sharedConfidence(confidence, claims.length);
  return {
    confidence,
    claimCount: claims.length,
    members: members.map((member) => {
      const decision = decisions[claims.indexOf(member)];
      const decided = decision === undefined ? {} : { decided: { decision, confidence: own } };
      return compareArms(member.measurement, { ...member, ...decided });
    }),
  };
}
