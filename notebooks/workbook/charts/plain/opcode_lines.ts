/** Names of bytecodes in little room: broken at their underscores, where a reader expects it. */

import { FONT_PIXELS } from "../../drawing/shapes.ts";
import { textWidth, wrapName } from "../../drawing/svg_text.ts";

/** Capitals are up to 1.13 times as wide as letters are on average: DejaVu Sans, the 238 names of CPython 3.14. */
const CAPITALS_WIDTH = 1.14;

/** The lines of a name and of what it works on; the second begins a line of its own where both have no room on one. */
export function opcodeLines(name: string, argument: string, widthMax: number): string[] {
  const whole = `${name} ${argument}`.trim();
  if (opcodeWidth(whole) <= widthMax) return [whole];
  return [
    ...nameLines(name, widthMax),
    ...(argument === "" ? [] : wrapName(argument, widthMax / CAPITALS_WIDTH, FONT_PIXELS)),
  ];
}

/** How wide such a line will be, in pixels. */
export function opcodeWidth(line: string): number {
  return textWidth(line, FONT_PIXELS) * CAPITALS_WIDTH;
}

function nameLines(name: string, widthMax: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of name.split(/(?<=_)/)) {
    if (line !== "" && opcodeWidth(line + part) > widthMax) {
      lines.push(line);
      line = "";
    }
    line += part;
  }
  // A part alone may still be too long: nothing of it is cut.
  return [...lines, line].flatMap((one) => wrapName(one, widthMax / CAPITALS_WIDTH, FONT_PIXELS));
}
