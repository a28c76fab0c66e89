/** Tests of R-arith, R-share and R-time. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type ArithmeticRule,
  judgeArithmetic,
  judgeShare,
  judgeTime,
} from "./acceptance_numbers.ts";

const SAVED: ArithmeticRule = {
  expected: 2.4,
  unit: "s",
  name: "5 % less time",
  readings: [{ name: "5 % faster", value: 2.286 }],
  mistakes: [{ value: 50, reason: "That is iterations, and asked is a time." }],
  how: "Multiply the time by the share.",
};
const RANGE: ArithmeticRule = { expected: { value: 10, low: 8, high: 13 }, how: "Add them." };
const ORDER: ArithmeticRule = { expected: 150, unit: "million/s", factor: 2, how: "Divide." };

const SUMS: [
  name: string,
  answer: number | string,
  rule: ArithmeticRule,
  kind: string,
  reason: string,
][] = [
  ["the result", 2.4, SAVED, "right", "Read as: 5 % less time."],
  ["two per cent more", 2.448, SAVED, "right", "5 % less time"],
  ["the other reading", 2.29, SAVED, "right", "Read as: 5 % faster."],
  ["another unit", "2400 ms", SAVED, "right", "5 % less time"],
  ["a rounded result", 2, SAVED, "right", ""],
  ["a result that rounding does not excuse", 1, SAVED, "wrong", "Multiply the time"],
  ["nothing at all", 0, SAVED, "wrong", "Multiply the time"],
  ["more than two per cent and a digit", 2.51, SAVED, "wrong", "Multiply the time"],
  ["a known mistake", 50, SAVED, "wrong", "That is iterations"],
  ["another kind of unit", "2.4 MB", SAVED, "wrong", "is in mb, and s is needed"],
  ["no number", "much", SAVED, "wrong", "Give one number, for example 12.5"],
  ["an end of an uncertain result", 12.9, RANGE, "right", ""],
  ["two per cent beyond an end", 13.1, RANGE, "right", ""],
  ["far beyond an end", 15, RANGE, "wrong", "Add them."],
  ["half an order of magnitude", 76, ORDER, "right", ""],
  ["less than half", 74, ORDER, "wrong", "Divide."],
  ["a scale in words", "0.2 billion/s", ORDER, "right", ""],
  ["billions", "1 billion/s", ORDER, "wrong", "Divide."],
];

for (const [name, answer, rule, kind, reason] of SUMS) {
  Deno.test(`judgeArithmetic() of ${name}`, () => {
    const ruling = judgeArithmetic(answer, rule);
    assertEquals(ruling.kind, kind, ruling.reason);
    assertStringIncludes(ruling.reason, reason);
  });
}

Deno.test("judgeArithmetic() of a saving below 0 takes its sign for what it is", () => {
  const rule: ArithmeticRule = { expected: { value: -3, low: -9, high: 2 }, how: "" };
  assertEquals([-3, -9, 2, 3].map((answer) => judgeArithmetic(answer, rule).kind), [
    "right",
    "right",
    "right",
    "wrong",
  ]);
});

const SHARES: [
  name: string,
  answer: number | string,
  percents: number[],
  kind: string,
  reason: string,
][] = [
  ["the middle", 40, [38, 40, 41], "right", "its share 38.0 to 41.0 %"],
  ["five points off", 45, [38, 40, 41], "right", ""],
  ["six points off", 46, [38, 40, 41], "wrong", "38.0 to 41.0 %"],
  ["the range of the runs off", 52, [30, 40, 42], "right", ""],
  ["a fraction", 0.4, [38, 40, 41], "right", ""],
  ["per cent in words", "40 %", [40], "right", "40.0 %"],
  ["more than all", 140, [40], "wrong", "between 0 and 100 %"],
  ["less than nothing", -4, [40], "wrong", "between 0 and 100 %"],
  ["the rest", 60, [40], "wrong", "That is the rest."],
  ["anything where nothing was measured", 40, [], "unjudged", "no measured its share"],
  ["no number", "half", [40], "wrong", "has no number"],
];

for (const [name, answer, percents, kind, reason] of SHARES) {
  Deno.test(`judgeShare() of ${name}`, () => {
    const mistakes = [{ value: 60, reason: "That is the rest." }];
    const ruling = judgeShare(answer, { percents, what: "its share", mistakes });
    assertEquals(ruling.kind, kind, ruling.reason);
    assertStringIncludes(ruling.reason, reason);
  });
}

const NOISY = { low: 0.7, high: 1.2, rounds: 12 };

const TIMES: [
  name: string,
  answer: number | string,
  twins: typeof NOISY | null,
  kind: string,
  reason: string,
][] = [
  ["a time inside", 2.1, null, "right", "took 2.00 to 2.20 s"],
  ["a quarter more", 2.62, null, "right", ""],
  ["more than a quarter more", 2.7, null, "wrong", "took 2.00 to 2.20 s"],
  // 2.2 * (1 + |ln 0.7|) = 2.98.
  ["what a noisy machine allows", 2.95, NOISY, "right", ""],
  ["milliseconds in words", "2100 ms", null, "right", ""],
  ["milliseconds called seconds", 2100, null, "wrong", "Is the unit right?"],
  ["half of it", 1, null, "wrong", "You timed one of two."],
  ["no time at all", 0, null, "wrong", "took 2.00 to 2.20 s"],
];

for (const [name, answer, twins, kind, reason] of TIMES) {
  Deno.test(`judgeTime() of ${name}`, () => {
    const mistakes = [{ value: 1.05, reason: "You timed one of two." }];
    const ruling = judgeTime(answer, { low: 2, high: 2.2, unit: "s", twins, mistakes });
    assertEquals(ruling.kind, kind, ruling.reason);
    assertStringIncludes(ruling.reason, reason);
  });
}

const READINGS: [name: string, answer: number, kind: string, reason: string][] = [
  ["what it shows", 2.1, "right", "Measured here: 2.00 to 2.20 s."],
  ["something else", 5, "wrong", "The dot shows it: read the axis again."],
  ["another unit", 2100, "wrong", "The dot shows it: read the axis again. Is the unit right?"],
  ["less than nothing", -1, "wrong", "The dot shows it: read the axis again."],
];

for (const [name, answer, kind, reason] of READINGS) {
  Deno.test(`judgeTime() of a picture that was read as ${name}`, () => {
    const ruling = judgeTime(answer, { low: 2, high: 2.2, unit: "s", readAt: "The dot" });
    assertEquals(ruling, { kind, reason });
  });
}
