/** Messages that hold long texts as JSON, without a copy of them. */

import type { ChildMessage } from "../wire.ts";
import { isRecord } from "./format.ts";
import { JSON, Object } from "../primordials.ts";

/** JSON in order: what is written already, and texts that are still to be escaped. */
export type JsonPiece = { kind: "json"; json: string } | { kind: "text"; text: string };

/** Shorter texts are written with the rest. Chosen: as many frames as a pipe of Linux holds. */
const LONG_LENGTH_MIN = 64 * 1024;

/**
 * Escaped at once. Of the same 10 MB, `JSON.stringify()` takes 4 to 10 ms in such pieces and 25 in
 * one, most of them for memory (Deno 2.9.6, two busy processors, November 2026).
 */
const PIECE_LENGTH = 16 * 1024;

/** Stands for a long text; a cell that shows the same only loses the short way. */
const HOLE = `hole ${crypto.randomUUID()}`;

/** The pieces of a message that has long texts in its bundle; null for all others. */
export function piecesOf(message: ChildMessage): JsonPiece[] | null {
  if (message.kind !== "message" || !isPlain(message.content)) return null;
  const { data } = message.content;
  if (!isPlain(data) || !Object.values(data).some(isLong)) return null;
  const texts: string[] = [];
  const short = Object.entries(data).map(([type, value]) => {
    if (!isLong(value)) return [type, value];
    texts.push(value);
    return [type, HOLE];
  });
  const content = { ...message.content, data: Object.fromEntries(short) };
  const jsons = JSON.stringify({ ...message, content }).split(`"${HOLE}"`);
  if (jsons.length !== texts.length + 1) return null;
  return jsons.flatMap((json, index): JsonPiece[] => {
    const text = texts[index];
    return text === undefined
      ? [{ kind: "json", json }]
      : [{ kind: "json", json }, { kind: "text", text }];
  });
}

/** A text as JSON, in pieces. One that is cut within a pair of code units is escaped there. */
export function* escapedPieces(text: string): Generator<string> {
  yield '"';
  for (let offset = 0; offset < text.length; offset += PIECE_LENGTH) {
    yield JSON.stringify(text.substring(offset, offset + PIECE_LENGTH)).slice(1, -1);
  }
  yield '"';
}

function isLong(value: unknown): value is string {
  return typeof value === "string" && value.length >= LONG_LENGTH_MIN;
}

/** Whether JSON shows of it what its own entries are. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && Object.getPrototypeOf(value) === Object.prototype &&
    !Object.hasOwn(value, "toJSON");
}
