/** Tests of the verdict: its precedence, its interval, and values as they should not be. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { decide, type Decision, type Pair, roundsForInterval } from "./decide.ts";

/** Rounds with the given ratios; the base differs from round to round as drift makes it. */
function pairsOf(ratios: readonly number[]): Pair[] {
  return ratios.map((ratio, index) => ({ base: 100 + 7 * index, test: (100 + 7 * index) * ratio }));
}

/** Ratios around a middle: n of them, evenly from 1 - width to 1 + width of it. */
function around(middle: number, width: number, count = 12): number[] {
  return Array.from(
    { length: count },
    (_, index) => middle * (1 + width * (2 * index / (count - 1) - 1)),
  );
}

const VERDICTS: [name: string, ratios: number[], minEffect: number, verdict: string][] = [
  ["slower", around(1.05, 0.02), 0.01, "slower"],
  ["faster", around(0.95, 0.02), 0.01, "faster"],
  ["same", around(1, 0.005), 0.01, "same"],
  [
    "same before slower, when the whole interval is inside the zone",
    around(1.006, 0.002),
    0.01,
    "same",
  ],
  ["slower, when the zone is smaller", around(1.006, 0.002), 0.001, "slower"],
  ["unclear, when the interval holds 1 and leaves the zone", around(1, 0.1), 0.01, "unclear"],
  ["slower, when the interval begins in the zone", around(1.012, 0.01), 0.01, "slower"],
  ["same for equal values, whatever the zone", around(1, 0), 0, "same"],
  ["slower for equal ratios outside of it", around(1.02, 0), 0.01, "slower"],
  ["unclear without a zone when the interval holds 1", around(1, 0.001), 0, "unclear"],
  ["unclear for five rounds however clear", around(2, 0, 5), 0.01, "unclear"],
  ["slower for six rounds", around(2, 0, 6), 0.01, "slower"],
];

for (const [name, ratios, minEffect, verdict] of VERDICTS) {
  Deno.test(`decide() says ${name}`, () => {
    assertEquals(decide({ pairs: pairsOf(ratios), minEffect }).verdict, verdict);
  });
}

Deno.test("decide() takes the zone of `same` as 1/(1+m) to 1+m", () => {
  const verdict = (ratio: number) =>
    decide({ pairs: pairsOf(around(ratio, 0, 8)), minEffect: 0.25 }).verdict;
  assertEquals([0.79, 0.801, 1.249, 1.26].map(verdict), ["faster", "same", "same", "slower"]);
});

Deno.test("decide() gives the middle of the log ratios, and with six rounds their range", () => {
  const { ratio, low, high } = decide({ pairs: pairsOf([1.1, 1.2, 1.3, 1.4, 1.5, 1.6]) });
  // Six rounds leave nothing outside: the interval is the range.
  assertAlmostEquals(low ?? 0, 1.1, 1e-12);
  assertAlmostEquals(high ?? 0, 1.6, 1e-12);
  // The middle one of the 21 averages of log ratios.
  assertAlmostEquals(ratio ?? 0, Math.sqrt(1.2 * 1.5), 1e-12);
});

Deno.test("decide() turns around with its arms", () => {
  const pairs = pairsOf(around(1.07, 0.05));
  const there = decide({ pairs });
  const back = decide({ pairs: pairs.map(({ base, test }) => ({ base: test, test: base })) });
  assertAlmostEquals((there.ratio ?? 0) * (back.ratio ?? 0), 1, 1e-12);
  assertAlmostEquals((there.low ?? 0) * (back.high ?? 0), 1, 1e-12);
  assertEquals([there.verdict, back.verdict], ["slower", "faster"]);
});

Deno.test("decide() gives a wider interval for more confidence", () => {
  const pairs = pairsOf(around(1.05, 0.04, 20));
  const width = (confidence: number) => {
    const { low, high } = decide({ pairs, confidence });
    return (high ?? 0) - (low ?? 0);
  };
  assert(width(0.5) < width(0.95) && width(0.95) < width(0.999));
});

const NOTHING: Pair = { base: null, test: null };

const UNUSABLE: [name: string, pair: Pair][] = [
  ["a missing base", { base: null, test: 100 }],
  ["a missing test value", { base: 100, test: null }],
  ["zero", { base: 0, test: 100 }],
  ["a negative value", { base: 100, test: -3 }],
  ["no number", { base: Number.NaN, test: 100 }],
  ["infinity", { base: 100, test: Number.POSITIVE_INFINITY }],
  ["two infinities", { base: Number.POSITIVE_INFINITY, test: Number.POSITIVE_INFINITY }],
];

for (const [name, pair] of UNUSABLE) {
  Deno.test(`decide() leaves out a round with ${name}`, () => {
    const good = pairsOf(around(1.05, 0.02));
    const decision = decide({ pairs: [...good.slice(0, 3), pair, ...good.slice(3)] });
    const { flags, ratios, ...others } = decision;
    const { flags: _none, ratios: _all, ...expected } = decide({ pairs: good });
    assertEquals(others, expected);
    assertEquals(ratios[3], null);
    assertEquals(flags.map((flag) => flag.kind), ["missing_rounds"]);
  });
}

Deno.test("decide() stays finite for the largest and smallest numbers", () => {
  const pairs = new Array<Pair>(8).fill({ base: Number.MIN_VALUE, test: Number.MAX_VALUE });
  const { ratio, low, high, verdict } = decide({ pairs });
  assert([ratio, low, high].every(Number.isFinite));
  assertEquals(verdict, "slower");
});

const FEW: [count: number, ratio: number | null, needMore: number][] = [
  [0, null, 6],
  [1, 1.5, 5],
  [5, 1.5, 1],
];

for (const [count, ratio, needMore] of FEW) {
  Deno.test(`decide() gives a ratio and no interval for ${count} rounds`, () => {
    const decision = decide({ pairs: new Array<Pair>(count).fill({ base: 2, test: 3 }) });
    assertAlmostEquals(decision.ratio ?? -1, ratio ?? -1, 1e-12);
    assertEquals([decision.low, decision.high, decision.verdict], [null, null, "unclear"]);
    assertEquals(decision.needMore, needMore);
    assertEquals(decision.flags, [{
      kind: "few_rounds",
      text: `${count} of 6 rounds that an interval needs; ` +
        "measure more rounds, for example with a larger budget",
    }]);
  });
}

Deno.test("roundsForInterval() follows the confidence, but is never below 6", () => {
  assertEquals([0.5, 0.95, 0.99, 0.992, 0.999].map(roundsForInterval), [6, 6, 8, 8, 11]);
});

function roundsMissing(ratios: number[], minEffect = 0.01): number | null {
  const { verdict, needMore } = decide({ pairs: pairsOf(ratios), minEffect });
  assertEquals(verdict, "unclear");
  return needMore;
}

Deno.test("decide() needs more rounds the wider the interval and the smaller the effect", () => {
  const few = roundsMissing(around(1.06, 0.2, 16)) ?? 0;
  assert(few >= 1);
  assert(few < (roundsMissing(around(1.06, 0.4, 16)) ?? 0));
  assert(few < (roundsMissing(around(1.03, 0.2, 16)) ?? 0));
});

Deno.test("decide() needs the rounds of `same` where that is nearer than a difference", () => {
  const equal = around(1, 0.03, 16);
  const wide = roundsMissing(equal, 0.01) ?? 0;
  const narrow = roundsMissing(equal, 0.005) ?? 0;
  // Half the zone needs four times the rounds in all.
  assertAlmostEquals(narrow + 16, 4 * (wide + 16), 6);
});

Deno.test("decide() needs more than a few rounds where one outlier alone makes the interval long", () => {
  const needMore = roundsMissing([0.46, 0.55, 0.58, 0.6, 0.62, 1.15]) ?? 0;
  assert(needMore > 2 && needMore < 12, `${needMore}`);
});

Deno.test("decide() foretells about the rounds that it then takes", () => {
  const { needMore } = decide({ pairs: pairsOf(around(1.03, 0.15, 16)) });
  const later = (share: number) =>
    decide({ pairs: pairsOf(around(1.03, 0.15, 16 + Math.round(share * (needMore ?? 0)))) })
      .verdict;
  assertEquals([later(0.5), later(1.5)], ["unclear", "slower"]);
});

Deno.test("decide() needs no more rounds after a verdict, and knows none without zone and effect", () => {
  assertEquals(decide({ pairs: pairsOf(around(1.05, 0.01)) }).needMore, null);
  const even = pairsOf([0.5, 2, 0.8, 1.25, 0.9, 1 / 0.9, 0.7, 1 / 0.7]);
  const { needMore, verdict } = decide({ pairs: even, minEffect: 0 });
  assertEquals(verdict, "unclear");
  assert(needMore === null || needMore > 1000, `${needMore}`);
});

function floorsCase(floorRatio: number): Decision {
  return decide({ pairs: pairsOf(around(1.05, 0.01)), floors: pairsOf(around(floorRatio, 0.01)) });
}

Deno.test("decide() gives the floors their own interval and flags one that lies apart", () => {
  const near = floorsCase(1.052);
  assertEquals(near.flags, []);
  assertAlmostEquals(near.floorRatio ?? 0, 1.052, 1e-3);
  assert((near.floorLow ?? 2) < 1.052 && (near.floorHigh ?? 0) > 1.052);
  for (const ratio of [1.1, 0.99]) {
    assertEquals(floorsCase(ratio).flags.map((flag) => flag.kind), ["shape_differs"]);
  }
});

Deno.test("decide() passes on the flags it is given, before its own", () => {
  const flag = { kind: "cpu_time", text: "as told" } as const;
  const kinds = decide({ pairs: [], flags: [flag] }).flags.map(({ kind }) => kind);
  assertEquals(kinds, ["cpu_time", "few_rounds"]);
});

const REFUSED: [name: string, options: { confidence?: number; minEffect?: number }][] = [
  ["a confidence of 1", { confidence: 1 }],
  ["a confidence of 95", { confidence: 95 }],
  ["a confidence that is no number", { confidence: Number.NaN }],
  ["a negative effect", { minEffect: -0.01 }],
  ["an infinite effect", { minEffect: Number.POSITIVE_INFINITY }],
];

for (const [name, options] of REFUSED) {
  Deno.test(`decide() refuses ${name}`, () => {
    assertThrows(() => decide({ pairs: [], ...options }), RangeError, "Cannot decide: the ");
  });
}

Deno.test("decide() never contradicts its own interval", () => {
  for (let step = 0; step < 400; step++) {
    const count = 4 + step % 9;
    const ratios = Array.from(
      { length: count },
      (_, index) => 0.98 + 0.05 * ((step * 0.618 + index * 0.377 + step * index * 0.71) % 1),
    );
    const { low, high, verdict, ratio } = decide({ pairs: pairsOf(ratios) });
    if (low === null || high === null || ratio === null) {
      assertEquals(verdict, "unclear");
      continue;
    }
    assert(low <= ratio && ratio <= high);
    const expected = low >= 1 / 1.01 && high <= 1.01
      ? "same"
      : low > 1
      ? "slower"
      : high < 1
      ? "faster"
      : "unclear";
    assertEquals(verdict, expected);
  }
});

Deno.test("decide() does not say slower when rounding leaves the interval at 1", () => {
  const pairs = new Array<Pair>(8).fill({ base: 1e300, test: 1e300 * (1 + Number.EPSILON) });
  const { low, verdict } = decide({ pairs, minEffect: 0 });
  assertEquals(verdict === "slower", (low ?? 0) > 1);
});

Deno.test("decide() counts rounds that are all missing", () => {
  const { rounds, flags } = decide({ pairs: [NOTHING, NOTHING] });
  assertEquals([rounds, ...flags.map((flag) => flag.kind)], [0, "few_rounds", "missing_rounds"]);
});
