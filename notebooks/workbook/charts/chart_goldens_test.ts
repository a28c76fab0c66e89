/** Golden pictures of values, verdicts and pauses: each chart in its usual form and in its odd ones. */
import type { Comparison, ProbeRun } from "../../../probes/mod.ts";
import { type ChartCase, testChartGoldens } from "../../../tests/support/chart_goldens.ts";
import {
  CALL,
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
  type FakePause,
  fakePauseArm,
  fakePauses,
  fakeRuns,
} from "../../../tests/support/fake_comparisons.ts";
import { FROZEN } from "../../../tests/support/fake_rows.ts";
import { distribution } from "./distribution.ts";
import { pauseTimeline } from "./pause_timeline.ts";
import { ratioForest } from "./ratio_forest.ts";

const LONG_NAME =
  "py3.14.10-with-a-very-long-name-that-somebody-gave/to/a/build/of-their-own, PYTHON_JIT=1";

const TWO = { "py3.13.5": [2.1, 2.13, 2.11, 2.09], "py3.14.0": [2.2, 2.24, 2.19, 2.21] };

const FASTER = fakeComparison({
  ratio: 0.93,
  low: 0.915,
  high: 0.944,
  verdict: "faster",
  sentence: "0.930x the time: faster [0.915, 0.944], 18 rounds",
});

const SAME = fakeComparison({
  test: "py3.13.5 B",
  ratio: 1.001,
  low: 0.995,
  high: 1.006,
  verdict: "same",
  sentence: "the same within 1 %: 1.001x [0.995, 1.006], 18 rounds",
});

const UNCLEAR = fakeComparison({
  test: "py3.12.1",
  ratio: 1.012,
  low: 0.99,
  high: 1.035,
  rounds: 8,
  verdict: "unclear",
  needMore: 12,
  sentence: "unclear: 1.01x [0.99, 1.04], 8 rounds; about 12 more rounds would decide",
});

const FEW: Comparison = fakeComparison({
  test: "py3.11.7",
  ratio: 1.02,
  low: null,
  high: null,
  rounds: 3,
  verdict: "unclear",
  roundRatios: [0.98, 1.02, 1.05].map((ratio, round) => ({ round, ratio })),
  flags: [{ kind: "few_rounds", text: "Fewer than 6 rounds give no interval; give more time" }],
  sentence: "unclear: 1.02x, 3 of 6 rounds",
});

const OTHER_BUILD = fakeComparison({
  ...FASTER,
  test: "py3.14.0 (Debian)",
  sameFamily: false,
  flags: [{ kind: "other_build", text: "Built in another way; compare within one family" }],
});

const OPEN = fakeComparison({
  test: "py3.10.2",
  ratio: 1.03,
  low: 0.97,
  high: null,
  verdict: "unclear",
  sentence: "unclear: 1.03x, 12 rounds",
});

const NOTHING = fakeComparison({
  test: "py3.9.1",
  ratio: null,
  low: null,
  high: null,
  rounds: 0,
  verdict: "unclear",
  sentence: "unclear: nothing to compare yet",
});

const DIFFERENT = fakeComparison({
  kind: "exact",
  test: "hints",
  value: { ...CALL, key: "pyc", name: "bytes of the .pyc", unit: "bytes", kind: "exact" },
  ratio: null,
  low: null,
  high: null,
  verdict: null,
  equality: "different",
  sentence: "different: 102400 and 185344, 6 rounds",
});

const EQUAL = fakeComparison({
  ...DIFFERENT,
  test: "none",
  equality: "equal",
  sentence: "equal: gen0 120, gen1 10, gen2 2, 6 rounds",
});

const PAUSES: readonly FakePause[] = [
  [10, 0.03, 0],
  [40, 0.05, 0],
  [60, 2.8, 1],
  [90, 0.04, 0],
  [120, 57.3, 2],
  [240, 0.02, 0],
];

const CASES: readonly ChartCase[] = [
  ["ecdf", () => distribution(fakeMeasurement(TWO))],
  ["ecdf_compared", () => distribution(fakeComparisonResult([FASTER], fakeMeasurement(TWO)))],
  [
    "ecdf_no_arms",
    () => distribution(fakeMeasurement({}, { ending: { kind: "no_interpreters" } })),
  ],
  ["ecdf_one_process", () => distribution(fakeMeasurement({ "py3.13.5": [2.1] }))],
  ["ecdf_all_failed", () => distribution(allFailed())],
  [
    "ecdf_stopped",
    () =>
      distribution(
        fakeMeasurement(TWO, { ...fakeRuns(5, 4, Object.keys(TWO)), ending: { kind: "stopped" } }),
      ),
  ],
  ["ecdf_long_names", () => distribution(fakeMeasurement({ [LONG_NAME]: [2, 2.1], b: [2.2, 9] }))],
  ["dots", () => distribution(fakeMeasurement(eightArms()))],
  ["forest", () => ratioForest([FASTER, fakeComparison({ test: "py3.15.0" }), SAME, UNCLEAR])],
  ["forest_prediction", () => ratioForest(fakeComparison(), { prediction: 1.1 })],
  ["forest_odd_rows", () => ratioForest([FEW, OTHER_BUILD, OPEN, NOTHING, DIFFERENT])],
  ["forest_exact", () => ratioForest([DIFFERENT, EQUAL])],
  ["forest_long_names", () => ratioForest([fakeComparison({ test: LONG_NAME })])],
  ["forest_no_rows", () => ratioForest([])],
  ["pauses", () =>
    pauseTimeline(fakePauses([
      fakePauseArm("py3.13.5", [PAUSES]),
      fakePauseArm("py3.13.5, acyclic", [[]]),
      fakePauseArm(LONG_NAME, [PAUSES.slice(0, 3), PAUSES.slice(0, 2), PAUSES]),
    ]))],
  ["pauses_expected", () => {
    const arms = [fakePauseArm("py3.13.5", [PAUSES]), fakePauseArm("acyclic", [[]])];
    return pauseTimeline(fakePauses(arms), { prediction: 200 });
  }],
  ["pauses_grid", () => {
    const shaped = (name: string, shape: string) => {
      const arm = fakePauseArm(name, [PAUSES]);
      return { ...arm, label: `${name}, ${shape}`, params: { ...arm.params, shape } };
    };
    const [list, islands] = [shaped("py3.14.3", "list"), shaped("py3.14.3", "islands")];
    return pauseTimeline(
      fakePauses([shaped("py3.13.5", "list"), shaped("py3.13.5", "islands")]),
      {
        columns: "shape",
        beside: fakePauses([{ ...list, frozen: FROZEN }, { ...islands, frozen: FROZEN }]),
        prediction: 5,
      },
    );
  }],
  ["pauses_none", () => pauseTimeline(fakePauses([fakePauseArm("py3.13.5", [[]])]))],
  ["pauses_no_arms", () => pauseTimeline(fakePauses([]))],
];

testChartGoldens(new URL("./testdata/", import.meta.url), CASES);

function allFailed() {
  const failed = fakeRuns(1, 1).runs.map((run): ProbeRun => ({
    ...run,
    ending: { kind: "exited", code: 1, message: "no" },
  }));
  const result = fakeMeasurement({ "py3.13.5": [], "py3.14.0": [] });
  return {
    ...result,
    arms: result.arms.map((arm) => ({ ...arm, failures: [...failed, ...failed] })),
    ending: { kind: "given_up", reason: "every arm failed twice in a row" } as const,
  };
}

function eightArms() {
  const names = [
    "py3.8.1",
    "py3.9.1",
    "py3.10.2",
    "py3.11.7",
    "py3.12.1",
    "py3.13.5",
    "py3.14.0",
    LONG_NAME,
  ];
  return Object.fromEntries(
    names.map((name, index) => [name, [3 - index / 10, 3.05 - index / 10, 2.98 - index / 10]]),
  );
}
