/** Numbers for readers. */

/** A value with three or four significant digits; a dash for none. */
export function formatValue(value: number | null): string {
  if (value === null) return "–";
  if (value === 0) return "0";
  return Math.abs(value) >= 1000
    ? value.toFixed(0)
    : value.toPrecision(Math.abs(value) >= 100 ? 4 : 3);
}
