/** Draws that are the same every time, for rooms that have no randomness of their own. */

/** A generator of numbers in (0, 1): Lehmer's, with the multiplier of Park, Miller and Stockmeyer (1993). */
export function repeatable(seed: number): () => number {
  let state = seed % 2147483646 + 1;
  return () => (state = state * 48271 % 2147483647) / 2147483647;
}
