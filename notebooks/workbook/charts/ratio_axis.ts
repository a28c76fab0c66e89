/** The axis of ratios: logarithmic, because twice as fast and half as fast are the same distance from 1. */

/** From where to where an axis goes. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** The least that an axis shows on either side of 1: three zones of 1 %. */
const REACH_MIN = Math.log(1.03);

/**
 * An end of an interval that is this many times as far from 1 as the middle one is cut at the edge: one hopeless row
 * would press all the others into a line.
 */
const BOUND_REACH_MAX = 5;

/**
 * However short the other intervals are, one around a ratio far from 1 is shown up to this many times the distance of
 * that ratio: cut at the ratio itself, half of it would not be seen, and the arrow would lie on the dot.
 */
const RATIO_REACH_MAX = 2;

/** Space beyond the outermost value, as a share of the axis. */
const PADDING = 0.04;

/** Ticks that fit without touching. */
const TICKS_MAX = 8;

/** Distances of ticks that a reader can add up in the head. */
const STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2];

/** Where an axis begins and ends that has to show these ratios and as much of these bounds as is bearable. */
export function ratioExtent(
  ratios: readonly number[],
  bounds: readonly number[],
): Extent {
  const reaches = bounds.filter(isRatio).map((bound) => Math.abs(Math.log(bound)))
    .sort((left, right) => left - right);
  const reachMax = Math.max(
    REACH_MIN,
    (reaches[Math.floor(reaches.length / 2)] ?? 0) * BOUND_REACH_MAX,
    ...ratios.filter(isRatio).map((ratio) => Math.abs(Math.log(ratio)) * RATIO_REACH_MAX),
  );
  const logs = [...ratios, ...bounds].filter(isRatio)
    .map((ratio) => Math.min(reachMax, Math.max(-reachMax, Math.log(ratio))));
  const low = Math.min(-REACH_MIN, ...logs);
  const high = Math.max(REACH_MIN, ...logs);
  const padding = (high - low) * PADDING;
  return { low: Math.exp(low - padding), high: Math.exp(high + padding) };
}

/** From here on an axis that reached to 1 would press the differences between rounds into a line. */
const FAR = Math.log(1.5);

/** Where an axis around one ratio goes: with the 1 and its zone, unless the ratio is far away from them. */
export function extentAround(
  ratio: number | null,
  { bounds, minEffect }: { readonly bounds: readonly number[]; readonly minEffect: number },
): Extent {
  if (ratio === null || !(Math.abs(Math.log(ratio)) > FAR)) {
    // Not as bounds: what cuts far ones is the middle one of them.
    const zone = [1 + minEffect, 1 / (1 + minEffect)];
    return ratioExtent(ratio === null ? zone : [ratio, ...zone], bounds);
  }
  const { low, high } = ratioExtent([], bounds.map((bound) => bound / ratio));
  return { low: low * ratio, high: high * ratio };
}

/** Whether an axis shows this ratio. */
export function isWithin(ratio: number, { low, high }: Extent): boolean {
  return ratio >= low && ratio <= high;
}

/** What is said below an axis that does not show the 1. */
export const WITHOUT_ONE = "Where an axis shows no 1, it lies beyond the edge.";

/** Ticks at numbers that are easy to read, 1 among them where the axis shows it. */
export function ratioTicks({ low, high }: Extent): number[] {
  if (low > 1 || high < 1) {
    // The steps are made for ratios near 1.
    const scale = 10 ** Math.floor(Math.log10(low));
    if (scale !== 1) {
      return ratioTicks({ low: low / scale, high: high / scale }).map((tick) =>
        rounded(tick * scale)
      );
    }
  }
  const span = high - low;
  // Even steps bunch up at the right of a logarithmic axis: over a factor of three they no longer serve.
  if (high / low > 3) return decadeTicks({ low, high });
  const step = STEPS.find((candidate) => span / candidate <= TICKS_MAX) ?? 2;
  // (1.2 - 1) / 0.1 is a little less than 2.
  const first = Math.ceil((low - 1) / step - 1e-9);
  const last = Math.floor((high - 1) / step + 1e-9);
  return Array.from(
    { length: last - first + 1 },
    (_, index) => rounded(1 + (first + index) * step),
  );
}

/** Writes a tick: `0.95`, never `950m`. */
export function ratioTick(value: number): string {
  return `${rounded(value)}`;
}

/** Digits at which the ticks of a decade stand, from many to few. */
const DECADES = [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1]];

function decadeTicks({ low, high }: Extent): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - first + 1 },
    (_, index) => 10 ** (first + index),
  );
  const candidates = DECADES.map((digits) =>
    powers.flatMap((power) => digits.map((digit) => rounded(digit * power)))
      .filter((tick) => tick >= low && tick <= high)
  );
  return candidates.find((ticks) => ticks.length <= TICKS_MAX) ?? candidates.at(-1) ?? [];
}

function isRatio(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
