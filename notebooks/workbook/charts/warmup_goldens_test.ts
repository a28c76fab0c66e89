/** Golden pictures of warm-up, in its usual form and in its odd ones. */
import { type ChartCase, testChartGoldens } from "../../../tests/support/chart_goldens.ts";
import { fakeMeasurement } from "../../../tests/support/fake_comparisons.ts";
import { type FakeSession, fakeSession, fakeSlices } from "../../../tests/support/fake_slices.ts";
import { warmup } from "./warmup.ts";

const WARMING: FakeSession = {
  level: 2.1,
  processCount: 12,
  sliceCount: 20,
  warmup: [1.3, 1.16, 1.08, 1.03, 1.012, 1.006],
  preempted: 0.03,
};

const FLAT: FakeSession = { level: 1.8, processCount: 12, sliceCount: 20, warmup: [1.02] };

/** Slower with every timing: it never settles. */
const DRIFTING: FakeSession = {
  level: 2.3,
  processCount: 2,
  sliceCount: 20,
  warmup: Array.from({ length: 20 }, (_, index) => 1 + index * 0.01),
};

const CASES: readonly ChartCase[] = [
  ["warmup", () =>
    warmup(fakeSlices({
      "py3.13.5": fakeSession(FLAT),
      "py3.14.0, PYTHON_JIT=1": [...fakeSession(WARMING), ...fakeSession(DRIFTING)],
    }))],
  ["warmup_steep", () =>
    warmup(fakeSlices({
      "py3.13.5": [
        ...fakeSession({ ...FLAT, processCount: 6, warmup: [9, 3, 1.4] }),
        [[400], [1.8], [1.8], [50], [1.81], [1.8], [1.82], [1.8]],
      ],
    }))],
  ["warmup_one_timing", () => warmup(fakeSlices({ "py3.13.5": [[[2.1]]], b: [] }))],
  ["warmup_no_arms", () => warmup(fakeMeasurement({}, { ending: { kind: "no_interpreters" } }))],
];

testChartGoldens(new URL("./testdata/", import.meta.url), CASES);
