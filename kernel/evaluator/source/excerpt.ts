/** A line of a cell with a mark under the place that is meant. */

import type { LineTable, TextPosition } from "./text_position.ts";

/** Longest excerpt: data in one long line must not fill the screen. Chosen. */
const EXCERPT_LENGTH_MAX = 160;

/** Two lines: the text with its number, and a caret. */
export function excerptLines(lines: LineTable, { line, column }: TextPosition): string[] {
  const full = lines.lineText(line);
  const start = column > EXCERPT_LENGTH_MAX / 2 && full.length > EXCERPT_LENGTH_MAX
    ? column - EXCERPT_LENGTH_MAX / 2
    : 0;
  const text = full.slice(start, start + EXCERPT_LENGTH_MAX);
  // Tabs stay tabs, so that the caret stands right however wide they are shown; a pair of
  // surrogates is one character.
  const indent = Array.from(full.slice(start, column), (letter) => letter === "\t" ? "\t" : " ");
  const number = String(line + 1);
  return [`  ${number} | ${text}`, `  ${" ".repeat(number.length)} | ${indent.join("")}^`];
}
