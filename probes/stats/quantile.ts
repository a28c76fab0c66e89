/** Order statistics: the numbers that a list of timings is reduced to. */

/** The middle value, the mean of the two middle ones where there is no single one; null for none. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/** One quantile of values in any order; null for no values. */
export function quantile(values: readonly number[], share: number): number | null {
  return quantileOfSorted(ascending(values), share);
}

/** The values from the smallest to the largest; the input is left alone. */
export function ascending(values: readonly number[]): Float64Array {
  return new Float64Array(values).sort();
}

/**
 * The value below which the given share of the sorted values lies, interpolated between neighbours
 * (type 7 of Hyndman and Fan, the default of R and NumPy); null for no values.
 */
export function quantileOfSorted(sorted: Float64Array, share: number): number | null {
  const place = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  if (lower === undefined || upper === undefined) return null;
  // Each is weighted by itself: the difference of two huge values would overflow.
  const weight = place - Math.floor(place);
  return lower === upper ? lower : lower * (1 - weight) + upper * weight;
}
