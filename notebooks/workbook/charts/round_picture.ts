/** The picture of a run chart: a panel a test arm, rounds from left to right, ratios upwards. */

import type { Comparison } from "../../../probes/mod.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../drawing/draw.ts";
import { countedAxis, drawHeading, PANEL_FRAME, stackFigure } from "../drawing/figure.ts";
import type { Drawing } from "../drawing/flatten.ts";
import { ACCENT, PAPER } from "../drawing/theme.ts";
import { percent } from "../page/words.ts";
import { rowHeading } from "./compared.ts";
import { type Extent, isWithin, WITHOUT_ONE } from "./ratio_axis.ts";
import { lineAtOne, ratioBackground, ratioScale } from "./ratio_panel.ts";
import type { RoundPanel, RoundRows } from "./round_rows.ts";

/** Height of a panel; chosen by eye. */
const PANEL_PIXELS = 200;

/** In fewer rounds an eye finds a pattern in any noise; chosen, nothing depends on it. */
const PATTERN_ROUNDS_MIN = 6;

/** A mark for what lies beyond the edge stands so far inside of it that it covers no number. */
const EDGE_PIXELS = 6;

/** Draws title, panels and caption. */
export async function drawRounds(rows: RoundRows): Promise<Drawing> {
  const panels: Drawing[] = [];
  for (const panel of rows.panels) {
    panels.push(drawHeading(rowHeading(panel.comparison)));
    if (panel.points.length === 0 && panel.missing.length === 0) continue;
    panels.push((await draw((plot) => panelPlot(plot, panel, rows))).drawing);
  }
  return stackFigure({ ...rows, caption: captionOf(rows) }, panels);
}

function panelPlot(
  plot: PlotLibrary,
  panel: RoundPanel,
  { last }: RoundRows,
): PlotOptions {
  const { extent } = panel;
  return {
    ...PANEL_FRAME,
    height: PANEL_PIXELS,
    x: countedAxis("round, in the order in which they ran", last),
    y: ratioScale(extent),
    marks: [
      ...ratioBackground(plot, panel.comparison, extent),
      lineAtOne(plot, extent),
      ...intervalMarks(plot, panel.comparison, { extent, last }),
      ...roundMarks(plot, panel),
    ],
  };
}

function intervalMarks(
  plot: PlotLibrary,
  { ratio, low, high }: Comparison,
  { extent, last }: { readonly extent: Extent; readonly last: number },
) {
  if (ratio === null) return [];
  const hasInterval = low !== null || high !== null;
  const band = {
    x1: () => 0.5,
    x2: () => last + 0.5,
    y1: () => Math.max(extent.low, low ?? 0),
    y2: () => Math.min(extent.high, high ?? Infinity),
  };
  return [
    ...(hasInterval ? [plot.rect([0], { ...band, fill: ACCENT, fillOpacity: 0.22 })] : []),
    plot.ruleY([ratio], { stroke: ACCENT, strokeWidth: 2 }),
  ];
}

function roundMarks(plot: PlotLibrary, { comparison, points, missing, extent }: RoundPanel) {
  const line = isWithin(1, extent) ? 1 : comparison.ratio ?? 1;
  const inside = points.filter(({ ratio }) => isWithin(ratio, extent));
  const beyond = points.filter((point) => !inside.includes(point));
  return [
    plot.line(inside, { x: "round", y: "ratio", stroke: ACCENT, strokeWidth: 0.8 }),
    plot.dot(inside, {
      x: "round",
      y: "ratio",
      r: 4,
      fill: ACCENT,
      stroke: "currentColor",
      strokeWidth: 0.6,
    }),
    ...beyond.map(({ round, ratio }) =>
      plot.dot([round], {
        x: () => round,
        y: () => ratio > extent.high ? extent.high : extent.low,
        r: 5,
        dy: ratio > extent.high ? EDGE_PIXELS : -EDGE_PIXELS,
        symbol: "triangle",
        rotate: ratio > extent.high ? 0 : 180,
        fill: PAPER,
        stroke: ACCENT,
        strokeWidth: 2,
      })
    ),
    plot.dot(missing, {
      x: (round: number) => round,
      y: () => line,
      symbol: "times",
      r: 4.5,
      stroke: "currentColor",
      strokeWidth: 1.8,
    }),
  ];
}

function captionOf({ panels, notes }: RoundRows): string[] {
  const drawn = panels.filter(({ points }) => points.length > 0);
  if (drawn.length === 0) return [...notes];
  const confidences = drawn.flatMap(({ comparison: { low, high, confidence } }) =>
    low === null && high === null ? [] : [percent(confidence)]
  );
  const zones = drawn.filter(({ extent }) => isWithin(1, extent))
    .map(({ comparison }) => percent(comparison.minEffect));
  const isCut = drawn.some(({ points, extent }) =>
    points.some(({ ratio }) => !isWithin(ratio, extent))
  );
  return [
    [
      "Dot: one round. Thick blue line: the estimate.",
      ...(confidences.length === 0
        ? []
        : [`Band around it: its interval (${unique(confidences)}).`]),
      ...(zones.length === 0 ? [] : [`Grey zone: counts as the same (within ${unique(zones)}).`]),
      ...(isCut ? ["Hollow triangle: a round beyond the edge."] : []),
    ].join(" "),
    ...(zones.length === drawn.length ? [] : [WITHOUT_ONE]),
    ...(drawn.some(({ points }) => points.length >= PATTERN_ROUNDS_MIN)
      ? [
        "Rounds should scatter without a pattern; a slope, a step or two levels mean that " +
        "something changed while it was measured.",
      ]
      : []),
    ...notes,
  ];
}

function unique(texts: readonly string[]): string {
  return [...new Set(texts)].join(", ");
}
