/** What pictures of curves have in common: panels of a few of them, each below its legend. */

import { armStyle, CURVES_MAX, drawLegend } from "../../drawing/arm_style.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../../drawing/draw.ts";
import { PANEL_FRAME, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatchPatterns } from "../../drawing/hatch.ts";

/** What the legend says of a curve. */
export interface NamedCurve {
  readonly words: string;
  /** Whether its points are hollow; they are filled when not given. */
  readonly isHollow?: boolean;
}

/** Draws title, panels with their legends, and caption. */
export async function drawPanels<Curve extends NamedCurve>(
  panels: readonly (readonly Curve[])[],
  { title, caption, plotPanel }: {
    readonly title: string;
    readonly caption: readonly string[];
    readonly plotPanel: (plot: PlotLibrary, panel: readonly Curve[]) => PlotOptions;
  },
): Promise<Drawing> {
  const colours = panels.flat().map((_, index) => armStyle(index % CURVES_MAX).colour);
  const parts: Drawing[] = [hatchPatterns(colours, PANEL_FRAME.width)];
  for (const panel of panels) {
    const entries = panel.map(({ words, isHollow = false }, index) => ({
      style: armStyle(index),
      label: words,
      isHollow,
    }));
    parts.push(await drawLegend(entries, PANEL_FRAME.width));
    parts.push((await draw((plot) => plotPanel(plot, panel))).drawing);
  }
  return stackFigure({ title, subtitle: "", caption }, parts);
}
