/** Any value as a short plain text; nothing that a value does can make this fail. */

import { Error, String } from "../primordials.ts";

/** Characters of one result; the requirement is under 200 kB for a million numbers. */
const TEXT_LENGTH_MAX = 100_000;

const OPTIONS = { colors: false, depth: 6, iterableLimit: 100, strAbbreviateSize: TEXT_LENGTH_MAX };

/** Shows a value as `Deno.inspect` does, without colours and cut to a bearable length. */
export function showText(value: unknown): string {
  try {
    return cut(inspect(shorten(value), OPTIONS));
  } catch (error) {
    return `[${nameOf(value)} that cannot be shown: ${messageOf(error)}]`;
  }
}

// Taken before a cell can replace it.
const inspect = Deno.inspect;

/** A long string is cut before it is quoted: escaping five million characters takes seconds. */
function shorten(value: unknown): unknown {
  return typeof value === "string" ? value.slice(0, TEXT_LENGTH_MAX + 1) : value;
}

function cut(text: string): string {
  const plain = text.includes("\x1b[") ? text.replaceAll(COLOUR_CODES, "") : text;
  return plain.length <= TEXT_LENGTH_MAX
    ? plain
    : `${plain.slice(0, TEXT_LENGTH_MAX)}… (cut after ${TEXT_LENGTH_MAX} characters)`;
}

// deno-lint-ignore no-control-regex -- these are the codes to remove
const COLOUR_CODES = /\x1b\[[\d;]*m/g;

function nameOf(value: unknown): string {
  return typeof value === "function" ? "function" : "object";
}

function messageOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return "it throws while being shown";
  }
}
