/** What an interpreter really executed: one box a bytecode, in the order of time, with an arrow where it jumped back. */

import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { drawHeading, FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatchedFoot, hatchPatterns } from "../../drawing/hatch.ts";
import {
  box,
  hollowDiamond,
  LINE_PIXELS,
  pixel,
  sheet,
  stroke,
  TINT,
  words,
} from "../../drawing/shapes.ts";
import { COLOURS } from "../../drawing/theme.ts";
import { countOf } from "../../page/words.ts";
import { opcodeLines, opcodeWidth } from "./opcode_lines.ts";
import {
  checkList,
  checkNumber,
  checkRows,
  drawEmpty,
  isUnavailable,
  type PlainOptions,
  type PlainRow,
  rowName,
  rowNotes,
  unavailableLine,
  type UnavailableRow,
} from "./rows.ts";

/** One executed bytecode. */
export interface FilmFrame {
  /** For example `BINARY_OP`. */
  readonly name: string;
  /** What it works on, as `dis` writes it. */
  readonly argument?: string;
  /** Its place in the code; one that is not behind the last one was reached by a jump back. */
  readonly offsetBytes: number;
  /** The function that it is a part of, where there are several: a call and a return are no jumps. */
  readonly function?: string;
}

/** What one interpreter executed. */
export interface FilmRow extends PlainRow {
  /** In the order of time. */
  readonly frames: readonly FilmFrame[];
  /** How many bytecodes somebody expected in a turn; a word, or nothing yet, is not drawn. */
  readonly prediction?: number | string | null;
}

type Row = FilmRow | UnavailableRow;

const DOING = "Cannot draw a film strip";

/** Bytecodes of one strip; two or three turns of a loop are what can be read. */
const FRAMES_MAX = 1000;

/** The narrowest box, and the widest; a longer name takes more lines. */
const FRAME_PIXELS_MIN = 44;
const FRAME_PIXELS_MAX = 104;

/** Space between boxes, at both ends of a line for the arrow, and between lines. */
const GAP_PIXELS = 4;
const EDGE_PIXELS = 20;
const LINE_GAP_PIXELS = 14;

/**
 * Draws executed bytecodes from left to right. A new line begins where the interpreter jumped back, so that one turn of a
 * loop stands below the other. A hollow diamond stands where somebody expected the first turn to end.
 *
 * ```ts
 * import { filmStrip } from "workbook";
 *
 * const turn = [
 *   { name: "FOR_ITER", offsetBytes: 8 },
 *   { name: "STORE_FAST", argument: "i", offsetBytes: 12 },
 *   { name: "JUMP_BACKWARD", offsetBytes: 14 },
 * ];
 * const text: string = await filmStrip([{ label: "two turns", frames: [...turn, ...turn] }]).toText();
 * ```
 */
export function filmStrip(
  rows: readonly (FilmRow | UnavailableRow)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  checkRows(DOING, { rows, check: checkFrames });
  return makeChart(() => Promise.resolve(drawFilm(rows, options.title ?? "Executed bytecodes")));
}

function checkFrames({ label, frames }: FilmRow): void {
  checkList(DOING, { name: `the frames of "${label}"`, value: frames, itemsMax: FRAMES_MAX });
  for (const { name, offsetBytes } of frames) {
    checkNumber(DOING, { name: `"offsetBytes" of ${name}`, value: offsetBytes });
  }
}

function drawFilm(rows: readonly Row[], title: string): DrawnChart {
  if (rows.length === 0) return drawEmpty(title);
  const strips = rows.map((row) => ({ row, turns: isUnavailable(row) ? [] : turnsOf(row.frames) }));
  const hasJumps = strips.some(({ turns }) => turns.length > 1);
  const notes = rowNotes(rows);
  const help = [
    ...(hasJumps
      ? ["One box, one executed bytecode. A new line begins where the interpreter jumped back."]
      : []),
    ...(rows.some((row) => expectedOf(row) !== null)
      ? ["Hollow diamond: where a turn was expected to end."]
      : []),
  ];
  return {
    drawing: stackFigure({ title, subtitle: "", caption: [...help, ...notes] }, [
      hatchPatterns([COLOURS.grey], FIGURE_WIDTH),
      ...strips.flatMap(({ row, turns }) => [
        drawHeading(headingOf(row, turns)),
        ...(turns.length === 0 ? [] : [
          stripPicture(turns, {
            isFrozen: !isUnavailable(row) && row.frozen !== undefined,
            expected: expectedOf(row),
          }),
        ]),
      ]),
    ]),
    description: `${title}: ${strips.map(({ row, turns }) => headingOf(row, turns)).join("; ")}`,
    text: [
      title,
      ...strips.flatMap(({ row, turns }) => [
        headingOf(row, turns),
        ...turns.map((turn, index) =>
          `  ${index === 0 ? " " : "↩"} ${turn.map(frameText).join(" → ")}`
        ),
      ]),
      ...notes,
    ].join("\n"),
  };
}

/** Bytecodes that were expected in a turn; null where nobody has said a number. */
function expectedOf(row: Row): number | null {
  return isUnavailable(row) || typeof row.prediction !== "number" ? null : row.prediction;
}

/** Cuts where the place in the code of one function is not behind the last one. */
function turnsOf(frames: readonly FilmFrame[]): FilmFrame[][] {
  const turns: FilmFrame[][] = [];
  for (const [index, frame] of frames.entries()) {
    const last = frames[index - 1];
    const isBack = last !== undefined && last.function === frame.function &&
      frame.offsetBytes <= last.offsetBytes;
    if (last === undefined || isBack) turns.push([]);
    turns.at(-1)?.push(frame);
  }
  return turns;
}

function headingOf(row: Row, turns: readonly (readonly FilmFrame[])[]): string {
  if (isUnavailable(row)) return unavailableLine(row);
  const counts = turns.map((turn) => turn.length);
  const parts = counts.length > 1 ? `: ${counts.join(" + ")}` : "";
  const expected = expectedOf(row);
  const words = expected === null ? "" : `, expected ${expected} a turn`;
  return `${rowName(row)}: ${countOf(row.frames.length, "bytecode")} executed${parts}${words}`;
}

function frameText({ name, argument = "" }: FilmFrame): string {
  return `${name} ${argument}`.trim();
}

interface PlacedFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** As tall as the tallest of its line. */
  readonly height: number;
  readonly lines: readonly string[];
  /** The first of a turn, but not of the strip. */
  readonly isBack: boolean;
}

function stripPicture(
  turns: readonly (readonly FilmFrame[])[],
  { isFrozen, expected }: { readonly isFrozen: boolean; readonly expected: number | null },
): Drawing {
  const placed = placeFrames(turns.map((turn) => turn.map(frameLines)));
  const bottom = Math.max(0, ...placed.map(({ y, height }) => y + height));
  const parts = placed.flatMap((frame, index) => {
    const { x, y, width, height, lines, isBack } = frame;
    const before = placed[index - 1];
    return [
      ...(isBack && before !== undefined ? [backArrow(before, frame)] : []),
      box({ x, y, width, height, ...looks(isBack) }),
      ...(isFrozen ? [hatchedFoot(frame, COLOURS.grey)] : []),
      words({ x: x + 4, y: y + 3, lines }),
    ];
  });
  const first = placed.slice(0, turns[0]?.length ?? 0);
  const marks = expected === null ? [] : diamondBehind(first, expected);
  return sheet({ width: FIGURE_WIDTH, height: bottom + 8 }, [...parts, ...marks]);
}

/** At the foot of the box that was expected to be the last; behind the last one there is if more were expected. */
function diamondBehind(frames: readonly PlacedFrame[], count: number): string[] {
  const frame = frames[Math.min(frames.length, Math.max(1, Math.round(count))) - 1];
  if (frame === undefined) return [];
  return [
    hollowDiamond({ x: frame.x + frame.width + GAP_PIXELS / 2, y: frame.y + frame.height }),
  ];
}

/** The first bytecode of a further turn is where the jump led. */
function looks(isBack: boolean) {
  const colour = isBack ? COLOURS.orange : COLOURS.blue;
  return { fill: colour, fillOpacity: TINT, stroke: colour };
}

function frameLines(frame: FilmFrame): string[] {
  return opcodeLines(frame.name, frame.argument ?? "", FRAME_PIXELS_MAX - 8);
}

function placeFrames(turns: readonly (readonly (readonly string[])[])[]): PlacedFrame[] {
  const placed: PlacedFrame[] = [];
  let y = 4;
  for (const [turnIndex, turn] of turns.entries()) {
    if (turnIndex > 0) y += LINE_GAP_PIXELS - GAP_PIXELS;
    for (const [lineIndex, line] of brokenInLines(turn).entries()) {
      const height = Math.max(...line.map(({ lines }) => lines.length)) * LINE_PIXELS + 8;
      let x = EDGE_PIXELS;
      for (const [index, { width, lines }] of line.entries()) {
        const isBack = turnIndex > 0 && lineIndex === 0 && index === 0;
        placed.push({ x, y, width, height, lines, isBack });
        x += width + GAP_PIXELS;
      }
      y += height + GAP_PIXELS;
    }
  }
  return placed;
}

interface SizedFrame {
  readonly width: number;
  readonly lines: readonly string[];
}

/** As many frames in each line as have room. */
function brokenInLines(turn: readonly (readonly string[])[]): SizedFrame[][] {
  const broken: SizedFrame[][] = [];
  let room = 0;
  for (const lines of turn) {
    const width = Math.max(FRAME_PIXELS_MIN, Math.ceil(Math.max(...lines.map(opcodeWidth))) + 8);
    if (width > room) {
      broken.push([]);
      room = FIGURE_WIDTH - 2 * EDGE_PIXELS;
    }
    broken.at(-1)?.push({ width, lines });
    room -= width + GAP_PIXELS;
  }
  return broken;
}

/** From the end of one turn down between the lines and to the beginning of the next. */
function backArrow(from: PlacedFrame, to: PlacedFrame): string {
  const start = from.x + from.width;
  const fromMiddle = from.y + from.height / 2;
  const toMiddle = to.y + to.height / 2;
  const between = to.y - LINE_GAP_PIXELS / 2;
  const left = to.x - 12;
  const tip = to.x - 1;
  return stroke({
    path: `M${pixel(start)} ${pixel(fromMiddle)}h8V${pixel(between)}H${pixel(left)}` +
      `V${pixel(toMiddle)}H${pixel(tip)}m-5 -4l5 4l-5 4`,
    width: 1.4,
  });
}
