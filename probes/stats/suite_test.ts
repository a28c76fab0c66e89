/** Tests of many benchmarks in one number. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { noisyLevels } from "../../tests/support/noise.ts";
import { repeatable } from "../../tests/support/repeatable.ts";
import { decide, type Decision } from "./decide.ts";
import { summarizeSuite } from "./suite.ts";

function benchmark(ratio: number, seed: number, { rounds = 20, spread = 0.03 } = {}): Decision {
  return decide({ pairs: noisyLevels({ ratio, rounds, seed, spread }) });
}

const RATIOS = [1, 1.02, 0.9, 1.25];

Deno.test("summarizeSuite() takes the geometric mean", () => {
  const benchmarks = RATIOS.map((ratio, seed) => benchmark(ratio, seed, { spread: 0 }));
  const { ratio, low, high, count } = summarizeSuite({ benchmarks, random: repeatable(1) });
  const expected = (1 * 1.02 * 0.9 * 1.25) ** (1 / 4);
  assertAlmostEquals(ratio ?? 0, expected, 1e-9);
  assertAlmostEquals(low ?? 0, expected, 1e-9);
  assertAlmostEquals(high ?? 0, expected, 1e-9);
  assertEquals(count, 4);
});

Deno.test("summarizeSuite() tells the share of each verdict", () => {
  const benchmarks = (["faster", "slower", "slower", "same", "unclear"] as const).map((
    verdict,
  ) => ({
    ratios: [1, 1, 1, 1, 1, 1],
    verdict,
  }));
  const { shares } = summarizeSuite({ benchmarks, random: repeatable(1) });
  assertEquals(shares, { faster: 0.2, slower: 0.4, same: 0.2, unclear: 0.2 });
});

Deno.test("summarizeSuite() draws the same interval from the same randomness", () => {
  const benchmarks = RATIOS.map((ratio, seed) => benchmark(ratio, seed));
  const summary = summarizeSuite({ benchmarks, random: repeatable(7) });
  assertEquals(summarizeSuite({ benchmarks, random: repeatable(7) }), summary);
  const other = summarizeSuite({ benchmarks, random: repeatable(8) });
  assert(other.low !== summary.low);
});

const EMPTY: [name: string, ratios: (number | null)[][], ratio: number | null, count: number][] = [
  ["no benchmarks", [], null, 0],
  ["no usable rounds", [[null, null]], null, 0],
  ["five rounds", [[1, 1, 1, 1, 1]], 1, 1],
  ["one benchmark of five rounds", [[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, null]], 1, 2],
];

for (const [name, rounds, ratio, count] of EMPTY) {
  Deno.test(`summarizeSuite() gives no interval for ${name}`, () => {
    const benchmarks = rounds.map((ratios) => ({ ratios, verdict: "unclear" as const }));
    const summary = summarizeSuite({ benchmarks, random: repeatable(1) });
    assertEquals(
      [summary.ratio, summary.count, summary.low, summary.high],
      [ratio, count, null, null],
    );
  });
}

for (const rounds of [8, 20]) {
  Deno.test(`summarizeSuite() holds its confidence with ${rounds} rounds that share their noise`, () => {
    const truth = RATIOS.reduce((product, ratio) => product * ratio, 1) ** (1 / RATIOS.length);
    const covered = Array.from({ length: 200 }, (_, seed) => {
      // The machine's own part of a round is in every benchmark's ratio.
      const shared = benchmark(1, 90_000 + seed, { rounds, spread: 0.02 }).ratios;
      const benchmarks = RATIOS.map((ratio, place) => {
        const { ratios, verdict } = benchmark(ratio, 1000 * place + seed, { rounds });
        return { verdict, ratios: ratios.map((own, round) => (own ?? 1) * (shared[round] ?? 1)) };
      });
      const { low, high } = summarizeSuite({ benchmarks, random: repeatable(seed), draws: 400 });
      return (low ?? 9) <= truth && truth <= (high ?? 0);
    });
    const count = covered.filter((holds) => holds).length;
    assert(count >= 0.92 * covered.length, `${count} of ${covered.length} hold the truth`);
    assert(count < covered.length, "an interval that always holds the truth says nothing");
  });
}
