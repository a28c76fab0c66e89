/** A picture with two axes made of characters, for places that show only text. */

/** One character: both places from 0 to 1, from the left and from the bottom; what lies beyond stands at the edge. */
export interface GridMark {
  readonly x: number;
  readonly y: number;
  readonly glyph: string;
}

/** What to draw. */
export interface GridSpec {
  /** Later ones cover earlier ones. */
  readonly marks: readonly GridMark[];
  /** Lines from edge to edge, behind the marks. */
  readonly lines?: readonly { readonly y: number; readonly glyph: string }[];
  /** What the four ends of the axes are. */
  readonly top: string;
  readonly bottom: string;
  readonly left: string;
  readonly right: string;
}

/** Columns, and lines of text; chosen: as wide as the other charts, and two of them fit on a screen. */
const COLUMNS = 60;
const LINES = 9;

/** Draws the marks over their lines, with the ends of both axes beside them. */
export function gridText({ marks, lines = [], top, bottom, left, right }: GridSpec): string[] {
  const cells = Array.from({ length: LINES }, () => Array.from({ length: COLUMNS }, () => " "));
  for (const { y, glyph } of lines) cells[lineOf(y)]?.fill(glyph);
  for (const { x, y, glyph } of marks) {
    const row = cells[lineOf(y)];
    if (row !== undefined) row[placeOf(x, COLUMNS)] = glyph;
  }
  const width = Math.max(top.length, bottom.length);
  const labels = [top, ...Array.from({ length: LINES - 2 }, () => ""), bottom];
  return [
    ...cells.map((row, index) =>
      `${(labels[index] ?? "").padStart(width)} |${row.join("")}`.trimEnd()
    ),
    `${" ".repeat(width)} ${left.padEnd(COLUMNS + 1 - right.length)}${right}`,
  ];
}

function lineOf(y: number): number {
  return LINES - 1 - placeOf(y, LINES);
}

function placeOf(share: number, count: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * (count - 1));
}
