/** Golden pictures of the interval's width against the rounds, in their usual form and in their odd ones. */
import type { Comparison, IntervalStep } from "../../../probes/mod.ts";
import { type ChartCase, testChartGoldens } from "../../../tests/support/chart_goldens.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
  fakeRuns,
} from "../../../tests/support/fake_comparisons.ts";
import { makeChart } from "../drawing/chart.ts";
import { drawPrecisionChart } from "./precision.ts";

/** Around 1.02, as a busy machine gives them. */
const BUSY = [
  ...[1.05, 0.99, 1.044, 1.0, 1.06, 0.985, 1.015, 1.03, 0.97],
  ...[1.053, 1.01, 1.041, 1.002, 1.03, 0.99, 1.046, 1.0, 1.02],
];

const UNCLEAR = fakeComparison({
  ratio: 1.018,
  low: 0.998,
  high: 1.035,
  verdict: "unclear",
  needMore: 12,
  roundRatios: roundsOf(BUSY),
  sentence: "unclear: 1.018x [0.998, 1.035], 18 rounds; about 12 more rounds would decide",
});

const SLOWER = fakeComparison({
  test: "py3.15.0",
  roundRatios: roundsOf(BUSY.map((ratio) => 1.052 * (ratio / 1.018) ** 0.6)),
});

const FAR = fakeComparison({
  ratio: 0.2,
  low: 0.197,
  high: 0.203,
  verdict: "faster",
  roundRatios: roundsOf(BUSY.map((ratio) => ratio / 5.1)),
  sentence: "0.200x the time: faster [0.197, 0.203], 18 rounds",
});

const FEW = fakeComparison({
  ratio: 1.02,
  low: null,
  high: null,
  rounds: 3,
  verdict: "unclear",
  needMore: 5,
  seconds: 0.6,
  roundRatios: roundsOf(BUSY.slice(0, 3)),
  sentence: "unclear: 1.02x, 3 of 8 rounds",
});

const OPEN = fakeComparison({
  ratio: 1.03,
  low: 0.97,
  high: null,
  verdict: "unclear",
  roundRatios: roundsOf(BUSY),
  sentence: "unclear: 1.03x [0.97, no limit], 18 rounds",
});

const NOTHING = { ratio: null, rounds: 0, seconds: 0, sentence: "unclear: nothing was measured" };

const RUNNING = fakeMeasurement({}, { ...fakeRuns(18, 7), ending: { kind: "running" } });

const CASES: readonly ChartCase[] = [
  ["precision", () => chartOf(fakeComparisonResult([UNCLEAR]))],
  ["precision_two", () => chartOf(fakeComparisonResult([UNCLEAR, SLOWER]))],
  ["precision_far", () => chartOf(FAR)],
  ["precision_running", () => chartOf(fakeComparisonResult([FEW], RUNNING))],
  ["precision_open", () => chartOf(OPEN)],
  ["precision_none", () => chartOf(fakeComparison(NOTHING))],
];

testChartGoldens(new URL("./testdata/", import.meta.url), CASES);

function chartOf(result: Comparison) {
  return makeChart(() => drawPrecisionChart(result, madeUpHistory));
}

/** Not the statistics' own: the pictures must stay as they are when a rule gets better. */
function madeUpHistory(comparison: Comparison): IntervalStep[] {
  const { roundRatios, ratio, low, high } = comparison;
  if (ratio === null) return [];
  const last = low === null || high === null ? 0.018 : Math.log(high / low) / 2;
  const steps = roundRatios.slice(0, -1).map((round, index): IntervalStep => {
    const rounds = index + 1;
    const middle = ratio * (round.ratio / ratio) ** (1 / rounds);
    const width = Math.exp(last * Math.sqrt(roundRatios.length / rounds));
    const hasInterval = rounds >= 6;
    return {
      rounds,
      ratio: middle,
      low: hasInterval ? middle / width : null,
      high: hasInterval ? middle * width : null,
    };
  });
  return [...steps, { rounds: roundRatios.length, ratio, low, high }];
}

function roundsOf(ratios: readonly number[]) {
  return ratios.map((ratio, round) => ({ round, ratio }));
}
