/** The picture of warm-up: a panel an arm, its processes as thin lines, the one in the middle bold. */

import { formatValue } from "../../../probes/mod.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../drawing/draw.ts";
import { countedAxis, drawHeading, PANEL_FRAME, stackFigure } from "../drawing/figure.ts";
import type { Drawing } from "../drawing/flatten.ts";
import { COLOURS, PAPER } from "../drawing/theme.ts";
import { hasOwnAxes, OWN_AXES } from "./arm_axes.ts";
import { axisName, type ValueExtent } from "./spread.ts";
import type { CurvePoint, WarmupArm, WarmupEnd, WarmupRows } from "./warmup_rows.ts";

/** Height of a panel; chosen by eye. */
const PANEL_PIXELS = 200;

/** Draws title, a panel an arm, and caption. */
export async function drawWarmup(rows: WarmupRows): Promise<Drawing> {
  const panels: Drawing[] = [];
  for (const arm of rows.arms) {
    panels.push(drawHeading(arm.words));
    if (arm.curves.length === 0) continue;
    panels.push((await draw((plot) => panelPlot(plot, arm, rows))).drawing);
  }
  return stackFigure({ ...rows, caption: captionOf(rows) }, panels);
}

function panelPlot(
  plot: PlotLibrary,
  arm: WarmupArm,
  { value, lastIndex }: WarmupRows,
): PlotOptions {
  const { extent } = arm;
  return {
    ...PANEL_FRAME,
    height: PANEL_PIXELS,
    x: countedAxis("timing, counted from the start of the process", lastIndex),
    y: {
      label: axisName(value),
      labelArrow: "none",
      domain: [extent.low, extent.high],
      ticks: 5,
      grid: true,
    },
    marks: [
      ...(arm.end === null ? [] : endMarks(plot, arm.end, extent)),
      plot.ruleY([extent.low]),
      ...curveMarks(plot, arm),
    ],
  };
}

/** Behind the last timing that was left out. */
function endMarks(plot: PlotLibrary, { middle, low, high }: WarmupEnd, extent: ValueExtent) {
  const range = {
    x1: () => low + 0.5,
    x2: () => high + 0.5,
    y1: () => extent.low,
    y2: () => extent.high,
  };
  return [
    ...(low === high ? [] : [plot.rect([0], { ...range, fill: "currentColor", fillOpacity: 0.1 })]),
    plot.ruleX([middle + 0.5], { strokeWidth: 1.4, strokeDasharray: "5 3" }),
    plot.text([middle + 0.5], {
      x: (place: number) => place,
      frameAnchor: "top",
      textAnchor: "start",
      text: () => "counts from here",
      dx: 5,
      dy: 4,
      stroke: PAPER,
      strokeWidth: 4,
      fill: "currentColor",
    }),
  ];
}

function curveMarks(plot: PlotLibrary, { curves, middle, extent: { high } }: WarmupArm) {
  // What lies beyond runs along the edge.
  const clamped = ({ index, value }: CurvePoint) => ({ index, value: Math.min(high, value) });
  const place = { x: "index", y: "value" };
  return [
    ...curves.map(({ points, isUnsettled }) =>
      plot.line(points.map(clamped), {
        ...place,
        stroke: isUnsettled ? COLOURS.orange : COLOURS.blue,
        strokeWidth: 0.9,
        strokeOpacity: isUnsettled ? 0.9 : 0.55,
        ...(isUnsettled ? { strokeDasharray: "4 2" } : {}),
      })
    ),
    plot.dot(curves.flatMap(({ start }) => start === null ? [] : [clamped(start)]), {
      ...place,
      r: 2.4,
      fill: PAPER,
      stroke: COLOURS.blue,
      strokeWidth: 1.2,
    }),
    plot.line(middle.map(clamped), { ...place, stroke: "currentColor", strokeWidth: 2.6 }),
  ];
}

function captionOf({ arms, value, notes }: WarmupRows): string[] {
  const curves = arms.flatMap((arm) => arm.curves);
  if (curves.length === 0) return [...notes];
  const extents = arms.map(({ extent }) => extent);
  const beyond = arms.flatMap((arm) =>
    arm.curves.flatMap(({ points }) => points.map((point) => point.value))
      .filter((one) => one > arm.extent.high)
  );
  const greatest = beyond.reduce((most, one) => Math.max(most, one), 0);
  const ends = arms.flatMap(({ end }) => end ?? []);
  const hasRange = ends.some(({ low, high }) => low < high);
  return [
    "Thin line: one process. Bold line: their median. Hollow dot: a process's first timing that " +
    "counts." +
    (extents.every(({ low }) => low === 0) ? "" : " The value axis does not begin at 0."),
    ...(hasOwnAxes(extents) ? [OWN_AXES] : []),
    ...(ends.length === 0 ? [] : [
      "Dashed upright: where timings begin to count, the median of the processes; the first one never does" +
      (hasRange ? ". Grey: from the earliest to the latest." : "."),
    ]),
    ...(curves.some(({ isUnsettled }) => isUnsettled)
      ? ["Orange with gaps: unsettled, still moving in its later half; give it more timings."]
      : []),
    ...(arms.some(({ leavesOut }) => leavesOut)
      ? ["Timings during which another program ran are left out."]
      : []),
    ...(beyond.length === 0 ? [] : [
      `Along the upper edge: ${beyond.length} beyond it, up to ${
        formatValue(greatest)
      } ${value.unit}.`,
    ]),
    ...notes,
  ];
}
