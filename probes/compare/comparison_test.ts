/** Tests of comparing arms that are there already. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  fakeArm,
  fakeInterpreter,
  fakeProcess,
  fakeResult,
} from "../../tests/support/fake_interpreters.ts";
import type { ProbeValue } from "../catalog/probe.ts";
import { compareArms, type Comparison } from "./comparison.ts";
import { DISPLAY } from "../show/display.ts";
import type { MeasuredArm, MeasurementResult, ProcessResult } from "../measure/result.ts";
import type { ProbeRun } from "../run/run.ts";

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
  const failures = values.flatMap((value, round) => value === null ? [failure(label, round)] : []);
  return fakeArm(label, [], { processes, failures, ...changes });
}

function failure(arm: string, round: number): ProbeRun {
  return {
    arm,
    python: arm,
    round,
    position: 0,
    hashSeed: 1,
    loops: 1,
    startedAt: "",
    pid: 1,
    elapsedMs: 1,
    state: null,
    slices: [],
    values: {},
    events: [],
    ending: { kind: "timed_out", afterSeconds: 20 },
  };
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
  assert(kinds(comparison).includes("missing_rounds"));
});

/** Twelve rounds of a base, and of a test arm that takes so many times as long, but for some rounds. */
function withHoles(factor: number, holes: Readonly<Record<"base" | "test", number>>): Comparison {
  const base = [10, 11, 12, 10, 11, 12, 10, 11, 12, 10, 11, 12];
  const cut = (values: readonly number[], count: number) =>
    values.map((value, index) => index < count ? null : value);
  return compared(ONCE, [
    arm("a", cut(base, holes.base)),
    arm("b", cut(base.map((value) => value * factor).toReversed(), holes.test).toReversed()),
  ]);
}

const LOST: [name: string, factor: number, base: number, test: number, verdict: string][] = [
  ["no round is lost", 0.8, 0, 0, "faster"],
  ["the faster arm lost one of twelve", 0.8, 0, 1, "faster"],
  ["the faster arm lost a quarter", 0.8, 0, 3, "unclear"],
  ["the faster arm lost half", 0.8, 0, 6, "unclear"],
  ["the slower arm lost a quarter", 1.25, 0, 3, "slower"],
  ["the base of a slower arm lost a quarter", 1.25, 3, 0, "unclear"],
  ["the base of a faster arm lost a quarter", 0.8, 3, 0, "faster"],
  ["equal arms, of which one lost a quarter", 1, 0, 3, "unclear"],
];

for (const [name, factor, base, test, verdict] of LOST) {
  Deno.test(`compareArms() lets no failures decide: ${name}`, () => {
    const comparison = withHoles(factor, { base, test });
    assertEquals(comparison.verdict, verdict);
    assertEquals(kinds(comparison).includes("lost_rounds"), base + test > 0);
    assertStringIncludes(comparison.sentence, verdict === "unclear" ? "unclear: " : verdict);
  });
}

Deno.test("compareArms() shows an interval without the end that lost rounds have opened", () => {
  const { low, high, sentence } = withHoles(1.25, { base: 0, test: 3 });
  assertEquals([low !== null, high], [true, null]);
  assertStringIncludes(sentence, "x slower [1.2500, no limit], 9 rounds");
});

Deno.test("compareArms() takes rounds without anything to time for fast, not for missing", () => {
  const none = EIGHT.map((value, index) => index < 3 ? 0 : value * 2);
  assertEquals(compared(ONCE, [arm("a", EIGHT), arm("b", none)]).verdict, "unclear");
  const longer = [...EIGHT, ...EIGHT];
  const faster = longer.map((value, index) => index < 3 ? 0 : value / 2);
  assertEquals(compared(ONCE, [arm("a", longer), arm("b", faster)]).verdict, "faster");
});

Deno.test("compareArms() misses nothing in a round that is still under way", () => {
  const comparison = compared(ONCE, [arm("a", [...EIGHT, 10]), arm("b", EIGHT)]);
  assertEquals([comparison.rounds, comparison.flags], [8, []]);
});

Deno.test("compareArms() asks for more where somebody chose the end while looking", () => {
  for (const kind of ["running", "stopped"] as const) {
    const pair = (count: number): [MeasuredArm, MeasuredArm] => [
      arm("a", EIGHT.slice(0, count)),
      arm("b", EIGHT.slice(0, count).map((value) => value * 2)),
    ];
    const seven = compared(ONCE, pair(7), { ending: { kind } });
    assertEquals([seven.verdict, seven.confidence], ["unclear", 0.99]);
    assertStringIncludes(seven.sentence, "7 of 8 rounds");
    assertEquals(compared(ONCE, pair(8), { ending: { kind } }).verdict, "slower");
    assertEquals(compared(ONCE, pair(7)).verdict, "slower");
  }
});

/** Levels of base and test in turn; the machine is twice as fast in some rounds, for both. */
const SPEEDS: [name: string, base: number[], test: number[], kinds: string[]][] = [
  ["as they are", [10, 10, 10, 10, 10, 10, 10], [11, 11, 11, 11, 11, 11, 11], []],
  [
    "from rounds of different speeds",
    [10, 10, 10, 10, 20, 20, 20],
    [11, 11, 11, 20.1, 22, 22, 22],
    [
      "speed_changed",
    ],
  ],
];

for (const [name, base, test, kinds] of SPEEDS) {
  Deno.test(`compareArms() takes middle values ${name}`, () => {
    const value = { ...ONCE, key: "call" };
    const { flags } = compared(value, [fakeArm("a", base), fakeArm("b", test)]);
    assertEquals(flags.map(({ kind }) => kind), kinds);
  });
}

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
  assertEquals(kinds(comparison), ["zero_values", "lost_rounds", "few_rounds"]);
});

Deno.test("compareArms() names rounds that completed without the value", () => {
  const none = (label: string) => ({
    ...arm(label, []),
    processes: EIGHT.map((_, round) => fakeProcess(round, { v: round < 7 ? null : 5 }, "v")),
  });
  const comparison = compared(ONCE, [arm("a", EIGHT), none("b")]);
  assertEquals([comparison.rounds, comparison.verdict], [1, "unclear"]);
  assertEquals(kinds(comparison), ["no_value", "lost_rounds", "few_rounds"]);
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
  assertEquals(comparison.equality, null);
  assertEquals(kinds(comparison), ["varies"]);
  assertStringIncludes(comparison.sentence, "unclear: it differs between processes");
  const apart = compared(EXACT, [arm("a", [7, 8]), arm("b", [9, 10])]);
  assertEquals([apart.equality, ...kinds(apart)], ["different", "varies"]);
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

Deno.test("compareArms() names the arm in its remarks where there are several", () => {
  const [base, test] = [arm("a", EIGHT), arm("b", EIGHT.map(() => 0))];
  const texts = (arms: readonly MeasuredArm[]) =>
    compared(ONCE, [base, test], { arms }).flags.map(({ text }) => text.slice(0, 9));
  assertEquals(texts([base, test]), ["some valu", "In 8 roun", "0 of 6 ro"]);
  assertEquals(texts([base, test, arm("c", EIGHT)]), ["b: some v", "b: In 8 r", "b: 0 of 6"]);
});
