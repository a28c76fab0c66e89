/**
 * The list of programs that a kernel lets its cells run: every CPython that is found without being named.
 *
 * Made by commands and never by cells, which may not write it. What `PROBEBOOK_PYTHONS` names a kernel adds by itself:
 * it is another one for each environment.
 */

import { dirname, fromFileUrl } from "@std/path";
import { inspectCandidates } from "./discover.ts";
import { realPathOf } from "./files.ts";
import type { InspectedCandidate, RejectionKind } from "./interpreter.ts";

/** A CPython that cells may run. */
export interface AllowedPython {
  /** The program, without links: Deno compares paths as they are written. */
  readonly executable: string;
  /** Folders of its installation, to be read. */
  readonly prefixes: readonly string[];
}

/** What was found. */
export interface AllowedList {
  readonly version: 1;
  readonly pythons: readonly AllowedPython[];
}

/** Beside everything else that a checkout makes for itself. */
export const ALLOWED_FILE: string = fromFileUrl(
  new URL("../../.lab/cpythons.json", import.meta.url),
);

/** Another name of a listed program, and an environment of it, can be run as well. */
const OTHER_NAMES: readonly RejectionKind[] = ["duplicate", "environment"];

/** Searches the machine. */
export async function findAllowed(
  { PROBEBOOK_PYTHONS: _, PROBEBOOK_PYTHONS_ONLY: __, ...environment }: Readonly<
    Record<string, string>
  >,
): Promise<AllowedList> {
  const pythons = new Map<string, AllowedPython>();
  const add = (executable: string, prefix: string) => {
    if (pythons.has(executable)) return;
    pythons.set(executable, { executable, prefixes: foldersOf(executable, prefix) });
  };
  for (const entry of await inspectCandidates({ environment })) {
    if (entry.kind === "accepted") add(entry.interpreter.executable, entry.interpreter.prefix);
    // A wrapper leads to the one that is started.
    const executable = isUsable(entry) ? realPathOf(entry.path) : null;
    if (executable !== null) add(executable, dirname(dirname(executable)));
  }
  return { version: 1, pythons: [...pythons.values()] };
}

/** Keeps the list for the next kernel. Never throws. */
export function keepAllowed(list: AllowedList, path: string = ALLOWED_FILE): void {
  const text = `${JSON.stringify(list, null, 1)}\n`;
  const draft = `${path}.${Deno.pid}`;
  try {
    if (readIfThere(path) === text) return;
    Deno.mkdirSync(dirname(path), { recursive: true });
    // Moved into place: a kernel may read it at the same time.
    Deno.writeTextFileSync(draft, text);
    Deno.renameSync(draft, path);
  } catch {
    // A checkout that may not be written: each kernel searches by itself then.
    removeIfThere(draft);
  }
}

function isUsable(entry: InspectedCandidate): boolean {
  return entry.kind === "accepted" || OTHER_NAMES.includes(entry.rejection);
}

/** A prefix that is the whole system is not opened: then only the program's own folder is to be read. */
function foldersOf(executable: string, prefix: string): string[] {
  const folders = [prefix, realPathOf(prefix) ?? prefix, dirname(executable)];
  return [...new Set(folders)].filter((folder) => folder !== "/");
}

function readIfThere(path: string): string | null {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return null;
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // It was not even begun.
  }
}
