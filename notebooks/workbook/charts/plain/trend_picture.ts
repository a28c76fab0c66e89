/** The picture of a trend: releases from left to right, speed upwards, panels of a few families. */

import { type ArmStyle, armStyle, CURVES_MAX, lineLook } from "../../drawing/arm_style.ts";
import type { PlotLibrary, PlotOptions } from "../../drawing/draw.ts";
import { chunked, namedAxis, PANEL_FRAME } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched } from "../../drawing/hatch.ts";
import { PAPER } from "../../drawing/theme.ts";
import { type Extent, ratioExtent, ratioTick, ratioTicks } from "../ratio_axis.ts";
import { drawPanels } from "./curve_panels.ts";
import type { TrendPoint, TrendRow } from "./version_trend.ts";

/** One family's line; its points stand in the order of their releases. */
export interface TrendCurve extends TrendRow {
  readonly words: string;
  /** The family that the others are seen beside. */
  readonly isMain: boolean;
}

/** The words around the panels. */
export interface TrendWords {
  readonly title: string;
  readonly notes: readonly string[];
  /** The release that somebody has named; null without one. */
  readonly expected: string | null;
}

/** Height of a panel; chosen by eye. */
const PANEL_PIXELS = 260;

/** Distance of whiskers at the same release, in pixels. */
const DODGE_PIXELS = 8;

/** Draws title, panels with their legends, and caption. */
export async function drawTrend(
  curves: readonly TrendCurve[],
  { title, notes, expected }: TrendWords,
): Promise<Drawing> {
  const releases = releasesOf(curves);
  const extent = extentOf(curves);
  const named = curves.map((curve) => ({ ...curve, isHollow: !curve.isMain }));
  return await drawPanels(chunked(named, CURVES_MAX), {
    title,
    caption: [...helpOf(curves), ...notes],
    plotPanel: (plot, panel) => panelPlot(plot, { panel, releases, extent, expected }),
  });
}

function helpOf(curves: readonly TrendCurve[]): string[] {
  if (curves.length === 0) return [];
  return [
    "Each family's oldest release stands at 1; above it is faster. Bars: the interval.",
    ...(curves.some(({ isMain }) => !isMain)
      ? [
        "Hollow: other families of builds. Compare releases along one line; from line to line the compiler changes too.",
      ]
      : []),
  ];
}

function panelPlot(
  plot: PlotLibrary,
  { panel, releases, extent, expected }: {
    readonly panel: readonly TrendCurve[];
    readonly releases: readonly string[];
    readonly extent: Extent;
    readonly expected: string | null;
  },
): PlotOptions {
  const ticks = ratioTicks(extent);
  return {
    ...PANEL_FRAME,
    height: PANEL_PIXELS,
    x: { ...namedAxis("release"), type: "point", domain: [...releases], padding: 0.5 },
    y: { type: "log", domain: [extent.low, extent.high], label: null },
    marks: [
      plot.gridY(ticks),
      plot.axisY(ticks, {
        text: ratioTick,
        label: "speed, oldest of the family = 1 (log)",
        labelArrow: "none",
      }),
      plot.ruleY([1], { strokeWidth: 1.5 }),
      ...(expected === null ? [] : [
        plot.ruleX([expected], { strokeDasharray: "3 3", strokeOpacity: 0.7 }),
        plot.dot([expected], {
          x: (release: string) => release,
          frameAnchor: "bottom",
          dy: -10,
          symbol: "diamond",
          r: 5.5,
          fill: PAPER,
          stroke: "currentColor",
          strokeWidth: 1.5,
        }),
      ]),
      ...panel.flatMap((curve, index) =>
        curveMarks(plot, curve, {
          style: armStyle(index),
          dx: (index - (panel.length - 1) / 2) * DODGE_PIXELS,
        })
      ),
    ],
  };
}

function curveMarks(
  plot: PlotLibrary,
  { points, frozen, isMain }: TrendCurve,
  { style, dx }: { readonly style: ArmStyle; readonly dx: number },
) {
  const place = { x: "release", dx };
  const fill = frozen !== undefined ? hatched(style.colour) : isMain ? style.colour : PAPER;
  return [
    plot.ruleX(points.filter(({ low, high }) => low !== null && high !== null), {
      ...place,
      y1: ({ low, speed }: TrendPoint) => low ?? speed,
      y2: ({ high, speed }: TrendPoint) => high ?? speed,
      stroke: style.colour,
      strokeWidth: 2.5,
    }),
    plot.line(points, { ...place, y: "speed", ...lineLook(style) }),
    // Behind a hatching the line would be taken for one of its strokes.
    plot.dot(frozen === undefined ? [] : points, {
      ...place,
      y: "speed",
      symbol: style.symbol,
      r: 6.5,
      fill: PAPER,
    }),
    plot.dot(points, {
      ...place,
      y: "speed",
      symbol: style.symbol,
      r: frozen === undefined ? 5 : 6.5,
      fill,
      stroke: style.colour,
      strokeWidth: 1.8,
    }),
  ];
}

/** From old to new: as numbers, because 3.9 is older than 3.10. */
export function compareReleases(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

function releasesOf(curves: readonly TrendCurve[]): string[] {
  const releases = new Set(curves.flatMap(({ points }) => points.map(({ release }) => release)));
  return [...releases].toSorted(compareReleases);
}

function extentOf(curves: readonly TrendCurve[]): Extent {
  const points = curves.flatMap((curve) => curve.points);
  return ratioExtent(
    points.map(({ speed }) => speed),
    points.flatMap(({ low, high }) => [low, high].filter((bound) => bound !== null)),
  );
}
