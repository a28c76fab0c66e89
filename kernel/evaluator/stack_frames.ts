/**
 * Frames as they stand in stack texts, and which of them a cell's author can use. Runs in the kernel
 * for tracebacks and in the child process for what cells print.
 */

import type { TextPosition } from "./source/text_position.ts";
import { decodeURIComponent, Number, URL } from "./primordials.ts";

/** A frame that has a place; line and column count from 0. */
export interface Frame extends TextPosition {
  /** As the text has it: with `async` or `new`; empty at the top level. */
  readonly functionName: string;
  readonly url: string;
}

// V8's stack trace format: `at name (url:line:column)`, or `at url:line:column` without a name.
const NAMED_FRAME = /^\s+at (?<name>.+) \((?<url>.+):(?<line>\d+):(?<column>\d+)\)$/;
// A folder's name may have spaces.
const BARE_FRAME = /^\s+at (?<name>async )?(?<url>\S.*):(?<line>\d+):(?<column>\d+)$/;

/** What an address says of a file that was read again; see `module_versions.ts`, `child/imports.ts`. */
const VERSION = /(?:[?&](?:changed|stopped)=\d+)+$/;

/** Reads a line of a stack text; null when it is no frame with a place. */
export function readFrame(text: string): Frame | null {
  const groups = (NAMED_FRAME.exec(text) ?? BARE_FRAME.exec(text))?.groups;
  if (groups === undefined) return null;
  return {
    functionName: (groups["name"] ?? "").trim(),
    url: (groups["url"] ?? "").replace(VERSION, ""),
    line: Number(groups["line"]) - 1,
    column: Number(groups["column"]) - 1,
  };
}

/** Writes a frame; `file` takes the place of its URL. */
export function frameLine(
  { functionName }: Pick<Frame, "functionName">,
  { file, line, column }: TextPosition & { readonly file: string },
): string {
  const place = `${file}:${line + 1}:${column + 1}`;
  if (functionName === "") return `    at ${place}`;
  return functionName === "async" ? `    at async ${place}` : `    at ${functionName} (${place})`;
}

const OWN_FOLDER = decodeURIComponent(new URL(".", import.meta.url).pathname);

/**
 * Frames of the runtime and of ourselves; evaluated code that is no cell has no URL, and the child's
 * program comes over its standard input.
 */
export function isForeign(url: string): boolean {
  if (/^(?:ext|node|native|probebook):|<anonymous>$|\$deno\$stdin\.mts$/.test(url)) return true;
  return decodeURIComponent(url.replace(/^file:\/\//, "")).startsWith(OWN_FOLDER);
}
