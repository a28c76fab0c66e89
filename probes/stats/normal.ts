/** The normal distribution's quantiles. */

/** The z with P(Z > z) = `tail`, for a tail of at most one half. */
export function upperNormalQuantile(tail: number): number {
  if (!(tail > 0 && tail <= 0.5)) {
    throw new RangeError(`Cannot find a normal quantile: the tail is ${tail}, not in (0, 0.5]`);
  }
  // Newton's steps on the logarithm of the tail: it is concave, so they converge from the left.
  let z = 0;
  for (let step = 0; step < STEPS_MAX; step++) {
    const upper = upperNormalTail(z);
    const next = z + (Math.log(upper / tail) * upper) / normalDensity(z);
    if (Math.abs(next - z) < 1e-12) return next;
    z = next;
  }
  return z;
}

/** Newton needs about six steps even for a tail of 1e-300; the rest is room. */
const STEPS_MAX = 60;

function normalDensity(z: number): number {
  return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
}

/** P(Z > z) for z >= 0: the series near the middle, Laplace's continued fraction in the tail. */
export function upperNormalTail(z: number): number {
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let odd = 3; Math.abs(term) > 1e-18; odd += 2) {
      term *= z * z / odd;
      sum += term;
    }
    return 0.5 - sum * normalDensity(z);
  }
  let fraction = z;
  for (let level = 100; level >= 1; level--) fraction = z + level / fraction;
  return normalDensity(z) / fraction;
}
