/** The version that somebody asks for. */

/** A version as it was typed, taken apart. */
export interface WantedVersion {
  /** As typed, for example `3.14.4t`. */
  readonly text: string;
  /** For example `3.14`. */
  readonly series: string;
  /** Whether a patch release or a pre-release is named, and not only the series. */
  readonly isExact: boolean;
  readonly freeThreaded: boolean;
}

/** The series below which the probe scripts do not run. */
const MINOR_MIN = 8;

/** Reads a version; null for what is none or too old to be measured. */
export function readWanted(text: string): WantedVersion | null {
  const match = /^3\.(\d{1,3})(\.\d{1,3}(?:(?:a|b|rc)\d{1,2})?)?(t?)$/.exec(text);
  const [, minor, patch, mark] = match ?? [];
  if (minor === undefined || Number(minor) < MINOR_MIN) return null;
  return {
    text,
    series: `3.${Number(minor)}`,
    isExact: patch !== undefined,
    freeThreaded: mark === "t",
  };
}

/** Whether an interpreter is what was asked for. */
export function isWanted(
  { text, series, isExact, freeThreaded }: WantedVersion,
  given: { readonly version: string; readonly freeThreaded: boolean },
): boolean {
  if (given.freeThreaded !== freeThreaded) return false;
  return isExact
    ? given.version === text.replace(/t$/, "")
    : new RegExp(`^${series.replace(".", "\\.")}(?!\\d)`).test(given.version);
}
