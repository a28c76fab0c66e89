/** The picture of a ratio forest: names at the left, intervals in the middle, verdicts at the right. */

import type { Comparison, Verdict } from "../../../probes/mod.ts";
import { draw, type PlotLibrary } from "../drawing/draw.ts";
import { FIGURE_WIDTH } from "../drawing/figure.ts";
import { type Drawing, stack } from "../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../drawing/hatch.ts";
import { textWidth, wrapName, wrapSentence } from "../drawing/svg_text.ts";
import { COLOURS, PAPER } from "../drawing/theme.ts";
import { percent } from "../page/words.ts";
import { type ForestRow, isFrozen, isTimeRatio, rowSpan, rowWords } from "./forest_rows.ts";
import { rowsExtent } from "./forest_text.ts";
import { type Extent, ratioTick, ratioTicks } from "./ratio_axis.ts";
import { ratioAxisTitle } from "./ratio_panel.ts";

/** The words around the rows. */
export interface ForestWords {
  readonly title: string;
  readonly subtitle: string;
  readonly notes: readonly string[];
}

/** Room for names and for words at most; longer ones take more lines. */
const NAME_PIXELS_MAX = 170;
const WORDS_PIXELS_MAX = 225;

/** Letters, their lines, and the space around a row's lines. */
const FONT_PIXELS = 12;
const LINE_PIXELS = 15;
const ROW_PADDING_PIXELS = 14;

/** Space between the frame and the words, with the mark that repeats the verdict's form. */
const MARK_PIXELS = 32;

/** Space above the rows, and below them for the axis with its name. */
const MARGIN_TOP = 12;
const MARGIN_BOTTOM = 44;

const VERDICT_COLOURS: Readonly<Record<Verdict, string>> = {
  faster: COLOURS.green,
  slower: COLOURS.orange,
  same: COLOURS.blue,
  unclear: COLOURS.violet,
};

/** A row with its words broken into lines. */
interface LaidRow extends ForestRow {
  readonly key: string;
  readonly nameLines: readonly string[];
  readonly wordLines: readonly string[];
}

/** Where everything stands, in pixels. */
interface Layout {
  readonly rows: readonly LaidRow[];
  readonly rowPixels: number;
  readonly marginLeft: number;
  readonly marginRight: number;
}

/** Draws the rows. */
export async function drawForest(
  rows: readonly ForestRow[],
  { title, subtitle, notes }: ForestWords,
): Promise<Drawing> {
  const hasAxis = rows.some(({ comparison }) => (comparison?.ratio ?? null) !== null);
  const layout = layOut(rows, hasAxis);
  const { marginLeft, marginRight, rowPixels } = layout;
  const caption = [...(hasAxis ? readingHelp(rows) : []), ...notes].join("\n");
  const { drawing } = await draw((plot) => ({
    title,
    ...(subtitle === "" ? {} : { subtitle }),
    ...(caption === "" ? {} : { caption }),
    width: FIGURE_WIDTH,
    height: MARGIN_TOP + rowPixels * rows.length + (hasAxis ? MARGIN_BOTTOM : 4),
    marginTop: MARGIN_TOP,
    marginBottom: hasAxis ? MARGIN_BOTTOM : 4,
    marginLeft,
    marginRight,
    // Without a bar Plot would take points, which stand at the very edges.
    y: {
      type: "band",
      domain: layout.rows.map(({ key }) => key),
      padding: 0,
      axis: null,
      label: null,
    },
    ...(hasAxis ? axisOptions(rows) : { x: { axis: null } }),
    marks: [
      ...(hasAxis ? ratioPanel(plot, layout.rows, rowsExtent(rows)) : []),
      ...layout.rows.flatMap((row) => wordMarks(plot, row)),
    ],
  }));
  const hatches = rows.flatMap(({ comparison }) =>
    comparison !== null && isFrozen(comparison) ? [colourOf(comparison)] : []
  );
  return hatches.length === 0 ? drawing : stack([hatchPatterns(hatches, FIGURE_WIDTH), drawing]);
}

function layOut(rows: readonly ForestRow[], hasAxis: boolean): Layout {
  const names = rows.map(({ name }) => wrapName(name, NAME_PIXELS_MAX, FONT_PIXELS));
  const marginLeft = Math.ceil(Math.max(30, ...names.flat().map(widthOf))) + 14;
  // Without an axis between them the words may take all that the names leave.
  const wordsMax = hasAxis ? WORDS_PIXELS_MAX : FIGURE_WIDTH - marginLeft - MARK_PIXELS - 24;
  const laid = rows.map((row, index): LaidRow => ({
    ...row,
    key: `${index}`,
    nameLines: names[index] ?? [],
    wordLines: rowWords(row.comparison).flatMap((part) =>
      wrapSentence(part, wordsMax, FONT_PIXELS)
    ),
  }));
  const lineCounts = laid.flatMap((row) => [row.nameLines.length, row.wordLines.length]);
  const wordWidth = Math.max(60, ...laid.flatMap((row) => row.wordLines).map(widthOf));
  return {
    rows: laid,
    rowPixels: Math.max(1, ...lineCounts) * LINE_PIXELS + ROW_PADDING_PIXELS,
    marginLeft,
    marginRight: hasAxis ? Math.ceil(wordWidth) + MARK_PIXELS + 8 : FIGURE_WIDTH - marginLeft - 12,
  };
}

function axisOptions(rows: readonly ForestRow[]) {
  const { low, high } = rowsExtent(rows);
  return { x: { type: "log" as const, domain: [low, high], label: null } };
}

/** Everything between the names and the words. */
function ratioPanel(plot: PlotLibrary, rows: readonly LaidRow[], extent: Extent) {
  const ticks = ratioTicks(extent);
  return [
    ...zoneMarks(plot, rows),
    plot.gridX(ticks),
    plot.axisX(ticks, {
      // Given as a text, not as a format: Plot drops most labels of a logarithmic axis, and writes 0.95 as "950m".
      text: ratioTick,
      label: axisTitle(rows),
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 38,
    }),
    plot.ruleX([1], { strokeWidth: 1.5 }),
    ...rows.flatMap((row) => spanMarks(plot, row, extent)),
    ...rows.flatMap((row) => ratioMarks(plot, row)),
  ];
}

function widthOf(line: string): number {
  return textWidth(line, FONT_PIXELS);
}

function axisTitle(rows: readonly ForestRow[]): string {
  const comparisons = rows.flatMap(({ comparison }) => comparison ?? []);
  return ratioAxisTitle(comparisons.filter(({ kind }) => kind === "ratio").every(isTimeRatio));
}

function readingHelp(rows: readonly ForestRow[]): string[] {
  const comparisons = rows.flatMap(({ comparison }) => comparison ?? []);
  const spans = comparisons.map((comparison) => rowSpan(comparison).kind);
  const confidences = [...new Set(comparisons.map(({ confidence }) => percent(confidence)))];
  const zones = [
    ...new Set(
      comparisons.filter(({ kind }) => kind === "ratio").map(({ minEffect }) => percent(minEffect)),
    ),
  ];
  return [[
    ...(spans.includes("interval") ? [`Bar: interval (${confidences.join(", ")}).`] : []),
    ...(spans.includes("range")
      ? ["Thin line: from the least to the greatest round, no interval."]
      : []),
    ...(zones.length > 0 ? [`Grey zone: counts as the same (within ${zones.join(", ")}).`] : []),
  ].join(" ")].filter((line) => line !== "");
}

function zoneMarks(plot: PlotLibrary, rows: readonly LaidRow[]) {
  const zones = rows.filter(({ comparison }) => comparison?.kind === "ratio");
  const edge = (row: LaidRow) => 1 + (row.comparison?.minEffect ?? 0);
  const y = (row: LaidRow) => row.key;
  return [
    plot.barX(zones, {
      x1: (row: LaidRow) => 1 / edge(row),
      x2: edge,
      y,
      fill: "currentColor",
      fillOpacity: 0.12,
      inset: 0,
    }),
    ...[(row: LaidRow) => 1 / edge(row), edge].map((x) =>
      plot.tickX(zones, { x, y, strokeOpacity: 0.55, strokeDasharray: "2 3" })
    ),
  ];
}

function spanMarks(plot: PlotLibrary, row: LaidRow, extent: Extent) {
  const { comparison } = row;
  const span = comparison === null ? { kind: "none" as const } : rowSpan(comparison);
  if (comparison === null || span.kind === "none") return [];
  const y = () => row.key;
  const colour = colourOf(comparison);
  const low = Math.max(span.low ?? 0, extent.low);
  const high = Math.min(span.high ?? Infinity, extent.high);
  const ends = [
    ...(span.low === null || span.low < extent.low ? [{ x: extent.low, rotate: -90 }] : []),
    ...(span.high === null || span.high > extent.high ? [{ x: extent.high, rotate: 90 }] : []),
  ];
  const line = plot.ruleY([row.key], {
    x1: low,
    x2: high,
    y,
    stroke: colour,
    strokeWidth: span.kind === "range" ? 1.2 : 3,
    ...(comparison.sameFamily ? {} : { strokeDasharray: "6 3" }),
  });
  const rounds = span.kind === "range" ? span.ratios : [];
  return [
    line,
    plot.dot(rounds, { x: (ratio: number) => ratio, y, r: 2.2, fill: colour }),
    ...ends.map(({ x, rotate }) =>
      plot.dot([x], { x: () => x, y, r: 5, symbol: "triangle", rotate, fill: colour })
    ),
  ];
}

function ratioMarks(plot: PlotLibrary, row: LaidRow) {
  const { comparison, prediction } = row;
  const y = () => row.key;
  return [
    ...(prediction === null ? [] : [
      plot.dot([prediction], {
        x: (value: number) => value,
        y,
        symbol: "diamond",
        r: 9,
        fill: "none",
        stroke: "currentColor",
        strokeWidth: 2,
      }),
    ]),
    ...(comparison === null || comparison.ratio === null ? [] : [
      plot.dot([comparison.ratio], { x: (value: number) => value, y, ...verdictLook(comparison) }),
    ]),
  ];
}

function wordMarks(plot: PlotLibrary, row: LaidRow) {
  const text = { lineHeight: LINE_PIXELS / FONT_PIXELS, y: () => row.key };
  const hasMark = row.comparison !== null && row.comparison.ratio !== null;
  return [
    plot.text([row.key], {
      ...text,
      text: () => row.nameLines.join("\n"),
      frameAnchor: "left",
      textAnchor: "end",
      dx: -10,
    }),
    plot.text([row.key], {
      ...text,
      text: () => row.wordLines.join("\n"),
      frameAnchor: "right",
      textAnchor: "start",
      dx: MARK_PIXELS,
    }),
    ...(hasMark && row.comparison !== null
      ? [
        plot.dot([row.key], {
          y: () => row.key,
          frameAnchor: "right",
          dx: MARK_PIXELS * 0.45,
          ...verdictLook(row.comparison),
        }),
      ]
      : []),
  ];
}

/** The verdict's form and colour: a point to the side on which the ratio lies, a square, a circle. */
function verdictLook(comparison: Comparison) {
  const { verdict, ratio, sameFamily } = comparison;
  const colour = colourOf(comparison);
  const paint = isFrozen(comparison)
    ? { fill: hatched(colour), stroke: colour, strokeWidth: 2 }
    : sameFamily
    ? { fill: colour, stroke: "currentColor", strokeWidth: 0.8 }
    : { fill: PAPER, stroke: colour, strokeWidth: 2 };
  switch (verdict) {
    case "faster":
    case "slower":
      return { ...paint, symbol: "triangle" as const, rotate: (ratio ?? 1) < 1 ? -90 : 90, r: 6.5 };
    case "same":
      return { ...paint, symbol: "square" as const, r: 6 };
    case "unclear":
    case null:
      return { ...paint, symbol: "circle" as const, r: 5.5 };
  }
}

function colourOf({ verdict }: Comparison): string {
  return VERDICT_COLOURS[verdict ?? "unclear"];
}
