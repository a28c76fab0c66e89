/** The picture of scaling: panels of a few curves, each with the ideal line. */

import { type ArmStyle, armStyle, lineLook } from "../../drawing/arm_style.ts";
import type { PlotLibrary, PlotOptions } from "../../drawing/draw.ts";
import { countedTicks, namedAxis, PANEL_FRAME } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched } from "../../drawing/hatch.ts";
import { PAPER } from "../../drawing/theme.ts";
import { drawPanels } from "./curve_panels.ts";
import type { ScalingPoint, ScalingRow } from "./scaling.ts";

/** A row with what its legend says. */
export interface ScalingCurve extends ScalingRow {
  readonly words: string;
}

/** The words around the panels. */
export interface ScalingWords {
  readonly title: string;
  readonly workers: string;
  readonly processors: number | null;
  readonly notes: readonly string[];
}

/** Height of a panel; chosen by eye. */
const PANEL_PIXELS = 260;

/** Distance of whiskers at the same place, in pixels. */
const DODGE_PIXELS = 5;

/** Draws title, panels with their legends, and caption. */
export async function drawScaling(
  panels: readonly (readonly ScalingCurve[])[],
  words: ScalingWords,
): Promise<Drawing> {
  const curves = panels.flat();
  return await drawPanels(panels, {
    title: words.title,
    caption: [...(curves.length === 0 ? [] : helpOf(curves, words)), ...words.notes],
    plotPanel: (plot, panel) => panelPlot(plot, { panel, curves, words }),
  });
}

function helpOf(curves: readonly ScalingCurve[], { processors, workers }: ScalingWords): string[] {
  return [
    `Dashed line: the ideal, twice the ${workers}, twice the speed. Line at 1: no gain. Bars: the range.`,
    ...(processors !== null && lastOf(curves) > processors
      ? [`Grey ground: more ${workers} than the ${processors} processors that may be used.`]
      : []),
  ];
}

function panelPlot(
  plot: PlotLibrary,
  { panel, curves, words: { workers, processors } }: {
    readonly panel: readonly ScalingCurve[];
    readonly curves: readonly ScalingCurve[];
    readonly words: ScalingWords;
  },
): PlotOptions {
  const last = Math.max(2, lastOf(curves));
  const highest = Math.max(
    last,
    ...curves.flatMap(({ points }) => points.flatMap(({ speedup, high }) => [speedup, high ?? 0])),
  );
  const beyond = processors !== null && processors < last ? [processors] : [];
  return {
    ...PANEL_FRAME,
    height: PANEL_PIXELS,
    x: {
      ...namedAxis(workers),
      domain: [0.7, last + 0.3],
      ticks: countedTicks(last),
      tickFormat: (count: number) => `${count}`,
    },
    y: {
      label: "speed-up over one after the other",
      labelArrow: "none",
      domain: [0, highest * 1.05],
      ticks: 6,
      grid: true,
    },
    marks: [
      plot.rect(beyond, {
        x1: (count: number) => count + 0.3,
        x2: () => last + 0.3,
        y1: () => 0,
        y2: () => highest * 1.05,
        fill: "currentColor",
        fillOpacity: 0.1,
      }),
      plot.ruleY([0]),
      plot.ruleY([1], { strokeDasharray: "2 3" }),
      plot.line([1, last], {
        x: (count: number) => count,
        y: (count: number) => count,
        stroke: "currentColor",
        strokeDasharray: "8 5",
      }),
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
  { points, frozen }: ScalingCurve,
  { style, dx }: { readonly style: ArmStyle; readonly dx: number },
) {
  const sorted = points.toSorted((one, other) => one.workers - other.workers);
  const place = { x: "workers", y: "speedup", symbol: style.symbol, dx };
  const ranged = sorted.filter(({ low, high }) => low !== null && high !== null);
  return [
    plot.ruleX(ranged, {
      x: "workers",
      y1: ({ low }: ScalingPoint) => low ?? 0,
      y2: ({ high }: ScalingPoint) => high ?? 0,
      stroke: style.colour,
      strokeWidth: 2.5,
      dx,
    }),
    plot.line(sorted, { x: "workers", y: "speedup", ...lineLook(style), dx }),
    // Behind a hatching the line would be taken for one of its strokes.
    plot.dot(frozen === undefined ? [] : sorted, { ...place, r: 6.5, fill: PAPER }),
    plot.dot(sorted, {
      ...place,
      ...(frozen === undefined
        ? { r: 4.5, fill: style.colour, stroke: "currentColor", strokeWidth: 0.6 }
        : { r: 6.5, fill: hatched(style.colour), stroke: style.colour, strokeWidth: 1.4 }),
    }),
  ];
}

function lastOf(curves: readonly ScalingCurve[]): number {
  return Math.max(1, ...curves.flatMap(({ points }) => points.map(({ workers }) => workers)));
}
