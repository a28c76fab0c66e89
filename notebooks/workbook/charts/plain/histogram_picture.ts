/** The picture of a histogram of pauses: a panel a lane, all on one axis of lengths. */

import { draw, type PlotLibrary, type PlotOptions } from "../../drawing/draw.ts";
import { drawHeading, namedAxis, PANEL_FRAME, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../../drawing/hatch.ts";
import { ACCENT, PAPER } from "../../drawing/theme.ts";

/** One lane: counted and put into words. */
export interface HistogramLane {
  readonly words: string;
  readonly bins: readonly HistogramBin[];
  readonly medianMs: number | null;
  readonly longestMs: number | null;
  readonly isFrozen: boolean;
}

/** How many pauses are that long. */
export interface HistogramBin {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

/** From where to where the axis of lengths goes, in ms. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** Height of a panel, without and with the name of its axis; chosen by eye. */
const PANEL_PIXELS = 96;
const NAMED_PIXELS = 16;

/** Where the axis of counts begins: a bar of one pause has to be seen. */
const COUNT_FLOOR = 0.6;

/** Space above the tallest bar, for the letters. */
const HEADROOM = 1.6;

/** Draws title, a panel a lane, and caption. */
export async function drawHistogram(
  lanes: readonly HistogramLane[],
  { title, notes }: { readonly title: string; readonly notes: readonly string[] },
): Promise<Drawing> {
  const span = spanOf(lanes);
  const panels: Drawing[] = [hatchPatterns([ACCENT], PANEL_FRAME.width)];
  const last = lanes.findLastIndex(({ bins }) => bins.length > 0);
  for (const [index, lane] of lanes.entries()) {
    panels.push(drawHeading(lane.words));
    if (lane.bins.length === 0) continue;
    panels.push(
      (await draw((plot) => panelPlot(plot, { lane, span, isNamed: index === last }))).drawing,
    );
  }
  const help =
    "Height: how many pauses are that long; both axes are logarithmic. M: the median. L: the longest.";
  return stackFigure({
    title,
    subtitle: "",
    caption: [...(last < 0 ? [] : [help]), ...notes],
  }, panels);
}

/** Whole decades around all lanes. */
export function spanOf(lanes: readonly HistogramLane[]): Span {
  const bins = lanes.flatMap((lane) => lane.bins);
  const low = Math.min(0.1, ...bins.map(({ fromMs }) => fromMs));
  const high = Math.max(1, ...bins.map(({ toMs }) => toMs));
  return { low: 10 ** Math.floor(Math.log10(low) + 1e-9), high: high * 1.2 };
}

/** Where a length stands on the axis, from 0 to 1. */
export function shareOf(ms: number, { low, high }: Span): number {
  return Math.log(ms / low) / Math.log(high / low);
}

function panelPlot(
  plot: PlotLibrary,
  { lane, span, isNamed }: {
    readonly lane: HistogramLane;
    readonly span: Span;
    readonly isNamed: boolean;
  },
): PlotOptions {
  const most = Math.max(...lane.bins.map(({ count }) => count));
  const top = Math.max(2, most) * HEADROOM;
  return {
    ...PANEL_FRAME,
    marginTop: 8,
    marginBottom: isNamed ? 40 : 24,
    height: PANEL_PIXELS + (isNamed ? NAMED_PIXELS : 0),
    x: {
      ...namedAxis("length of a pause (ms, logarithmic)"),
      ...(isNamed ? {} : { label: null }),
      type: "log",
      domain: [span.low, span.high],
      ticks: powers(span.low, span.high),
      tickFormat: plainNumber,
      grid: true,
    },
    y: {
      type: "log",
      label: null,
      domain: [COUNT_FLOOR, top],
      ticks: powers(1, top),
      tickFormat: plainNumber,
      grid: true,
    },
    marks: [
      plot.rect(lane.bins, {
        x1: "fromMs",
        x2: "toMs",
        y1: () => COUNT_FLOOR,
        y2: "count",
        fill: lane.isFrozen ? hatched(ACCENT) : ACCENT,
        stroke: ACCENT,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      plot.ruleY([COUNT_FLOOR]),
      ...letterMarks(plot, { at: lane.medianMs, letter: "M", side: "end", top }),
      ...letterMarks(plot, { at: lane.longestMs, letter: "L", side: "start", top }),
    ],
  };
}

/** On both sides of their lines: median and longest may be one and the same. */
function letterMarks(
  plot: PlotLibrary,
  { at, letter, side, top }: {
    readonly at: number | null;
    readonly letter: string;
    readonly side: "start" | "end";
    readonly top: number;
  },
) {
  const place = at === null ? [] : [Math.max(at, 0.001)];
  return [
    plot.ruleX(place, {
      strokeWidth: 1.6,
      ...(side === "end" ? { strokeDasharray: "4 3" } : {}),
    }),
    plot.text(place, {
      x: (ms: number) => ms,
      y: () => top,
      text: () => letter,
      textAnchor: side,
      lineAnchor: "top",
      dx: side === "end" ? -4 : 4,
      fontWeight: "bold",
      stroke: PAPER,
      strokeWidth: 4,
      fill: "currentColor",
    }),
  ];
}

function powers(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const step = Math.ceil((last - first + 1) / 6);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((_, index) => index % step === 0)
    .map((power) => 10 ** power);
}

function plainNumber(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 6 });
}
