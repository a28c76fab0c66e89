/** The results of something that runs, one after the other, for whoever iterates over it. */

import type { MeasurementEnding } from "./result.ts";

/** Something that runs and has a newest result. */
export interface Advancing<Result> {
  /** Null before it has begun. */
  readonly latest: () => Result | null;
  /** Settles when there may be a newer result. */
  readonly changed: () => Promise<void>;
  /** Starts it, where it does not run already; settles when it has ended. */
  readonly start: () => Promise<unknown>;
  readonly stop: () => Promise<unknown>;
}

/** Gives each newest result up to the final one; who leaves early stops it. */
export async function* partialResults<Result extends { readonly ending: MeasurementEnding }>(
  { latest, changed, start, stop }: Advancing<Result>,
): AsyncGenerator<Result, void> {
  const finished = start();
  let seen: Result | null = null;
  try {
    while (seen === null || seen.ending.kind === "running") {
      // Asked for first: what changes from now on must not be missed.
      const change = changed();
      const newest = latest();
      // A reader that is slow gets the newest result, not a queue of old ones.
      if (newest !== null && newest !== seen) yield seen = newest;
      else await Promise.race([change, finished]);
    }
  } finally {
    await stop();
  }
}
