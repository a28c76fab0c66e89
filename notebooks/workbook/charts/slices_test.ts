/** Tests of what the picture of single timings says, on timings that are made up; its pictures are golden files. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeComparisonResult, fakePauses } from "../../../tests/support/fake_comparisons.ts";
import { fakeSession, type FakeSlice, fakeSlices } from "../../../tests/support/fake_slices.ts";
import { sliceRows } from "./slice_rows.ts";
import { POINTS_DRAWN_MAX, slices } from "./slices.ts";

const OPTIONS = { what: "timing by timing", pointsMax: POINTS_DRAWN_MAX };

/** Two slow ones at the beginning, and one that was interrupted. */
const PROCESS: readonly FakeSlice[] = [
  ...[[3, 0], [2.5, 0], [2, 0], [2.001, 0], [2.6, 1], [2, 0]] as const,
  ...[[2.002, 0], [2, 0]] as const,
];

Deno.test("slices() draws as text", async () => {
  const lines = (await slices(fakeSlices({ a: [PROCESS, PROCESS] })).toText()).split("\n");
  assertEquals(lines.slice(0, 3), [
    "Time per call, timing by timing",
    "Tight loop: add the numbers below n (n = 100,000)",
    "a: median 2.00 ms; 16 timings in 2 processes, 25 % warm-up, 13 % interrupted",
  ]);
  assertEquals(lines.slice(3, 12).join("").match(/[wx]/g)?.toSorted().join(""), "wwwwxx");
  assertStringIncludes(lines.at(-1) ?? "", "x interrupted by another program");
});

Deno.test("slices() marks what was interrupted also where it counts all the same", async () => {
  const crowded = [PROCESS.map(([ms]): FakeSlice => [ms, 1])];
  const svg = await slices(fakeSlices({ a: crowded })).toSvg();
  assertStringIncludes(svg, "interrupted, counts by CPU time");
  assertStringIncludes(svg, "the level is CPU time and lies below the marks");
});

Deno.test("sliceRows() goes by the cleaning where the raw timings are not there", () => {
  const kindsOf = (runs: "kept" | "gone") => {
    const { runs: raw, ...result } = fakeSlices({ a: [PROCESS] });
    const rows = sliceRows({ ...result, runs: runs === "kept" ? raw : [] }, OPTIONS);
    return rows.arms[0]?.processes[0]?.points.map(({ kind }) => kind);
  };
  assertEquals(kindsOf("gone"), kindsOf("kept"));
  assertEquals(kindsOf("gone")?.[4], "interrupted");
});

Deno.test("sliceRows() draws a limited number of timings, evenly, and says so", () => {
  const many = fakeSession({ level: 2, processCount: 120, sliceCount: 400 });
  const { arms, notes } = sliceRows(fakeSlices({ a: many, b: many }), OPTIONS);
  const drawn = arms.flatMap(({ processes }) => processes.flatMap(({ points }) => points));
  assert(drawn.length <= POINTS_DRAWN_MAX && drawn.length > POINTS_DRAWN_MAX / 2);
  const rounds = arms[1]?.processes.map(({ round }) => round) ?? [];
  assert(rounds.length > 20 && (rounds.at(-1) ?? 0) > 110, `${rounds}`);
  assertStringIncludes(notes.join(), "of 96,000 timings, at even distances");
});

Deno.test("slices() counts times that no clock can give, and draws the others", async () => {
  const text = await slices(fakeSlices({ a: [[...PROCESS, [0], [-1]]] })).toText();
  assertStringIncludes(
    text,
    "Not drawn: 2 timings without a usable time; the clock may have stepped",
  );
});

Deno.test("slices() gives arms that lie far apart an axis each", async () => {
  const slow = PROCESS.map(([ms, switches = 0]): FakeSlice => [ms * 5, switches]);
  const chart = slices(fakeSlices({ a: [PROCESS], b: [slow] }));
  assertStringIncludes(await chart.toSvg(), "Each panel has a value axis of its own");
  assertEquals((await chart.toText()).match(/^ *[\d.]+ \|/gm)?.length, 4);
});

Deno.test("slices() takes a comparison, and a measurement that is not over yet", async () => {
  const measurement = fakeSlices({ a: [PROCESS] });
  const compared = await slices(fakeComparisonResult([], measurement)).toText();
  assertEquals(await slices(Promise.resolve(measurement)).toText(), compared);
});

Deno.test("slices() refuses a probe whose processes repeat nothing", () => {
  assertThrows(
    () => slices(fakePauses([])),
    TypeError,
    'its processes time no repetitions of "longest pause"',
  );
});

for (const value of [undefined, 5, [], { arms: [] }]) {
  Deno.test(`slices() refuses ${JSON.stringify(value)} at the call`, () => {
    assertThrows(
      () => slices(value as never),
      TypeError,
      "what measure() or compare() gives is needed",
    );
  });
}
