/** The picture of Amdahl's law: speed-up of the whole over the share that changes, one curve a speed-up of the share. */

import { ACCENT, COLOURS } from "../drawing/theme.ts";
import { type Chart, type DrawnChart, makeChart } from "../drawing/chart.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../drawing/draw.ts";
import { FIGURE_WIDTH, namedAxis, stackFigure } from "../drawing/figure.ts";
import { amdahlRatio } from "./amdahl_ratio.ts";
import { amountText, numberText, shareText } from "./amount.ts";
import { isUncertain, type Uncertain } from "./uncertain.ts";

/** Curves to compare one's own with: a release, a good release, twice as fast; the last one is the limit. */
const COMPARED_SPEEDUPS = [1.05, 1.25, 2, Infinity];

/** Beyond this the axis would leave no room for gains of a few per cent. */
const SPEEDUP_SHOWN_MAX = 2.4;

/** Points of a curve; nothing depends on it. */
const POINTS = 60;

const HEIGHT_PIXELS = 320;

/** Right of the curves their names stand. */
const MARGIN_RIGHT = 140;

/** A share and a ratio of one's own; each is null where it was not measured, and then not drawn. */
interface OwnPoint {
  readonly share: Uncertain | null;
  readonly ratio: Uncertain | null;
}

/** Draws the law with the learner's own share and ratio. */
export function amdahlChart(share: Uncertain | null, ratio: Uncertain | null): Chart {
  return makeChart(() => drawAmdahl({ share, ratio }));
}

function wordsOf({ share, ratio }: OwnPoint): string {
  if (share === null) return "your share: not measured";
  if (ratio === null) return `a share of ${shareText(share)}; your ratio: not measured`;
  return `a share of ${shareText(share)} at the ratio ${amountText(ratio, "")} leaves ${
    shareText(amdahlRatio(share, ratio))
  } of the time`;
}

async function drawAmdahl(own: OwnPoint): Promise<DrawnChart> {
  const title = "Speed-up of the whole";
  const words = wordsOf(own);
  const { drawing } = await draw((plot) => amdahlPlot(plot, own));
  const caption = [
    "Blue: your ratio, its ribbon the range; band: your share; dot: both.",
    "Dashed: other speed-ups of the share, up to one that leaves no time at all.",
  ];
  return {
    drawing: stackFigure({ title, subtitle: words, caption }, [drawing]),
    description: `${title}: ${words}`,
    text: [title, words].join("\n"),
  };
}

interface CurvePoint {
  readonly share: number;
  readonly speedup: number;
}

interface RibbonPoint {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

function speedupAt(share: number, ratio: number): number {
  return 1 / Math.max(1e-9, 1 - share * (1 - ratio));
}

const SHARES = Array.from({ length: POINTS + 1 }, (_, index) => index / POINTS);

/** A curve up to where it leaves the picture, that last point included. */
function curve(ratio: number, most: number): CurvePoint[] {
  const end = ratio < 1 ? Math.min(1, (1 - 1 / most) / (1 - ratio)) : 1;
  return [...SHARES.filter((share) => share < end), end].map((share) => ({
    share,
    speedup: speedupAt(share, ratio),
  }));
}

function amdahlPlot(plot: PlotLibrary, own: OwnPoint): PlotOptions {
  const slowest = own.ratio === null ? 1 : speedupAt(1, own.ratio.high);
  const most = SPEEDUP_SHOWN_MAX;
  const least = Math.min(0.98, Math.max(0.4, slowest * 0.98));
  return {
    width: FIGURE_WIDTH,
    height: HEIGHT_PIXELS,
    marginLeft: 58,
    marginRight: MARGIN_RIGHT,
    marginBottom: 40,
    x: { ...namedAxis("share of the time that changes"), domain: [0, 1], tickFormat: numberText },
    y: {
      label: "speed-up of the whole (log)",
      labelArrow: "none",
      type: "log",
      domain: [least, most],
      ticks: [0.5, 0.7, 0.9, 1, 1.1, 1.25, 1.5, 2].filter((tick) => tick >= least),
      tickFormat: numberText,
      grid: true,
    },
    marks: [
      ...shareMarks(plot, own.share),
      plot.ruleY([1]),
      ...COMPARED_SPEEDUPS.flatMap((speedup) => comparedMarks(plot, { speedup, most })),
      ...(own.ratio === null ? [] : ratioMarks(plot, { ...own, ratio: own.ratio, least, most })),
    ],
  };
}

/** The band of the learner's share. */
function shareMarks(plot: PlotLibrary, share: Uncertain | null) {
  if (share === null) return [];
  return [
    plot.rectX(isUncertain(share) ? [share] : [], {
      x1: "low",
      x2: "high",
      fill: COLOURS.grey,
      fillOpacity: 0.25,
    }),
    plot.ruleX([share.value], { stroke: COLOURS.grey, strokeWidth: 2 }),
  ];
}

/** A curve to compare with, and its name at its end. */
function comparedMarks(
  plot: PlotLibrary,
  { speedup, most }: { readonly speedup: number; readonly most: number },
) {
  const points = curve(1 / speedup, most);
  const isWhole = points.at(-1)?.share === 1;
  return [
    plot.line(points, { x: "share", y: "speedup", strokeDasharray: "5 4", strokeWidth: 1 }),
    plot.text(points.slice(-1), {
      x: "share",
      y: "speedup",
      text: () => speedup === Infinity ? "no time left" : `${speedup} times as fast`,
      textAnchor: isWhole ? "start" : "middle",
      ...(isWhole ? { dx: 6 } : { dy: -8 }),
    }),
  ];
}

/** The curve of the learner's ratio with its ribbon, and the point where the share meets it. */
function ratioMarks(
  plot: PlotLibrary,
  { share, ratio, least, most }: {
    readonly share: Uncertain | null;
    readonly ratio: Uncertain;
    readonly least: number;
    readonly most: number;
  },
) {
  const shown = (value: number) => Math.min(most, Math.max(least, value));
  const ribbon = SHARES.map((at): RibbonPoint => ({
    share: at,
    low: shown(speedupAt(at, ratio.high)),
    high: shown(speedupAt(at, ratio.low)),
  }));
  const total = share === null ? null : amdahlRatio(share, ratio);
  const points = share === null || total === null ? [] : [{
    share: share.value,
    speedup: shown(speedupAt(share.value, ratio.value)),
    low: shown(1 / total.high),
    high: shown(1 / Math.max(1e-9, total.low)),
  }];
  return [
    plot.areaY(isUncertain(ratio) ? ribbon : [], {
      x: "share",
      y1: "low",
      y2: "high",
      fill: ACCENT,
      fillOpacity: 0.25,
    }),
    plot.line(
      curve(ratio.value, most).map((point) => ({ ...point, speedup: shown(point.speedup) })),
      { x: "share", y: "speedup", stroke: ACCENT, strokeWidth: 2.5 },
    ),
    plot.ruleX(points, { x: "share", y1: "low", y2: "high", strokeWidth: 2 }),
    plot.dot(points, { x: "share", y: "speedup", r: 5, fill: ACCENT, stroke: "currentColor" }),
  ];
}
