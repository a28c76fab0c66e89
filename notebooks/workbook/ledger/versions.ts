/** Statements about some versions: what was measured of other ones says nothing about them. */

import type { ComparisonResult, MeasurementResult } from "../../../probes/mod.ts";
import type { Expectation, Versions } from "./expectation.ts";
import { type Material, measuredBy } from "./material.ts";
import { bare, type Outcome } from "./outcome.ts";
import { isWithin, versionsText } from "./rules_state.ts";

/** The material without the arms of other versions; the same where the statement is about all of them. */
export function ofVersions(material: Material, expected: Expectation): Material {
  const versions = versionsOf(expected);
  if (versions === null) return material;
  const kept = new Map(material.measurements.map((one) => [one, keptOf(one, versions)]));
  const keptBy = (one: MeasurementResult) => kept.get(one) ?? one;
  return {
    ...material,
    measurements: material.measurements.map(keptBy),
    comparisons: material.comparisons.map((one) => keptRows(one, keptBy(one.measurement))),
  };
}

function versionsOf(expected: Expectation): Versions | null {
  return "versions" in expected ? expected.versions ?? null : null;
}

function keptOf(measurement: MeasurementResult, versions: Versions): MeasurementResult {
  return {
    ...measurement,
    arms: measurement.arms.filter(({ python }) => isWithin(python, versions)),
  };
}

function keptRows(comparison: ComparisonResult, measurement: MeasurementResult): ComparisonResult {
  const labels = measurement.arms.map(({ label }) => label);
  const rows = comparison.rows.filter(({ base, test }) =>
    labels.includes(base) && labels.includes(test)
  );
  return { ...comparison, measurement, rows };
}

/** That none of the versions was measured, though others were; null otherwise. */
export function versionsMissing(
  expected: Expectation,
  { given, kept }: { readonly given: Material; readonly kept: Material },
): Outcome | null {
  const versions = versionsOf(expected);
  if (versions === null || !("probes" in expected)) return null;
  const armCount = (material: Material) =>
    measuredBy(material, expected.probes).reduce((sum, { arms }) => sum + arms.length, 0);
  return armCount(given) > 0 && armCount(kept) === 0
    ? bare("unavailable", `no ${versionsText(versions)} was measured. ${versions.remedy}`)
    : null;
}
