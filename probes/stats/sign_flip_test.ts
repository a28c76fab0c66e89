/** Tests of the interval that far rounds do not widen: exact under symmetry, and deaf to what lies far off. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { repeatable } from "../../tests/support/repeatable.ts";
import { signedRankInterval } from "./signed_rank.ts";
import { signFlipInterval, steadyMiddle } from "./sign_flip.ts";

const OPTIONS = { confidence: 0.95 };

/** Evenly from -1 to 1. */
function evenly(count: number): number[] {
  return Array.from({ length: count }, (_, index) => 2 * index / (count - 1) - 1);
}

Deno.test("signFlipInterval() is the range of six differences", () => {
  assertEquals(signFlipInterval([3, 1, 2, 6, 5, 4], OPTIONS), { low: 1, high: 6 });
});

for (const [count, confidence] of [[5, 0.95], [7, 0.99], [0, 0.95]] as const) {
  Deno.test(`signFlipInterval() gives none for ${count} differences at ${confidence}`, () => {
    assertEquals(
      signFlipInterval(evenly(Math.max(2, count)).slice(0, count), { confidence }),
      null,
    );
  });
}

Deno.test("signFlipInterval() is the single value where all are equal", () => {
  const interval = signFlipInterval(new Array<number>(12).fill(0.25), OPTIONS);
  assertEquals(interval, { low: 0.25, high: 0.25 });
});

for (const count of [6, 8, 11, 20, 60, 61, 200]) {
  Deno.test(`signFlipInterval() moves, grows and turns with ${count} differences`, () => {
    const differences = evenly(count).map((place) => place ** 3 + place);
    const interval = signFlipInterval(differences, OPTIONS) ?? { low: 0, high: 0 };
    assertAlmostEquals(interval.low, -interval.high, 1e-12);
    const moved = signFlipInterval(differences.map((one) => 5 - 3 * one), OPTIONS);
    assertAlmostEquals(moved?.low ?? 0, 5 + 3 * interval.low, 1e-9);
    assertAlmostEquals(moved?.high ?? 0, 5 + 3 * interval.high, 1e-9);
    const wilcoxon = signedRankInterval(differences, OPTIONS) ?? { low: 0, high: 0 };
    assertAlmostEquals(interval.high / wilcoxon.high, 1, 0.25);
  });
}

Deno.test("signFlipInterval() forgets two rounds of ten that lie far off, as Wilcoxon's does not", () => {
  const steady = evenly(8).map((place) => 1 + place / 10);
  const disturbed = [...steady, -40, -50];
  const interval = signFlipInterval(disturbed, OPTIONS);
  assert((interval?.low ?? -1) > 0.8);
  assert((signedRankInterval(disturbed, OPTIONS)?.low ?? 1) < 0);
  const nearer = signFlipInterval([...steady, -4, -5], OPTIONS);
  assertEquals(interval, nearer);
});

Deno.test("signFlipInterval() keeps both of two clusters", () => {
  const clusters = evenly(12).map((place) => Math.sign(place) + place / 100);
  const interval = signFlipInterval(clusters, OPTIONS) ?? { low: 0, high: 0 };
  assert(interval.low < -0.5 && interval.high > 0.5);
});

const CASES: [name: string, differences: number[], middle: number | null][] = [
  ["nothing", [], null],
  ["one difference", [3], 3],
  ["a symmetric list", evenly(9), 0],
  ["one far off", [...evenly(9), 500], 0],
  ["mostly equal ones", [2, 2, 2, 2, 2, 9], 2],
];

for (const [name, differences, middle] of CASES) {
  Deno.test(`steadyMiddle() of ${name}`, () => {
    const found = steadyMiddle(differences);
    if (middle === null) assertEquals(found, null);
    else assertAlmostEquals(found ?? Number.NaN, middle, 1e-12);
  });
}

const SHAPES: [name: string, draw: (random: () => number) => number][] = [
  ["uniform", (random) => random() - 0.5],
  ["a peak with far tails", (random) => (random() - 0.5) / (random() + 0.01) ** 2],
  ["three clusters", (random) => Math.floor(3 * random()) - 1 + 0.05 * (random() - 0.5)],
];

for (const [name, draw] of SHAPES) {
  Deno.test(`signFlipInterval() holds its confidence for ${name}`, () => {
    const random = repeatable(11);
    const missed = [8, 12, 24].map((count) => {
      const missedCount = Array.from({ length: 500 }, () => {
        const differences = Array.from({ length: count }, () => draw(random));
        const { low, high } = signFlipInterval(differences, OPTIONS) ?? { low: 0, high: 0 };
        return low > 0 || high < 0;
      }).filter((isMissed) => isMissed).length;
      return missedCount / 500;
    });
    // Allowed are 5 %; 500 draws stray by one point.
    assert(Math.max(...missed) <= 0.07, `missed ${missed}`);
    assert(Math.max(...missed) > 0, "an interval that always holds the truth says nothing");
  });
}

for (const wrong of [Number.NaN, Infinity]) {
  Deno.test(`signFlipInterval() refuses ${wrong}`, () => {
    assertThrows(
      () => signFlipInterval([1, 2, 3, 4, 5, wrong], OPTIONS),
      RangeError,
      `one of them is ${wrong}`,
    );
  });
}
