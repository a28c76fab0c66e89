/** Edits of a text that know, for each place of the result, where it came from. */

import { lastAtMost } from "./text_position.ts";

/** The place of text that nobody wrote. */
export const NO_PLACE = -1;

/** A text made of copied and inserted pieces. */
export interface MappedText {
  readonly text: string;
  /** Where a place of `text` came from; an inserted piece counts as the place of insertion. May be `NO_PLACE`. */
  originalOffset(offset: number): number;
}

/** Builds a mapped text piece by piece. */
export interface MappedTextBuilder {
  /** Appends text that stands at `from` in the original. */
  copy(text: string, from: number): void;
  /** Appends text that is not in the original, on behalf of what stands at `anchor`. */
  insert(text: string, anchor: number): void;
  finish(): MappedText;
}

/** Starts an empty mapped text. */
export function createMappedText(): MappedTextBuilder {
  const texts: string[] = [];
  const starts: number[] = [];
  const origins: number[] = [];
  const copied: boolean[] = [];
  let length = 0;
  function add(text: string, origin: number, isCopy: boolean): void {
    if (text === "") return;
    texts.push(text);
    starts.push(length);
    origins.push(origin);
    copied.push(isCopy);
    length += text.length;
  }
  return {
    copy: (text, from) => add(text, from, true),
    insert: (text, anchor) => add(text, anchor, false),
    finish: () => mappedBy({ text: texts.join(""), starts, origins, copied }),
  };
}

/** Which piece begins where, where it came from, and whether it stood there. */
interface Pieces {
  readonly text: string;
  readonly starts: readonly number[];
  readonly origins: readonly number[];
  readonly copied: readonly boolean[];
}

/** Kept for each cell as long as its functions may throw, so it holds on to nothing else. */
function mappedBy({ text, ...pieces }: Pieces): MappedText {
  const starts = pieces.starts.slice();
  const origins = pieces.origins.slice();
  const copied = pieces.copied.slice();
  return {
    text,
    originalOffset(offset) {
      const index = lastAtMost(starts, offset);
      const origin = origins[index] ?? 0;
      return copied[index] === true ? origin + offset - (starts[index] ?? 0) : origin;
    },
  };
}

/**
 * Order of edits at one place: first what closes the construct that ends there, from the inside out,
 * then what opens the construct that starts there, then the replacement of its text.
 */
const RANK = { close: 0, closeOuter: 1, end: 2, open: 3, replace: 4 } as const;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly rank: number;
}

/** Collects edits of one text; edits may be noted in any order but must not overlap. */
export interface Rewriter {
  /** Inserts before the construct that starts at `at`. */
  open(at: number, text: string): void;
  /** Inserts behind the construct that ends at `at`. */
  close(at: number, text: string, kind?: "close" | "closeOuter" | "end"): void;
  replace(start: number, end: number, text: string): void;
  /** Moves a range, with the edits in it, in front of everything; earlier moves stay in front. */
  hoist(start: number, end: number): void;
  /** Puts text in front of everything, hoisted ranges included. */
  prepend(text: string): void;
  append(text: string): void;
  finish(): MappedText;
}

/** Starts collecting edits of `source`. */
export function createRewriter(source: string): Rewriter {
  const edits: Edit[] = [];
  const hoisted: [start: number, end: number][] = [];
  let head = "";
  let tail = "";
  return {
    open: (at, text) => edits.push({ start: at, end: at, text, rank: RANK.open }),
    close: (at, text, kind = "close") => edits.push({ start: at, end: at, text, rank: RANK[kind] }),
    replace: (start, end, text) => edits.push({ start, end, text, rank: RANK.replace }),
    hoist: (start, end) => hoisted.push([start, end]),
    prepend: (text) => head += text,
    append: (text) => tail += text,
    finish() {
      edits.sort((a, b) => a.start - b.start || a.rank - b.rank);
      const out = createMappedText();
      const emit = (start: number, end: number) => emitRange(out, { source, edits, start, end });
      out.insert(head, 0);
      for (const [start, end] of hoisted) emit(start, end);
      let position = 0;
      for (const [start, end] of hoisted.toSorted((a, b) => a[0] - b[0])) {
        emit(position, start);
        position = end;
      }
      emit(position, source.length);
      out.insert(tail, source.length);
      return out.finish();
    },
  };
}

interface EmittedRange {
  readonly source: string;
  readonly edits: readonly Edit[];
  readonly start: number;
  readonly end: number;
}

function emitRange(out: MappedTextBuilder, { source, edits, start, end }: EmittedRange): void {
  let position = start;
  for (let index = firstFrom(edits, start); index < edits.length; index++) {
    const edit = edits[index];
    if (edit === undefined || edit.start > end) break;
    if (!isWithin(edit, { start, end, isLast: end === source.length })) continue;
    out.copy(source.slice(position, edit.start), position);
    out.insert(edit.text, edit.start);
    position = edit.end;
  }
  out.copy(source.slice(position, end), position);
}

/** What opens at the end of a range belongs to the next one, what closes at its start to the last. */
function isWithin(edit: Edit, range: { start: number; end: number; isLast: boolean }): boolean {
  if (edit.rank < RANK.open) return edit.start > range.start || range.start === 0;
  return edit.start < range.end || range.isLast;
}

function firstFrom(edits: readonly Edit[], start: number): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.start ?? Infinity) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
