/** The picture of a heat map: a row a probe, a column an interpreter, as many columns beside each other as have room. */

import { chunked, FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatchedFoot, hatchPatterns } from "../../drawing/hatch.ts";
import {
  box,
  FONT_PIXELS,
  LINE_PIXELS,
  sheet,
  TINT,
  widestOf,
  words,
} from "../../drawing/shapes.ts";
import { textWidth, wrapName } from "../../drawing/svg_text.ts";
import { COLOURS } from "../../drawing/theme.ts";
import type { HeatCell } from "./heat_map.ts";
import { HEAT_NAMES, HEAT_SIGNS, type HeatState } from "./heat_signs.ts";

/** What stands around the cells. */
export interface HeatWords {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly notes: readonly string[];
}

/** Room for the names of rows at most, and for a column at least and at most. */
const NAME_PIXELS_MAX = 220;
const COLUMN_PIXELS_MIN = 84;
const COLUMN_PIXELS_MAX = 150;

const ROW_PADDING_PIXELS = 12;

/** Draws title, legend, cells and caption. */
export function drawHeat(
  cells: readonly HeatCell[],
  { title, rows, columns, notes }: HeatWords,
): Drawing {
  const names = rows.map((row) => wrapName(row, NAME_PIXELS_MAX, FONT_PIXELS));
  const left = Math.ceil(widestOf(names.flat())) + 16;
  const most = Math.max(1, Math.floor((FIGURE_WIDTH - left - 4) / COLUMN_PIXELS_MIN));
  // As many in each block of them: nine stand as five and four.
  const perRow = Math.ceil(columns.length / Math.ceil(columns.length / most));
  const used = HEAT_NAMES.filter((name) => cells.some(({ state }) => state === name));
  const width = Math.min(
    COLUMN_PIXELS_MAX,
    (FIGURE_WIDTH - left - 4) / Math.min(perRow, columns.length),
  );
  return stackFigure({ title, subtitle: "", caption: notes }, [
    hatchPatterns([COLOURS.grey], FIGURE_WIDTH),
    legend(used),
    ...chunked(columns, perRow).map((some) =>
      blockPicture(cells, { rows, names, columns: some, left, width })
    ),
  ]);
}

function legend(states: readonly HeatState[]): Drawing {
  let x = 4;
  let y = 2;
  const parts = states.flatMap((state) => {
    const { sign, words: meaning } = HEAT_SIGNS[state];
    const width = 24 + 6 + textWidth(meaning, FONT_PIXELS) + 16;
    if (x > 4 && x + width > FIGURE_WIDTH) {
      x = 4;
      y += LINE_PIXELS + 8;
    }
    const at = x;
    x += width;
    return [
      box({ x: at, y, width: 22, height: LINE_PIXELS + 3, ...painted(state) }),
      words({ x: at + 11, y: y + 1, lines: [sign], anchor: "middle", isBold: true }),
      words({ x: at + 28, y: y + 1, lines: [meaning] }),
    ];
  });
  return sheet({ width: FIGURE_WIDTH, height: y + LINE_PIXELS + 10 }, parts);
}

interface Block {
  readonly rows: readonly string[];
  readonly names: readonly (readonly string[])[];
  readonly columns: readonly string[];
  readonly left: number;
  readonly width: number;
}

function blockPicture(cells: readonly HeatCell[], block: Block): Drawing {
  const { rows, names, columns, left, width } = block;
  const headings = columns.map((column) => wrapName(column, width - 8, FONT_PIXELS));
  const headPixels = Math.max(...headings.map((lines) => lines.length)) * LINE_PIXELS + 6;
  const parts = headings.map((lines, index) =>
    words({
      x: left + (index + 0.5) * width,
      y: headPixels - 4 - lines.length * LINE_PIXELS,
      lines,
      anchor: "middle",
    })
  );
  let y = headPixels;
  for (const [index, row] of rows.entries()) {
    const own = cells.filter((cell) => cell.row === row && columns.includes(cell.column));
    if (own.length === 0) continue;
    const lines = names[index] ?? [];
    const lineCounts = own.map((cell) => cellLines(cell, width - 2).length);
    const height = Math.max(lines.length, ...lineCounts) * LINE_PIXELS + ROW_PADDING_PIXELS;
    parts.push(words({
      x: left - 10,
      y: y + (height - lines.length * LINE_PIXELS) / 2,
      lines,
      anchor: "end",
    }));
    for (const [place, column] of columns.entries()) {
      const cell = own.find((one) => one.column === column);
      const frame = { x: left + place * width + 1, y: y + 1, width: width - 2, height: height - 2 };
      if (cell !== undefined) parts.push(...cellParts(cell, frame));
    }
    y += height;
  }
  return sheet({ width: FIGURE_WIDTH, height: y + 8 }, parts);
}

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function cellLines({ state, words: beside = "" }: HeatCell, width: number): string[] {
  return wrapName(`${HEAT_SIGNS[state].sign} ${beside}`.trim(), width - 6, FONT_PIXELS);
}

function cellParts(cell: HeatCell, frame: Frame): string[] {
  const { state, frozen } = cell;
  const lines = cellLines(cell, frame.width);
  return [
    box({ ...frame, ...painted(state) }),
    ...(frozen === undefined ? [] : [hatchedFoot(frame, COLOURS.grey)]),
    words({
      x: frame.x + frame.width / 2,
      y: frame.y + (frame.height - lines.length * LINE_PIXELS) / 2,
      lines,
      anchor: "middle",
    }),
  ];
}

function painted(state: HeatState) {
  const { colour, isBlank } = HEAT_SIGNS[state];
  return { fill: colour, fillOpacity: isBlank ? 0 : TINT, stroke: colour };
}
