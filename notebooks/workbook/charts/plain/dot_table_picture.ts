/** The picture of a table of dots: names at the left, panels beside each other, each with its axis below. */

import { formatLevel, type ProbeValue } from "../../../../probes/mod.ts";
import { chunked, FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../../drawing/hatch.ts";
import {
  box,
  FONT_PIXELS,
  LINE_PIXELS,
  pixel,
  sheet,
  spot,
  stroke,
  widestOf,
  words,
} from "../../drawing/shapes.ts";
import { textWidth, wrapName } from "../../drawing/svg_text.ts";
import { ACCENT, PAPER } from "../../drawing/theme.ts";
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

const ROW_PADDING_PIXELS = 12;

/** Panels beside each other, the gap between them, and the room for numbers at the right of the last. */
const PANELS_MAX = 3;
const GAP_PIXELS = 26;
const MARGIN_RIGHT = 14;

/** Between the numbers of two ticks. */
const TICK_GAP_PIXELS = 6;

/** Below the rows: ticks, and their numbers. */
const AXIS_PIXELS = 26;

/** Draws title, panels and caption. */
export function drawDotTable({ title, legend, values, rows, notes }: DotTable): Drawing {
  const hasLogarithmic = values.some(({ key }) => axisOf(rows, key).isLogarithmic);
  return stackFigure({
    title,
    subtitle: "",
    caption: [
      legend + (hasLogarithmic ? " An axis without a 0 is logarithmic." : ""),
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

/** One value: where its panel stands, and its axis. */
interface Panel {
  readonly value: ProbeValue;
  readonly left: number;
  readonly width: number;
  readonly axis: DotAxis;
}

/** One row: its name's lines, and from where to where it goes. */
interface PlacedRow {
  readonly row: DotRow;
  readonly name: readonly string[];
  readonly top: number;
  readonly bottom: number;
}

function panels(values: readonly ProbeValue[], rows: readonly DotRow[]): Drawing {
  const names = rows.map(({ label }) => wrapName(label, NAME_PIXELS_MAX, FONT_PIXELS));
  const left = Math.ceil(widestOf(names.flat())) + 20;
  const placed = placePanels(values, { rows, left });
  const heads = placed.map(({ value, width }) => wrapName(headOf(value), width + 10, FONT_PIXELS));
  const top = Math.max(...heads.map((lines) => lines.length)) * LINE_PIXELS + 10;
  const lines = placeRows(rows, { names, top, room: FIGURE_WIDTH - left });
  const bottom = lines.at(-1)?.bottom ?? top;
  const parts = [
    ...placed.map((panel, index) =>
      words({ x: panel.left, y: 2, lines: heads[index] ?? [], isBold: true })
    ),
    ...placed.flatMap((panel) => axisParts(panel, { top, bottom })),
    ...lines.flatMap((line) => [nameWords(line, left - 12), ...rowParts(line, placed)]),
  ];
  return sheet({ width: FIGURE_WIDTH, height: bottom + AXIS_PIXELS }, parts);
}

function placePanels(
  values: readonly ProbeValue[],
  { rows, left }: { readonly rows: readonly DotRow[]; readonly left: number },
): readonly Panel[] {
  const gaps = GAP_PIXELS * (values.length - 1);
  const width = (FIGURE_WIDTH - left - MARGIN_RIGHT - gaps) / values.length;
  return values.map((value, index) => ({
    value,
    left: left + index * (width + GAP_PIXELS),
    width,
    axis: axisOf(rows, value.key),
  }));
}

function placeRows(
  rows: readonly DotRow[],
  { names, top: first, room }: {
    readonly names: readonly (readonly string[])[];
    readonly top: number;
    readonly room: number;
  },
): readonly PlacedRow[] {
  let top = first;
  return rows.map((row, index) => {
    const name = names[index] ?? [];
    const placed = { row, name, top, bottom: top + rowHeight(row, { name, room }) };
    top = placed.bottom;
    return placed;
  });
}

function nameWords({ name, top, bottom }: PlacedRow, x: number): string {
  const y = top + (bottom - top - name.length * LINE_PIXELS) / 2;
  return words({ x, y, lines: name, anchor: "end" });
}

function headOf({ name, unit }: ProbeValue): string {
  return unit === "" ? capitalized(name) : `${capitalized(name)} (${unit})`;
}

function rowHeight(
  { reason }: DotRow,
  { name, room }: { readonly name: readonly string[]; readonly room: number },
): number {
  const lines = reason === null ? 1 : wrapName(reason, room, FONT_PIXELS).length;
  return Math.max(name.length, lines) * LINE_PIXELS + ROW_PADDING_PIXELS;
}

function axisParts(
  { left, width, axis: { ticks, place } }: Panel,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): string[] {
  let free = Infinity;
  // From the right: the end of an axis says more than what lies before it.
  return ticks.toReversed().flatMap((tick) => {
    const x = left + place(tick) * width;
    const text = tickText(tick);
    const room = textWidth(text, FONT_PIXELS);
    // Numbers of neighbouring panels must not touch, and the last panel ends at the picture's edge.
    const isLast = place(tick) > 0.95;
    const right = isLast ? x + 4 : Math.max(x + room / 2, left - GAP_PIXELS / 2 + room);
    const isFree = right + TICK_GAP_PIXELS <= free;
    if (isFree) free = right - room;
    return [
      box({
        // On whole pixels: between two of them a line this pale is not to be seen.
        x: Math.round(x - 0.5),
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

function rowParts({ row, top, bottom }: PlacedRow, panels: readonly Panel[]): string[] {
  const y = (top + bottom) / 2;
  if (row.reason !== null) {
    const { left = 0 } = panels[0] ?? {};
    const lines = wrapName(row.reason, FIGURE_WIDTH - left, FONT_PIXELS);
    return [words({ x: left, y: y - lines.length * LINE_PIXELS / 2, lines })];
  }
  return panels.flatMap((panel) => {
    const cell = row.cells.get(panel.value.key);
    if (cell === undefined) return [];
    return cell === null
      ? [words({ x: panel.left + 6, y: y - LINE_PIXELS / 2, lines: ["none"] })]
      : cellParts(cell, { row, panel, y });
  });
}

function cellParts(
  { middle, low, high }: DotCell,
  { row, panel: { value, left, width, axis }, y }: {
    readonly row: DotRow;
    readonly panel: Panel;
    readonly y: number;
  },
): string[] {
  const at = (number: number) => left + axis.place(number) * width;
  const text = formatLevel(middle, value);
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
    ...dot(row, { x: at(middle), y }),
    ...numberParts(text, {
      ...numberPlace({ middle: at(middle), low: at(low), high: at(high) }, {
        room: textWidth(text, FONT_PIXELS),
        left,
        right: Math.min(left + width + GAP_PIXELS - 4, FIGURE_WIDTH) - 3,
      }),
      y: y - LINE_PIXELS / 2,
    }),
  ];
}

/** Where a number stands. */
interface NumberPlace {
  readonly x: number;
  readonly anchor: "start" | "end";
}

/** Beside the range where there is room, else before it; a range that fills its panel bears its number beside the dot. */
function numberPlace(
  { middle, low, high }: DotCell,
  { room, left, right }: { readonly room: number; readonly left: number; readonly right: number },
): NumberPlace {
  const places: readonly NumberPlace[] = [
    { x: high + 9, anchor: "start" },
    { x: low - 9, anchor: "end" },
    { x: middle + 9, anchor: "start" },
  ];
  const fitting = places.find(({ x, anchor }) =>
    anchor === "start" ? x + room <= right : x - room >= left
  );
  return fitting ?? { x: middle - 9, anchor: "end" };
}

/** A number on paper of its own: lines lie behind it. */
function numberParts(
  text: string,
  { x, y, anchor }: NumberPlace & { readonly y: number },
): string[] {
  const width = textWidth(text, FONT_PIXELS);
  return [
    box({ x: anchor === "start" ? x : x - width, y, width, height: LINE_PIXELS, fill: PAPER }),
    words({ x, y, lines: [text], anchor }),
  ];
}

function dot(
  { isGuess, frozen }: DotRow,
  { x, y }: { readonly x: number; readonly y: number },
): string[] {
  if (isGuess) return [spot({ x, y, form: "diamond", radius: 4.5, fill: PAPER })];
  if (frozen === undefined) return [spot({ x, y, form: "circle", radius: 4.5, fill: ACCENT })];
  return [
    spot({ x, y, form: "circle", radius: 6.5, fill: PAPER, stroke: "none" }),
    spot({ x, y, form: "circle", radius: 6.5, fill: hatched(ACCENT), stroke: ACCENT }),
  ];
}
