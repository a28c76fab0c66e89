/** The picture of what grows: panels of a few lines from zero, each panel a CPython, its slopes in the legend. */

import type { ProbeValue } from "../../../../probes/mod.ts";
import {
  type ArmStyle,
  armStyle,
  CURVES_MAX,
  drawLegend,
  lineLook,
} from "../../drawing/arm_style.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../../drawing/draw.ts";
import { chunked, drawHeading, namedAxis, PANEL_FRAME, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../../drawing/hatch.ts";
import { PAPER } from "../../drawing/theme.ts";
import { type GrowthCurve, type GrowthPoint, slopeText } from "./growth_rows.ts";

/** What stands around the lines. */
export interface GrowthWords {
  readonly title: string;
  readonly value: ProbeValue;
  /** What is counted. */
  readonly count: string;
  readonly guess: { readonly count: number; readonly value: number } | null;
  readonly notes: readonly string[];
}

/** Height of a panel; chosen by eye. */
const PANEL_PIXELS = 210;

/** Distance of whiskers at the same place, in pixels. */
const DODGE_PIXELS = 6;

/** Room beyond the largest count and the greatest value, as a share of the axis. */
const PADDING = 0.06;

/** Draws title, panels with their legends, and caption; all panels have the same axes. */
export async function drawGrowth(
  curves: readonly GrowthCurve[],
  words: GrowthWords,
): Promise<Drawing> {
  const panels = [...Map.groupBy(curves, ({ group }) => group)]
    .flatMap(([group, own]) => chunked(own, CURVES_MAX).map((some) => ({ group, curves: some })));
  const colours = Array.from({ length: CURVES_MAX }, (_, index) => armStyle(index).colour);
  const parts: Drawing[] = [hatchPatterns(colours, PANEL_FRAME.width)];
  for (const panel of panels) {
    const entries = panel.curves.map((curve, index) => ({
      style: armStyle(index),
      label: legendText(curve, words),
    }));
    parts.push(drawHeading(panel.group));
    parts.push(await drawLegend(entries, PANEL_FRAME.width));
    parts.push(
      (await draw((plot) => panelPlot(plot, { panel: panel.curves, curves, words }))).drawing,
    );
  }
  const help = "Mark: the median of the processes, bar: their range.";
  const guess = words.guess === null ? [] : ["Hollow diamond: your guess."];
  return stackFigure({
    title: words.title,
    subtitle: "",
    caption: [help, ...guess, ...words.notes],
  }, parts);
}

function legendText(curve: GrowthCurve, { value, count }: GrowthWords): string {
  const slope = slopeText(curve, { unit: value.unit, count });
  return slope === "" ? curve.label : `${curve.label}: ${slope}`;
}

function panelPlot(
  plot: PlotLibrary,
  { panel, curves, words: { value, count, guess } }: {
    readonly panel: readonly GrowthCurve[];
    readonly curves: readonly GrowthCurve[];
    readonly words: GrowthWords;
  },
): PlotOptions {
  const points = curves.flatMap((curve) => curve.points);
  const last = Math.max(1, guess?.count ?? 0, ...points.map((point) => point.count));
  const highest = Math.max(...points.map(({ high }) => high), guess?.value ?? 0) || 1;
  const counts = [...new Set(points.map((point) => point.count))];
  return {
    ...PANEL_FRAME,
    height: PANEL_PIXELS,
    x: {
      ...namedAxis(count),
      domain: [0, last * (1 + PADDING)],
      ticks: counts,
      tickFormat: (number: number) => number.toLocaleString("en"),
    },
    y: {
      label: value.unit === "" ? value.name : `${value.name} (${value.unit})`,
      labelArrow: "none",
      domain: [0, highest * (1 + PADDING)],
      ticks: 5,
      grid: true,
    },
    marks: [
      plot.ruleY([0]),
      ...panel.flatMap((curve, index) =>
        curveMarks(plot, curve, {
          style: armStyle(index),
          dx: (index - (panel.length - 1) / 2) * DODGE_PIXELS,
        })
      ),
      plot.dot(guess === null ? [] : [guess], {
        x: "count",
        y: "value",
        symbol: "diamond",
        r: 6,
        fill: PAPER,
        stroke: "currentColor",
        strokeWidth: 1.6,
      }),
    ],
  };
}

function curveMarks(
  plot: PlotLibrary,
  { points, frozen }: GrowthCurve,
  { style, dx }: { readonly style: ArmStyle; readonly dx: number },
) {
  const place = { x: "count", y: "middle", symbol: style.symbol, dx };
  return [
    plot.ruleX(points, {
      x: "count",
      y1: ({ low }: GrowthPoint) => low,
      y2: ({ high }: GrowthPoint) => high,
      stroke: style.colour,
      strokeWidth: 2.5,
      dx,
    }),
    plot.line(points, { x: "count", y: "middle", ...lineLook(style), dx }),
    // Behind a hatching the line would be taken for one of its strokes.
    plot.dot(frozen === undefined ? [] : points, { ...place, r: 6.5, fill: PAPER }),
    plot.dot(points, {
      ...place,
      ...(frozen === undefined
        ? { r: 4.5, fill: style.colour, stroke: "currentColor", strokeWidth: 0.6 }
        : { r: 6.5, fill: hatched(style.colour), stroke: style.colour, strokeWidth: 1.4 }),
    }),
  ];
}
