/** Exact intervals that rest on counts alone: for a chance, and for a median. */

/** Outside of the interval, on each side. */
const TAIL = 0.025;

/** Halvings until two neighbouring doubles are reached from an interval of length 1. */
const HALVINGS = 60;

/** The interval of 95 % for a chance, after Clopper and Pearson: `hits` of `tries` were seen. */
export function chanceInterval(hits: number, tries: number): { low: number; high: number } {
  return {
    low: hits === 0 ? 0 : betaQuantile(TAIL, { a: hits, b: tries - hits + 1 }),
    high: hits === tries ? 1 : betaQuantile(1 - TAIL, { a: hits + 1, b: tries - hits }),
  };
}

/**
 * The ends of a median: with six values and more an interval of 95 % from the order of the values alone, with fewer the
 * least and the greatest.
 */
export function medianBounds(
  numbers: readonly number[],
): { low: number; high: number; isInterval: boolean } {
  const sorted = numbers.toSorted((left, right) => left - right);
  const count = sorted.length;
  // The k-th from either end: the median lies outside with the chance of fewer than k heads, on each side.
  let rank = 0;
  let chance = 0.5 ** count;
  let below = chance;
  while (below <= TAIL && rank < count) {
    rank += 1;
    chance *= (count - rank + 1) / rank;
    below += chance;
  }
  const index = Math.max(0, rank - 1);
  const [low = NaN, high = NaN] = [sorted[index], sorted[count - 1 - index]];
  return { low, high, isInterval: rank > 0 };
}

/** The two parameters of a beta distribution. */
interface BetaShape {
  readonly a: number;
  readonly b: number;
}

/** Where the regularized incomplete beta function reaches a share; by halving, since it only climbs. */
function betaQuantile(share: number, shape: BetaShape): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, shape) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularized incomplete beta function, by its continued fraction (Abramowitz and Stegun, 26.5.8). */
function incompleteBeta(x: number, { a, b }: BetaShape): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? front * betaFraction(x, { a, b }) / a
    : 1 - front * betaFraction(1 - x, { a: b, b: a }) / b;
}

/** Steps of the fraction at most: it needs some √max(a, b) of them, so this is enough for millions of tries. */
const FRACTION_STEPS_MAX = 10_000;

/** Keeps a divisor of Lentz's way away from 0. */
const TINY = 1e-300;

/** The continued fraction, after Lentz. */
function betaFraction(x: number, { a, b }: BetaShape): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
  let result = d;
  for (let m = 1; m <= FRACTION_STEPS_MAX; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    const before = result;
    for (const term of [even, odd]) {
      d = 1 / awayFromZero(1 + term * d);
      c = awayFromZero(1 + term / c);
      result *= d * c;
    }
    if (Math.abs(result / before - 1) < 1e-15) break;
  }
  return result;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** The logarithm of the gamma function by Stirling's series, which from 12 on is exact to the last digit of a double. */
function logGamma(x: number): number {
  let shift = 0;
  let argument = x;
  for (; argument < 12; argument++) shift += Math.log(argument);
  const inverse = 1 / (argument * argument);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / argument;
  return (argument - 0.5) * Math.log(argument) - argument + Math.log(2 * Math.PI) / 2 + series -
    shift;
}
