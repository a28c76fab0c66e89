/** Tests of the distribution chart, on values that are made up. */
import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { DISPLAY, type MeasurementResult, type SliceResult } from "../../../probes/mod.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../../tests/support/fake_comparisons.ts";
import { distribution } from "./distribution.ts";

const TWO = { "py3.11.7": [20, 22, 26], "py3.14.10": [16, 17, 18] };

const FIVE = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, [1, 2]]));

Deno.test("distribution() draws a step and a mark a process, and the processes again in their order", async () => {
  const svg = await distribution(fakeMeasurement(TWO)).toSvg();
  // A mark in the curve, one in the strip, and one an arm in the legend.
  assertEquals(groupCounts(svg, "dot"), [1, 1, 3, 3, 3, 3]);
  assertEquals(svg.match(/aria-label="line"/g)?.length, 6);
});

Deno.test("distribution() tells arms apart by colour, by line and by mark", async () => {
  const svg = await distribution(fakeMeasurement({ a: [1], b: [2], c: [3], d: [4] })).toSvg();
  const legend = svg.slice(0, svg.indexOf("processes up to"));
  assertEquals(new Set(legend.match(/stroke="#\w+"/g)).size, 4);
  assertEquals(new Set(legend.match(/stroke-dasharray="[^"]+"/g)).size, 3);
  assertEquals(new Set(legend.match(/<path d="[^"]{20,}"|<circle/g)).size >= 4, true);
});

Deno.test("distribution() draws rows of dots for more arms than an eye can follow", async () => {
  assertStringIncludes(await distribution(fakeMeasurement(FIVE)).toSvg(), "Dot: one process");
  const asked = await distribution(fakeMeasurement(TWO), { shape: "dots" }).toSvg();
  assertStringIncludes(asked, "Dot: one process");
  const curves = await distribution(fakeMeasurement(FIVE), { shape: "ecdf" }).toSvg();
  assertStringIncludes(curves, "processes up to this value (%)");
});

Deno.test("distribution() names axis, unit and what the marks mean", async () => {
  const svg = await distribution(fakeMeasurement(TWO)).toSvg();
  for (
    const part of [
      "time per call (ms)",
      "Tight loop: add the numbers below n",
      "Each mark is one process",
      "py3.14.10: median 17.0 ms, 3 processes",
      "The value axis does not begin at 0",
      "round, in the order in which the processes ran",
    ]
  ) {
    assertStringIncludes(svg, part);
  }
});

Deno.test("distribution() shows a comparison's zone and verdict", async () => {
  const row = fakeComparison({ base: "py3.11.7", test: "py3.14.10" });
  const chart = distribution(fakeComparisonResult([row], fakeMeasurement(TWO)));
  const svg = await chart.toSvg();
  assertStringIncludes(svg, "py3.14.10 ÷ py3.11.7: 1.052x slower [1.041, 1.063], 18 rounds");
  assertStringIncludes(svg, "Grey: within 1 % of the median of py3.11.7.");
  assertStringIncludes(await chart.toText(), "1.052x slower");
});

Deno.test("distribution() draws another of the probe's values", async () => {
  const result = fakeMeasurement({ a: [1, 2] });
  const rss = {
    key: "peakRss",
    name: "peak memory",
    unit: "MiB",
    kind: "once",
    lowerIsBetter: true,
  } as const;
  const arms = result.arms.map((arm) => ({
    ...arm,
    processes: arm.processes.map((process) => ({ ...process, values: { peakRss: 33 } })),
  }));
  const measured = { ...result, values: [...result.values, rss], arms };
  assertStringIncludes(
    await distribution(measured, { value: "peakRss" }).toSvg(),
    "peak memory (MiB)",
  );
  assertStringIncludes(await distribution(measured, { value: "peakRss" }).toText(), "33.0");
});

Deno.test("distribution() draws as text", async () => {
  assertEquals(
    await distribution(fakeMeasurement(TWO)).toText(),
    [
      "Tight loop: add the numbers below n (n = 100,000): time per call",
      "py3.11.7   ···················o········|················o··  22.0",
      "py3.14.10  ··o···|···o·····································  17.0",
      "           15.6                                        26.4",
      "time per call in ms; o one process, | median of the processes; the axis does not begin at 0",
    ].join("\n"),
  );
});

Deno.test("distribution() makes noise no larger in text than in the picture", async () => {
  const noise = fakeMeasurement({ a: [100, 100.1, 100.05], b: [100.02, 100.08] });
  const curves = (await distribution(noise).toText()).split("\n");
  // A tenth of a per cent of an axis of four per cent: neighbours.
  assertMatch(curves[1] ?? "", /^a {2}·{20,}[o|]{1,4}·{20,} {2}100.0$/);
  const rows = await distribution(noise, { shape: "dots" }).toText();
  assertMatch(rows, /^ +0 +108.1$/m);
  assert(!rows.includes("does not begin at 0"));
});

Deno.test("distribution() marks a straggler in text at the edge", async () => {
  const text = await distribution(fakeMeasurement({ a: [10, 10.1, 10.2, 10.1, 99] })).toText();
  assertStringIncludes(text, "·>  10.1");
  assertStringIncludes(text, "> beyond the edge");
});

Deno.test("distribution() draws values that are all 0, as of a collector at rest", async () => {
  const zeros = fakeMeasurement({ a: [0, 0, 0], b: [0, 0] });
  for (const shape of ["ecdf", "dots"] as const) {
    assertStringIncludes(await distribution(zeros, { shape }).toSvg(), "time per call (ms)");
  }
});

Deno.test("distribution() writes no unit where there is none", async () => {
  const { value, ...result } = fakeMeasurement({ a: [1, 2] });
  const counted = { ...value, name: "number of pauses", unit: "" };
  const chart = distribution({ ...result, value: counted, values: [counted] });
  assert(!(await chart.toSvg()).includes("pauses ()"));
  assert(!(await chart.toText()).includes("pauses in ;"));
});

Deno.test("distribution() takes a measurement that is not over yet", async () => {
  const later = Promise.resolve(fakeMeasurement(TWO));
  assertStringIncludes(await distribution(later).toText(), "py3.11.7");
});

Deno.test("distribution() counts timings that were left out, and does not draw them", async () => {
  const [arm] = fakeMeasurement({ a: [20, 21, 22] }).arms;
  const extra: SliceResult[] = [{ value: 5000, use: "warm-up" }, { value: 900, use: "switched" }];
  const processes = arm?.processes.map((process) => ({
    ...process,
    slices: [...process.slices, ...extra],
  }));
  const result: MeasurementResult = {
    ...fakeMeasurement({}),
    arms: arm === undefined ? [] : [{ ...arm, processes: processes ?? [] }],
  };
  assertStringIncludes(
    await distribution(result).toText(),
    "Timings that do not count: a 20 % warm-up, 20 % interrupted.",
  );
  const svg = await distribution(result, { shape: "dots" }).toSvg();
  assertEquals(groupCounts(svg, "tick"), [9, 1]);
});

Deno.test("distribution() draws a group of processes that runs at a second level", async () => {
  const levels = Array.from({ length: 12 }, (_, index) => index % 3 === 0 ? 36 : 20 + index / 100);
  const chart = distribution(fakeMeasurement({ a: levels }));
  assert(!(await chart.toSvg()).includes("Beyond the edge"));
  assertStringIncludes(await chart.toText(), "36");
});

Deno.test("distribution() gives every straggler its unit", async () => {
  const levels = Array.from({ length: 14 }, (_, index) => index < 2 ? 900 : 20 + index / 100);
  const svg = await distribution(fakeMeasurement({ a: levels })).toSvg();
  assertStringIncludes(svg, "Beyond the edge, hollow below: a 900.0 ms, a 900.0 ms.");
});

Deno.test("distribution() names a straggler instead of pressing the others into a corner", async () => {
  const svg = await distribution(fakeMeasurement({ a: [20, 21, 20.5, 20.2, 900] })).toSvg();
  assertStringIncludes(svg, "Beyond the edge, hollow below: a 900.0 ms.");
  assert(
    !/>\d00<\/text>\s*<text[^>]*>\d00</.test(svg.slice(svg.indexOf("x-axis"))),
    "the axis reaches it",
  );
});

Deno.test("distribution() is described for those who cannot see it", async () => {
  const html = (await distribution(fakeMeasurement(TWO))[DISPLAY]())["text/html"] ?? "";
  assertStringIncludes(
    html,
    "time per call, median of the processes: py3.11.7 22.0 ms, py3.14.10 17.0 ms",
  );
});

const WRONG: [name: string, value: unknown][] = [
  ["a list", []],
  ["a number", 5],
  ["nothing", undefined],
  ["another object", { arms: [] }],
];

for (const [name, value] of WRONG) {
  Deno.test(`distribution() refuses ${name} at the call`, () => {
    const call: (value: never) => unknown = distribution;
    assertThrows(
      () => call(value as never),
      TypeError,
      "what measure() or compare() gives is needed",
    );
  });
}

Deno.test("distribution() refuses a shape that it does not know", () => {
  assertThrows(
    () => distribution(fakeMeasurement(TWO), { shape: "pie" as never }),
    TypeError,
    '"shape" is "pie", "ecdf" or "dots" is needed',
  );
});

/** How many children each group of that mark has, in the picture's order. */
function groupCounts(svg: string, mark: string): (number | undefined)[] {
  const groups = [...svg.matchAll(new RegExp(`<g[^>]*aria-label="${mark}"[^>]*>(.*?)</g>`, "gs"))];
  return groups.map(([, marks = ""]) => marks.match(/<(?:circle|path|line)/g)?.length ?? 0);
}
