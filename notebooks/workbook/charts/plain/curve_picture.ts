/** The picture of warm-up curves: iterations from left to right, the time of a chunk upwards from zero. */

import { type ArmStyle, armStyle, lineLook } from "../../drawing/arm_style.ts";
import type { PlotLibrary, PlotOptions } from "../../drawing/draw.ts";
import { namedAxis, PANEL_FRAME } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched } from "../../drawing/hatch.ts";
import { drawPanels } from "./curve_panels.ts";
import type { CurveChunk, WarmupRow } from "./warmup_curve.ts";

/** A row with what its legend says. */
export interface CurveRow extends WarmupRow {
  readonly words: string;
}

/** Height of a panel; chosen by eye. */
const PANEL_PIXELS = 240;

/** Room above the highest of the usual chunks, as a share of the axis. */
const PADDING = 0.1;

/** Of the medians, this share may lie beyond the edge: one chunk that was held up would press all others down. */
const BEYOND_SHARE = 0.02;

/** Draws title, panels with their legends, and caption. */
export async function drawCurves(
  panels: readonly (readonly CurveRow[])[],
  { title, notes }: { readonly title: string; readonly notes: readonly string[] },
): Promise<Drawing> {
  const curves = panels.flat();
  return await drawPanels(panels, {
    title,
    caption: [...(curves.length === 0 ? [] : helpOf(curves)), ...notes],
    plotPanel: (plot, panel) => panelPlot(plot, { panel, curves }),
  });
}

/** From zero to a little above all medians but a few stragglers. */
export function curvesExtent(curves: readonly WarmupRow[]): { readonly high: number } {
  const medians = curves.flatMap(({ chunks }) => chunks.map(({ medianUs }) => medianUs))
    .toSorted((one, other) => other - one);
  const usual = medians[Math.floor(medians.length * BEYOND_SHARE)] ?? 0;
  return { high: usual * (1 + PADDING) || 1 };
}

/** Where the last chunk begins. */
export function lastIterations(curves: readonly WarmupRow[]): number {
  return Math.max(0, ...curves.flatMap(({ chunks }) => chunks.map(({ iterations }) => iterations)));
}

function helpOf(curves: readonly CurveRow[]): string[] {
  const { high } = curvesExtent(curves);
  const beyond = curves.flatMap(({ chunks }) => chunks).filter(({ medianUs }) => medianUs > high);
  return [
    "Line: the median of the processes. Ribbon: from the fastest to the slowest of them.",
    ...(beyond.length === 0
      ? []
      : [`Chunks beyond the upper edge, along which they run: ${beyond.length}.`]),
  ];
}

function panelPlot(
  plot: PlotLibrary,
  { panel, curves }: { readonly panel: readonly CurveRow[]; readonly curves: readonly CurveRow[] },
): PlotOptions {
  const { high } = curvesExtent(curves);
  return {
    ...PANEL_FRAME,
    height: PANEL_PIXELS,
    x: {
      ...namedAxis("iterations before the chunk"),
      domain: [0, Math.max(1, lastIterations(curves))],
    },
    y: {
      label: "time of a chunk (µs)",
      labelArrow: "none",
      domain: [0, high],
      ticks: 5,
      grid: true,
    },
    marks: [
      plot.ruleY([0]),
      ...panel.flatMap((curve, index) => curveMarks(plot, curve, { style: armStyle(index), high })),
    ],
  };
}

function curveMarks(
  plot: PlotLibrary,
  { chunks, frozen }: CurveRow,
  { style, high }: { readonly style: ArmStyle; readonly high: number },
) {
  // What lies beyond runs along the edge.
  const clamped = (us: number) => Math.min(us, high);
  const first = chunks.slice(0, 1);
  return [
    plot.areaY(chunks, {
      x: "iterations",
      y1: ({ lowUs }: CurveChunk) => clamped(lowUs),
      y2: ({ highUs }: CurveChunk) => clamped(highUs),
      fill: frozen === undefined ? style.colour : hatched(style.colour),
      fillOpacity: frozen === undefined ? 0.22 : 0.5,
    }),
    plot.line(chunks, {
      x: "iterations",
      y: ({ medianUs }: CurveChunk) => clamped(medianUs),
      ...lineLook(style),
    }),
    // A single chunk would have no line; the others are found by their form.
    plot.dot(first, {
      x: "iterations",
      y: ({ medianUs }: CurveChunk) => clamped(medianUs),
      symbol: style.symbol,
      r: 4.5,
      fill: style.colour,
      stroke: "currentColor",
      strokeWidth: 0.6,
    }),
  ];
}
