/** Tests of the charts of plain data that take a measurement too: pauses by length, and a matrix as a heat map. */
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { DISPLAY, type MatrixResult, matrixWithin, type ProbeRun } from "../../../../probes/mod.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
  type FakePause,
  fakePauseArm,
  fakePauses,
  fakeRuns,
} from "../../../../tests/support/fake_comparisons.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { heatMap } from "./heat_map.ts";
import { pauseHistogram } from "./pause_histogram.ts";

const PAUSES: readonly FakePause[] = [[10, 0.1, 0], [100, 2.5, 1], [200, 57.3, 2]];

Deno.test("pauseHistogram() takes a measurement, and the process in the middle of each arm", async () => {
  const arms = [
    fakePauseArm("py3.13.5", [PAUSES, PAUSES.slice(0, 1), PAUSES.slice(0, 2)]),
    fakePauseArm("acyclic", [[]]),
  ];
  const text = await pauseHistogram(Promise.resolve(fakePauses(arms))).toText();
  assertStringIncludes(text, "py3.13.5: 2 pauses, median 1.30 ms, longest 2.50 ms");
  assertStringIncludes(text, "acyclic: no pauses");
  assertStringIncludes(text, "the one whose longest pause is the middle one");
});

Deno.test("pauseHistogram() counts all pauses, also where a timeline has no room for each", async () => {
  const many = Array.from({ length: 5000 }, (_, index): FakePause => [index / 20, 0.1, 0]);
  const text = await pauseHistogram(fakePauses([fakePauseArm("a", [many])])).toText();
  assertStringIncludes(text, "a: 5,000 pauses");
  assert(!text.includes("Not drawn"));
});

Deno.test("pauseHistogram() hatches a frozen measurement", async () => {
  const arms = [{ ...fakePauseArm("a", [PAUSES]), frozen: FROZEN }];
  const text = await pauseHistogram(fakePauses(arms)).toText();
  assertStringIncludes(text, "a (frozen): 3 pauses");
  assertStringIncludes(text, "frozen: 2026-01-02");
});

Deno.test("pauseHistogram() says why there is nothing without any CPython", async () => {
  const text = await pauseHistogram(
    fakePauses([], { ending: { kind: "no_interpreters" } }),
  ).toText();
  assertStringIncludes(text, "Nothing was measured: the list of arms is empty");
});

Deno.test("pauseHistogram() refuses what has no pauses", async () => {
  const other = fakeMeasurement({ a: [1] });
  assertThrows(() => pauseHistogram(other), TypeError, "the probe reports none");
  await assertRejects(() => pauseHistogram(Promise.resolve(other)).toText(), TypeError);
});

Deno.test("pauseHistogram() counts pauses in bins of an eighth of a decade", async () => {
  const svg = await pauseHistogram([{ label: "a", pausesMs: [1, 1.01, 1.2, 1.4, 10, 10.2] }])
    .toSvg();
  const [, bars = ""] = /aria-label="rect"[^>]*>(.*?)<\/g>/s.exec(svg) ?? [];
  assertEquals(bars.match(/<rect/g)?.length, 3);
});

Deno.test("heatMap() takes a matrix: verdicts, exact values, and what an arm cannot show", async () => {
  assertEquals((await heatMap(fakeMatrix()).toText()).split("\n"), [
    "Compared with py3.13.5",
    "Tight loop",
    "  py3.14.0: ▼ slower 1.05x",
    "Size",
    "  py3.14.0: ≠ different",
    "Scaling",
    "  py3.14.0: – unavailable",
    "Scaling, py3.14.0: its build has the global lock; what helps: uv python install 3.14t.",
  ]);
});

Deno.test("heatMap() says that the base cannot show it, and each reason once", async () => {
  const { parts: [part], ...matrix } = fakeMatrix();
  const [, , scaling] = matrix.cells;
  if (part === undefined || scaling === undefined) throw new Error("Cannot test: no cell");
  const [base, test] = part.measurement.arms;
  if (base === undefined || test === undefined) throw new Error("Cannot test: no arms");
  const arms = [
    { ...base, processes: [], failures: test.failures },
    { ...base, label: "py3.14.0" },
    { ...base, label: "py3.15.0" },
  ];
  const text = await heatMap({
    ...matrix,
    cells: [scaling, { ...scaling, test: "py3.15.0" }],
    parts: [{ ...part, measurement: { ...part.measurement, arms } }],
  }).toText();
  assertStringIncludes(
    text,
    "Scaling, py3.14.0, py3.15.0: py3.13.5, which it is compared with: its build has the global lock; what helps",
  );
});

Deno.test("heatMap() says how a stopped matrix stands, and that there is nothing without arms", async () => {
  const measurement = fakeMeasurement({}, { ending: { kind: "no_interpreters" } });
  const empty = { ...fakeMatrix(), cells: [], parts: [fakeComparisonResult([], measurement)] };
  const text = await heatMap(Promise.resolve(empty)).toText();
  assertStringIncludes(text, "Nothing was measured: the list of arms is empty");
});

const WRONG: readonly [what: string, source: unknown, message: string][] = [
  ["a number", 5, "what matrix() gives is needed"],
  ["a cell without a column", [{ row: "a", state: "same" }], 'no "row" and "column"'],
  ["a state that there is none", [{ row: "a", column: "b", state: "fast" }], '"state" is fast'],
];

for (const [what, source, message] of WRONG) {
  Deno.test(`heatMap() refuses ${what}`, () => {
    assertThrows(() => heatMap(source as []), TypeError, message);
  });
}

function fakeMatrix(): MatrixResult {
  const slower = fakeComparison();
  const size = fakeComparison({
    kind: "exact",
    ratio: null,
    verdict: null,
    equality: "different",
  });
  const nothing = fakeComparison({ ratio: null, verdict: "unclear" });
  const [run] = fakeRuns(1, 1).runs;
  const ending = {
    kind: "unavailable",
    reason: "its build has the global lock",
    remedy: "uv python install 3.14t",
  } as const;
  const failures: ProbeRun[] = run === undefined ? [] : [{ ...run, ending }];
  const lacking = fakeMeasurement({ "py3.13.5": [1], "py3.14.0": [] });
  return {
    probes: ["tight_loop", "size", "scaling"],
    cells: [
      { ...slower, probe: "tight_loop", title: "Tight loop" },
      { ...size, probe: "size", title: "Size" },
      { ...nothing, probe: "scaling", title: "Scaling" },
    ],
    confidence: 0.95,
    claimCount: 2,
    suites: [],
    parts: [
      fakeComparisonResult([nothing], {
        ...lacking,
        probe: "scaling",
        arms: lacking.arms.map((arm) => arm.label === "py3.14.0" ? { ...arm, failures } : arm),
      }),
    ],
    seconds: 1,
    ending: { kind: "complete" },
    [DISPLAY]: () => ({}),
  };
}

Deno.test("heatMap() hatches a frozen table, and says once where it is from", async () => {
  const flags = [{ kind: "frozen", text: `Frozen, not measured here: ${FROZEN.date}` }] as const;
  const loops = ["loop", "calls"].map((probe) => ({
    ...fakeMeasurement({ a: [1, 1], b: [2, 2] }),
    probe,
    frozen: FROZEN,
    flags,
  }));
  const text = await heatMap(matrixWithin(loops)).toText();
  assertStringIncludes(text, "b (frozen): ");
  assertEquals(text.split(FROZEN.date).length, 2, text);
});
