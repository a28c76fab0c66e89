/** Tests of the normal distribution against values computed by SciPy 1.17. */
import { assertAlmostEquals, assertThrows } from "@std/assert";
import { upperNormalQuantile, upperNormalTail } from "./normal.ts";

const QUANTILES: [tail: number, z: number][] = [
  [0.5, 0],
  [0.3, 0.5244005127080409],
  [0.1, 1.2815515655446004],
  [0.025, 1.9599639845400545],
  [0.005, 2.575829303548901],
  [1e-9, 5.9978070150076865],
  [1e-100, 21.273453560965322],
];

for (const [tail, z] of QUANTILES) {
  Deno.test(`upperNormalQuantile() finds ${z} for a tail of ${tail}`, () => {
    assertAlmostEquals(upperNormalQuantile(tail), z, 1e-11);
  });
}

for (const tail of [0, 0.6, -1, Number.NaN]) {
  Deno.test(`upperNormalQuantile() refuses a tail of ${tail}`, () => {
    assertThrows(() => upperNormalQuantile(tail), RangeError, "Cannot find a normal quantile");
  });
}

const TAILS: [z: number, tail: number][] = [
  [0, 0.5],
  [1, 0.15865525393145707],
  [2.999, 0.0013543365337271057],
  [3, 0.0013498980316300933],
  [10, 7.61985302416047e-24],
  [30, 4.906713927147908e-198],
];

for (const [z, tail] of TAILS) {
  Deno.test(`upperNormalTail() of ${z} is ${tail}`, () => {
    assertAlmostEquals(upperNormalTail(z) / tail, 1, 1e-9);
  });
}
