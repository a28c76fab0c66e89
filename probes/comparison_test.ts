/** Tests of comparing arms that are there already. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  fakeArm,
  fakeInterpreter,
  fakeProcess,
  fakeResult,
} from "../tests/support/fake_interpreters.ts";
import type { ProbeValue } from "./catalog.ts";
import { compareArms, type Comparison } from "./comparison.ts";
import { DISPLAY } from "./display.ts";
import type { MeasuredArm, MeasurementResult, ProcessResult } from "./result.ts";

const ONCE: ProbeValue = {
  key: "v",
  name: "some value",
  unit: "ms",
  kind: "once",
  lowerIsBetter: true,
};
const EXACT: ProbeValue = { ...ONCE, unit: "", kind: "exact" };

type Values = readonly (number | string | null)[];

function arm(label: string, values: Values, changes: Partial<MeasuredArm> = {}): MeasuredArm {
  const processes = values.flatMap((value, round): ProcessResult[] =>
    // A hole is a round that failed.
    value === null ? [] : [fakeProcess(round, { v: value }, "v")]
  );
  return fakeArm(label, [], { processes, ...changes });
}

function compared(
  value: ProbeValue,
  [base, test]: readonly [MeasuredArm, MeasuredArm],
  changes: Partial<Omit<MeasurementResult, symbol>> = {},
): Comparison {
  const measurement = { ...fakeResult({}, changes), [DISPLAY]: () => ({}) };
  return compareArms(measurement, { base, test, value, minEffect: 0.01 });
}

function kinds(comparison: Comparison): string[] {
  return comparison.flags.map((flag) => flag.kind);
}

const EIGHT = [10, 11, 10, 12, 10, 11, 10, 12];

Deno.test("compareArms() pairs the rounds, not the positions", () => {
  const comparison = compared(ONCE, [
    arm("a", [10, null, 20, 30, 40, 50, 60, 70]),
    arm("b", [20, 1, null, 60, 80, 100, 120, 140]),
  ]);
  assertEquals(comparison.rounds, 6);
  assertEquals(comparison.roundRatios.map(({ round }) => round), [0, 3, 4, 5, 6, 7]);
  assert(Math.abs((comparison.ratio ?? 0) - 2) < 1e-9);
  assertEquals(comparison.verdict, "slower");
  assert(kinds(comparison).includes("missing_rounds"));
});

Deno.test("compareArms() says unclear below six rounds, with the ratio", () => {
  const comparison = compared(ONCE, [arm("a", [1, 1, 1]), arm("b", [2, 2, 2])]);
  assertEquals(comparison.verdict, "unclear");
  assertEquals([comparison.ratio, comparison.low, comparison.high], [2, null, null]);
  assertEquals(comparison.needMore, 3);
  assert(comparison.flags.some((flag) => flag.text.startsWith("3 of 6 rounds")));
});

Deno.test("compareArms() turns the verdict where more is better", () => {
  const rate = { ...ONCE, unit: "1/s", lowerIsBetter: false };
  const comparison = compared(rate, [arm("a", EIGHT), arm("b", EIGHT.map((value) => value * 2))]);
  assertEquals(comparison.verdict, "faster");
  assertStringIncludes(comparison.sentence, "more");
});

Deno.test("compareArms() names rounds whose value is 0", () => {
  const comparison = compared(ONCE, [arm("a", EIGHT), arm("b", EIGHT.map(() => 0))]);
  assertEquals([comparison.ratio, comparison.verdict], [null, "unclear"]);
  assertEquals(kinds(comparison), ["zero_values", "few_rounds"]);
});

Deno.test("compareArms() names rounds that completed without the value", () => {
  const none = (label: string) => ({
    ...arm(label, []),
    processes: EIGHT.map((_, round) => fakeProcess(round, { v: round < 7 ? null : 5 }, "v")),
  });
  const comparison = compared(ONCE, [arm("a", EIGHT), none("b")]);
  assertEquals([comparison.rounds, comparison.verdict], [1, "unclear"]);
  assertEquals(kinds(comparison), ["no_value", "few_rounds"]);
  assertEquals(comparison.roundRatios.map(({ round }) => round), [7]);
});

Deno.test("compareArms() finds exact values equal or different, without ratio and verdict", () => {
  const equal = compared(EXACT, [arm("a", ["x", "x"]), arm("b", ["x", "x"])]);
  const different = compared(EXACT, [arm("a", [7, 7]), arm("b", [8, 8])]);
  assertEquals([equal.equality, equal.ratio, equal.verdict], ["equal", null, null]);
  assertEquals([different.equality, different.ratio, different.verdict], ["different", null, null]);
  assertEquals(different.kind, "exact");
});

Deno.test("compareArms() warns when an exact value is none", () => {
  const comparison = compared(EXACT, [arm("a", [7, 8]), arm("b", [7, 7])]);
  assertEquals(comparison.equality, "different");
  assertEquals(kinds(comparison), ["varies"]);
});

Deno.test("compareArms() has no answer without a common round", () => {
  assertEquals(compared(EXACT, [arm("a", [7]), arm("b", [null, 7])]).equality, null);
  assertEquals(compared(ONCE, [arm("a", []), arm("b", [])]).verdict, "unclear");
});

Deno.test("compareArms() tells builds of different families apart", () => {
  const python = fakeInterpreter("b");
  const build = { ...python.build, family: "debian, GCC 14" };
  const other = arm("b", EIGHT, { python: { ...python, build } });
  const comparison = compared(ONCE, [arm("a", EIGHT), other]);
  assertEquals(comparison.sameFamily, false);
  assertEquals(kinds(comparison), ["other_build"]);
  assertEquals(comparison.verdict, "same");
});

Deno.test("compareArms() hands on what happened to the measurement", () => {
  const flags = [{ kind: "stopped", text: "Stopped" }] as const;
  const comparison = compared(ONCE, [arm("a", EIGHT), arm("b", EIGHT)], { flags });
  assertEquals(kinds(comparison), ["stopped"]);
});
