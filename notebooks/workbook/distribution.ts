/** How the values of a measurement lie: one row an interpreter, one dot a process. */

import { formatValue, type MeasuredArm, type MeasurementResult } from "../../probes/mod.ts";
import { type Chart, makeChart } from "./chart.ts";
import { draw, type PlotLibrary, type PlotSpec } from "./draw.ts";
import { textWidth } from "./svg_text.ts";
import { dotRows } from "./text_chart.ts";
import { ACCENT } from "./theme.ts";

/** Width of the picture in pixels: a notebook's output column on a small laptop. */
const WIDTH = 720;

/** Names up to this width leave the picture as it is; longer ones widen it. */
const NAME_WIDTH_USUAL = 140;

/** Height of one row, room for the title and axes; chosen by eye. */
const ROW_HEIGHT = 34;

/** Single timings drawn an interpreter at most; more would only be a grey bar and a large file. */
const SLICES_DRAWN_MAX = 200;

/** The smallest letters of the chart. */
const FONT_PIXELS = 12;

/**
 * Draws a measurement: a grey tick for each timing, a dot for each process at the median of its timings, a bar at the
 * median of the processes. Takes a measurement that still runs too, and draws it when it has ended.
 *
 * ```ts
 * import { measure } from "probes";
 * import { distribution } from "workbook";
 *
 * const result = await measure("tight_loop", { arms: [], params: { n: 1000 } });
 * const text: string = await distribution(result).toText();
 * ```
 */
export function distribution(result: MeasurementResult | PromiseLike<MeasurementResult>): Chart {
  // Checked at the call where that is possible: the error then points at the learner's own line.
  if (!isThenable(result)) checkResult(result);
  return makeChart(async () => {
    const settled = await result;
    checkResult(settled);
    const { drawing } = await draw(distributionSpec(settled));
    return { drawing, description: describe(settled), text: distributionText(settled) };
  });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === "function";
}

function checkResult(result: Partial<MeasurementResult> | null | undefined): void {
  if (result?.value !== undefined && Array.isArray(result.arms)) return;
  throw new TypeError("Cannot draw a distribution: what measure() gives is needed");
}

/** The chart as text. */
export function distributionText(result: MeasurementResult): string {
  const { name, unit } = result.value;
  const rows = result.arms.map((arm) => ({
    label: arm.label,
    values: arm.processes.flatMap(({ level }) => level === null ? [] : [level]),
    middle: arm.median,
  }));
  const legend =
    `${name} in ${unit}; o one process (median of its timings), | median of the processes`;
  return [result.title, dotRows(rows, (value) => formatValue(value)), legend, ...caption(result)]
    .join("\n");
}

function distributionSpec(result: MeasurementResult): PlotSpec {
  const { name, unit } = result.value;
  const names = result.arms.map((arm) => arm.label);
  // Plot keeps a fixed space for names and cuts longer ones.
  const nameWidth = Math.max(40, ...names.map((label) => textWidth(label, FONT_PIXELS)));
  return (plot) => ({
    title: result.title,
    caption: [
      "Dot: one process (median of its timings). Tick: one timing. Bar: median of the processes.",
      ...caption(result),
    ]
      .join("\n"),
    width: WIDTH + Math.max(0, Math.ceil(nameWidth) - NAME_WIDTH_USUAL),
    height: 70 + ROW_HEIGHT * Math.max(1, names.length),
    marginLeft: Math.ceil(nameWidth) + 16,
    marginBottom: 42,
    x: {
      label: `${name} (${unit})`,
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
      domain: [0, axisEnd(result)],
    },
    y: { label: null, domain: names },
    marks: result.arms.flatMap((arm) => armMarks(plot, arm, axisEnd(result))),
  });
}

function armMarks(plot: PlotLibrary, arm: MeasuredArm, end: number) {
  const y = arm.label;
  const timings = arm.processes.flatMap((process) =>
    process.slices.map((slice) => slice.value).filter((value) => value <= end)
  );
  const levels = arm.processes.flatMap(({ level }) => level === null ? [] : [level]);
  return [
    plot.tickX(thinned(timings), {
      x: (value: number) => value,
      y: () => y,
      strokeOpacity: 0.18,
      inset: 5,
    }),
    plot.dot(levels, {
      x: (value: number) => value,
      y: () => y,
      r: 4.5,
      fill: ACCENT,
      fillOpacity: 0.85,
      stroke: "currentColor",
      strokeWidth: 0.8,
    }),
    plot.tickX(arm.median === null ? [] : [arm.median], {
      x: (value: number) => value,
      y: () => y,
      strokeWidth: 3,
      inset: 1,
    }),
  ];
}

/**
 * From zero to a little above the highest process. Timings beyond that are counted, not drawn: a single interrupted one
 * would press all the rest into a corner.
 */
function axisEnd(result: MeasurementResult): number {
  const levels = result.arms.flatMap((arm) =>
    arm.processes.flatMap(({ level }) => level === null ? [] : [level])
  );
  return levels.length === 0 ? 1 : Math.max(...levels) * 1.08;
}

function beyondAxis(result: MeasurementResult): number {
  const end = axisEnd(result);
  const timings = result.arms.flatMap((arm) => arm.processes.flatMap((process) => process.slices));
  return timings.filter((timing) => timing.value > end).length;
}

function thinned(values: readonly number[]): number[] {
  const step = Math.max(1, Math.ceil(values.length / SLICES_DRAWN_MAX));
  return values.filter((_, index) => index % step === 0);
}

function describe(result: MeasurementResult): string {
  const { name, unit } = result.value;
  const values = result.arms.map((arm) => `${arm.label} ${formatValue(arm.median)}`);
  return `${result.title}: ${name} in ${unit}, median of the processes: ${values.join(", ")}`;
}

function caption(result: MeasurementResult): string[] {
  const failureCount = result.arms.reduce((sum, arm) => sum + arm.failures.length, 0);
  const beyondCount = beyondAxis(result);
  return [
    ...(beyondCount > 0 ? [`Timings beyond the right edge: ${beyondCount}.`] : []),
    ...(result.arms.length === 0 ? ["No CPython was measured."] : []),
    ...(result.ending.kind === "stopped"
      ? ["Stopped before the end: fewer processes than planned."]
      : []),
    ...(failureCount > 0 ? [`Not drawn: processes that failed, ${failureCount}.`] : []),
  ];
}
