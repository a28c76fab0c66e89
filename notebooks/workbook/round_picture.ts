/** The picture of a run chart: a panel a test arm, rounds from left to right, ratios upwards. */

import type { Comparison } from "../../probes/mod.ts";
import { percent, rowHeading } from "./compared.ts";
import { draw, type PlotLibrary, type PlotOptions } from "./draw.ts";
import { type Drawing, drawText, stack } from "./flatten.ts";
import { isTimeRatio } from "./forest_rows.ts";
import { type Extent, isWithin, ratioTick, ratioTicks, WITHOUT_ONE } from "./ratio_axis.ts";
import type { RoundPanel, RoundRows } from "./round_rows.ts";
import { ACCENT } from "./theme.ts";

/** Width of the picture in pixels: a notebook's output column on a small laptop. */
const WIDTH = 720;

/** Height of a panel; chosen by eye. */
const PANEL_PIXELS = 200;

/** Space for the axes: the same in all panels, so that their frames stand above each other. */
const MARGINS = { marginLeft: 58, marginRight: 16, marginTop: 24, marginBottom: 40 };

/** Beyond this many rounds their numbers are ticked sparsely. */
const ROUND_TICKS_MAX = 15;

/** In fewer rounds an eye finds a pattern in any noise; chosen, nothing depends on it. */
const PATTERN_ROUNDS_MIN = 6;

/** A mark for what lies beyond the edge stands so far inside of it that it covers no number. */
const EDGE_PIXELS = 6;

/** Draws title, panels and caption. */
export async function drawRounds(rows: RoundRows): Promise<Drawing> {
  const panels: Drawing[] = [];
  for (const panel of rows.panels) {
    panels.push(drawText(rowHeading(panel.comparison), "subtitle", WIDTH));
    if (panel.points.length === 0 && panel.missing.length === 0) continue;
    panels.push((await draw((plot) => panelPlot(plot, panel, rows))).drawing);
  }
  const caption = captionOf(rows);
  return stack([
    drawText(rows.title, "title", WIDTH),
    ...(rows.subtitle === "" ? [] : [drawText(rows.subtitle, "subtitle", WIDTH)]),
    ...panels,
    ...(caption.length === 0 ? [] : [drawText(caption.join("\n"), "caption", WIDTH)]),
  ]);
}

function panelPlot(
  plot: PlotLibrary,
  panel: RoundPanel,
  { last }: RoundRows,
): PlotOptions {
  const { extent } = panel;
  const ticks = ratioTicks(extent);
  return {
    ...MARGINS,
    width: WIDTH,
    height: PANEL_PIXELS,
    x: {
      label: "round, in the order in which they ran",
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 36,
      domain: [0.5, last + 0.5],
      ticks: roundTicks(last),
      tickFormat: (round: number) => `${round}`,
    },
    y: { type: "log", domain: [extent.low, extent.high], label: null },
    marks: [
      ...zoneMarks(plot, panel.comparison.minEffect, extent),
      plot.gridY(ticks),
      plot.axisY(ticks, {
        // Given as a text, not as a format: Plot drops most labels of a logarithmic axis, and writes 0.95 as "950m".
        text: ratioTick,
        label: axisTitle(panel.comparison),
        labelArrow: "none",
      }),
      plot.ruleY([1].filter((one) => isWithin(one, extent)), { strokeWidth: 1.5 }),
      ...intervalMarks(plot, panel.comparison, { extent, last }),
      ...roundMarks(plot, panel),
    ],
  };
}

function axisTitle(comparison: Comparison): string {
  return isTimeRatio(comparison)
    ? "time ratio, test ÷ base (log; below 1 is faster)"
    : "ratio, test ÷ base (log; below 1 is less)";
}

/** Whole numbers that an axis has room for, the first one among them. */
export function roundTicks(last: number, first = 1): number[] {
  const step = Math.ceil((last - first + 1) / ROUND_TICKS_MAX);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((_, index) => index % step === 0);
}

/** The zone that counts as the same, as far as the axis shows it. */
export function zoneMarks(plot: PlotLibrary, minEffect: number, extent: Extent) {
  const edges = [1 / (1 + minEffect), 1 + minEffect];
  const [y1 = 1, y2 = 1] = edges.map((edge) => Math.min(extent.high, Math.max(extent.low, edge)));
  const shown = edges.filter((edge) => isWithin(edge, extent));
  return [
    ...(y1 < y2
      ? [plot.rect([0], { y1: () => y1, y2: () => y2, fill: "currentColor", fillOpacity: 0.12 })]
      : []),
    plot.ruleY(shown, { strokeOpacity: 0.55, strokeDasharray: "2 3" }),
  ];
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
        fill: "var(--plot-background)",
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
