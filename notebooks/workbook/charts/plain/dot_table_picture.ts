/** The picture of a table of dots: names at the left, panels beside each other, each with its axis below. */

import { formatLevel, type ProbeValue } from "../../../../probes/mod.ts";
import { chunked, FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../../drawing/hatch.ts";
import { box, LINE_PIXELS, pixel, sheet, spot, stroke, words } from "../../drawing/shapes.ts";
import { textWidth, wrapName } from "../../drawing/svg_text.ts";
import { ACCENT } from "../../drawing/theme.ts";
import { capitalized } from "../../page/words.ts";
import {
  axisOf,
  type DotAxis,
  type DotCell,
  type DotRow,
  type DotTable,
} from "./dot_table_rows.ts";

/** Room for names at most; longer ones take more lines. */
const NAME_PIXELS_MAX = 190;

const FONT_PIXELS = 12;
const ROW_PADDING_PIXELS = 12;

/** Panels beside each other, the gap between them, and the room for numbers at the right of the last. */
const PANELS_MAX = 3;
const GAP_PIXELS = 26;
const MARGIN_RIGHT = 14;

/** Between the numbers of two ticks. */
const TICK_GAP_PIXELS = 6;

/** Below the rows: ticks, and their numbers. */
const AXIS_PIXELS = 26;

const PAPER = "var(--plot-background)";

/** Draws title, panels and caption. */
export function drawDotTable({ title, values, rows, notes }: DotTable): Drawing {
  const hasLogarithmic = values.some(({ key }) => axisOf(rows, key).isLogarithmic);
  return stackFigure({
    title,
    subtitle: "",
    caption: [
      "Dot: the median of the processes, line: their range." +
      (hasLogarithmic ? " An axis without a 0 is logarithmic." : ""),
      ...(rows.some(({ isGuess }) => isGuess) ? ["Hollow diamond: your guess."] : []),
      ...notes,
    ],
  }, [
    hatchPatterns([ACCENT], FIGURE_WIDTH),
    ...chunked(values, columnCount(values.length)).map((some) => panels(some, rows)),
  ]);
}

/** Rows of panels that are as full as each other. */
function columnCount(count: number): number {
  return Math.ceil(count / Math.ceil(count / PANELS_MAX));
}

interface Frame {
  readonly left: number;
  readonly width: number;
}

function panels(values: readonly ProbeValue[], rows: readonly DotRow[]): Drawing {
  const names = rows.map(({ label }) => wrapName(label, NAME_PIXELS_MAX, FONT_PIXELS));
  const widest = Math.max(...names.flat().map((line) => textWidth(line, FONT_PIXELS)));
  const left = Math.ceil(widest) + 20;
  const width = (FIGURE_WIDTH - left - MARGIN_RIGHT - GAP_PIXELS * (values.length - 1)) /
    values.length;
  const frames = values.map((_, index) => ({ left: left + index * (width + GAP_PIXELS), width }));
  const heads = values.map((value) => wrapName(headOf(value), width + 10, FONT_PIXELS));
  const top = Math.max(...heads.map((lines) => lines.length)) * LINE_PIXELS + 10;
  const heights = rows.map((row, index) => rowHeight(row, names[index] ?? [], FIGURE_WIDTH - left));
  const tops = heights.map((_, index) =>
    top + heights.slice(0, index).reduce((sum, one) => sum + one, 0)
  );
  const bottom = top + heights.reduce((sum, one) => sum + one, 0);
  const parts = [
    ...heads.map((lines, index) =>
      words({ x: frames[index]?.left ?? left, y: 2, lines, isBold: true })
    ),
    ...values.flatMap(({ key }, index) => {
      const frame = frames[index];
      return frame === undefined ? [] : axisParts(axisOf(rows, key), { frame, top, bottom });
    }),
    ...rows.flatMap((row, index) => [
      words({
        x: left - 12,
        y: (tops[index] ?? 0) +
          ((heights[index] ?? 0) - (names[index] ?? []).length * LINE_PIXELS) / 2,
        lines: names[index] ?? [],
        anchor: "end",
      }),
      ...rowParts(row, {
        values,
        rows,
        frames,
        y: (tops[index] ?? 0) + (heights[index] ?? 0) / 2,
      }),
    ]),
  ];
  return sheet({ width: FIGURE_WIDTH, height: bottom + AXIS_PIXELS }, parts);
}

function headOf({ name, unit }: ProbeValue): string {
  return unit === "" ? capitalized(name) : `${capitalized(name)} (${unit})`;
}

function rowHeight({ reason }: DotRow, name: readonly string[], room: number): number {
  const lines = reason === null ? 1 : wrapName(reason, room, FONT_PIXELS).length;
  return Math.max(name.length, lines) * LINE_PIXELS + ROW_PADDING_PIXELS;
}

function axisParts(
  { ticks, place }: DotAxis,
  { frame: { left, width }, top, bottom }: {
    readonly frame: Frame;
    readonly top: number;
    readonly bottom: number;
  },
): string[] {
  let free = Infinity;
  // From the right: the end of an axis says more than what lies before it.
  return ticks.toReversed().flatMap((tick) => {
    const x = left + place(tick) * width;
    const text = tickText(tick);
    const room = textWidth(text, FONT_PIXELS);
    // Numbers of neighbouring panels must not touch, and the last panel ends at the picture's edge.
    const isLast = place(tick) > 0.95;
    const right = isLast ? x + 4 : x + room / 2;
    const isFree = right + TICK_GAP_PIXELS <= free;
    if (isFree) free = right - room;
    return [
      box({
        x: x - 0.5,
        y: top,
        width: 1,
        height: bottom - top,
        fill: "currentColor",
        fillOpacity: tick === 0 ? 0.6 : 0.14,
      }),
      ...(isFree ? [words({ x: right, y: bottom + 4, lines: [text], anchor: "end" })] : []),
    ];
  });
}

function tickText(tick: number): string {
  return Number(tick.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 4 });
}

interface RowPlace {
  readonly values: readonly ProbeValue[];
  readonly rows: readonly DotRow[];
  readonly frames: readonly Frame[];
  readonly y: number;
}

function rowParts(row: DotRow, { values, rows, frames, y }: RowPlace): string[] {
  if (row.reason !== null) {
    const { left = 0 } = frames[0] ?? {};
    const lines = wrapName(row.reason, FIGURE_WIDTH - left, FONT_PIXELS);
    return [words({ x: left, y: y - lines.length * LINE_PIXELS / 2, lines })];
  }
  return values.flatMap((value, index) => {
    const frame = frames[index];
    const cell = row.cells.get(value.key);
    if (frame === undefined || cell === undefined) return [];
    if (cell === null) {
      return [words({ x: frame.left + 6, y: y - LINE_PIXELS / 2, lines: ["none"] })];
    }
    return cellParts(cell, { row, value, frame, y, axis: axisOf(rows, value.key) });
  });
}

function cellParts(
  { middle, low, high }: DotCell,
  { row, value, frame, y, axis }: {
    readonly row: DotRow;
    readonly value: ProbeValue;
    readonly frame: Frame;
    readonly y: number;
    readonly axis: DotAxis;
  },
): string[] {
  const at = (number: number) => frame.left + axis.place(number) * frame.width;
  const text = formatLevel(middle, value);
  const needed = textWidth(text, FONT_PIXELS) + 12;
  // Beside the range where there is room, else before it.
  const right = Math.min(frame.left + frame.width + GAP_PIXELS - 4, FIGURE_WIDTH);
  const isRight = at(high) + needed <= right;
  const isStemmed = !axis.isLogarithmic && !row.isGuess;
  return [
    ...(isStemmed
      ? [
        stroke({
          path: `M${pixel(at(0))} ${pixel(y)}H${pixel(at(middle))}`,
          stroke: ACCENT,
          width: 1,
          dash: "1 3",
        }),
      ]
      : []),
    ...(low === high ? [] : [
      stroke({
        path: `M${pixel(at(low))} ${pixel(y)}H${pixel(at(high))}`,
        stroke: ACCENT,
        width: 3,
      }),
    ]),
    ...dot(row, at(middle), y),
    ...numberParts(text, {
      x: isRight ? at(high) + 9 : at(low) - 9,
      y: y - LINE_PIXELS / 2,
      anchor: isRight ? "start" : "end",
    }),
  ];
}

/** A number on paper of its own: lines lie behind it. */
function numberParts(
  text: string,
  { x, y, anchor }: {
    readonly x: number;
    readonly y: number;
    readonly anchor: "start" | "end";
  },
): string[] {
  const width = textWidth(text, FONT_PIXELS);
  return [
    box({ x: anchor === "start" ? x : x - width, y, width, height: LINE_PIXELS, fill: PAPER }),
    words({ x, y, lines: [text], anchor }),
  ];
}

function dot({ isGuess, frozen }: DotRow, x: number, y: number): string[] {
  if (isGuess) return [spot({ x, y, form: "diamond", radius: 4.5, fill: PAPER })];
  if (frozen === undefined) return [spot({ x, y, form: "circle", radius: 4.5, fill: ACCENT })];
  return [
    spot({ x, y, form: "circle", radius: 6.5, fill: PAPER, stroke: "none" }),
    spot({ x, y, form: "circle", radius: 6.5, fill: hatched(ACCENT), stroke: ACCENT }),
  ];
}
