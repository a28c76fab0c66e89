/** Tests of scaling and trend: which marks are hollow, what lies beyond the processors, and where curves share a panel. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../../../tests/support/fake_comparisons.ts";
import { fakeArm } from "../../../../tests/support/fake_interpreters.ts";
import { fakeScalingRow, fakeTrendRow } from "../../../../tests/support/fake_rows.ts";
import { scaling, scalingRow } from "./scaling.ts";
import { trendRow, versionTrend } from "./version_trend.ts";

const HOLLOW = "Hollow: other families";

Deno.test("versionTrend() draws all families hollow but the one with most releases", async () => {
  const short = { ...fakeTrendRow("short"), points: fakeTrendRow().points.slice(0, 2) };
  const svg = await versionTrend([short, fakeTrendRow("long")]).toSvg();
  assertStringIncludes(svg, HOLLOW);
  assertEquals(filledDots(svg), [["var(--plot-background)", 3], ["#cf6a12", 4]]);
});

Deno.test("versionTrend() takes the family that is named", async () => {
  const rows = [fakeTrendRow("a"), fakeTrendRow("b")];
  const svg = await versionTrend(rows, { family: "b" }).toSvg();
  assertEquals(filledDots(svg), [["var(--plot-background)", 4], ["#cf6a12", 4]]);
});

Deno.test("versionTrend() says nothing of hollow marks for one family", async () => {
  assert(!(await versionTrend([fakeTrendRow()]).toSvg()).includes(HOLLOW));
});

Deno.test("versionTrend() stands 3.9 in front of 3.10", async () => {
  const points = ["3.10", "3.9", "3.14"].map((release) => ({
    release,
    speed: 1,
    low: null,
    high: null,
  }));
  const text = await versionTrend([{ label: "a", points }]).toText();
  assertStringIncludes(text, "a: 3.9 1.000x, 3.10 1.000x, 3.14 1.000x");
});

const GUESSES: [prediction: number | string | null, isDrawn: boolean][] = [
  ["3.14", true],
  ["2.7", false],
  [3.14, false],
  [null, false],
];

for (const [prediction, isDrawn] of GUESSES) {
  Deno.test(`versionTrend() with ${JSON.stringify(prediction)} as prediction`, async () => {
    const points = ["3.13", "3.14"].map((release) => ({
      release,
      speed: 1,
      low: null,
      high: null,
    }));
    const chart = versionTrend([{ label: "a", points }], { prediction });
    for (const shown of [await chart.toText(), await chart.toSvg()]) {
      assertEquals(shown.includes("step was expected, 3.14."), isDrawn);
    }
  });
}

Deno.test("trendRow() turns ratios of times into speeds, with the ends of their intervals exchanged", () => {
  const faked = fakeMeasurement({ "py3.13.5": [2], "py3.14.0": [1], "py3.15.0": [1] });
  const measurement = {
    ...faked,
    arms: faked.arms.map((arm, index) => ({
      ...arm,
      python: { ...arm.python, minor: 13 + index },
    })),
  };
  const half = fakeComparison({ ratio: 0.5, low: 0.4, high: 0.8 });
  const open = fakeComparison({ test: "py3.15.0", ratio: 0.25, low: 0.2, high: null });
  assertEquals(trendRow(fakeComparisonResult([half, open], measurement)).points, [
    { release: "3.13", speed: 1, low: null, high: null },
    { release: "3.14", speed: 2, low: 1.25, high: 2.5 },
    { release: "3.15", speed: 4, low: null, high: 5 },
  ]);
});

Deno.test("trendRow() has no point without a ratio, and none without arms", () => {
  const nothing = fakeComparison({ ratio: null });
  const two = fakeMeasurement({ "py3.13.5": [2], "py3.14.0": [] });
  assertEquals(trendRow(fakeComparisonResult([nothing], two)).points, []);
  assertEquals(trendRow(fakeComparisonResult([])).points, []);
});

Deno.test("scalingRow() takes medians and ranges of the arms that gave a speed-up", () => {
  const summary = { speedup: { median: 1.5, low: 1.2, high: 1.6, count: 3 } };
  const none = { speedup: { median: null, low: null, high: null, count: 0 } };
  const arms = [
    fakeArm("1", [], { params: { threads: 1 }, summary }),
    fakeArm("2", [], { params: { threads: 2 }, summary: none }),
    fakeArm("odd", [], { params: {}, summary }),
  ];
  assertEquals(scalingRow({ arms }, { label: "a", count: "threads" }), {
    label: "a",
    points: [{ workers: 1, speedup: 1.5, low: 1.2, high: 1.6 }],
  });
});

Deno.test("scaling() marks what lies beyond the processors, and only that", async () => {
  const rows = [fakeScalingRow()];
  assertStringIncludes(await scaling(rows, { processors: 2 }).toSvg(), "more workers than the 2");
  for (const options of [{}, { processors: 4 }]) {
    assert(!(await scaling(rows, options).toSvg()).includes("Grey ground"));
  }
});

Deno.test("scaling() draws four curves a panel, each with the ideal line", async () => {
  const ideals = async (count: number) => {
    const rows = Array.from({ length: count }, (_, index) => fakeScalingRow(`${index}`));
    return (await scaling(rows).toSvg()).match(/stroke-dasharray="8 5"/g)?.length;
  };
  assertEquals([await ideals(4), await ideals(5)], [1, 2]);
});

Deno.test("scaling() refuses more workers than an axis has room for", () => {
  const points = [{ workers: 5000, speedup: 1, low: null, high: null }];
  assertThrows(() => scaling([{ label: "a", points }]), RangeError, "at most 1024 can be drawn");
});

/** How many marks of legend and panel are filled with which colour, in the order of first occurrence. */
function filledDots(svg: string): [fill: string, count: number][] {
  const counts = new Map<string, number>();
  for (const [, attributes = "", content = ""] of svg.matchAll(DOTS)) {
    const [, fill = ""] = /fill="([^"]+)"/.exec(attributes) ?? [];
    const marks = content.match(/<(?:path|circle)/g)?.length ?? 0;
    counts.set(fill, (counts.get(fill) ?? 0) + marks);
  }
  return [...counts];
}

const DOTS = /<g ([^>]*aria-label="dot"[^>]*)>(.*?)<\/g>/gs;
