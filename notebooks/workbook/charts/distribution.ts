/** How the values of a measurement lie: curves for a few arms, rows of dots for many. */

import {
  type Comparing,
  type ComparisonResult,
  formatValue,
  type Measurement,
  type MeasurementResult,
} from "../../../probes/mod.ts";
import { CURVES_MAX } from "../drawing/arm_style.ts";
import { type Chart, checkChartOptions, type DrawnChart } from "../drawing/chart.ts";
import type { Source } from "../drawing/live.ts";
import { makeSourceChart } from "../drawing/source_chart.ts";
import { dotRows } from "../drawing/text_chart.ts";
import { dotRowsExtent, drawDotRows } from "./dot_rows.ts";
import { drawEcdf } from "./ecdf.ts";
import { levelExtent, mediansText, type Spread, spreadOf, type ValueExtent } from "./spread.ts";

/** Something with values: a measurement or a comparison that runs or is over. */
export type Measured =
  | Measurement
  | MeasurementResult
  | Comparing
  | ComparisonResult
  | PromiseLike<MeasurementResult | ComparisonResult>;

/** The same, as a chart takes it: the two results share what the charts read. */
export type MeasuredSource = Source<MeasurementResult | ComparisonResult>;

/** What `distribution()` may be told. */
export interface DistributionOptions {
  /** `ecdf`: curves with the run strip below; `dots`: a row an arm. Chosen by the number of arms when not given. */
  readonly shape?: "ecdf" | "dots";
  /** Key of the value to draw, for example `peakRss`; the main one, or the compared one, when not given. */
  readonly value?: string;
}

/**
 * Draws how the processes of each arm are spread.
 *
 * Up to four arms are rising curves, one step a process, with the processes in their order below; more are rows of dots.
 * Takes a measurement that still runs too, and draws it as it grows.
 *
 * ```ts
 * import { measure } from "probes";
 * import { distribution } from "workbook";
 *
 * const result = await measure("tight_loop", { arms: [], params: { n: 1000 } });
 * const text: string = await distribution(result).toText();
 * ```
 */
export function distribution(measured: Measured, options: DistributionOptions = {}): Chart {
  // Checked at the call where that is possible: the error then points at the learner's own line.
  checkOptions(options);
  return makeSourceChart(measured as MeasuredSource, {
    preparing: "Distribution: preparing the measurement",
    check: checkResult,
    draw: (result) => drawDistribution(result, options),
  });
}

async function drawDistribution(
  result: MeasurementResult | ComparisonResult,
  { shape, value }: DistributionOptions,
): Promise<DrawnChart> {
  const spread = spreadOf(result, value);
  const chosen = shape ?? (spread.arms.length <= CURVES_MAX ? "ecdf" : "dots");
  return {
    drawing: await (chosen === "ecdf" ? drawEcdf(spread) : drawDotRows(spread)),
    description: describe(spread),
    text: spreadText(spread, chosen === "ecdf" ? levelExtent(spread) : dotRowsExtent(spread)),
  };
}

/** The chart as text, over the axis of the picture: noise must not look larger where there is no picture. */
function spreadText(spread: Spread, extent: Pick<ValueExtent, "low" | "high">): string {
  const { name, unit } = spread.value;
  const rows = spread.arms.map(({ label, points, median }) => ({
    label,
    values: points.map(({ level }) => level),
    middle: median,
  }));
  const isBeyond = rows.some(({ values }) => values.some((value) => value > extent.high));
  const legend = `${name}${unit === "" ? "" : ` in ${unit}`}; o one process, ` +
    `${isBeyond ? "> beyond the edge, " : ""}| median of the processes` +
    (extent.low === 0 ? "" : "; the axis does not begin at 0");
  const dots = dotRows(rows, formatValue, extent);
  return [spread.title, ...spread.verdicts, dots, legend, ...spread.notes].join("\n");
}

function describe(spread: Spread): string {
  const verdicts = spread.verdicts.length === 0 ? "" : `; ${spread.verdicts.join("; ")}`;
  return `${spread.title}, median of the processes: ${mediansText(spread) || "none"}${verdicts}`;
}

function checkResult(result: unknown): void {
  const { value, arms, measurement } = (result ?? {}) as Partial<
    MeasurementResult & ComparisonResult
  >;
  if (value !== undefined && (Array.isArray(arms) || measurement !== undefined)) return;
  throw new TypeError("Cannot draw a distribution: what measure() or compare() gives is needed");
}

function checkOptions(options: DistributionOptions): void {
  checkChartOptions("Cannot draw a distribution", options, ["shape", "value"]);
  const { shape } = options;
  if (shape === undefined || shape === "ecdf" || shape === "dots") return;
  throw new TypeError(
    `Cannot draw a distribution: "shape" is ${JSON.stringify(shape)}, "ecdf" or "dots" is needed`,
  );
}
