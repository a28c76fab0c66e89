/** Order statistics: the numbers that a list of timings is reduced to. */

/** The middle value, the mean of the two middle ones where there is no single one; null for none. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/**
 * The value below which the given share of the values lies, interpolated between neighbours
 * (type 7 of Hyndman and Fan, the default of R and NumPy); null for no values.
 */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  if (lower === undefined || upper === undefined) return null;
  // Halves are taken apart so that two huge values do not overflow.
  const weight = place - Math.floor(place);
  return lower === upper ? lower : lower * (1 - weight) + upper * weight;
}
