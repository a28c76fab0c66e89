/** Tests of the intervals after fewer rounds. */
import { assert, assertEquals } from "@std/assert";
import { fakeComparison } from "../../tests/support/fake_comparisons.ts";
import { intervalHistory } from "./interval_history.ts";
import { decide } from "../stats/mod.ts";

Deno.test("intervalHistory() has a step a round, and the comparison itself as the last", () => {
  const steps = intervalHistory(comparisonOf([1.04, 1.06, 1.05, 1.07, 1.03, 1.05, 1.06]));
  assertEquals(steps.map(({ rounds }) => rounds), [1, 2, 3, 4, 5, 6, 7]);
  assertEquals(steps.at(-1), { rounds: 7, ratio: 1.052, low: 1.041, high: 1.063 });
});

Deno.test("intervalHistory() has no interval below six rounds", () => {
  const steps = intervalHistory(comparisonOf([1.04, 1.06, 1.05, 1.07, 1.03, 1.05, 1.06]));
  assertEquals(steps.map(({ low }) => low !== null), [...Array(5).fill(false), true, true]);
});

Deno.test("intervalHistory() goes by the rule that decides", () => {
  const ratios = [1.04, 1.06, 1.05, 1.07, 1.03, 1.05, 1.06, 1.02, 1.09, 1.05];
  const pairs = ratios.slice(0, 8).map((test) => ({ base: 1, test }));
  const { ratio, low, high } = decide({ pairs, confidence: 0.95, minEffect: 0.01 });
  assertEquals(intervalHistory(comparisonOf(ratios))[7], { rounds: 8, ratio, low, high });
});

Deno.test("intervalHistory() narrows as rounds come in", () => {
  const ratios = Array.from({ length: 30 }, (_, index) => 1 + (index * 7 % 10) / 100);
  const widths = intervalHistory(comparisonOf(ratios)).flatMap(({ low, high }) =>
    low === null || high === null ? [] : [high - low]
  );
  assert((widths.at(-2) ?? 1) < (widths[0] ?? 0) / 1.5);
});

Deno.test("intervalHistory() has a limited number of steps, with the last round among them", () => {
  const steps = intervalHistory(comparisonOf(Array.from({ length: 200 }, () => 1.05)));
  assertEquals(steps.length, 50);
  assertEquals(steps.at(-1)?.rounds, 200);
});

Deno.test("intervalHistory() is empty without a ratio", () => {
  assertEquals(intervalHistory(fakeComparison({ ratio: null })), []);
  assertEquals(intervalHistory(comparisonOf([])), []);
});

function comparisonOf(ratios: readonly number[]) {
  return fakeComparison({ roundRatios: ratios.map((ratio, round) => ({ round, ratio })) });
}
