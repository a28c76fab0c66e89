/** Tests of order statistics. */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { median, quantile } from "./quantile.ts";

const MEDIANS: [name: string, values: number[], expected: number | null][] = [
  ["nothing", [], null],
  ["one value", [3], 3],
  ["an even count", [4, 1, 3, 2], 2.5],
  ["an odd count", [9, 1, 5], 5],
  ["values that sort otherwise as text", [10, 9, 100], 10],
  ["huge values", [1.7e308, 1.7e308], 1.7e308],
];

for (const [name, values, expected] of MEDIANS) {
  Deno.test(`median() of ${name} is ${expected}`, () => assertEquals(median(values), expected));
}

/** As NumPy 2 gives them by default. */
const QUANTILES: [share: number, expected: number][] = [
  [0, 2],
  [0.25, 3.25],
  [0.5, 4.5],
  [0.75, 5.75],
  [0.9, 7.5],
  [1, 9],
];

for (const [share, expected] of QUANTILES) {
  Deno.test(`quantile() at ${share} interpolates between neighbours`, () => {
    assertAlmostEquals(quantile([9, 2, 6, 4, 3, 5], share) ?? Number.NaN, expected, 1e-12);
  });
}

Deno.test("quantile() leaves its input alone", () => {
  const values = [3, 1, 2];
  quantile(values, 0.5);
  assertEquals(values, [3, 1, 2]);
});
