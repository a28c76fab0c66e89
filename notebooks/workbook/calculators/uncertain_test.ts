/** Tests of uncertain numbers: how they come out of what was measured, and which are refused. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../../tests/support/fake_comparisons.ts";
import { fakeArm } from "../../../tests/support/fake_interpreters.ts";
import { FROZEN } from "../../../tests/support/fake_rows.ts";
import { readInput, uncertain } from "./uncertain.ts";

const MEASURED = { ...fakeMeasurement({}), arms: [fakeArm("A", [3, 1, 2]), fakeArm("B", [])] };

Deno.test("uncertain() takes ratio and interval of a comparison's row, and names them", () => {
  assertEquals(uncertain(fakeComparisonResult([fakeComparison()])), {
    value: 1.052,
    low: 1.041,
    high: 1.063,
    basis: "interval",
    from: "py3.14.0 / py3.13.5, 18 rounds",
  });
});

Deno.test("uncertain() takes the interval of a stopped comparison as bounds: it is one of 99 %", () => {
  const stopped = { ...fakeMeasurement({}), ending: { kind: "stopped" as const } };
  assertEquals(uncertain(fakeComparisonResult([fakeComparison()], stopped))?.basis, "bounds");
});

Deno.test("uncertain() says that a ratio was measured elsewhere", () => {
  const measurement = { ...fakeMeasurement({}), frozen: FROZEN };
  assertStringIncludes(
    uncertain(fakeComparisonResult([fakeComparison()], measurement))?.from ?? "",
    `18 rounds, frozen: ${FROZEN.date}`,
  );
});

Deno.test("uncertain() takes an interval of another chance than 95 % as bounds", () => {
  const [usual, early] = [0.95, 0.992].map((confidence) => fakeComparison({ confidence }));
  assertEquals([usual, early].map((row) => uncertain(row)?.basis), ["interval", "bounds"]);
});

Deno.test("uncertain() takes the rounds' range where there is no interval yet", () => {
  const row = fakeComparison({
    low: null,
    high: null,
    rounds: 2,
    roundRatios: [{ round: 0, ratio: 0.9 }, { round: 1, ratio: 1.2 }],
  });
  const { value, low, high, basis } = uncertain(row) ?? {};
  assertEquals([value, low, high, basis], [1.052, 0.9, 1.2, "bounds"]);
});

Deno.test("uncertain() takes an arm's median, scaled, with the range of few processes as bounds", () => {
  assertEquals(uncertain(MEASURED, { arm: "A", times: 10 }), {
    value: 20,
    low: 10,
    high: 30,
    basis: "bounds",
    from: "A, 3 processes: the range that was seen, no interval",
  });
});

Deno.test("uncertain() takes an interval out of six processes and more", () => {
  const measured = { ...MEASURED, arms: [fakeArm("A", [1, 2, 3, 4, 5, 6])] };
  assertEquals(uncertain(measured)?.basis, "interval");
});

Deno.test("uncertain() is null where nothing was measured", () => {
  for (
    const nothing of [
      null,
      undefined,
      fakeComparison({ ratio: null }),
      fakeComparisonResult([]),
      { ...MEASURED, arms: [] },
    ]
  ) assertEquals(uncertain(nothing), null);
  assertEquals(uncertain(MEASURED, { arm: "B" }), null);
});

Deno.test("uncertain() names the arms there are", () => {
  assertThrows(() => uncertain(MEASURED, { arm: "C" }), RangeError, 'there are "A", "B"');
});

const WRONG: [name: string, given: unknown, message: string][] = [
  ["a text", "48", "a number or { value, low, high } is needed"],
  ["not a number", NaN, "a number or { value, low, high } is needed"],
  ["no upper end", { value: 1, low: 0 }, "a number or { value, low, high } is needed"],
  ["ends that are swapped", { value: 1, low: 2, high: 0 }, "does not lie between its ends"],
  ["a negative number", -1, "a number from 0 is needed"],
];

for (const [name, given, message] of WRONG) {
  Deno.test(`readInput() refuses ${name}`, () => {
    // Cells are not held to their types.
    const loose: typeof readInput = readInput;
    assertThrows(
      () => loose(Object(given).valueOf(), { doing: "Cannot", name: "x" }),
      Error,
      message,
    );
  });
}
