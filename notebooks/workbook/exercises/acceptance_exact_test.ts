/** Tests of R-count: exact numbers, names, and lists in order. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { type CountRule, judgeCount, judgeOrder } from "./acceptance_exact.ts";

const COUNT: CountRule = {
  expected: 6,
  what: "bytecodes an iteration",
  mistakes: [{ value: 7, reason: "That is the count of an older version." }],
};
const STATE: CountRule = { expected: "not present", what: "the compiler" };

const COUNTS: [
  name: string,
  answer: number | string,
  rule: CountRule,
  kind: string,
  reason: string,
][] = [
  ["the number", 6, COUNT, "right", "bytecodes an iteration 6"],
  ["the number as a text", "6 bytecodes", COUNT, "right", ""],
  ["a number with a known reason", 7, COUNT, "wrong", "an older version"],
  ["another number", 6.1, COUNT, "wrong", "It is exact"],
  ["a word for a number", "six", COUNT, "wrong", '"six" is not what was counted'],
  ["a name in another case", " Not  Present ", STATE, "right", ""],
  ["another name", "off", STATE, "wrong", "look again for the compiler"],
  ["what is not known", 6, { ...COUNT, expected: null }, "unjudged", "not known here"],
];

for (const [name, answer, rule, kind, reason] of COUNTS) {
  Deno.test(`judgeCount() of ${name}`, () => {
    const ruling = judgeCount(answer, rule);
    assertEquals(ruling.kind, kind, ruling.reason);
    assertStringIncludes(ruling.reason, reason);
  });
}

const ORDERS: [name: string, answer: string[], kind: string, reason: string][] = [
  ["the right order", ["c", "a", "d", "b"], "right", "Well ordered."],
  ["two that came together, turned around", ["c", "d", "a", "b"], "right", "Well ordered."],
  ["another case", ["C", "A", "D", "B"], "right", ""],
  ["a known mistake", ["b", "c", "a", "d"], "wrong", "Taken out after it was put in."],
  ["another mistake", ["a", "c", "d", "b"], "wrong", '"a" and "c"'],
  ["a stranger", ["c", "a", "d", "x"], "wrong", '"x" is not in the list: put "a", "b", "c", "d"'],
  ["a key twice", ["c", "a", "a", "b"], "wrong", '"a" stands there twice'],
  ["a key too few", ["c", "a", "b"], "wrong", '"d" is missing'],
  ["nothing", [], "wrong", '"c", "a", "d", "b" is missing'],
];

for (const [name, answer, kind, reason] of ORDERS) {
  Deno.test(`judgeOrder() of ${name}`, () => {
    const ruling = judgeOrder(answer, {
      right: ["c", ["a", "d"], "b"],
      mistakes: [{ first: "b", then: "c", reason: "Taken out after it was put in." }],
      praise: "Well ordered.",
    });
    assertEquals(ruling.kind, kind, ruling.reason);
    assertStringIncludes(ruling.reason, reason);
  });
}
