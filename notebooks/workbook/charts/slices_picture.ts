/** The picture of single timings: a panel an arm, its processes side by side, each timing where it ran. */

import { formatValue } from "../../../probes/mod.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../drawing/draw.ts";
import {
  countedAxis,
  drawHeading,
  FIGURE_WIDTH,
  PANEL_FRAME,
  stackFigure,
} from "../drawing/figure.ts";
import type { Drawing } from "../drawing/flatten.ts";
import { textWidth } from "../drawing/svg_text.ts";
import { COLOURS } from "../drawing/theme.ts";
import { axesOf, hasOwnAxes, OWN_AXES } from "./arm_axes.ts";
import {
  armWords,
  type SliceArm,
  type SliceKind,
  type SliceProcess,
  type SliceRows,
} from "./slice_rows.ts";
import { axisName, type ValueExtent, valueExtent } from "./spread.ts";

/** Height of a panel; chosen by eye. */
const PANEL_PIXELS = 190;

/** Share of a round's width that its timings take. */
const ROUND_SHARE = 0.84;

const FONT_PIXELS = 12;
const KEY_PIXELS = 22;

/** How each kind of timing looks: colour and form both tell it. */
const LOOKS = {
  "kept": { fill: COLOURS.blue, r: 2.2, symbol: "circle" },
  "warm-up": { fill: "none", stroke: COLOURS.grey, strokeWidth: 1.3, r: 2.6, symbol: "circle" },
  "interrupted": { stroke: COLOURS.orange, strokeWidth: 1.8, r: 3.2, symbol: "times" },
  "interrupted, counted": { fill: COLOURS.orange, r: 3, symbol: "triangle" },
} as const satisfies Record<SliceKind, object>;

const WORDS: Readonly<Record<SliceKind, string>> = {
  "kept": "counts",
  "warm-up": "warm-up, left out",
  "interrupted": "interrupted, left out",
  "interrupted, counted": "interrupted, counts by CPU time",
};

const KINDS = Object.keys(LOOKS) as SliceKind[];

/** One timing with its place in the picture. */
interface PlacedPoint {
  readonly x: number;
  readonly y: number;
  readonly kind: SliceKind;
}

/** Draws title, key, a panel an arm, and caption. */
export async function drawSlices(rows: SliceRows): Promise<Drawing> {
  const extents = slicesExtents(rows.arms);
  const panels: Drawing[] = [];
  for (const [index, arm] of rows.arms.entries()) {
    const extent = extents[index];
    panels.push(drawHeading(armWords(arm, rows.value)));
    if (arm.processes.length === 0 || extent === undefined) continue;
    panels.push((await draw((plot) => panelPlot(plot, arm, { rows, extent }))).drawing);
  }
  const kinds = kindsOf(rows.arms);
  return stackFigure({ ...rows, caption: captionOf(rows, extents) }, [
    ...(kinds.length === 0 ? [] : [await drawKey(kinds)]),
    ...panels,
  ]);
}

/** From where to where each arm's axis goes: all timings but a few stragglers. */
export function slicesExtents(arms: readonly SliceArm[]): readonly ValueExtent[] {
  return axesOf(arms, extentOf);
}

function extentOf(arms: readonly SliceArm[]): ValueExtent {
  return valueExtent({
    zone: null,
    arms: arms.map(({ label, processes }) => ({
      label,
      points: processes.flatMap(({ points, level, round }) =>
        // A level in CPU time lies below its timings.
        [...points.map(({ value }) => value), level ?? []].flat()
          .map((value) => ({ level: value, time: round }))
      ),
      timings: [],
      median: null,
    })),
  });
}

function kindsOf(arms: readonly SliceArm[]): SliceKind[] {
  const used = new Set(
    arms.flatMap(({ processes }) => processes.flatMap(({ points }) => points))
      .map(({ kind }) => kind),
  );
  return KINDS.filter((kind) => used.has(kind));
}

async function drawKey(kinds: readonly SliceKind[]): Promise<Drawing> {
  let x = 0;
  const entries = kinds.map((kind) => {
    const entry = { kind, x };
    x += KEY_PIXELS + textWidth(WORDS[kind], FONT_PIXELS) + FONT_PIXELS;
    return entry;
  });
  const { drawing } = await draw((plot) => ({
    axis: null,
    width: FIGURE_WIDTH,
    height: KEY_PIXELS,
    margin: 0,
    x: { type: "identity" },
    y: { type: "identity" },
    marks: entries.flatMap(({ kind, x }) => [
      plot.dot([[x + KEY_PIXELS / 2, KEY_PIXELS / 2]], { ...LOOKS[kind], r: 4 }),
      plot.text([[x + KEY_PIXELS, KEY_PIXELS / 2]], {
        text: () => WORDS[kind],
        textAnchor: "start",
      }),
    ]),
  }));
  return drawing;
}

function panelPlot(
  plot: PlotLibrary,
  arm: SliceArm,
  { rows, extent }: { readonly rows: SliceRows; readonly extent: ValueExtent },
): PlotOptions {
  const { last } = rows;
  return {
    ...PANEL_FRAME,
    height: PANEL_PIXELS,
    x: countedAxis("round; within it the timings in their order", last),
    y: {
      label: axisName(rows.value),
      labelArrow: "none",
      domain: [extent.low, extent.high],
      ticks: 5,
      grid: true,
    },
    marks: [
      plot.ruleX(Array.from({ length: last - 1 }, (_, index) => index + 1.5), {
        strokeOpacity: 0.12,
      }),
      plot.ruleY([extent.low]),
      ...sliceMarks(plot, arm, extent),
    ],
  };
}

function sliceMarks(plot: PlotLibrary, { processes }: SliceArm, { high }: ValueExtent) {
  const points = processes.flatMap((process) => placed(process, high));
  const levels = processes.flatMap(({ round, level }) =>
    level === null || level > high ? [] : [{ round, level }]
  );
  return [
    ...KINDS.map((kind) =>
      plot.dot(points.filter((point) => point.kind === kind), { x: "x", y: "y", ...LOOKS[kind] })
    ),
    plot.ruleY(levels, {
      x1: ({ round }: { round: number }) => round - ROUND_SHARE / 2,
      x2: ({ round }: { round: number }) => round + ROUND_SHARE / 2,
      y: "level",
      strokeWidth: 1.6,
    }),
  ];
}

/** What lies beyond stands at the edge. */
function placed({ round, count, points }: SliceProcess, high: number): PlacedPoint[] {
  return points.map(({ index, value, kind }) => ({
    x: round + ((index - 0.5) / count - 0.5) * ROUND_SHARE,
    y: Math.min(high, value),
    kind,
  }));
}

function captionOf(
  { arms, value, notes }: SliceRows,
  extents: readonly ValueExtent[],
): string[] {
  const pointsOf = ({ processes }: SliceArm) => processes.flatMap((process) => process.points);
  const points = arms.flatMap(pointsOf);
  if (points.length === 0) return [...notes];
  const beyond = arms.flatMap((arm, index) =>
    pointsOf(arm).map((point) => point.value)
      .filter((one) => one > (extents[index]?.high ?? Infinity))
  );
  const greatest = beyond.reduce((most, one) => Math.max(most, one), 0);
  const usesCpuTime = arms.some(({ processes }) => processes.some((one) => one.usesCpuTime));
  return [
    "Mark: one timing. Line: the level of a process, the median of its timings that count." +
    (extents.every(({ low }) => low === 0) ? "" : " The value axis does not begin at 0."),
    ...(hasOwnAxes(extents) ? [OWN_AXES] : []),
    ...(points.some(({ kind }) => kind.startsWith("interrupted"))
      ? ["Interrupted: the system gave the processor to another program meanwhile."]
      : []),
    ...(usesCpuTime
      ? ["Where nearly all were interrupted the level is CPU time and lies below the marks."]
      : []),
    ...(beyond.length === 0 ? [] : [
      `At the upper edge: ${beyond.length} beyond it, up to ${
        formatValue(greatest)
      } ${value.unit}.`,
    ]),
    ...notes,
  ];
}
