/** What grows with a number of things: a value against their number, a line for each way, a panel for each CPython. */

import { formatValue, type MeasurementResult, type ProbeValue } from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart } from "../../drawing/chart.ts";
import { makeSourceChart } from "../../drawing/source_chart.ts";
import type { Measured, MeasuredSource } from "../distribution.ts";
import type { Guess } from "../ratio_forest.ts";
import { failureNotes, statusNotes } from "../status.ts";
import { measurementOf, valuesNamed } from "./dot_table_rows.ts";
import { drawGrowth } from "./growth_picture.ts";
import { type GrowthCurve, growthCurves, pointText, slopeText } from "./growth_rows.ts";
import { drawEmpty } from "./rows.ts";

/** What `growth()` may be told. */
export interface GrowthOptions {
  /** The parameter that counts, for example `functions`. */
  readonly count: string;
  /** Key of the value to draw; the main one when not given. */
  readonly value?: string;
  /** Stands above the chart; the measurement's own title when not given. */
  readonly title?: string;
  /** Another measurement, for example a frozen one, in panels of its own. */
  readonly beside?: MeasurementResult | null;
  /** What was expected, and with which count: a hollow diamond in each panel; no number is not drawn. */
  readonly prediction?: { readonly count: number; readonly value: Guess };
}

const DOING = "Cannot draw what grows";

/**
 * Draws how a value grows with a count: the medians of the processes, their ranges, and in words how much one more costs.
 * Takes a measurement that still runs too.
 *
 * ```ts
 * import { arms, measure } from "probes";
 * import { growth } from "workbook";
 *
 * const [python] = await arms();
 * const price = await measure("annotations_import", {
 *   arms: [2, 50].map((functions) => ({ python, params: { functions } })),
 *   rounds: 1,
 * });
 * const text: string = await growth(price, { count: "functions" }).toText();
 * ```
 */
export function growth(measured: Measured, options: GrowthOptions): Chart {
  checkChartOptions(DOING, options, ["count", "value", "title", "beside", "prediction"]);
  if (typeof options.count !== "string") {
    throw new TypeError(`${DOING}: "count" is ${String(options.count)}, a parameter is needed`);
  }
  const { beside = null, value } = options;
  const keys = value === undefined ? [] : [[value]];
  if (beside !== null) measurementOf(DOING, beside);
  return makeSourceChart(measured as MeasuredSource, {
    preparing: "Growth: preparing the measurement",
    check: (result) => valuesNamed(DOING, measurementOf(DOING, result), ...keys),
    draw: (result) => drawChart(measurementOf(DOING, result), options),
  });
}

async function drawChart(
  measurement: MeasurementResult,
  { count, value, title = measurement.title, beside = null, prediction }: GrowthOptions,
): Promise<DrawnChart> {
  const [shown = measurement.value] = valuesNamed(DOING, measurement, [
    value ?? measurement.value.key,
  ]);
  const both = [measurement, ...(beside === null ? [] : [beside])];
  const curves = both.flatMap(({ arms }) => growthCurves(arms, { count, value: shown.key }));
  const notes = both.flatMap((one) => [...statusNotes(one), ...failureNotes(one)]);
  const seen = curves.filter(({ points }) => points.length > 0);
  if (seen.length === 0) return drawEmpty(title, notes.length === 0 ? undefined : notes);
  const guess = guessOf(prediction);
  const lines = [
    ...seen.map((curve) => curveText(curve, { value: shown, count })),
    ...(guess === null
      ? []
      : [`Your guess with ${guess.count}: ${formatValue(guess.value)} ${shown.unit}`]),
  ];
  return {
    drawing: await drawGrowth(seen, { title, value: shown, count, guess, notes }),
    description: `${title}: ${lines.join("; ")}`,
    text: [title, ...lines, ...notes].join("\n"),
  };
}

function guessOf(
  prediction: GrowthOptions["prediction"],
): { readonly count: number; readonly value: number } | null {
  const { count, value } = prediction ?? { count: 0, value: null };
  return typeof value === "number" && Number.isFinite(value) && value >= 0
    ? { count, value }
    : null;
}

function curveText(
  curve: GrowthCurve,
  { value, count }: { readonly value: ProbeValue; readonly count: string },
): string {
  const points = curve.points.map((point) => pointText(point, value)).join(", ");
  const slope = slopeText(curve, { unit: value.unit, count });
  const name = curve.label === curve.group ? curve.label : `${curve.group}, ${curve.label}`;
  return `${name}: ${points}${slope === "" ? "" : `; ${slope}`}`;
}
