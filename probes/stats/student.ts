/** Student's t distribution: its tail and quantiles for whole degrees of freedom. */

/** The t with P(T > t) = `tail`, for a tail of at most one half. */
export function upperStudentQuantile(tail: number, freedom: number): number {
  if (!(tail > 0 && tail <= 0.5)) {
    throw new RangeError(`Cannot find a Student quantile: the tail is ${tail}, not in (0, 0.5]`);
  }
  let low = 0;
  let high = 1;
  while (upperStudentTail(high, freedom) > tail && high < QUANTILE_MAX) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return low;
    if (upperStudentTail(middle, freedom) >= tail) low = middle;
    else high = middle;
  }
}

/** With one degree of freedom P(T > 2^50) is 3e-16, what 1 minus a probability can resolve. */
const QUANTILE_MAX = 2 ** 50;

/** P(T > t) for t >= 0: the finite series for whole degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
export function upperStudentTail(t: number, freedom: number): number {
  const angle = Math.atan2(t, Math.sqrt(freedom));
  const square = Math.cos(angle) ** 2;
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let step = isOdd ? 3 : 2; step <= freedom - 2; step += 2) {
    term *= square * (step - 1) / step;
    sum += term;
  }
  const inside = isOdd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return (1 - inside) / 2;
}
