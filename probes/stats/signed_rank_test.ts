/** Tests of the Hodges-Lehmann estimate and the signed-rank interval against published values. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  hodgesLehmann,
  signedRankCounts,
  signedRankCutoff,
  signedRankInterval,
} from "./signed_rank.ts";

/**
 * Wilcoxon's table of critical rank sums (two-sided), as printed in textbooks, for 6 to 20 and 25
 * pairs; null where no rank sum is significant.
 */
const WILCOXON_TABLE: [tail: number, criticals: [count: number, critical: number | null][]][] = [
  [0.025, [
    ...[0, 2, 3, 5, 8, 10, 13, 17, 21, 25, 29, 34, 40, 46, 52]
      .map((critical, index): [number, number] => [index + 6, critical]),
    [25, 89],
  ]],
  [0.005, [
    ...[null, null, 0, 1, 3, 5, 7, 9, 12, 15, 19, 23, 27, 32, 37]
      .map((critical, index): [number, number | null] => [index + 6, critical]),
    [25, 68],
  ]],
];

for (const [tail, criticals] of WILCOXON_TABLE) {
  Deno.test(`signedRankCutoff() is Wilcoxon's table at ${tail} a side`, () => {
    assertEquals(criticals.map(([count]) => [count, signedRankCutoff(count, tail)]), criticals);
  });
}

/** Counted with exact fractions of big integers, by another program. */
const EXACT_CUTOFFS: [count: number, tail: number, cutoff: number | null][] = [
  [5, 0.025, null],
  [5, 1 / 32, 0],
  [8, 0.004, 0],
  [12, 0.004, 6],
  [18, 0.005, 27],
  [27, 0.006, 85],
  [40, 0.006, 224],
  [40, 0.025, 264],
  [10, 0.00125, 0],
  [9, 0.00125, null],
  [60, 0.025, 648],
  [60, 0.00125, 510],
];

for (const [count, tail, cutoff] of EXACT_CUTOFFS) {
  Deno.test(`signedRankCutoff() leaves out ${cutoff} of ${count} at ${tail} a side`, () => {
    assertEquals(signedRankCutoff(count, tail), cutoff);
  });
}

/** Exact cutoffs for a tail of 0.025 by the same other program, where ours are approximate. */
const APPROXIMATED: [count: number, exact: number][] = [[61, 672], [80, 1211], [100, 1955], [
  200,
  8444,
]];

for (const [count, exact] of APPROXIMATED) {
  Deno.test(`signedRankCutoff() comes within one rank of the exact cutoff at ${count}`, () => {
    const cutoff = signedRankCutoff(count, 0.025) ?? Number.NaN;
    assert(Math.abs(cutoff - exact) <= 1, `${cutoff} instead of ${exact}`);
  });
}

for (const tail of [0, -0.1, 0.5, Number.NaN]) {
  Deno.test(`signedRankCutoff() refuses a tail of ${tail}`, () => {
    assertThrows(() => signedRankCutoff(10, tail), RangeError, "Cannot find a signed-rank cutoff");
  });
}

Deno.test("signedRankCounts() agrees with listing all sign patterns", () => {
  for (let count = 0; count <= 10; count++) {
    const listed = new Float64Array(count * (count + 1) / 2 + 1);
    for (let signs = 0; signs < 2 ** count; signs++) {
      let sum = 0;
      for (let rank = 1; rank <= count; rank++) if ((signs >> (rank - 1)) % 2 === 1) sum += rank;
      listed[sum] = (listed[sum] ?? 0) + 1;
    }
    assertEquals(signedRankCounts(count), listed);
  }
});

/** Hollander and Wolfe, Nonparametric Statistical Methods, 3.1: Hamilton's depression scale. */
const DEPRESSION = {
  before: [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
  after: [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29],
};
/** Fisher, The Design of Experiments, III: Darwin's crossed and self-fertilised maize. */
const MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

Deno.test("hodgesLehmann() and the interval are the published ones for the depression scale", () => {
  const differences = DEPRESSION.after.map((after, index) =>
    after - (DEPRESSION.before[index] ?? Number.NaN)
  );
  assertAlmostEquals(hodgesLehmann(differences) ?? Number.NaN, -0.46, 1e-12);
  const interval = signedRankInterval(differences, { confidence: 0.95 });
  assertAlmostEquals(interval?.low ?? Number.NaN, -0.786, 1e-12);
  assertAlmostEquals(interval?.high ?? Number.NaN, -0.010, 1e-12);
});

Deno.test("hodgesLehmann() and the interval are the published ones for Darwin's maize", () => {
  assertEquals(hodgesLehmann(MAIZE), 25);
  assertEquals(signedRankInterval(MAIZE, { confidence: 0.95 }), { low: 4, high: 41.5 });
});

/** The plain definition: list all averages, sort, count from both ends. */
function byListing(differences: readonly number[], outside: number | null) {
  const averages = differences
    .flatMap((first, index) => differences.slice(index).map((second) => first / 2 + second / 2))
    .sort((left, right) => left - right);
  const middle = averages.length / 2;
  const center = ((averages[Math.ceil(middle) - 1] ?? 0) + (averages[Math.floor(middle)] ?? 0)) / 2;
  if (outside === null) return { center, interval: null };
  return { center, interval: { low: averages[outside], high: averages.at(-1 - outside) } };
}

/** Numbers strewn over [0, 1): multiples of the golden ratio, which never repeat. */
function strewn(index: number): number {
  return (index * 0.6180339887498949) % 1;
}

const SHAPES: [name: string, value: (index: number) => number][] = [
  ["plain values", (index) => strewn(index) - 0.5],
  ["many ties", (index) => Math.floor(4 * strewn(index))],
  ["values around zero", (index) => Math.round(4 * strewn(index)) - 2],
  [
    "huge and tiny values",
    (index) => (strewn(index) - 0.5) * 10 ** (600 * strewn(7 * index) - 300),
  ],
  ["a growing list", (index) => index ** 3],
];

for (const [name, value] of SHAPES) {
  Deno.test(`hodgesLehmann() and the interval agree with listing all averages of ${name}`, () => {
    for (const count of [1, 2, 3, 6, 7, 12, 33, 61, 90]) {
      const differences = Array.from({ length: count }, (_, index) => value(index + 1));
      const expected = byListing(differences, signedRankCutoff(count, 0.025));
      assertEquals(hodgesLehmann(differences), expected.center);
      assertEquals(signedRankInterval(differences, { confidence: 0.95 }), expected.interval);
    }
  });
}

Deno.test("signedRankInterval() is the single value where all are equal", () => {
  const differences = new Array<number>(9).fill(0.25);
  assertEquals(signedRankInterval(differences, { confidence: 0.95 }), { low: 0.25, high: 0.25 });
});

Deno.test("hodgesLehmann() of nothing is null", () => {
  assertEquals(hodgesLehmann([]), null);
});

for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
  Deno.test(`hodgesLehmann() and the interval refuse ${wrong}`, () => {
    const differences = [1, 2, 3, 4, wrong, 5, 6];
    const expected = `Cannot estimate the middle of differences: one of them is ${wrong}`;
    assertThrows(() => hodgesLehmann(differences), RangeError, expected);
    assertThrows(() => signedRankInterval(differences, { confidence: 0.95 }), RangeError, expected);
  });
}

Deno.test("signedRankInterval() takes thousands of rounds without listing their averages", () => {
  const differences = Array.from({ length: 20_000 }, (_, index) => strewn(index));
  const interval = signedRankInterval(differences, { confidence: 0.95 });
  assert(interval !== null && interval.low > 0.49 && interval.high < 0.51);
});
