/** When the garbage collector stopped the program, and for how long: one lane an arm on a common time axis. */

import { type ComparisonResult, formatValue, type MeasurementResult } from "../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart } from "../drawing/chart.ts";
import { FIGURE_WIDTH } from "../drawing/figure.ts";
import { drawText } from "../drawing/flatten.ts";
import { makeSourceChart } from "../drawing/source_chart.ts";
import { laneText } from "../drawing/text_chart.ts";
import type { Measured, MeasuredSource } from "./distribution.ts";
import { drawLanes, floorOf, topOf } from "./pause_picture.ts";
import {
  besideLanes,
  checkPauses,
  type PauseLanes,
  pauseLanes,
  withExpected,
} from "./pause_rows.ts";
import type { Guess } from "./ratio_forest.ts";

/** What `pauseTimeline()` may be told. */
export interface PauseOptions {
  /** Lanes of another measurement below, on the same axes, for example of a frozen one. */
  readonly beside?: MeasurementResult | null;
  /** A parameter, for example `shape`: lanes that differ in it alone stand beside each other, a column a value. */
  readonly columns?: string;
  /**
   * What was expected of the longest pause: its length in ms, drawn as a hollow diamond, or the name of the arm that has
   * it. A prediction's `value` can be given as it is.
   */
  readonly prediction?: Guess;
  /** Stands above the picture, in place of the probe's own title with its parameters. */
  readonly title?: string;
}

/**
 * Draws each pause at the moment when it began, as high as it took long. Takes a measurement that still runs too.
 *
 * ```ts
 * import { measure } from "probes";
 * import { pauseTimeline } from "workbook";
 *
 * const result = await measure("gc_pauses", { arms: [], budget: "smoke" });
 * const text: string = await pauseTimeline(result).toText();
 * ```
 */
export function pauseTimeline(measured: Measured, options: PauseOptions = {}): Chart {
  checkChartOptions("Cannot draw pauses", options, ["beside", "columns", "prediction", "title"]);
  const { beside = null, columns, prediction = null, title } = options;
  const lanesOf = (result: MeasurementResult | ComparisonResult) =>
    pauseLanes(result, columns === undefined ? {} : { columns });
  if (beside !== null) checkPauses(beside);
  return makeSourceChart(measured as MeasuredSource, {
    preparing: "Pauses: preparing the measurement",
    check: checkPauses,
    draw: (result) => {
      const lanes = lanesOf(result);
      const all = beside === null ? lanes : besideLanes(lanes, lanesOf(beside));
      const titled = title === undefined ? all : { ...all, title };
      return drawPauses(withExpected(titled, prediction));
    },
  });
}

async function drawPauses(lanes: PauseLanes): Promise<DrawnChart> {
  const words = lanes.lanes.map((lane) => lane.words);
  const text = [lanes.title, ...lanesText(lanes), ...lanes.notes].join("\n");
  const description = `${lanes.title}: ${words.join("; ") || "nothing was measured"}`;
  const drawing = lanes.lanes.length === 0
    ? drawText([lanes.title, ...lanes.notes].join("\n"), "subtitle", FIGURE_WIDTH)
    : await drawLanes(lanes);
  return { drawing, description, text };
}

function lanesText(lanes: PauseLanes): string[] {
  if (lanes.lanes.length === 0) return [];
  const endMs = Math.max(1, ...lanes.lanes.map(({ lengthMs }) => lengthMs));
  const top = topOf(lanes);
  const floor = floorOf(lanes.lanes);
  const rows = lanes.lanes.flatMap(({ words, pauses }) => [
    words,
    `  ${
      laneText(
        pauses.map(({ startMs, durationMs }) => ({
          place: startMs / endMs,
          height: heightOf(durationMs),
        })),
      )
    }`,
  ]);
  function heightOf(durationMs: number): number {
    return Math.log(Math.max(durationMs, floor) / floor) / Math.log(top / floor);
  }
  return [
    ...rows,
    `  time from 0 to ${formatValue(endMs)} ms; height of a bar: the longest pause there, from ` +
    `${formatValue(floor)} to ${formatValue(top)} ms, logarithmic`,
  ];
}
