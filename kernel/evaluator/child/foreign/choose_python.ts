/** Which of the CPythons found somebody means by a version or a label. */

import { Array, Number, Reflect } from "../../primordials.ts";

/** What is known of a CPython, as the package `probes` tells it. */
export interface FoundPython {
  /** As `deno task interpreters` shows it. */
  readonly name: string;
  readonly executable: string;
  readonly version: string;
  readonly freeThreaded: boolean;
  readonly debug: boolean;
  readonly isFinal: boolean;
}

/** Reads what `discoverInterpreters()` or `arms()` gave; entries of another shape are left out. */
export function readPythons(given: unknown): FoundPython[] {
  return Array.isArray(given) ? given.filter(isFound) : [];
}

function isFound(entry: unknown): entry is FoundPython {
  const texts = ["name", "executable", "version"];
  const flags = ["freeThreaded", "debug", "isFinal"];
  return typeof entry === "object" && entry !== null &&
    texts.every((key) => typeof Reflect.get(entry, key) === "string") &&
    flags.every((key) => typeof Reflect.get(entry, key) === "boolean");
}

/**
 * The first of `pythons`, which come with the main one first and then from the newest on, that
 * `wanted` means: a label, a version such as `3.14`, `3.14t` (without the lock), `3.14d` (for
 * debugging), or a bound such as `>=3.13`; null when it means none.
 */
export function choosePython(
  wanted: string | null,
  pythons: readonly FoundPython[],
): FoundPython | null {
  if (wanted === null) return pythons[0] ?? null;
  const labelled = pythons.find(({ name, executable }) => name === wanted || executable === wanted);
  if (labelled !== undefined) return labelled;
  const [, , bound = "", version = "", letters = ""] = WANTED.exec(wanted) ?? [];
  if (version === "" && wanted !== "python") return null;
  const parts = version === "" ? [] : version.split(".").map(Number);
  const isMeant = ({ version: own, freeThreaded, debug }: FoundPython) =>
    freeThreaded === letters.includes("t") && debug === letters.includes("d") &&
    fits(own, { bound, version, parts });
  const meant = pythons.filter(isMeant);
  return meant.find(({ isFinal }) => isFinal) ?? meant[0] ?? null;
}

/** A command's name or a label's beginning may stand in front. */
const WANTED = /^(python|py)?(>=|<=|==|>|<)?(\d+(?:\.\d+){0,2}(?:(?:a|b|rc)\d+)?)(t?d?)$/;

/** Whether it looks like a version, so that one could be fetched. */
export function isVersion(wanted: string): boolean {
  return WANTED.test(wanted);
}

interface Wanted {
  readonly bound: string;
  readonly version: string;
  readonly parts: readonly number[];
}

function fits(own: string, { bound, version, parts }: Wanted): boolean {
  if (/[a-z]/.test(version)) return own === version;
  const numbers = own.split(/\D/).map(Number);
  const order = parts.reduce(
    (found, part, index) => found !== 0 ? found : Math.sign((numbers[index] ?? 0) - part),
    0,
  );
  switch (bound) {
    case ">=":
      return order >= 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case "<":
      return order < 0;
  }
  return order === 0;
}
