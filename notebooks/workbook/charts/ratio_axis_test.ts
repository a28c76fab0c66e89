/** Tests of the axis of ratios. */
import { assert, assertEquals } from "@std/assert";
import { extentAround, isWithin, ratioExtent, ratioTick, ratioTicks } from "./ratio_axis.ts";

const TICKS: [name: string, low: number, high: number, expected: number[]][] = [
  ["three percent", 0.969, 1.031, [0.97, 0.98, 0.99, 1, 1.01, 1.02, 1.03]],
  ["ten percent", 0.89, 1.12, [0.9, 0.95, 1, 1.05, 1.1]],
  ["a half", 0.5, 1.2, [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2]],
  ["what is far above 1", 5.1, 5.4, [5.1, 5.15, 5.2, 5.25, 5.3, 5.35, 5.4]],
  ["hundreds", 480, 521, [480, 490, 500, 510, 520]],
  ["what is far below 1", 0.0193, 0.0207, [0.0194, 0.0196, 0.0198, 0.02, 0.0202, 0.0204, 0.0206]],
  ["a wide stretch above 1", 5, 14, [5, 7, 9, 11, 13]],
  ["a factor of ten", 0.3, 3.2, [0.3, 0.5, 0.7, 1, 1.5, 2, 3]],
  ["a factor of five", 0.53, 2.4, [0.7, 1, 1.5, 2]],
  ["a factor of thirty", 0.1, 3, [0.1, 0.2, 0.5, 1, 2]],
  ["a factor of a million", 0.001, 1000, [0.001, 0.01, 0.1, 1, 10, 100, 1000]],
];

for (const [name, low, high, expected] of TICKS) {
  Deno.test(`ratioTicks() has round numbers over ${name}`, () => {
    assertEquals(ratioTicks({ low, high }), expected);
  });
}

Deno.test("ratioTick() writes plain numbers", () => {
  assertEquals([0.95, 1, 1.1, 0.30000000000000004].map(ratioTick), ["0.95", "1", "1.1", "0.3"]);
});

const EXTENTS: [name: string, ratios: number[], bounds: number[]][] = [
  ["nothing", [], []],
  ["ratios close to 1", [1.001], [0.999, 1.002]],
  ["bounds without end", [1.02], [0, Infinity]],
  ["numbers that are none", [Number.NaN], [Number.NaN]],
];

for (const [name, ratios, bounds] of EXTENTS) {
  Deno.test(`ratioExtent() shows at least three percent on either side for ${name}`, () => {
    const { low, high } = ratioExtent(ratios, bounds);
    assert(low < 0.971 && low > 0.9, `${low}`);
    assert(high > 1.03 && high < 1.1, `${high}`);
  });
}

Deno.test("ratioExtent() cuts an interval that is far wider than all else", () => {
  const { high } = ratioExtent([1.05, 1.1], [1.04, 1.06, 0.9, 90]);
  assert(high > 1.5 && high < 2, `${high}`);
});

Deno.test("ratioExtent() shows both halves of a wide interval among short ones", () => {
  const bounds = [1.27, 2.32, 0.998, 1.002, 0.997, 1.004];
  const { high } = ratioExtent([1.57, 1, 1.001], bounds);
  assert(high > 2.32 && high < 2.6, `${high}`);
});

Deno.test("ratioExtent() shows intervals that are all wide", () => {
  const { low, high } = ratioExtent([0.96, 0.93, 1.08], [0.75, 1.41, 0.66, 1.25, 0.87, 1.66]);
  assert(low < 0.66 && high > 1.66, `${low} ${high}`);
});

Deno.test("ratioExtent() shows every ratio", () => {
  const { low, high } = ratioExtent([0.1, 20], []);
  assert(low < 0.1 && high > 20, `${low} ${high}`);
});

Deno.test("extentAround() shows the 1 and its zone beside a ratio that is near", () => {
  const extent = extentAround(1.3, { bounds: [1.28, 1.33], minEffect: 0.05 });
  assert([0.953, 1, 1.05, 1.28, 1.33].every((ratio) => isWithin(ratio, extent)));
});

Deno.test("extentAround() leaves the 1 out beside a ratio that is far away", () => {
  for (const ratio of [0.2, 5]) {
    const bounds = [ratio * 0.98, ratio * 1.02];
    const extent = extentAround(ratio, { bounds, minEffect: 0.01 });
    assert(bounds.every((bound) => isWithin(bound, extent)) && !isWithin(1, extent));
    assert(extent.high / extent.low < 1.1, `${extent.low} ${extent.high}`);
  }
});

Deno.test("extentAround() shows every one of a few rounds that lie wide apart", () => {
  // As three rounds of the collector's longest pause lay.
  const bounds = [0.646, 1.064, 0.833];
  const extent = extentAround(0.833, { bounds, minEffect: 0.01 });
  assert(bounds.every((bound) => isWithin(bound, extent)), `${extent.low} ${extent.high}`);
});
