/** Golden pictures of single timings, in their usual form and in their odd ones. */
import { type ChartCase, testChartGoldens } from "../../../tests/support/chart_goldens.ts";
import { fakeMeasurement, fakeRuns } from "../../../tests/support/fake_comparisons.ts";
import { type FakeSession, fakeSession, fakeSlices } from "../../../tests/support/fake_slices.ts";
import { slices } from "./slices.ts";

const QUIET: FakeSession = { level: 2.1, processCount: 12, warmup: [1.12, 1.04, 1.01] };

const BUSY: FakeSession = { level: 2.2, processCount: 12, warmup: [1.1, 1.03], preempted: 0.2 };

/** Interrupted nearly always, so that CPU time counts; one process was stopped for a second. */
const CROWDED: FakeSession = { level: 2.1, processCount: 5, warmup: [1.1], preempted: 0.95 };

const CASES: readonly ChartCase[] = [
  [
    "slices",
    () => slices(fakeSlices({ "py3.13.5": fakeSession(QUIET), "py3.14.0": fakeSession(BUSY) })),
  ],
  ["slices_crowded", () =>
    slices(fakeSlices({
      "py3.13.5": [...fakeSession(CROWDED), [[2.1], [2.2], [2.1], [1000, 3], [2.12], [0], [2.1]]],
    }))],
  [
    "slices_running",
    () =>
      slices(
        fakeSlices({ a: fakeSession({ ...QUIET, processCount: 1 }), b: [] }, {
          rounds: fakeRuns(6, 0).rounds,
          ending: { kind: "running" },
        }),
      ),
  ],
  [
    "slices_no_arms",
    () => slices(fakeMeasurement({}, { ending: { kind: "no_interpreters" } })),
  ],
];

testChartGoldens(new URL("./testdata/", import.meta.url), CASES);
