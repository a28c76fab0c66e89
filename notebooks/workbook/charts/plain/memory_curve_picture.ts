/** The picture of memory over time: time from left to right, MiB upwards from zero. */

import { type ArmStyle, armStyle, dotLook, lineLook } from "../../drawing/arm_style.ts";
import type { PlotLibrary, PlotOptions } from "../../drawing/draw.ts";
import { namedAxis, PANEL_FRAME } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { PAPER } from "../../drawing/theme.ts";
import { drawPanels } from "./curve_panels.ts";
import type { MemoryCurveRow } from "./memory_curve.ts";

/** A row with what its legend says. */
export interface NamedMemoryCurve extends MemoryCurveRow {
  readonly words: string;
  readonly isHollow: boolean;
}

/** Curves in one frame: as many as there are looks. They begin at one place, and what matters is where they end. */
export const MEMORY_CURVES_MAX = 6;

/** Height of a panel; chosen by eye. */
const PANEL_PIXELS = 240;

/** Room above the highest, as a share of the axis. */
const PADDING = 0.1;

/** Marks along a line, so that it is known by their form as well: a line of 50 moments would be all marks. */
const MARKS = 5;

/** Draws title, panels with their legends, and caption. */
export async function drawMemoryCurves(
  panels: readonly (readonly NamedMemoryCurve[])[],
  { title, notes }: { readonly title: string; readonly notes: readonly string[] },
): Promise<Drawing> {
  const curves = panels.flat();
  return await drawPanels(panels, {
    title,
    caption: [
      ...(curves.some(({ isHollow }) => isHollow) ? ["Hollow marks: a frozen line."] : []),
      ...notes,
    ],
    plotPanel: (plot, panel) => panelPlot(plot, { panel, curves }),
  });
}

/** The greatest of them. */
export function mostMib(curves: readonly MemoryCurveRow[]): number {
  return Math.max(0, ...curves.flatMap(({ moments }) => moments.map(({ mib }) => mib)));
}

/** When the last one was looked at. */
export function lastMs(curves: readonly MemoryCurveRow[]): number {
  return Math.max(0, ...curves.flatMap(({ moments }) => moments.map(({ ms }) => ms)));
}

function panelPlot(
  plot: PlotLibrary,
  { panel, curves }: {
    readonly panel: readonly NamedMemoryCurve[];
    /** Those of all panels, which have the same axes. */
    readonly curves: readonly NamedMemoryCurve[];
  },
): PlotOptions {
  return {
    ...PANEL_FRAME,
    height: PANEL_PIXELS,
    x: {
      ...namedAxis("time since the first request (ms)"),
      domain: [0, Math.max(1, lastMs(curves))],
    },
    y: {
      label: "memory of the process (MiB)",
      labelArrow: "none",
      domain: [0, mostMib(curves) * (1 + PADDING) || 1],
      ticks: 5,
      grid: true,
    },
    marks: [
      plot.ruleY([0]),
      ...panel.flatMap((curve, index) => curveMarks(plot, curve, armStyle(index))),
    ],
  };
}

function curveMarks(
  plot: PlotLibrary,
  { moments, isHollow }: NamedMemoryCurve,
  style: ArmStyle,
) {
  const marked = moments.filter((_, index) =>
    index === moments.length - 1 || index % Math.ceil(moments.length / MARKS) === 0
  );
  return [
    plot.line(moments, { x: "ms", y: "mib", ...lineLook(style) }),
    plot.dot(marked, {
      x: "ms",
      y: "mib",
      r: 4.5,
      ...dotLook(style),
      ...(isHollow ? { fill: PAPER, stroke: style.colour, strokeWidth: 1.6 } : {}),
    }),
  ];
}
