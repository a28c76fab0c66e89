/** What an export is made of: one value of a measurement, whatever result it stands in. */

import { findValue } from "../catalog/catalog.ts";
import type { ProbeValue } from "../catalog/probe.ts";
import type { ComparisonResult } from "../compare/compare.ts";
import { shown } from "../measure/options.ts";
import type { MeasurementResult } from "../measure/result.ts";

/** What can be exported: what awaiting `measure()` or `compare()` gives, or an imported one. */
export type Exportable = MeasurementResult | ComparisonResult;

/** The measurement of a result; throws a `TypeError` for anything else. */
export function measurementOf(result: Exportable, doing: string): MeasurementResult {
  if (typeof result === "object" && result !== null) {
    if ("measurement" in result) return result.measurement;
    if ("arms" in result && Array.isArray(result.arms)) return result;
  }
  throw new TypeError(
    `${doing}: ${shown(result)} is given, what awaiting measure() or compare() gives is needed`,
  );
}

/** The value to export: the one named, else the one that was compared, else the main one. */
export function exportedValue(result: Exportable, key?: string): ProbeValue {
  const measurement = measurementOf(result, "Cannot export");
  if (key === undefined) return result.value;
  const { probe, values } = measurement;
  const [main = result.value, ...others] = values;
  return findValue({ name: probe, values: [main, ...others] }, key);
}
