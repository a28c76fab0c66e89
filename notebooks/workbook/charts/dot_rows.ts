/** A distribution as rows of dots, one row an arm: for more arms than curves could be told apart. */

import type { PlotLibrary } from "../drawing/draw.ts";
import { draw } from "../drawing/draw.ts";
import { FIGURE_WIDTH } from "../drawing/figure.ts";
import type { Drawing } from "../drawing/flatten.ts";
import { textWidth, wrapName } from "../drawing/svg_text.ts";
import { ACCENT } from "../drawing/theme.ts";
import { axisName, type Spread, type SpreadArm } from "./spread.ts";

/** Names get this much room; longer ones take more lines. */
const NAME_PIXELS_MAX = 200;

/** The least height of a row, and what a line of its name takes; chosen by eye. */
const ROW_PIXELS = 34;
const LINE_PIXELS = 15;

const FONT_PIXELS = 12;

/** Single timings drawn an arm at most; more would only be a grey bar and a large file. */
const TIMINGS_DRAWN_MAX = 200;

/** Draws the rows on an axis that begins at zero. */
export async function drawDotRows(spread: Spread): Promise<Drawing> {
  const names = spread.arms.map(({ label }) => wrapName(label, NAME_PIXELS_MAX, FONT_PIXELS));
  const rowPixels = Math.max(ROW_PIXELS, ...names.map((lines) => lines.length * LINE_PIXELS + 8));
  const nameWidth = Math.max(30, ...names.flat().map((line) => textWidth(line, FONT_PIXELS)));
  const end = axisEnd(spread.arms);
  const { drawing } = await draw((plot) => ({
    title: spread.title,
    ...(spread.verdicts.length === 0 ? {} : { subtitle: spread.verdicts.join("\n") }),
    caption: dotRowsCaption(spread).join("\n"),
    width: FIGURE_WIDTH,
    height: 58 + rowPixels * Math.max(1, names.length),
    marginTop: 16,
    marginLeft: Math.ceil(nameWidth) + 16,
    marginBottom: 42,
    x: {
      label: axisName(spread.value),
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
      domain: [0, end],
    },
    y: {
      label: null,
      domain: spread.arms.map(({ label }) => label),
      tickFormat: (_: string, index: number) => names[index]?.join("\n") ?? "",
    },
    marks: spread.arms.flatMap((arm) => armMarks(plot, arm, end)),
  }));
  return drawing;
}

/** From where to where the axis goes. */
export function dotRowsExtent({ arms }: Spread): { low: number; high: number } {
  return { low: 0, high: axisEnd(arms) };
}

/** What the marks mean, and what is not among them. */
export function dotRowsCaption({ arms, value, notes }: Spread): string[] {
  const end = axisEnd(arms);
  const beyondCount =
    arms.flatMap(({ timings }) => timings).filter((timing) => timing > end).length;
  const hasTimings = arms.some(({ timings }) => timings.length > 0);
  return [
    value.kind === "slices" && hasTimings
      ? "Dot: one process (median of its timings that count). Tick: one such timing. Bar: median of the processes."
      : "Dot: one process. Bar: median of the processes.",
    ...(beyondCount > 0 ? [`Timings beyond the right edge: ${beyondCount}.`] : []),
    ...notes,
  ];
}

function armMarks(plot: PlotLibrary, { label, points, timings, median }: SpreadArm, end: number) {
  const place = { x: (value: number) => value, y: () => label };
  const inside = timings.filter((timing) => timing <= end);
  return [
    plot.tickX(thinned(inside), { ...place, strokeOpacity: 0.18, inset: 5 }),
    plot.dot(points.map(({ level }) => level), {
      ...place,
      r: 4.5,
      fill: ACCENT,
      fillOpacity: 0.85,
      stroke: "currentColor",
      strokeWidth: 0.8,
    }),
    plot.tickX(median === null ? [] : [median], { ...place, strokeWidth: 3, inset: 1 }),
  ];
}

/**
 * From zero to a little above the highest process. Timings beyond that are counted, not drawn: a single one that was
 * held up would press all the rest into a corner.
 */
function axisEnd(arms: readonly SpreadArm[]): number {
  const levels = arms.flatMap(({ points }) => points.map(({ level }) => level));
  return Math.max(0, ...levels) * 1.08 || 1;
}

function thinned(values: readonly number[]): number[] {
  const step = Math.max(1, Math.ceil(values.length / TIMINGS_DRAWN_MAX));
  return values.filter((_, index) => index % step === 0);
}
