/** What cells have started that goes on by itself, and ends with a cell that is stopped. */

import { currentCell, isRunning } from "./cells.ts";
import { Map, Promise } from "../primordials.ts";

/** By cell, the ways to end it. */
export interface Possessions {
  /** Takes the way to end what the running cell has started. */
  keep(end: () => unknown): void;
  /** Ends all that a cell has started. */
  endOf(cell: number): void;
  /** The cell has ended: what it has started goes on. */
  forget(cell: number): void;
}

/** None yet. */
export function createPossessions(): Possessions {
  const kept = new Map<number, (() => unknown)[]>();
  return {
    keep(end) {
      const cell = currentCell();
      // What the callback of an earlier cell starts is nothing that a Stop is meant for.
      if (!isRunning(cell)) return;
      const ends = kept.get(cell);
      if (ends === undefined) kept.set(cell, [end]);
      else ends.push(end);
    },
    endOf(cell) {
      for (const end of kept.get(cell) ?? []) {
        Promise.try(end).catch(() => {
          // It had ended by itself.
        });
      }
      kept.delete(cell);
    },
    forget: (cell) => void kept.delete(cell),
  };
}
