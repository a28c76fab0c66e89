/** Repeatable randomness: the same seed gives the same order of runs on every machine. */

/** Draws numbers in [0, 1). */
export type Random = () => number;

/** One past the largest seed: seeds are unsigned 32-bit integers. */
export const SEED_LIMIT = 2 ** 32;

/** Makes a generator from a seed (mulberry32: tiny, and good enough to shuffle with). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / SEED_LIMIT;
  };
}

/** A new seed that nobody chose. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** The items in an order drawn from `random` (Fisher and Yates); the input is left alone. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const moved = order[last] as Item;
    order[last] = order[other] as Item;
    order[other] = moved;
  }
  return order;
}
