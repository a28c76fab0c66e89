/** Draws of one fuzzed case: the same seed and number give the same case on every machine. */

import { repeatable } from "../support/repeatable.ts";

/** The chances of one case. */
export interface Draw {
  /** A whole number from 0 up to, not including, `limit`. */
  int(limit: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  bytes(count: number): Uint8Array<ArrayBuffer>;
  /**
   * Whether to spoil one thing more, with the given chance. A case that fails is tried again with
   * fewer of these, so every mutation has to ask here.
   */
  spoils(share: number): boolean;
}

/** Multiplier of Knuth's multiplicative hashing: neighbouring cases get distant seeds. */
const SPREAD = 2_654_435_761;

/** The draws of case `index`; at most `spoilsMax` things are spoilt. */
export function drawFor(seed: number, index: number, spoilsMax = Infinity): Draw {
  const random = repeatable((seed ^ Math.imul(index + 1, SPREAD)) >>> 0);
  let spoilt = 0;
  const int = (limit: number): number => Math.floor(random() * limit);
  return {
    int,
    chance: (share) => random() < share,
    pick(items) {
      const item = items[int(items.length)];
      if (item === undefined) throw new RangeError("Cannot draw: there is nothing to draw from");
      return item;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => int(256)),
    spoils(share) {
      // Drawn in any case: the draws that follow are the same ones.
      const isWanted = random() < share;
      return isWanted && spoilt++ < spoilsMax;
    },
  };
}
