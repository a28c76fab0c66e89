/** Tests of how uncertainty goes through a calculation: formulas, and how often the truth is covered. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { amdahlRatio } from "./amdahl_ratio.ts";
import { chanceInterval, medianBounds } from "./binomial.ts";
import { productOf, sumOf } from "./propagation.ts";
import { exactly, type Uncertain } from "./uncertain.ts";

const around = (value: number, half: number): Uncertain => ({
  value,
  low: value - half,
  high: value + half,
});

Deno.test("sumOf() squares and adds what is independent", () => {
  assertEquals(sumOf([around(10, 3), around(20, 4), exactly(1)]), { value: 31, low: 26, high: 36 });
});

Deno.test("sumOf() adds the ends of bounds", () => {
  const bounds: Uncertain = { ...around(10, 3), basis: "bounds" };
  assertEquals(sumOf([bounds, around(20, 4)]), { value: 30, low: 23, high: 37, basis: "bounds" });
});

Deno.test("productOf() squares and adds logarithms", () => {
  const twofold: Uncertain = { value: 1, low: 0.5, high: 2 };
  const { low, high } = productOf([twofold, twofold]);
  assertAlmostEquals(high, 2 ** Math.SQRT2);
  assertAlmostEquals(low, 0.5 ** Math.SQRT2);
});

Deno.test("productOf() keeps the sign of what may be a loss", () => {
  const { low, high, basis } = productOf([around(10, 1), { value: 0.01, low: -0.02, high: 0.04 }]);
  assertAlmostEquals(low, -0.22);
  assertAlmostEquals(high, 0.44);
  assertEquals(basis, "bounds");
});

/** Published: Clopper and Pearson's table, and the rule of three for none seen. */
const CHANCES: [hits: number, tries: number, low: number, high: number][] = [
  [0, 100, 0, 0.0362],
  [1, 10, 0.0025, 0.4450],
  [5, 100, 0.0164, 0.1128],
  [10, 20, 0.2720, 0.7280],
  [10, 10, 0.6915, 1],
];

for (const [hits, tries, low, high] of CHANCES) {
  Deno.test(`chanceInterval() of ${hits} in ${tries} is the published one`, () => {
    const interval = chanceInterval(hits, tries);
    assertAlmostEquals(interval.low, low, 5e-5);
    assertAlmostEquals(interval.high, high, 5e-5);
  });
}

Deno.test("chanceInterval() of none in 15,000 requests is 1 − 0.025^(1/R)", () => {
  assertAlmostEquals(chanceInterval(0, 15_000).high, 1 - 0.025 ** (1 / 15_000), 1e-12);
});

/** The places that tables of the sign test give, counted from 1. */
const MEDIANS: [count: number, place: number, isInterval: boolean][] = [
  [1, 1, false],
  [5, 1, false],
  [6, 1, true],
  [8, 1, true],
  [9, 2, true],
  [12, 3, true],
  [20, 6, true],
];

for (const [count, place, isInterval] of MEDIANS) {
  Deno.test(`medianBounds() of ${count} values are number ${place} from either end`, () => {
    const numbers = Array.from({ length: count }, (_, index) => count - index);
    assertEquals(medianBounds(numbers), { low: place, high: count + 1 - place, isInterval });
  });
}

Deno.test("amdahlRatio() is exact without uncertainty", () => {
  assertAlmostEquals(amdahlRatio(exactly(0.05), exactly(1 / 1.05)).value, 0.997619, 1e-6);
});

Deno.test("amdahlRatio() of bounds is all that their ends allow", () => {
  const share: Uncertain = { value: 0.5, low: 0.4, high: 0.6, basis: "bounds" };
  const { low, high } = amdahlRatio(share, { value: 0.9, low: 0.8, high: 1.1 });
  assertAlmostEquals(low, 1 - 0.6 * 0.2);
  assertAlmostEquals(high, 1 + 0.6 * 0.1);
});

/** Share, ratio, and their standard errors. */
const SETTINGS: [share: number, ratio: number, shareError: number, ratioError: number][] = [
  [0.05, 0.95, 0.01, 0.01],
  [0.3, 0.8, 0.03, 0.02],
  [0.9, 0.95, 0.02, 0.01],
  [0.5, 1, 0.05, 0.03],
  [0.5, 1.2, 0.05, 0.03],
  [0.2, 0.5, 0.02, 0.05],
];

for (const [share, ratio, shareError, ratioError] of SETTINGS) {
  Deno.test(`amdahlRatio() covers the truth in 95 of 100: share ${share}, ratio ${ratio}`, () => {
    const normal = seededNormal(20_261_122);
    const tries = 4000;
    let covered = 0;
    for (let index = 0; index < tries; index++) {
      const p = around(share + normal() * shareError, 1.96 * shareError);
      const r = around(ratio + normal() * ratioError, 1.96 * ratioError);
      const { low, high } = amdahlRatio(p, r);
      const truth = 1 - share * (1 - ratio);
      if (low <= truth && truth <= high) covered += 1;
    }
    // 0.95 give or take three standard errors of 4,000 tries, and what the approximation costs.
    assert(covered / tries > 0.935 && covered / tries < 0.97, `${covered / tries}`);
  });
}

/** Box and Muller's normal numbers over a generator with a seed. */
function seededNormal(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
