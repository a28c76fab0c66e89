/** What the exercises of Section 2 are judged by: arms of one probe, those of this machine before frozen ones. */

import type { ComparisonResult, MeasuredArm } from "../../../../probes/mod.ts";
import type { ReadEvidence } from "../../ledger/evidence.ts";
import { measuredBy, sortEvidence } from "../../ledger/material.ts";

/** Arms that gave something, the first that was measured here first. */
export function armsOf(evidence: ReadEvidence, probe: string): readonly MeasuredArm[] {
  const { live, frozen } = sortEvidence(evidence);
  return [live, frozen].flatMap((material) =>
    measuredBy(material, [probe]).flatMap(({ arms }) => arms)
  ).filter(({ processes }) => processes.length > 0);
}

/** Comparisons by one probe, those that were measured here first. */
export function comparisonsBy(evidence: ReadEvidence, probe: string): readonly ComparisonResult[] {
  const { live, frozen } = sortEvidence(evidence);
  return [...live.comparisons, ...frozen.comparisons].filter(({ measurement }) =>
    measurement.probe === probe
  );
}

/** An arm's count; null where it gave none. */
export function countOfArm({ summary }: MeasuredArm, key: string): number | null {
  const value = summary[key]?.median;
  return typeof value === "number" ? value : null;
}

/** An arm's word; null where it gave none. */
export function wordOfArm({ summary }: MeasuredArm, key: string): string | null {
  const value = summary[key]?.median;
  return typeof value === "string" ? value : null;
}
