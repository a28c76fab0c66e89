/** Units of values: which are times, and how they are written. A word may follow: `ms CPU`. */

/** How many of that unit a nanosecond is; 1 for what is no time. */
export function unitsPerNs(unit: string): number {
  return TIMES[firstWord(unit)] ?? 1;
}

/** Whether a value of that unit is a time, so that less of it is faster. */
export function isTime(unit: string): boolean {
  return Object.hasOwn(TIMES, firstWord(unit));
}

const TIMES: Readonly<Record<string, number>> = { ns: 1, "µs": 1e-3, ms: 1e-6, s: 1e-9 };

function firstWord(unit: string): string {
  return unit.split(" ")[0] ?? "";
}
