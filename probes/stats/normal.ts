/** The normal distribution's tail and quantiles. */

/** The z with P(Z > z) = `tail`, for a tail of at most one half. */
export function upperNormalQuantile(tail: number): number {
  if (!(tail > 0 && tail <= 0.5)) {
    throw new RangeError(`Cannot find a normal quantile: the tail is ${tail}, not in (0, 0.5]`);
  }
  let low = 0;
  let high = QUANTILE_MAX;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return low;
    if (upperNormalTail(middle) >= tail) low = middle;
    else high = middle;
  }
}

/** P(Z > 40) is below the smallest number above 0. */
const QUANTILE_MAX = 40;

/** From here on the continued fraction is exact to 12 digits with the levels below. */
const FRACTION_FROM = 3;
const FRACTION_LEVELS = 100;

/** P(Z > z) for z >= 0: a series near the middle, Laplace's continued fraction in the tail. */
export function upperNormalTail(z: number): number {
  const density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  if (z >= FRACTION_FROM) {
    let fraction = z;
    for (let level = FRACTION_LEVELS; level >= 1; level--) fraction = z + level / fraction;
    return density / fraction;
  }
  let term = z;
  let sum = z;
  for (let odd = 3; term > 1e-18; odd += 2) {
    term *= z * z / odd;
    sum += term;
  }
  return 0.5 - sum * density;
}
