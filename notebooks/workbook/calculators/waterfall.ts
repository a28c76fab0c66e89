/** The picture of a latency budget: a row a case, its stages one behind the other, the collector's last. */

import { COLOURS } from "../drawing/theme.ts";
import { type Chart, type DrawnChart, makeChart } from "../drawing/chart.ts";
import { draw, type PlotLibrary, type PlotOptions } from "../drawing/draw.ts";
import { FIGURE_WIDTH, namedAxis, stackFigure } from "../drawing/figure.ts";
import { hatched, hatchPatterns } from "../drawing/hatch.ts";
import { TINT } from "../drawing/shapes.ts";
import { textWidth } from "../drawing/svg_text.ts";
import { amountText, numberText } from "./amount.ts";
import { isUncertain, type Uncertain } from "./uncertain.ts";

/** One row: what happens one after the other. */
export interface WaterfallRow {
  readonly name: string;
  readonly parts: readonly WaterfallPart[];
  readonly total: Uncertain;
}

/** One part of a row. */
export interface WaterfallPart {
  readonly name: string;
  readonly ms: Uncertain;
  /** The collector's. */
  readonly isPause: boolean;
  /** Measured elsewhere, and hatched for that. */
  readonly isFrozen: boolean;
}

/** Stages take turns with these; the pauses have the orange that stands for them in other charts. */
const STAGE_COLOURS = [COLOURS.blue, COLOURS.green, COLOURS.violet, COLOURS.pink, COLOURS.grey];
const PAUSE_COLOUR = COLOURS.orange;

/** Height of a row, and of what stands around all of them. */
const ROW_PIXELS = 38;
const AROUND_PIXELS = 64;

/** A part that is narrower than this has no room for its number. */
const NUMBER_PIXELS = 11;

/** Letters of the totals, which stand right of their bars, and the gaps around them. */
const FONT_PIXELS = 12;
const GAP_PIXELS = 8;

/** About what the rows' names take. */
const NAMES_PIXELS = 100;

/** Draws the rows; a budget is a line. */
export function waterfall(
  rows: readonly WaterfallRow[],
  { budgetMs }: { readonly budgetMs: number | null },
): Chart {
  return makeChart(() => drawWaterfall(rows, budgetMs));
}

interface Segment {
  readonly row: string;
  readonly number: string;
  readonly from: number;
  readonly to: number;
  readonly colour: string;
  readonly isFrozen: boolean;
}

async function drawWaterfall(
  rows: readonly WaterfallRow[],
  budgetMs: number | null,
): Promise<DrawnChart> {
  const title = "Where the time of a request goes";
  const lines = rows.map(({ name, parts, total }) =>
    `${name}: ${parts.map((part) => `${part.name} ${numberText(part.ms.value)}`).join(" + ")} = ${
      amountText(total, "ms")
    }`
  );
  const limit = budgetMs === null ? [] : [`Dashed line: the budget of ${numberText(budgetMs)} ms.`];
  const segments = rows.flatMap(segmentsOf);
  const { drawing } = await draw((plot) => waterfallPlot(plot, { rows, segments, budgetMs }));
  return {
    drawing: stackFigure({
      title,
      subtitle: legendOf(rows),
      caption: [
        "Line over a bar's end: the range of the total.",
        ...(segments.some(({ isFrozen }) => isFrozen)
          ? ["Hatched: frozen, not measured here."]
          : []),
        ...limit,
      ],
    }, [hatchPatterns([PAUSE_COLOUR], FIGURE_WIDTH), drawing]),
    description: `${title}: ${lines.join("; ")}`,
    text: [title, ...lines, ...limit].join("\n"),
  };
}

function legendOf(rows: readonly WaterfallRow[]): string {
  const parts = rows[0]?.parts ?? [];
  return parts.map(({ name }, index) => `${index + 1} ${name}`).join(" · ");
}

function segmentsOf({ name, parts }: WaterfallRow): Segment[] {
  let clock = 0;
  return parts.map(({ ms, isPause, isFrozen }, index) => {
    const from = clock;
    clock += ms.value;
    return {
      row: name,
      number: `${index + 1}`,
      from,
      to: clock,
      colour: isPause ? PAUSE_COLOUR : STAGE_COLOURS[index % STAGE_COLOURS.length] ?? COLOURS.blue,
      isFrozen,
    };
  });
}

function waterfallPlot(
  plot: PlotLibrary,
  { rows, segments, budgetMs }: {
    readonly rows: readonly WaterfallRow[];
    readonly segments: readonly Segment[];
    readonly budgetMs: number | null;
  },
): PlotOptions {
  const last = Math.max(1e-9, budgetMs ?? 0, ...rows.map(({ total }) => total.high));
  const totals = rows.map(({ total }) => textWidth(amountText(total, "ms"), FONT_PIXELS));
  const marginRight = Math.ceil(Math.max(0, ...totals)) + 2 * GAP_PIXELS;
  const isWide = ({ from, to }: Segment) =>
    (to - from) / last * (FIGURE_WIDTH - marginRight - NAMES_PIXELS) > NUMBER_PIXELS;
  const place = { x1: "from", x2: "to", y: "row", stroke: "colour" } as const;
  return {
    width: FIGURE_WIDTH,
    height: rows.length * ROW_PIXELS + AROUND_PIXELS,
    marginRight,
    marginBottom: 40,
    x: { ...namedAxis("milliseconds"), domain: [0, last], grid: true },
    y: { label: null, domain: rows.map(({ name }) => name), padding: 0.35 },
    marks: [
      plot.barX(segments.filter(({ isFrozen }) => !isFrozen), {
        ...place,
        fill: "colour",
        fillOpacity: TINT,
      }),
      plot.barX(segments.filter(({ isFrozen }) => isFrozen), {
        ...place,
        fill: hatched(PAUSE_COLOUR),
      }),
      plot.text(segments.filter((segment) => !segment.isFrozen && isWide(segment)), {
        x: ({ from, to }: Segment) => (from + to) / 2,
        y: "row",
        text: "number",
      }),
      plot.ruleY(rows.filter(({ total }) => isUncertain(total)), {
        x1: ({ total }: WaterfallRow) => total.low,
        x2: ({ total }: WaterfallRow) => total.high,
        y: "name",
        strokeWidth: 2.5,
      }),
      plot.text(rows, {
        x: ({ total }: WaterfallRow) => total.high,
        y: "name",
        text: ({ total }: WaterfallRow) => amountText(total, "ms"),
        textAnchor: "start",
        dx: GAP_PIXELS,
      }),
      plot.ruleX(budgetMs === null ? [] : [budgetMs], { strokeDasharray: "6 4", strokeWidth: 1.5 }),
      plot.ruleX([0]),
    ],
  };
}
