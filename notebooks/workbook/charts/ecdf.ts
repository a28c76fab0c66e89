/** A distribution as rising curves, and below them the processes in the order in which they ran. */

import { formatValue } from "../../../probes/mod.ts";
import { armStyle, dotLook, drawLegend, lineLook } from "../drawing/arm_style.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../drawing/draw.ts";
import {
  countedAxis,
  countedTicks,
  FIGURE_WIDTH,
  namedAxis,
  PANEL_FRAME,
  stackFigure,
} from "../drawing/figure.ts";
import type { Drawing } from "../drawing/flatten.ts";
import { PAPER } from "../drawing/theme.ts";
import { percent } from "../page/words.ts";
import {
  armText,
  axisName,
  levelExtent,
  type Spread,
  type SpreadArm,
  type ValueExtent,
} from "./spread.ts";

/** Heights of the two panels; chosen by eye: both fit on a laptop's screen together with their cell. */
const CURVES_PIXELS = 230;
const STRIP_PIXELS = 150;

/** Beyond this many rounds their numbers are ticked sparsely. */
const ROUND_TICKS_MAX = 12;

/** Draws title, legend, curves, run strip and caption. */
export async function drawEcdf(spread: Spread): Promise<Drawing> {
  const extent = levelExtent(spread);
  const legend = await drawLegend(
    spread.arms.map((arm, index) => ({
      style: armStyle(index),
      label: armText(arm, spread.value.unit),
    })),
    FIGURE_WIDTH,
  );
  const hasValues = spread.arms.some(({ points }) => points.length > 0);
  const curves = await draw((plot) => curvesPlot(plot, spread, extent));
  const strip = await draw((plot) => stripPlot(plot, spread, extent));
  const words = {
    title: spread.title,
    subtitle: spread.verdicts.join("\n"),
    caption: captionOf(spread, extent),
  };
  return stackFigure(words, [
    ...(spread.arms.length === 0 ? [] : [legend]),
    ...(hasValues ? [curves.drawing, strip.drawing] : []),
  ]);
}

function curvesPlot(plot: PlotLibrary, spread: Spread, extent: ValueExtent): PlotOptions {
  return {
    ...PANEL_FRAME,
    height: CURVES_PIXELS,
    x: {
      ...namedAxis(axisName(spread.value)),
      domain: [extent.low, extent.high],
      grid: true,
    },
    y: {
      label: "processes up to this value (%)",
      labelArrow: "none",
      domain: [0, 100],
      ticks: [0, 25, 50, 75, 100],
      grid: true,
    },
    marks: [
      ...zoneMarks(plot, spread, extent),
      plot.ruleY([50], { strokeDasharray: "2 4", strokeOpacity: 0.7 }),
      plot.ruleY([0]),
      ...spread.arms.flatMap((arm, index) => curveMarks(plot, { arm, index, extent })),
    ],
  };
}

function zoneMarks(plot: PlotLibrary, { zone }: Spread, extent: ValueExtent) {
  if (zone === null) return [];
  const x1 = Math.max(zone.low, extent.low);
  const x2 = Math.min(zone.high, extent.high);
  if (x1 >= x2) return [];
  const edges = [zone.low, zone.high].filter((edge) => edge >= extent.low && edge <= extent.high);
  return [
    plot.rect([zone], { x1, x2, y1: 0, y2: 100, fill: "currentColor", fillOpacity: 0.12 }),
    plot.ruleX(edges, { strokeOpacity: 0.55, strokeDasharray: "2 3" }),
  ];
}

function curveMarks(
  plot: PlotLibrary,
  { arm, index, extent }: { arm: SpreadArm; index: number; extent: ValueExtent },
) {
  const style = armStyle(index);
  const steps = stepsOf(arm).filter(({ x }) => x <= extent.high);
  if (arm.points.length === 0) return [];
  const path = [
    { x: extent.low, y: 0 },
    ...steps,
    { x: extent.high, y: steps.at(-1)?.y ?? 0 },
  ];
  return [
    plot.line(path, { x: "x", y: "y", curve: "step-after", ...lineLook(style) }),
    plot.dot(steps, { x: "x", y: "y", r: 4, ...dotLook(style) }),
  ];
}

/** Each process with the share of processes that took no longer. */
function stepsOf({ points }: SpreadArm): { x: number; y: number }[] {
  return points.map(({ level }) => level).sort((left, right) => left - right)
    .map((x, index) => ({ x, y: 100 * (index + 1) / points.length }));
}

function stripPlot(plot: PlotLibrary, spread: Spread, extent: ValueExtent): PlotOptions {
  const last = Math.floor(
    Math.max(1, ...spread.arms.flatMap(({ points }) => points.map(({ time }) => time))),
  );
  return {
    ...PANEL_FRAME,
    height: STRIP_PIXELS,
    x: {
      ...countedAxis("round, in the order in which the processes ran", last),
      // A process stands at its place within the round.
      domain: [0.8, last + 0.9],
      ticks: countedTicks(last, ROUND_TICKS_MAX),
      grid: true,
    },
    y: {
      label: axisName(spread.value),
      labelArrow: "none",
      domain: [extent.low, extent.high],
      ticks: 4,
    },
    marks: [
      plot.ruleY([extent.low]),
      ...spread.arms.flatMap((arm, index) => {
        const style = armStyle(index);
        const inside = arm.points.filter(({ level }) => level <= extent.high);
        const beyond = arm.points.filter(({ level }) => level > extent.high);
        return [
          plot.line(inside, {
            x: "time",
            y: "level",
            ...lineLook(style),
            strokeWidth: 1,
          }),
          plot.dot(inside, { x: "time", y: "level", r: 3.5, ...dotLook(style) }),
          plot.dot(beyond, {
            x: "time",
            y: () => extent.high,
            r: 5,
            ...dotLook(style),
            fill: PAPER,
            stroke: style.colour,
            strokeWidth: 2,
          }),
        ];
      }),
    ],
  };
}

function captionOf({ notes, zone, arms, value }: Spread, extent: ValueExtent): string[] {
  if (arms.every(({ points }) => points.length === 0)) return [...notes];
  const slices = value.kind === "slices" ? ", the median of its timings that count" : "";
  const stragglers = arms.flatMap(({ label, points }) =>
    points.filter(({ level }) => level > extent.high).map(({ level }) =>
      `${label} ${formatValue(level)} ${value.unit}`.trimEnd()
    )
  );
  return [
    `Each mark is one process${slices}. A curve crosses the 50 % line at the arm's median.` +
    (extent.low === 0 ? "" : " The value axis does not begin at 0."),
    ...(zone === null ? [] : [
      `Grey: within ${percent(zone.minEffect)} of the median of ${zone.label}.`,
    ]),
    ...(stragglers.length === 0 ? [] : [
      `Beyond the edge, hollow below: ${stragglers.slice(0, 5).join(", ")}${
        stragglers.length > 5 ? ` and ${stragglers.length - 5} more` : ""
      }.`,
    ]),
    ...notes,
  ];
}
