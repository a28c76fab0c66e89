/** The bytes of a learner's file, checked before any Python sees them. */

import { basename, dirname } from "@std/path";
import { SOURCE_BYTES_MAX } from "./limits.ts";

/** A learner's program: a file, or text that is not saved anywhere. */
export type LearnerSource =
  | { readonly path: string }
  | {
    readonly source: string;
    /** File name to run it under; `script.py` when left out. */
    readonly name?: string;
  };

/** Why a file is no program that can be started; `message` says it to the learner. */
export type FileProblem =
  | { kind: "missing"; message: string }
  | { kind: "not_a_file"; message: string }
  | { kind: "not_readable"; message: string }
  | { kind: "too_long"; message: string }
  | { kind: "empty"; message: string }
  | { kind: "binary"; message: string }
  | { kind: "not_utf8"; line: number; message: string };

/** A program's text and names. */
export interface LoadedProgram {
  readonly kind: "loaded";
  readonly text: string;
  readonly name: string;
  /** The folder of its file; null where there is none. */
  readonly folder: string | null;
}

/** A program, or why there is none. */
export type LoadedSource = LoadedProgram | FileProblem;

/** Reads a program as UTF-8 text. Never rejects. */
export async function loadSource(from: LearnerSource): Promise<LoadedSource> {
  if ("source" in from) {
    return checkBytes(new TextEncoder().encode(from.source), {
      name: from.name ?? "script.py",
      folder: null,
    });
  }
  const name = basename(from.path);
  const bytes = await readBytes(from.path, name);
  return bytes instanceof Uint8Array
    ? checkBytes(bytes, { name, folder: dirname(from.path) })
    : bytes;
}

async function readBytes(path: string, name: string): Promise<Uint8Array | FileProblem> {
  try {
    const { isFile, size } = await Deno.stat(path);
    if (!isFile) return { kind: "not_a_file", message: `${name} is not a file` };
    if (size > SOURCE_BYTES_MAX) return tooLong(name, size);
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return { kind: "missing", message: `There is no file ${name} yet` };
    }
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "not_readable", message: `Cannot read ${name}: ${reason}` };
  }
}

function checkBytes(
  bytes: Uint8Array,
  { name, folder }: { readonly name: string; readonly folder: string | null },
): LoadedSource {
  if (bytes.byteLength > SOURCE_BYTES_MAX) return tooLong(name, bytes.byteLength);
  if (bytes.includes(0)) {
    return {
      kind: "binary",
      message: `${name} is not a text: it holds zero bytes. Save the program as plain text`,
    };
  }
  const text = decode(bytes);
  if (text === null) {
    const line = firstBadLine(bytes);
    return {
      kind: "not_utf8",
      line,
      message: `${name} is not UTF-8 text: look at line ${line}, and save the file as UTF-8`,
    };
  }
  if (text.trim() === "") return { kind: "empty", message: `${name} is empty` };
  return { kind: "loaded", text, name, folder };
}

function tooLong(name: string, bytes: number): FileProblem {
  return {
    kind: "too_long",
    message: `${name} has ${bytes} bytes: a program here may have ${SOURCE_BYTES_MAX}`,
  };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8; the caller looks for the place.
    return null;
  }
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(10, start);
    if (end === -1 || decode(bytes.subarray(start, end)) === null) return line;
    line++;
    start = end + 1;
  }
}
