/** The picture of stacked shares: a legend of causes with their letters, bars on one scale, marks over them. */

import { FIGURE_WIDTH } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatchedFoot, hatchPatterns } from "../../drawing/hatch.ts";
import {
  box,
  FONT_PIXELS,
  hollowDiamond,
  LINE_PIXELS,
  pixel,
  sheet,
  stroke,
  TINT,
  widestOf,
  words,
} from "../../drawing/shapes.ts";
import { BOLD_WIDTH, textWidth, wrapName } from "../../drawing/svg_text.ts";
import { COLOURS } from "../../drawing/theme.ts";
import { isUnavailable, shownRows, type UnavailableRow } from "./rows.ts";
import type { SharePart, ShareRow } from "./stacked_shares.ts";

/** A cause, and how it is told from the others: by its letter, and by its colour. */
export interface Cause {
  readonly name: string;
  readonly letter: string;
  readonly colour: string;
}

/** A row with its name and what stands for it where there is only text. */
export interface WordedRow {
  readonly row: ShareRow | UnavailableRow;
  readonly name: string;
  readonly words: string;
}

const NAME_PIXELS_MAX = 220;
const BAR_PIXELS = 22;
const ROW_PADDING_PIXELS = 18;

/** How far above its bar a mark stands: inside it would lie on words. */
const MARK_PIXELS = 6;

/** Room for the scale's numbers. */
const SCALE_PIXELS = 20;

const PALETTE = [
  COLOURS.blue,
  COLOURS.orange,
  COLOURS.green,
  COLOURS.pink,
  COLOURS.violet,
  COLOURS.grey,
];

/** The causes of all rows in their order, each with a letter of its name that no other has. */
export function causesOf(rows: readonly (ShareRow | UnavailableRow)[]): Cause[] {
  const parts = shownRows<ShareRow>(rows).flatMap((row) => row.parts);
  const names = [...new Set(parts.map(({ name }) => name))];
  const causes: Cause[] = [];
  for (const [index, name] of names.entries()) {
    const letters = [...name.toUpperCase(), ..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) =>
      /\p{L}/u.test(letter)
    );
    const letter = letters.find((one) => causes.every((cause) => cause.letter !== one)) ?? "";
    causes.push({ name, letter, colour: PALETTE[index % PALETTE.length] ?? COLOURS.grey });
  }
  return causes;
}

/** `bytecode 92 %`. */
export function partText({ name, percent }: SharePart): string {
  return `${name} ${percentText(percent)}`;
}

/** The parts of the figure below its title. */
export function sharePictures(rows: readonly WordedRow[], causes: readonly Cause[]): Drawing[] {
  return [
    hatchPatterns([COLOURS.grey], FIGURE_WIDTH),
    legend(causes),
    barsPicture(rows, causes),
  ];
}

function percentText(percent: number): string {
  return `${percent.toFixed(0)} %`;
}

function legend(causes: readonly Cause[]): Drawing {
  let x = 4;
  let y = 2;
  const parts = causes.flatMap(({ name, letter, colour }) => {
    const width = 24 + textWidth(name, FONT_PIXELS) + 20;
    if (x > 4 && x + width > FIGURE_WIDTH) {
      x = 4;
      y += LINE_PIXELS + 6;
    }
    const at = x;
    x += width;
    return [
      box({ x: at, y, width: 18, height: LINE_PIXELS + 2, ...painted(colour) }),
      words({ x: at + 9, y: y + 1, lines: [letter], anchor: "middle", isBold: true }),
      words({ x: at + 24, y: y + 1, lines: [name] }),
    ];
  });
  return sheet({ width: FIGURE_WIDTH, height: y + LINE_PIXELS + 10 }, parts);
}

function barsPicture(rows: readonly WordedRow[], causes: readonly Cause[]): Drawing {
  const names = rows.map(({ name }) => wrapName(name, NAME_PIXELS_MAX, FONT_PIXELS));
  const left = Math.ceil(widestOf(names.flat())) + 16;
  const scale = (FIGURE_WIDTH - left - 24) / 100;
  let y = MARK_PIXELS;
  const parts = rows.flatMap(({ row, words: told }, index) => {
    const name = names[index] ?? [];
    const noBar = isUnavailable(row) || row.parts.length === 0;
    const lines = noBar ? wrapName(told, FIGURE_WIDTH - left - 12, FONT_PIXELS) : [];
    const height = Math.max(BAR_PIXELS, Math.max(name.length, lines.length) * LINE_PIXELS) +
      ROW_PADDING_PIXELS;
    const top = y;
    y += height;
    const textTop = (count: number) => top + (height - count * LINE_PIXELS) / 2;
    const frame = { x: left, y: top + (height - BAR_PIXELS) / 2, scale };
    return [
      words({ x: left - 10, y: textTop(name.length), lines: name, anchor: "end" }),
      ...(noBar
        ? [words({ x: left + 6, y: textTop(lines.length), lines })]
        : barParts(row, causes, frame)),
    ];
  });
  return sheet({ width: FIGURE_WIDTH, height: y + SCALE_PIXELS }, [
    ...parts,
    ...scaleParts({ x: left, y, scale }),
  ]);
}

interface Frame {
  /** Where 0 % is, the bar's top, and the pixels of a per cent. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

function barParts(row: ShareRow, causes: readonly Cause[], { x, y, scale }: Frame): string[] {
  let at = x;
  const pieces = row.parts.flatMap((part) => {
    const cause = causes.find(({ name }) => name === part.name);
    const piece = { x: at, y, width: part.percent * scale, height: BAR_PIXELS };
    at += piece.width;
    if (cause === undefined || piece.width <= 0) return [];
    const lines = [`${cause.letter} ${percentText(part.percent)}`, cause.letter].filter((line) =>
      textWidth(line, FONT_PIXELS) * BOLD_WIDTH + 8 <= piece.width
    ).slice(0, 1);
    return [
      box({ ...piece, ...painted(cause.colour) }),
      words({ x: at - piece.width + 4, y: y + 4, lines, isBold: true }),
    ];
  });
  const bar = { x, y, width: at - x, height: BAR_PIXELS };
  return [
    ...pieces,
    ...(row.frozen === undefined ? [] : [hatchedFoot(bar, COLOURS.grey)]),
    ...rangeParts(row, { x, y, scale }),
    ...diamondParts(row, { x, y, scale }),
  ];
}

function rangeParts({ range }: ShareRow, { x, y, scale }: Frame): string[] {
  if (range === undefined) return [];
  const [low, high] = [x + range.low * scale, x + range.high * scale].map(pixel);
  const middle = pixel(y - MARK_PIXELS);
  const ends = [low, high].map((end) => `M${end} ${middle - 4}v8`).join("");
  return [stroke({ path: `M${low} ${middle}H${high}${ends}`, width: 2 })];
}

function diamondParts({ prediction }: ShareRow, { x, y, scale }: Frame): string[] {
  if (typeof prediction !== "number") return [];
  // One that lies beyond the scale stands at its end: the words say what it was.
  const percent = Math.min(100, Math.max(0, prediction));
  return [hollowDiamond({ x: x + percent * scale, y: y - MARK_PIXELS })];
}

function scaleParts({ x, y, scale }: Frame): string[] {
  return [
    stroke({ path: `M${x} 0V${y}`, width: 1.4 }),
    ...[0, 25, 50, 75, 100].flatMap((percent) => {
      const at = x + percent * scale;
      return [
        stroke({ path: `M${pixel(at)} ${y}v4` }),
        words({ x: at, y: y + 5, lines: [percentText(percent)], anchor: "middle" }),
      ];
    }),
  ];
}

function painted(colour: string) {
  return { fill: colour, fillOpacity: TINT, stroke: colour };
}
