/** The picture of a finding: each figure with its interval, over what it is held against. */

import { ratioTick, ratioTicks } from "../charts/ratio_axis.ts";
import type { DrawnChart } from "../drawing/chart.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../drawing/draw.ts";
import { FIGURE_WIDTH, namedAxis, PANEL_FRAME, stackFigure } from "../drawing/figure.ts";
import { hatched, hatchPatterns } from "../drawing/hatch.ts";
import type { Finding } from "./finding.ts";
import { FINDING_GLYPHS } from "./finding_words.ts";
import { type FindingInterval, type FindingRow, type FindingZone, rangeText } from "./outcome.ts";

/** What the picture needs of a finding. */
export type PicturedFinding = Pick<Finding, "claim" | "rows" | "zone" | "frozen">;

/** More rows than these are a table, not a picture. */
const ROWS_MAX = 14;

/** Height of a row, in pixels. */
const ROW_PIXELS = 24;

/** Space for what stands above and below the rows. */
const MARGIN_TOP = 6;
const FRAME_PIXELS = MARGIN_TOP + PANEL_FRAME.marginBottom;

const INK = "currentColor";
const PAPER = "var(--plot-background)";

/** A hatching needs some room to be seen. */
const DOT_PIXELS = 6;

/** From here on an axis from the least to the greatest value presses all but the greatest to its left end. */
const LOG_FROM = 20;

/** One line of the picture. */
interface Line extends FindingInterval {
  readonly label: string;
  readonly kind: FindingRow["kind"];
}

/** The picture, or null where there is nothing to see: no figures, or counts without any range. */
export async function findingPicture(found: PicturedFinding): Promise<DrawnChart | null> {
  const { zone } = found;
  const lines = linesOf(found.rows);
  if (zone === null || lines.every(({ low, high }) => low === high)) return null;
  return await drawFinding(found, { zone, lines });
}

function linesOf(rows: readonly FindingRow[]): Line[] {
  return rows.flatMap(({ label, kind, interval }, index) => {
    if (interval === null) return [];
    const isTwice = rows.findIndex((row) => row.label === label) < index;
    return [{ ...interval, kind, label: isTwice ? `${label} (${index + 1})` : label }];
  });
}

async function drawFinding(
  { claim, frozen }: PicturedFinding,
  { zone, lines }: { readonly zone: FindingZone; readonly lines: readonly Line[] },
): Promise<DrawnChart> {
  const shown = lines.slice(0, ROWS_MAX);
  const isFrozen = frozen !== null;
  const { drawing } = await draw((plot) => picture(plot, { zone, lines: shown, isFrozen }));
  const patterns = hatchPatterns(isFrozen ? [INK] : [], FIGURE_WIDTH);
  const title = `Claim ${claim}: where the figures lie`;
  const caption = [
    `Grey: ${zone.name}. Bars: the interval, or the range of what was seen where rounds are too few.`,
    "Signs: what a row says by itself, for the statement (✓), against it (✗), or neither (?).",
    ...(lines.length > shown.length
      ? [`${lines.length - shown.length} more are listed above.`]
      : []),
    ...(frozen === null ? [] : [`Frozen, not measured here: ${frozen.date}, ${frozen.machine}`]),
  ];
  const text = shown.map((line) => `${line.label}: ${rangeText(line)}`);
  return {
    drawing: stackFigure({ title, subtitle: "", caption }, [patterns, drawing]),
    description: `${title}. ${text.join("; ")}`,
    text: text.join("\n"),
  };
}

function picture(
  plot: PlotLibrary,
  { zone, lines, isFrozen }: {
    readonly zone: FindingZone;
    readonly lines: readonly Line[];
    readonly isFrozen: boolean;
  },
): PlotOptions {
  const extent = extentOf(zone, lines);
  const [low, high] = [zone.low ?? extent.low, zone.high ?? extent.high];
  const edges = [zone.low, zone.high].filter((edge) => edge !== null && edge > extent.low);
  const isRatio = zone.axis === "ratio";
  const name = isRatio ? "ratio of times or of counts, test ÷ base (log)" : zone.axis;
  const axis = namedAxis(extent.isLog && !isRatio ? logName(name) : name);
  return {
    ...PANEL_FRAME,
    marginTop: MARGIN_TOP,
    height: lines.length * ROW_PIXELS + FRAME_PIXELS,
    x: {
      ...axis,
      type: extent.isLog ? "log" : "linear",
      domain: [extent.low, extent.high],
    },
    y: { type: "point", domain: lines.map(({ label }) => label), label: null, padding: 0.5 },
    marks: [
      // Given as a text, not as a format: of a logarithmic axis Plot drops labels such as 0.94.
      ...(extent.isLog ? [plot.axisX(ratioTicks(extent), { ...axis, text: ratioTick })] : []),
      plot.rect([0], {
        x1: () => Math.max(low, extent.low),
        x2: () => Math.min(high, extent.high),
        fill: "currentColor",
        fillOpacity: 0.12,
      }),
      plot.ruleX(edges, { strokeOpacity: 0.55, strokeDasharray: "2 3" }),
      plot.ruleY(lines, { y: "label", x1: "low", x2: "high", strokeWidth: 2.5 }),
      // Behind a hatching the bar would be taken for one of its strokes.
      plot.dot(lines, { x: "estimate", y: "label", r: DOT_PIXELS, fill: PAPER }),
      plot.dot(lines, {
        x: "estimate",
        y: "label",
        r: DOT_PIXELS,
        fill: ({ kind }: Line) => kind === "inconclusive" ? PAPER : isFrozen ? hatched(INK) : INK,
        stroke: INK,
        strokeWidth: 1.8,
      }),
      plot.text(lines, {
        x: "high",
        y: "label",
        text: ({ kind }: Line) => FINDING_GLYPHS[kind],
        textAnchor: "start",
        dx: 8,
      }),
    ],
  };
}

/** One pair of brackets is enough: `median pause (ms, log)`. */
function logName(name: string): string {
  return name.endsWith(")") ? `${name.slice(0, -1)}, log)` : `${name} (log)`;
}

/** Room for every figure, for the edges of the zone, and for a sign behind the greatest. */
function extentOf(
  zone: FindingZone,
  lines: readonly Line[],
): { readonly low: number; readonly high: number; readonly isLog: boolean } {
  const values = [
    ...lines.flatMap(({ low, high }) => [low, high]),
    ...[zone.low, zone.high].filter((edge) => edge !== null),
  ];
  const positive = values.filter((value) => value > 0);
  const [least, greatest] = [Math.min(...positive), Math.max(...values)];
  const isLog = positive.length > 0 && lines.every(({ low }) => low > 0) &&
    (zone.axis === "ratio" || greatest / least > LOG_FROM);
  if (isLog) {
    const padding = (greatest / least) ** 0.06;
    return { low: least / padding, high: greatest * padding, isLog };
  }
  const low = Math.min(0, ...values);
  return { low, high: greatest + (greatest - low) * 0.06, isLog };
}
