/** The picture of precision: the interval's width against the rounds, and below it the interval around its ratio. */

import type { IntervalStep } from "../../../probes/mod.ts";
import { armStyle, dotLook, drawLegend, lineLook } from "../drawing/arm_style.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../drawing/draw.ts";
import { drawHeading, FIGURE_WIDTH, PANEL_FRAME, stackFigure } from "../drawing/figure.ts";
import type { Drawing } from "../drawing/flatten.ts";
import { PAPER } from "../drawing/theme.ts";
import { percent } from "../page/words.ts";
import { rowHeading } from "./compared.ts";
import {
  halfWidth,
  plusMinus,
  type PrecisionPanel,
  type PrecisionRows,
  secondsText,
} from "./precision_rows.ts";
import { type Extent, extentAround, isWithin, WITHOUT_ONE } from "./ratio_axis.ts";
import { lineAtOne, ratioBackground, ratioScale } from "./ratio_panel.ts";

/** Heights of the panels; chosen by eye: both fit on a laptop's screen together with their cell. */
const WIDTH_PANEL_PIXELS = 210;
const RATIO_PANEL_PIXELS = 190;

/** Below the panels: the seconds stand in a second line under the rounds. */
const MARGIN_BOTTOM = 54;

/** The first intervals are as wide as all rounds together; beyond this many times the last one they are cut. */
const TOP_TIMES_MAX = 3;

/** Room above the widest, and a top for no interval at all. */
const TOP_PADDING = 1.08;
const TOP_NONE = 0.05;

/** What a label takes of the panel's height. */
const LABEL_SHARE = 0.14;

/** Ticks that fit with the seconds below them. */
const TICKS_MAX = 10;

/** Whole numbers at which ticks stand. */
const TICK_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Draws title, legend, the panel of widths, a panel of ratios an arm, and caption. */
export async function drawPrecision(rows: PrecisionRows): Promise<Drawing> {
  const hasWidths = rows.panels.some(({ forecast }) => forecast.length > 0);
  const legend = await drawLegend(
    // Without gaps: a line with gaps is a forecast here.
    rows.panels.map(({ words }, index) => ({
      style: { ...armStyle(index), dash: null },
      label: words,
    })),
    FIGURE_WIDTH,
  );
  const ratios: Drawing[] = [];
  for (const [index, panel] of rows.panels.entries()) {
    if (panel.steps.length === 0) continue;
    ratios.push(drawHeading(rowHeading(panel.comparison)));
    ratios.push((await draw((plot) => ratioPlot(plot, { panel, index, rows }))).drawing);
  }
  return stackFigure({ ...rows, caption: captionOf(rows, hasWidths) }, [
    legend,
    ...(hasWidths ? [(await draw((plot) => widthPlot(plot, rows))).drawing] : []),
    ...ratios,
  ]);
}

/** Where the axis of half widths ends. */
export function widthTop(panels: readonly PrecisionPanel[]): number {
  const last = panels.flatMap(({ steps }) => steps.slice(-1).flatMap(halfOf));
  const all = panels.flatMap(({ steps }) => steps.flatMap(halfOf));
  const enough = panels.flatMap((panel) => panel.enough ?? []);
  const top = Math.max(
    ...enough,
    Math.min(Math.max(0, ...all), Math.max(0, ...last) * TOP_TIMES_MAX),
  );
  return top > 0 ? top * TOP_PADDING : TOP_NONE;
}

function halfOf(step: IntervalStep): number[] {
  const half = halfWidth(step);
  return half === null ? [] : [half];
}

function frame(rows: PrecisionRows) {
  return { ...PANEL_FRAME, marginBottom: MARGIN_BOTTOM, x: { domain: [0, rows.end], label: null } };
}

function roundAxis(plot: PlotLibrary, { end, secondsPerRound }: PrecisionRows) {
  const step = TICK_STEPS.find((candidate) => end / candidate <= TICKS_MAX) ?? end;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
  const text = (rounds: number) =>
    secondsPerRound === null || rounds === 0
      ? `${rounds}`
      : `${rounds}\n${secondsText(rounds * secondsPerRound)}`;
  return plot.axisX(ticks, {
    text,
    label: `rounds${secondsPerRound === null ? "" : ", and how long they take"}`,
    labelAnchor: "center",
    labelArrow: "none",
    labelOffset: 50,
  });
}

function widthPlot(plot: PlotLibrary, rows: PrecisionRows): PlotOptions {
  const top = widthTop(rows.panels);
  return {
    ...frame(rows),
    height: WIDTH_PANEL_PIXELS,
    y: {
      label: "half the width of the interval (%)",
      labelArrow: "none",
      domain: [0, top * 100],
      ticks: 6,
      grid: true,
    },
    marks: [
      plot.ruleY([0]),
      roundAxis(plot, rows),
      ...rows.panels.flatMap((panel, index) => widthMarks(plot, { panel, index, top })),
    ],
  };
}

interface Place {
  readonly panel: PrecisionPanel;
  readonly index: number;
}

function widthMarks(
  plot: PlotLibrary,
  { panel, index, top }: Place & { readonly top: number },
) {
  const style = armStyle(index);
  const points = (steps: readonly IntervalStep[]) =>
    steps.flatMap((step) => halfOf(step).map((half) => ({ x: step.rounds, y: half * 100 })))
      .filter(({ y }) => y <= top * 100);
  const past = points(panel.steps);
  return [
    plot.line(past, { x: "x", y: "y", stroke: style.colour, strokeWidth: 1.8 }),
    plot.dot(past.slice(-1), { x: "x", y: "y", r: 5, ...dotLook(style) }),
    plot.line(points(panel.forecast), {
      x: "x",
      y: "y",
      stroke: style.colour,
      strokeWidth: 1.8,
      strokeDasharray: "5 4",
    }),
    ...(panel.enough === null ? [] : [
      plot.ruleY([panel.enough * 100], { stroke: style.colour, strokeDasharray: "1 3" }),
      plot.text([panel.enough * 100], {
        y: (width: number) => width,
        frameAnchor: "left",
        textAnchor: "start",
        text: () => `narrow enough for a verdict: ${plusMinus(panel.enough ?? 0)}`,
        dx: 6,
        // Where there is no room below the line.
        dy: panel.enough < top * LABEL_SHARE ? -9 : 9,
        stroke: PAPER,
        strokeWidth: 4,
        fill: "currentColor",
      }),
    ]),
  ];
}

function ratioPlot(
  plot: PlotLibrary,
  { panel, index, rows }: Place & { readonly rows: PrecisionRows },
): PlotOptions {
  const extent = extentOf(panel);
  return {
    ...frame(rows),
    height: RATIO_PANEL_PIXELS,
    y: ratioScale(extent),
    marks: [
      ...ratioBackground(plot, panel.comparison, extent),
      roundAxis(plot, rows),
      lineAtOne(plot, extent),
      ...ratioMarks(plot, { panel, index, extent }),
    ],
  };
}

function ratioMarks(
  plot: PlotLibrary,
  { panel: { steps, forecast }, index, extent }: Place & { readonly extent: Extent },
) {
  const style = armStyle(index);
  const inside = (value: number) => Math.min(extent.high, Math.max(extent.low, value));
  const band = (some: readonly IntervalStep[]) =>
    some.flatMap(({ rounds, low, high }) =>
      low === null && high === null
        ? []
        : [{ rounds, low: inside(low ?? 0), high: inside(high ?? Infinity) }]
    );
  const area = (some: readonly IntervalStep[], fillOpacity: number) =>
    plot.areaY(band(some), {
      x: "rounds",
      y1: "low",
      y2: "high",
      fill: style.colour,
      fillOpacity,
    });
  const ends = (["low", "high"] as const).map((end) =>
    plot.line(band(forecast), {
      x: "rounds",
      y: end,
      stroke: style.colour,
      strokeWidth: 1.4,
      strokeDasharray: "5 4",
    })
  );
  const shown = steps.filter(({ ratio }) => isWithin(ratio, extent));
  return [
    area(steps, 0.3),
    area(forecast, 0.12),
    ...ends,
    plot.line(shown, { x: "rounds", y: "ratio", ...lineLook({ ...style, dash: null }) }),
    plot.dot(shown.slice(-1), { x: "rounds", y: "ratio", r: 4.5, ...dotLook(style) }),
  ];
}

/** The history as bounds: the first intervals are as wide as all rounds together. */
function extentOf({ comparison, steps }: PrecisionPanel): Extent {
  const { ratio, low, high, minEffect } = comparison;
  const ends = [low, high].filter((bound) => bound !== null);
  const all = steps.flatMap((step) => [step.ratio, step.low ?? [], step.high ?? []].flat());
  return extentAround(ratio, { bounds: [...ends, ...all], minEffect });
}

function captionOf({ panels, notes }: PrecisionRows, hasWidths: boolean): string[] {
  const drawn = panels.filter(({ steps }) => steps.length > 0);
  const hasBand = drawn.some(({ steps }) =>
    steps.some(({ low, high }) => low !== null || high !== null)
  );
  const near = drawn.filter((panel) => isWithin(1, extentOf(panel)));
  const zones = [...new Set(near.map(({ comparison }) => percent(comparison.minEffect)))];
  return [
    ...(hasWidths
      ? [
        "Each place on a line is what there would be if the rounds had been planned to end there. " +
        "Dashed: a forecast; half the width costs four times the rounds.",
      ]
      : []),
    ...(drawn.length === 0 ? [] : [
      ...[[
        ...(hasBand ? ["Band: the interval around its ratio."] : []),
        ...(zones.length === 0
          ? []
          : [`Grey zone: counts as the same (within ${zones.join(", ")}).`]),
      ].join(" ")].filter((line) => line !== ""),
      ...(near.length === drawn.length ? [] : [WITHOUT_ONE]),
      "Not a rule for stopping: whoever ends at the first difference finds one too often; " +
      "compare() looks only where it planned to.",
    ]),
    ...notes,
  ];
}
