/** Tests of what grows with a count: which arms make a line, what one more costs, and pictures that stay as they are. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { MeasurementResult } from "../../../../probes/mod.ts";
import { type ChartCase, testChartGoldens } from "../../../../tests/support/chart_goldens.ts";
import { type FakeArm, fakeMeasured } from "../../../../tests/support/fake_measured.ts";
import { FROZEN } from "../../../../tests/support/fake_rows.ts";
import { growth } from "./growth.ts";
import { growthCurves } from "./growth_rows.ts";

/** Imports that take `each` ms more for each function, one after the other and in no order. */
function imports(name: string, each: Readonly<Record<string, number>>): FakeArm[] {
  return [1000, 100, 500].flatMap((functions) =>
    Object.entries(each).map(([style, ms]) => ({
      name,
      params: { functions, style, classes: 0 },
      levels: [0.98, 1, 1.1].map((share) => (0.05 + ms * functions) * share),
    }))
  );
}

function price(arms: readonly FakeArm[]): MeasurementResult {
  return fakeMeasured("annotations_import", { arms });
}

const STYLES = { hints: 0.0012, future: 0.0006, none: 0.0004 };
const HERE = price([...imports("py3.13.5", STYLES), ...imports("py3.14.0", { hints: 0.0007 })]);
const THERE = price(imports("py3.15.2", STYLES));
const ELSEWHERE = { ...THERE, arms: THERE.arms.map((arm) => ({ ...arm, frozen: FROZEN })) };
const COUNT = { count: "functions" };

const CASES: readonly ChartCase[] = [
  ["growth", () => growth(HERE, { ...COUNT, prediction: { count: 500, value: 1.1 } })],
  ["growth_odd", () =>
    growth(
      price([
        ...imports("py3.13.5", STYLES).slice(0, 1),
        { name: "py3.12.1", params: { functions: 5, style: "hints", classes: 0 } },
      ]),
      { ...COUNT, title: "Odd", value: "import", beside: ELSEWHERE },
    )],
  ["growth_no_arms", () => growth(price([]), COUNT)],
];

testChartGoldens(new URL("../testdata/", import.meta.url), CASES);

Deno.test("growthCurves() takes arms that differ in their count alone for one line", () => {
  const curves = growthCurves(HERE.arms, { ...COUNT, value: "import" });
  assertEquals(
    curves.map(({ group, label, points }) => [group, label, points.map(({ count }) => count)]),
    [
      ["py3.13.5", "hints", [100, 500, 1000]],
      ["py3.13.5", "future", [100, 500, 1000]],
      ["py3.13.5", "none", [100, 500, 1000]],
      ["py3.14.0", "hints", [100, 500, 1000]],
    ],
  );
  assertEquals(curves.map(({ slope }) => Number(slope?.toFixed(6))), [
    ...[0.0012, 0.0006, 0.0004],
    0.0007,
  ]);
});

Deno.test("growthCurves() has no slope of a single count", () => {
  const [curve] = growthCurves(HERE.arms.slice(0, 1), { ...COUNT, value: "import" });
  assertEquals([curve?.label, curve?.slope], ["py3.13.5", null]);
});

Deno.test("growth() says what one more costs in the next smaller unit", async () => {
  const text = await growth(HERE, COUNT).toText();
  assertStringIncludes(text, "py3.13.5, hints: 100: 0.170 ms CPU (0.167 to 0.187), 500: ");
  assertStringIncludes(text, "1.20 µs CPU more for each of the functions");
});

Deno.test("growth() hatches what was measured elsewhere and says where", async () => {
  const chart = growth(HERE, { ...COUNT, beside: ELSEWHERE });
  assertStringIncludes(await chart.toText(), "py3.15.2 (frozen), future: ");
  assertStringIncludes(await chart.toSvg(), "url(#");
  assert(!(await growth(HERE, COUNT).toSvg()).includes('fill="url(#'));
});

const GUESSES: readonly (readonly [value: number | string | null, isDrawn: boolean])[] = [
  [0.5, true],
  [null, false],
  ["much", false],
  [-1, false],
];

for (const [value, isDrawn] of GUESSES) {
  Deno.test(`growth() ${isDrawn ? "draws" : "leaves out"} the guess ${value}`, async () => {
    const text = await growth(HERE, { ...COUNT, prediction: { count: 500, value } }).toText();
    assertEquals(text.includes("Your guess with 500"), isDrawn);
  });
}

Deno.test("growth() refuses what it cannot draw", () => {
  assertThrows(() => growth(HERE, { count: "functions", value: "size" }), RangeError, '"size"');
  const nothing: unknown = {};
  assertThrows(() => growth(nothing as MeasurementResult, COUNT), TypeError, "is needed");
  assertThrows(() => growth(HERE, {} as { count: string }), TypeError, '"count" is undefined');
});
