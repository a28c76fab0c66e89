/** Tests of what the picture of warm-up says, on timings that are made up; its pictures are golden files. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fakePauses } from "../../../tests/support/fake_comparisons.ts";
import { fakeSession, type FakeSlice, fakeSlices } from "../../../tests/support/fake_slices.ts";
import { warmup } from "./warmup.ts";
import { warmupRows } from "./warmup_rows.ts";

/** Two slow ones at the beginning, and one that was interrupted. */
const PROCESS: readonly FakeSlice[] = [
  ...[[3, 0], [2.5, 0], [2, 0], [2.001, 0], [2.6, 1], [2, 0]] as const,
  ...[[2.002, 0], [2, 0]] as const,
];

const FLAT = PROCESS.map((): FakeSlice => [2, 0]);

const DRIFTING = Array.from({ length: 16 }, (_, index): FakeSlice => [2 + index * 0.05, 0]);

Deno.test("warmup() draws as text", async () => {
  const lines = (await warmup(fakeSlices({ a: [PROCESS, PROCESS] })).toText()).split("\n");
  assertEquals(lines.slice(0, 3), [
    "Time per call, from the first timing on",
    "Tight loop: add the numbers below n (n = 100,000)",
    "a: 2 processes; 2 warm up; steady after 5.50 ms",
  ]);
  // The interrupted one is no part of any curve.
  assertEquals(lines.slice(3, 12).join("").match(/o/g)?.length, PROCESS.length - 1);
  assertStringIncludes(lines.at(-1) ?? "", "o median of the processes");
});

Deno.test("warmupRows() counts how the processes went", () => {
  const arms = { a: [PROCESS, FLAT, FLAT, DRIFTING] };
  const [arm] = warmupRows(fakeSlices(arms)).arms;
  assertEquals(
    arm?.words,
    "a: 4 processes; 2 flat, 1 warms up, 1 unsettled; steady from the start",
  );
  assertEquals(arm?.end, { middle: 1, low: 1, high: 2 });
});

Deno.test("warmupRows() finds no end where nothing settled", () => {
  const [arm] = warmupRows(fakeSlices({ a: [DRIFTING] })).arms;
  assertEquals([arm?.end, arm?.curves[0]?.start], [null, null]);
});

Deno.test("warmupRows() leaves a place out of the middle curve that few processes reached", () => {
  const long = [...FLAT, ...FLAT];
  const [arm] = warmupRows(fakeSlices({ a: [FLAT, FLAT, long] })).arms;
  assertEquals(arm?.middle.map(({ index }) => index), FLAT.map((_, index) => index + 1));
});

Deno.test("warmupRows() keeps the middle curve whole and cuts a single process", () => {
  const steep = FLAT.map(([ms], index): FakeSlice => [index === 0 ? ms * 20 : ms]);
  const wild = FLAT.map(([ms], index): FakeSlice => [index === 5 ? ms * 500 : ms]);
  const [arm] = warmupRows(fakeSlices({ a: [steep, steep, steep, wild] })).arms;
  const high = arm?.extent.high ?? 0;
  assert(high > 40 && high < 50, `${high}`);
});

Deno.test("warmup() gives arms that lie far apart an axis each", async () => {
  const slow = PROCESS.map(([ms, switches = 0]): FakeSlice => [ms * 5, switches]);
  const near = PROCESS.map(([ms, switches = 0]): FakeSlice => [ms * 1.1, switches]);
  const own = "Each panel has a value axis of its own";
  assertStringIncludes(await warmup(fakeSlices({ a: [PROCESS], b: [slow] })).toSvg(), own);
  assert(!(await warmup(fakeSlices({ a: [PROCESS], b: [near] })).toSvg()).includes(own));
});

Deno.test("warmup() draws a thin line a process, and their median", async () => {
  const session = fakeSession({ level: 2, processCount: 9 });
  const svg = await warmup(fakeSlices({ a: session })).toSvg();
  assertEquals(svg.match(/aria-label="line"/g)?.length, 10);
  assertStringIncludes(svg, "counts from here");
});

Deno.test("warmup() takes a measurement that is not over yet", async () => {
  const later = Promise.resolve(fakeSlices({ a: [PROCESS] }));
  assertStringIncludes(await warmup(later).toText(), "a: 1 process; 1 warms up");
});

Deno.test("warmup() refuses a probe whose processes repeat nothing", () => {
  assertThrows(() => warmup(fakePauses([])), TypeError, "its processes time no repetitions");
});

for (const value of [undefined, 5, [], { arms: [] }]) {
  Deno.test(`warmup() refuses ${JSON.stringify(value)} at the call`, () => {
    assertThrows(
      () => warmup(value as never),
      TypeError,
      "what measure() or compare() gives is needed",
    );
  });
}
