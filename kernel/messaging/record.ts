/** What JSON calls an object. */

/** Whether a value that came from JSON has names and values. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
