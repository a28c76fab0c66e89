/** Where a process's warm-up ends, and how its slices went on the whole. */

import { ascending, median, quantileOfSorted } from "./quantile.ts";

/**
 * How a process's slices went. An unsettled one was still slow after its half, or its last quarter
 * lies clearly beside the one before.
 */
export type WarmupClass = "flat" | "warms up" | "slows down" | "unsettled";

/** What the leading slices are. */
export interface Warmup {
  /** Slices to drop: at least the first, at most half. */
  readonly count: number;
  /** Leading slices that were slow; the first one is dropped even when it was not. */
  readonly slowCount: number;
  readonly class: WarmupClass;
}

/** How far above the later half a slice must be to be warm-up, at least (statistics, cleaning rule). */
const MARGIN_SHARE_MIN = 0.004;
/** The same in interquartile ranges of the later half. */
const MARGIN_SPREADS = 2;
/** Fewer slices do not tell how far apart steady slices are. */
const STEADY_COUNT_MIN = 3;
/** With fewer slices a quartile is a single slice, and a class would be read out of noise. */
const CLASSIFIED_COUNT_MIN = 6;

/** Finds the warm-up; a slice that was switched away from (null) decides nothing. */
export function findWarmup(times: readonly (number | null)[]): Warmup {
  const half = Math.floor(times.length / 2);
  const later = steadiness(times.slice(half));
  if (later === null) return { count: Math.min(half, 1), slowCount: 0, class: "flat" };

  const limit = later.middle + later.margin;
  const settled = times.findIndex((time) => time !== null && time <= limit);
  const leading = settled < 0 ? times : times.slice(0, settled);
  const slowCount = leading.findLastIndex((time) => time !== null) + 1;
  const count = Math.min(half, Math.max(1, slowCount));
  if (times.length < CLASSIFIED_COUNT_MIN) return { count, slowCount, class: "flat" };
  if (slowCount > half || isMoving(times.slice(half))) {
    return { count, slowCount, class: "unsettled" };
  }
  // The first slice is cold in every process and dropped anyway: alone it is no warm-up.
  if (slowCount > 1) return { count, slowCount, class: "warms up" };
  const early = median(times.slice(count, half).filter((time) => time !== null));
  const isSlowing = early !== null && early < later.middle - later.margin;
  return { count, slowCount, class: isSlowing ? "slows down" : "flat" };
}

/** Whether the two halves of what should be steady lie clearly apart. */
function isMoving(later: readonly (number | null)[]): boolean {
  const half = Math.floor(later.length / 2);
  const before = steadiness(later.slice(0, half));
  const after = steadiness(later.slice(half));
  if (before === null || after === null) return false;
  return Math.abs(after.middle - before.middle) > Math.max(before.margin, after.margin);
}

interface Steadiness {
  readonly middle: number;
  /** A slice farther off than this does not belong to the others. */
  readonly margin: number;
}

function steadiness(times: readonly (number | null)[]): Steadiness | null {
  const sorted = ascending(times.filter((time) => time !== null));
  const middle = quantileOfSorted(sorted, 0.5);
  const lower = quantileOfSorted(sorted, 0.25);
  const upper = quantileOfSorted(sorted, 0.75);
  if (middle === null || lower === null || upper === null) return null;
  if (sorted.length < STEADY_COUNT_MIN) return null;
  return {
    middle,
    margin: Math.max(MARGIN_SPREADS * (upper - lower), MARGIN_SHARE_MIN * middle),
  };
}
