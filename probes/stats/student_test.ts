/** Tests of Student's distribution against the tables in print. */
import { assertAlmostEquals, assertThrows } from "@std/assert";
import { upperStudentQuantile, upperStudentTail } from "./student.ts";

/** From the usual tables, three decimals. */
const QUANTILES: [tail: number, freedom: number, t: number][] = [
  [0.025, 1, 12.706],
  [0.025, 2, 4.303],
  [0.025, 5, 2.571],
  [0.025, 30, 2.042],
  [0.005, 9, 3.25],
  [0.0005, 3, 12.924],
  [0.25, 3, 0.765],
  [0.5, 4, 0],
];

for (const [tail, freedom, t] of QUANTILES) {
  Deno.test(`upperStudentQuantile() of ${tail} with ${freedom} degrees of freedom`, () => {
    assertAlmostEquals(upperStudentQuantile(tail, freedom), t, 0.0005);
    assertAlmostEquals(upperStudentTail(upperStudentQuantile(tail, freedom), freedom), tail, 1e-12);
  });
}

for (const tail of [0, 0.6, -1, Number.NaN]) {
  Deno.test(`upperStudentQuantile() refuses a tail of ${tail}`, () => {
    assertThrows(() => upperStudentQuantile(tail, 5), RangeError, "Cannot find a Student quantile");
  });
}
