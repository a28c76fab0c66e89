/** Tests of the words for a comparison. */
import { assertEquals } from "@std/assert";
import type { ProbeValue } from "../catalog/probe.ts";
import type { Comparison } from "./comparison.ts";
import { sentenceOf } from "./sentence.ts";

const TIME: ProbeValue = {
  key: "call",
  name: "time per call",
  unit: "ms",
  kind: "slices",
  lowerIsBetter: true,
};
const CPU: ProbeValue = { ...TIME, unit: "ms CPU" };
const MEMORY: ProbeValue = { ...TIME, key: "peakRss", unit: "MiB", kind: "once" };
const EXACT: ProbeValue = { ...TIME, key: "pyc", unit: "bytes", kind: "exact" };

function ratio(
  verdict: Comparison["verdict"],
  [ratio, low, high]: readonly [number | null, number | null, number | null],
  changes: Partial<Comparison> = {},
): Partial<Comparison> {
  return { kind: "ratio", verdict, ratio, low, high, ...changes };
}

function exact(
  equality: Comparison["equality"],
  levels: readonly [number | string, number | string],
) {
  const [baseLevel, testLevel] = levels;
  return { kind: "exact", value: EXACT, verdict: null, equality, baseLevel, testLevel } as const;
}

const CASES: [name: string, changes: Partial<Comparison>, sentence: string][] = [
  [
    "slower",
    ratio("slower", [1.052, 1.041, 1.063]),
    "1.052x slower [1.041, 1.063], 18 rounds",
  ],
  [
    "faster",
    ratio("faster", [0.951, 0.941, 0.961]),
    "0.951x the time: faster [0.941, 0.961], 18 rounds",
  ],
  [
    "slower, cut off at 1 by a table",
    ratio("slower", [1.4, 1 + Number.EPSILON, 1.94]),
    "1.40x slower [above 1, 1.94], 18 rounds",
  ],
  [
    "faster, cut off at 1 by a table",
    ratio("faster", [0.96, 0.92, 1 - Number.EPSILON]),
    "0.96x the time: faster [0.92, below 1], 18 rounds",
  ],
  [
    "the same",
    ratio("same", [1.002, 0.996, 1.007]),
    "the same within 1 %: 1.002x [0.996, 1.007], 18 rounds",
  ],
  [
    "the same within another effect",
    ratio("same", [1.002, 0.996, 1.007], { minEffect: 0.025 }),
    "the same within 2.5 %: 1.002x [0.996, 1.007], 18 rounds",
  ],
  [
    "unclear",
    ratio("unclear", [1.01, 0.97, 1.06], { needMore: 90, rounds: 8 }),
    "unclear: 1.01x [0.97, 1.06], 8 rounds; about 90 more rounds would decide",
  ],
  [
    "unclear by a single round",
    ratio("unclear", [1.01, 0.97, 1.06], { needMore: 1 }),
    "unclear: 1.01x [0.97, 1.06], 18 rounds; about 1 more round would decide",
  ],
  [
    "unclear without hope",
    ratio("unclear", [1.01, 0.5, 1.6], { needMore: 12_345 }),
    "unclear: 1.01x [0.50, 1.60], 18 rounds; more than 999 more rounds would be needed",
  ],
  [
    "unclear, and nobody knows how long",
    ratio("unclear", [1.01, 0.97, 1.06], { needMore: null }),
    "unclear: 1.01x [0.97, 1.06], 18 rounds",
  ],
  [
    "too few rounds",
    ratio("unclear", [1.034, null, null], { rounds: 3 }),
    "unclear: 1.03x, 3 of 6 rounds",
  ],
  [
    "an interval that is open above",
    ratio("slower", [1.25, 1.2, null]),
    "1.25x slower [1.20, no limit], 18 rounds",
  ],
  [
    "that failures leave no interval",
    ratio("unclear", [1.25, null, null]),
    "unclear: 1.25x, 18 rounds, too many others without a value",
  ],
  [
    "varying counts",
    exact(null, [7, 7]),
    "unclear: it differs between processes of the same arm, 18 rounds",
  ],
  [
    "no round",
    ratio("unclear", [null, null, null], { rounds: 0 }),
    "unclear: no round that can be compared",
  ],
  [
    "an end that rounding would put at 1",
    ratio("slower", [1.03, 1.0004, 1.06]),
    "1.0300x slower [1.0004, 1.0600], 18 rounds",
  ],
  [
    "no spread at all",
    ratio("slower", [2, 2, 2]),
    "2.0000x slower [2.0000, 2.0000], 18 rounds",
  ],
  [
    "less CPU time",
    ratio("faster", [0.36, 0.34, 0.38], { value: CPU }),
    "0.36x the time: faster [0.34, 0.38], 18 rounds",
  ],
  [
    "more memory",
    ratio("slower", [1.25, 1.2, 1.3], { value: MEMORY }),
    "1.25x more [1.20, 1.30], 18 rounds",
  ],
  [
    "less memory",
    ratio("faster", [0.5, 0.4, 0.6], { value: MEMORY }),
    "0.50x as much: less [0.40, 0.60], 18 rounds",
  ],
  ["equal counts", exact("equal", [104571, 104571]), "equal: 104,571, 18 rounds"],
  [
    "different counts",
    exact("different", [104571, 60635]),
    "different: 104,571 and 60,635, 18 rounds",
  ],
  [
    "different words",
    exact("different", ["gen0 1", "gen0 2"]),
    "different: gen0 1 and gen0 2, 18 rounds",
  ],
  ["no count", { ...exact(null, ["", ""]), rounds: 0 }, "unclear: no round that can be compared"],
];

for (const [name, changes, sentence] of CASES) {
  Deno.test(`sentenceOf() says ${name}`, () => {
    assertEquals(sentenceOf({ ...BLANK, ...changes }), sentence);
  });
}

const BLANK: Omit<Comparison, "sentence"> = {
  kind: "ratio",
  base: "a",
  test: "b",
  value: TIME,
  rounds: 18,
  seconds: 1,
  ratio: null,
  low: null,
  high: null,
  verdict: null,
  equality: null,
  baseLevel: null,
  testLevel: null,
  confidence: 0.95,
  look: null,
  alphaUsed: 0.05,
  minEffect: 0.01,
  floorRatio: null,
  floorLow: null,
  floorHigh: null,
  needMore: null,
  roundRatios: [],
  flags: [],
  sameFamily: true,
};
