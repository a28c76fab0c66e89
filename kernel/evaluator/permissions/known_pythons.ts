/** The list of CPythons that cells may run. `lab` and `interpreters` write it; this reads it. */

/** Where the list lies in a checkout. */
export const KNOWN_PYTHONS_FILE = ".lab/cpythons.json";

/** One CPython of the list. */
export interface KnownPython {
  readonly executable: string;
  /** Folders with its library. */
  readonly prefixes: readonly string[];
}

/** What was raised when the file's form changed. */
const VERSION = 1;

/**
 * Reads the list; null when it is none of this version. By hand: each start of a kernel waits for
 * this, and checking it with a library would cost more than reading it.
 */
export function parseKnownPythons(text: string): KnownPython[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Cut off or edited: written anew by the next `lab`.
    return null;
  }
  if (!isRecord(value) || value["version"] !== VERSION) return null;
  const { pythons } = value;
  if (!Array.isArray(pythons)) return null;
  return pythons.flatMap((python: unknown) => {
    if (!isRecord(python)) return [];
    const { executable, prefixes } = python;
    if (!isAbsolutePath(executable) || !Array.isArray(prefixes)) return [];
    return [{ executable, prefixes: prefixes.filter(isAbsolutePath) }];
  });
}

function isAbsolutePath(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("/");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
