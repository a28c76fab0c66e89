/** Tests of the charts about collectors and objects: tables of dots, the history of collectors, lives of objects. */
import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import type { MeasuredArm, MeasurementResult } from "../../../../probes/mod.ts";
import { type ChartCase, testChartGoldens } from "../../../../tests/support/chart_goldens.ts";
import { fakeMeasurement, LONGEST } from "../../../../tests/support/fake_comparisons.ts";
import { fakeArm } from "../../../../tests/support/fake_interpreters.ts";
import { FROZEN, LONG_NAME, UNAVAILABLE } from "../../../../tests/support/fake_rows.ts";
import { textWidth } from "../../drawing/svg_text.ts";
import { collectorHistory } from "./collector_history.ts";
import { dotTable } from "./dot_table.ts";
import { lifelines, type LifeStep } from "./lifelines.ts";

type Range = readonly [low: number, median: number, high: number] | null;

const VALUES = [
  LONGEST,
  {
    key: "peakRss",
    name: "peak memory",
    unit: "MiB",
    kind: "once",
    lowerIsBetter: true,
  },
] as const;

/** An arm with a range for each value. */
function armWith(label: string, longest: Range, peakRss: Range): MeasuredArm {
  const summaryOf = (range: Range) => ({
    low: range?.[0] ?? null,
    median: range?.[1] ?? null,
    high: range?.[2] ?? null,
    count: range === null ? 0 : 3,
  });
  return {
    ...fakeArm(label, [1, 1, 1]),
    summary: { longest: summaryOf(longest), peakRss: summaryOf(peakRss) },
  };
}

function settings(arms: readonly MeasuredArm[]): MeasurementResult {
  return { ...fakeMeasurement({}), title: "Settings", value: LONGEST, values: VALUES, arms };
}

const ALL = settings([
  armWith("default", [40, 46.5, 52], [37, 37.2, 37.4]),
  armWith("disable", null, [118, 118, 118]),
  armWith("manual", [0.2, 0.21, 0.24], [46, 46, 46]),
]);

const ELSEWHERE: MeasurementResult = settings([
  { ...armWith(LONG_NAME, [61, 62, 99], [40, 40, 40]), frozen: FROZEN },
  { ...armWith("never ran", null, null), processes: [] },
]);

const STEPS: readonly LifeStep[] = [
  { step: "del alone", alive: ["cycle"], died: ["alone"] },
  { step: "gc.collect()", alive: [], died: ["cycle"] },
];

const PINS = [
  { label: "py3.11.7", version: "3.11.7", collector: "generational" },
  { label: "py3.14.3", version: "3.14.3", collector: "incremental", frozen: FROZEN },
  { label: "mine", version: "3.14.5", collector: "generational" },
  { label: "py3.15.0t", version: "3.15.0", collector: "free-threaded" },
];

const CASES: readonly ChartCase[] = [
  ["dot_table", () => dotTable(ALL, { values: ["longest", "peakRss"], prediction: 30 })],
  [
    "dot_table_odd",
    () => dotTable(ALL, { title: "Odd", values: ["longest", "peakRss"], beside: ELSEWHERE }),
  ],
  ["dot_table_no_arms", () => dotTable(settings([]))],
  ["history", () => collectorHistory(PINS)],
  ["history_odd", () =>
    collectorHistory([
      UNAVAILABLE,
      { label: LONG_NAME, version: "4.0", collector: "another one" },
      { label: "old", version: "2.7.18", collector: "generational" },
    ])],
  ["lifelines", () => lifelines([{ label: "py3.13.5", steps: STEPS }])],
  [
    "lifelines_odd",
    () =>
      lifelines([{ label: LONG_NAME, steps: STEPS, frozen: FROZEN }, UNAVAILABLE, {
        label: "none",
        steps: [],
      }]),
  ],
];

testChartGoldens(new URL("../testdata/", import.meta.url), CASES);

Deno.test("dotTable() says each value with its range, and what is missing", async () => {
  const text = await dotTable(ALL, { values: ["longest", "peakRss"] }).toText();
  assertEquals(text.split("\n"), [
    "Settings",
    "default: Longest pause 46.5 ms (40.0 to 52.0), peak memory 37.2 MiB (37.0 to 37.4)",
    "disable: Longest pause none, peak memory 118.0 MiB",
    "manual: Longest pause 0.210 ms (0.200 to 0.240), peak memory 46.0 MiB",
  ]);
});

Deno.test("dotTable() takes the main value when not told, and puts frozen rows below", async () => {
  const text = await dotTable(ALL, { beside: ELSEWHERE }).toText();
  assertStringIncludes(text, "manual: Longest pause 0.210 ms (0.200 to 0.240)\n");
  assertMatch(text, /\(frozen\): Longest pause 62\.0 ms/);
  assertStringIncludes(text, "never ran: not measured yet");
});

for (
  const [what, prediction, expected] of [
    ["a number", 30, true],
    ["null", null, false],
    ["a word", "many", false],
    ["a number below 0", -1, false],
  ] as const
) {
  Deno.test(`dotTable() ${expected ? "draws" : "leaves out"} a prediction that is ${what}`, async () => {
    const text = await dotTable(ALL, { prediction }).toText();
    assertEquals(text.includes("your guess: Longest pause 30.0 ms"), expected);
  });
}

Deno.test("dotTable() keeps the numbers of neighbouring axes apart", async () => {
  const arms = [
    armWith("py3.14.3", [17, 26.8, 62], [0.0004, 0.00055, 0.00095]),
    armWith("py3.13.0", [6, 9, 16], [0.113, 0.114, 0.12]),
  ];
  const svg = await dotTable(settings(arms), { values: ["longest", "peakRss"] }).toSvg();
  const rightOf = (text: string) =>
    Number(new RegExp(`<text x="([\\d.]+)"[^>]*>${text}</text>`).exec(svg)?.[1]);
  assert(rightOf("0.0001") - textWidth("0.0001", 12) >= rightOf("80") + 6);
});

Deno.test("dotTable() keeps a number away from the name of a row whose range fills the panel", async () => {
  const svg = await dotTable(settings([armWith("py3.14.3", [0, 0.5, 4], null)])).toSvg();
  const [, x, rest = ""] = /<text x="([\d.]+)"([^>]*)>0\.500<\/text>/.exec(svg) ?? [];
  const nameEnd = Number(/<text x="([\d.]+)"[^>]*>py3\.14\.3<\/text>/.exec(svg)?.[1]);
  const start = Number(x) - (rest.includes("end") ? textWidth("0.500", 12) : 0);
  assert(start >= nameEnd + 6, `${start} after ${nameEnd}`);
});

Deno.test("dotTable() refuses values that the probe does not have, and what is no result", () => {
  assertThrows(
    () => dotTable(ALL, { values: ["peak"] }),
    RangeError,
    'there is no value "peak", there are "longest", "peakRss"',
  );
  const none: unknown = { arms: 3 };
  assertThrows(() => dotTable(none as MeasurementResult), TypeError, "frozen() gives is needed");
});

Deno.test("collectorHistory() says the band and each pin", async () => {
  const text = await collectorHistory([...PINS, UNAVAILABLE]).toText();
  assertStringIncludes(text, "3.14.0–4 incremental, 3.14.5+ generational, 3.15 generational");
  assertStringIncludes(text, "py3.14.3 (frozen): incremental");
  assertStringIncludes(text, "mine, 3.14.5: generational");
  assertStringIncludes(text, "py3.10.2: unavailable: its bytecode");
});

Deno.test("collectorHistory() puts a pin below the release that its version belongs to", async () => {
  const places = await Promise.all(["3.14.4", "3.14.5", "3.14", "3.15.0rc1"].map(pinPlace));
  const [before, from, first, later] = places;
  assertEquals(before, first);
  assertEquals([before, from, later].toSorted((one, other) => Number(one) - Number(other)), [
    before,
    from,
    later,
  ]);
  assertEquals(new Set(places).size, 3);
});

async function pinPlace(version: string): Promise<number> {
  const svg = await collectorHistory([{ label: "a", version, collector: "generational" }]).toSvg();
  return Number(/<circle cx="([\d.]+)"/.exec(svg)?.[1]);
}

Deno.test("collectorHistory() refuses pins without a version", () => {
  const pins: unknown = [{ label: "a", collector: "generational" }];
  assertThrows(
    () => collectorHistory(pins as typeof PINS),
    TypeError,
    '"a" lacks "version" or "collector"',
  );
});

Deno.test("lifelines() says what died of each step", async () => {
  assertEquals((await lifelines([{ label: "py3.13.5", steps: STEPS }]).toText()).split("\n"), [
    "When objects die",
    "py3.13.5",
    "  del alone: died alone; alive cycle",
    "  gc.collect(): died cycle; alive nothing",
    "A box: the object is alive after this step. A cross: it dies at it.",
  ]);
});

Deno.test("lifelines() says that there are no rows", async () => {
  assertStringIncludes(await lifelines([]).toText(), "no rows were given");
});
