/** Tests of the pictures on claims' cards: goldens for the eye, and when there is none. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { testChartGoldens } from "../../../tests/support/chart_goldens.ts";
import { makeChart } from "../drawing/chart.ts";
import { findingPicture, type PicturedFinding } from "./finding_picture.ts";
import type { FindingKind, FindingRow } from "./outcome.ts";

const KINDS: readonly FindingKind[] = ["supported", "contradicted", "inconclusive"];

function row(label: string, [low, estimate, high]: readonly number[], index = 0): FindingRow {
  const [from = 0, middle = 0, to = 0] = [low, estimate, high];
  return {
    label,
    kind: KINDS[index % KINDS.length] ?? "supported",
    reason: "",
    interval: { low: from, estimate: middle, high: to, unit: "" },
  };
}

const RATIOS: PicturedFinding = {
  claim: "L2-S3-07",
  rows: [
    row("one list, py3.14.3 against py3.13.5", [0.6, 0.76, 1.4], 1),
    row("islands, py3.14.3 against py3.13.5", [0.022, 0.03, 0.045], 0),
    row("islands, py3.14.3 against py3.13.5", [0.04, 0.1, 0.45], 2),
  ],
  zone: { low: 0.02, high: 0.05, name: "as stated", axis: "ratio" },
  frozen: null,
};

const PAUSES: PicturedFinding = {
  claim: "L2-S3-04",
  rows: [0.0005, 0.1, 0.12, 0.4].map((ms, index) =>
    row(`arm ${index}, shape = list`, [ms * 0.9, ms, ms * 1.2], index)
  ),
  zone: { low: 1, high: null, name: "as stated", axis: "median pause (ms)" },
  frozen: { date: "2026-11-21", machine: "2 cores, Linux", builds: "py3.14.3 (other, GCC 11)" },
};

const MANY: PicturedFinding = {
  ...RATIOS,
  rows: Array.from(
    { length: 20 },
    (_, index) => row(`workload ${index}`, [0.95, 1, 1 + index / 50], index),
  ),
  zone: { low: 1 / 1.01, high: 1.01, name: "the same", axis: "ratio" },
};

const NEAR: PicturedFinding = {
  ...PAUSES,
  rows: [row("py3.14.0", [1.7, 2.3, 2.4], 1)],
  zone: { low: null, high: 1, name: "as stated", axis: "time per bytecode (ns CPU)" },
  frozen: null,
};

/** An axis that ends near 1: there Plot leaves out numbers of a logarithmic one. */
const BELOW: PicturedFinding = {
  ...RATIOS,
  rows: [
    row("py3.14.3 against py3.13.5", [0.943, 0.977, 1.007], 2),
    row("py3.14.10 against py3.13.18", [0.892, 0.938, 0.965], 2),
  ],
  zone: { low: 0.95, high: 0.971, name: "as stated", axis: "ratio" },
};

function chartOf(found: PicturedFinding) {
  return makeChart(async () => {
    const drawn = await findingPicture(found);
    if (drawn === null) throw new Error("no picture");
    return drawn;
  });
}

testChartGoldens(new URL("testdata/", import.meta.url), [
  ["picture_ratios", () => chartOf(RATIOS)],
  ["picture_frozen", () => chartOf(PAUSES)],
  ["picture_many", () => chartOf(MANY)],
  ["picture_bound", () => chartOf(NEAR)],
]);

Deno.test("findingPicture() writes a number at each tick below 1", async () => {
  const drawing = (await findingPicture(BELOW))?.drawing.content ?? "";
  for (const tick of ["0.9", "0.92", "0.94", "0.96", "0.98", "1"]) {
    assertStringIncludes(drawing, `>${tick}</text>`);
  }
});

const COUNT = row("py3.14.0", [6, 6, 6]);

const NONE: [name: string, found: PicturedFinding][] = [
  ["nothing that figures are held against", { ...RATIOS, zone: null }],
  ["no rows", { ...RATIOS, rows: [] }],
  ["rows without figures", { ...RATIOS, rows: [{ ...COUNT, interval: null }] }],
  ["counts without a range", { ...RATIOS, rows: [COUNT, COUNT] }],
];

for (const [name, found] of NONE) {
  Deno.test(`findingPicture() draws nothing for ${name}`, async () => {
    assertEquals(await findingPicture(found), null);
  });
}
