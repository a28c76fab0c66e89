/** Lines and columns of cell text: zero-based, columns in UTF-16 units, as V8 counts them. */

/** A place in a text. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

// ECMAScript's line terminators: V8 counts all of them as ends of lines.
const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

/** The lines of one text, for conversions between offsets and positions. */
export interface LineTable {
  positionAt(offset: number): TextPosition;
  /** Null when there is no such line; a column behind the line's end counts as its end. */
  offsetAt(position: TextPosition): number | null;
  /** A line's text without its line end; empty when there is no such line. */
  lineText(line: number): string;
}

/** Finds the lines of a text; nothing is computed before the first question. */
export function createLineTable(text: string): LineTable {
  let starts: number[] | null = null;
  const lineStarts = () => starts ??= findLineStarts(text);
  /** Where a line's text ends; asked for each place of a line, which may be long. */
  const endOf = (line: number) => {
    const next = lineStarts()[line + 1];
    if (next === undefined) return text.length;
    return text.slice(next - 2, next) === "\r\n" ? next - 2 : next - 1;
  };
  return {
    positionAt(offset) {
      const known = lineStarts();
      const line = lastAtMost(known, Math.max(0, Math.min(offset, text.length)));
      return { line, column: Math.max(0, Math.min(offset, text.length)) - (known[line] ?? 0) };
    },
    offsetAt({ line, column }) {
      const start = lineStarts()[line];
      return start === undefined ? null : Math.min(start + column, endOf(line));
    },
    lineText(line) {
      const start = lineStarts()[line];
      return start === undefined ? "" : text.slice(start, endOf(line));
    },
  };
}

/** The lines of a text without their ends. */
export function splitLines(text: string): string[] {
  return text.split(LINE_END);
}

/** Index of the last item that is at most `value`, in an ascending list that starts at or below it. */
export function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function findLineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(LINE_END), (end) => end.index + end[0].length)];
}
