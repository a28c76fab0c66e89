/**
 * Conversions between the three ways to name a place in a text. Jupyter counts code points,
 * JavaScript counts UTF-16 units, editors and the language server count lines and UTF-16 units.
 *
 * All of them accept places outside of the text and inside of a surrogate pair: clients send both
 * (old front ends count UTF-16 units where the protocol says code points).
 */

/** A place as the Language Server Protocol has it: zero-based, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** UTF-16 offset of the given number of code points; the text's end if it has fewer. */
export function utf16OfCodepoints(text: string, codepoints: number): number {
  let offsetUtf16 = 0;
  for (let passed = 0; passed < codepoints && offsetUtf16 < text.length; passed += 1) {
    offsetUtf16 += unitsAt(text, offsetUtf16);
  }
  return offsetUtf16;
}

/** Code points in front of a UTF-16 offset; a pair that the offset cuts is not counted. */
export function codepointsOfUtf16(text: string, offsetUtf16: number): number {
  let codepoints = 0;
  for (let at = 0; at < text.length; codepoints += 1) {
    at += unitsAt(text, at);
    if (at > offsetUtf16) break;
  }
  return codepoints;
}

/** Line and character of a UTF-16 offset. */
export function positionOfUtf16(text: string, offsetUtf16: number): Position {
  const end = Math.max(0, Math.min(offsetUtf16, text.length));
  let line = 0;
  let lineStart = 0;
  for (const next of lineStarts(text)) {
    if (next > end) break;
    line += 1;
    lineStart = next;
  }
  return { line, character: end - lineStart };
}

/** UTF-16 offset of a position; a character behind its line's end counts as the end. */
export function utf16OfPosition(text: string, { line, character }: Position): number {
  const starts = [0, ...lineStarts(text)];
  const start = starts[line];
  if (start === undefined) return line < 0 ? 0 : text.length;
  const lineText = text.slice(start, starts[line + 1] ?? text.length).replace(/[\r\n]+$/, "");
  return start + Math.max(0, Math.min(character, lineText.length));
}

/** Starts of all lines but the first, by the language server's line ends: \n, \r\n and \r. */
function* lineStarts(text: string): Generator<number> {
  for (const end of text.matchAll(/\r\n|[\r\n]/g)) yield end.index + end[0].length;
}

function unitsAt(text: string, offsetUtf16: number): number {
  return (text.codePointAt(offsetUtf16) ?? 0) > 0xffff ? 2 : 1;
}
