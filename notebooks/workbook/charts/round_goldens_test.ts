/** Golden pictures of a comparison's rounds, in their usual form and in their odd ones. */
import { type ChartCase, testChartGoldens } from "../../../tests/support/chart_goldens.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
  fakeRuns,
} from "../../../tests/support/fake_comparisons.ts";
import { roundChart } from "./round_chart.ts";

/** Ratios around 1.052, as a quiet machine gives them. */
const QUIET = [
  ...[1.05, 1.061, 1.044, 1.056, 1.049, 1.038, 1.055, 1.06, 1.047],
  ...[1.053, 1.066, 1.041, 1.052, 1.05, 1.058, 1.046, 1.054, 1.051],
];

const SLOWER = fakeComparison({ roundRatios: roundsOf(QUIET) });

const STRAGGLERS = fakeComparison({
  test: "py3.14.0 (Debian)",
  ratio: 0.97,
  low: 0.94,
  high: null,
  verdict: "unclear",
  sameFamily: false,
  roundRatios: roundsOf([0.96, 0.97, 3.2, 0.98, 0.965, 0.95, 0.3, 0.975]).filter(({ round }) =>
    round !== 4
  ),
  flags: [{ kind: "other_build", text: "Built in another way; compare within one family" }],
  sentence: "unclear: 0.97x [0.94, no limit], 7 rounds",
});

const FAR = fakeComparison({
  ratio: 5.26,
  low: 5.2,
  high: 5.31,
  roundRatios: roundsOf(QUIET.map((ratio) => ratio * 5)),
  sentence: "5.26x slower [5.20, 5.31], 18 rounds",
});

const EXACT = fakeComparison({
  kind: "exact",
  test: "hints",
  ratio: null,
  low: null,
  high: null,
  verdict: null,
  equality: "equal",
  sentence: "equal: gen0 120, gen1 10, gen2 2, 6 rounds",
});

const FEW = fakeComparison({
  ratio: 1.02,
  low: null,
  high: null,
  rounds: 3,
  verdict: "unclear",
  roundRatios: roundsOf([0.98, 1.02, 1.05]),
  sentence: "unclear: 1.02x, 3 of 8 rounds",
});

const RUNNING = fakeMeasurement({}, {
  ...fakeRuns(18, 7),
  ending: { kind: "running" },
});

const CASES: readonly ChartCase[] = [
  ["rounds", () => roundChart(fakeComparisonResult([SLOWER]))],
  ["rounds_odd", () => roundChart(fakeComparisonResult([STRAGGLERS, EXACT, SLOWER]))],
  ["rounds_far", () => roundChart(FAR)],
  ["rounds_running", () => roundChart(fakeComparisonResult([FEW], RUNNING))],
  ["rounds_none", () => roundChart(fakeComparison({ ratio: null, sentence: "unclear: nothing" }))],
];

testChartGoldens(new URL("./testdata/", import.meta.url), CASES);

function roundsOf(ratios: readonly number[]) {
  return ratios.map((ratio, round) => ({ round, ratio }));
}
