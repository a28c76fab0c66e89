/** Units of values: which are times, and how they are written. */

/** How many of that unit a nanosecond is; 1 for what is no time. */
export function unitsPerNs(unit: string): number {
  return TIMES[unit] ?? 1;
}

/** Whether a value of that unit is a time, so that less of it is faster. */
export function isTime(unit: string): boolean {
  return Object.hasOwn(TIMES, unit);
}

const TIMES: Readonly<Record<string, number>> = { ns: 1, "µs": 1e-3, ms: 1e-6, s: 1e-9 };
