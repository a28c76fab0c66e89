/** Tests of budgets: how they are written, where they come from, what they buy. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type Budget,
  budgetSeconds,
  readBudget,
  USABLE_ROUNDS_MIN,
  usableRoundsMin,
} from "./budget.ts";

function read(given?: unknown, variable?: string): Budget {
  return readBudget(given as string | undefined, { get: () => variable });
}

const DURATIONS: [text: string, seconds: number][] = [
  ["10s", 10],
  ["1.5s", 1.5],
  [".5s", 0.5],
  ["500ms", 0.5],
  ["2m", 120],
  ["2 min", 120],
  ["1h", 3600],
  [" 3s ", 3],
];

for (const [text, seconds] of DURATIONS) {
  Deno.test(`readBudget() reads "${text}"`, () => {
    assertEquals([read(text).seconds, read(text).name], [seconds, "quick"]);
  });
}

const REFUSED: [given: unknown, kind: typeof TypeError | typeof RangeError][] = [
  ["abc", TypeError],
  ["", TypeError],
  ["10", TypeError],
  ["-5s", TypeError],
  ["5 weeks", TypeError],
  ["1e3s", TypeError],
  [5, TypeError],
  [null, TypeError],
  ["constructor", TypeError],
  ["0s", RangeError],
  ["0.0ms", RangeError],
  ["25h", RangeError],
];

for (const [given, kind] of REFUSED) {
  Deno.test(`readBudget() refuses ${JSON.stringify(given)} and names the place`, () => {
    assertThrows(() => read(given), kind, '"budget" is');
  });
}

Deno.test("readBudget() takes the call's, then the environment's, then quick", () => {
  assertEquals(read("careful", "smoke").name, "careful");
  assertEquals(read(undefined, "smoke").name, "smoke");
  assertEquals(read(undefined, "").name, "quick");
  assertEquals(read().name, "quick");
});

Deno.test("readBudget() names the variable when that is wrong", () => {
  assertThrows(() => read(undefined, "fast"), TypeError, 'PROBEBOOK_BUDGET is "fast"');
});

Deno.test("readBudget() gives larger budgets more of everything", () => {
  const [smoke, quick, careful] = [read("smoke"), read("quick"), read("careful")];
  assert(smoke.seconds < quick.seconds && quick.seconds < careful.seconds);
  assert(smoke.roundsMax >= USABLE_ROUNDS_MIN, "a smoke run never gets to an interval");
  assert(careful.roundsMin >= USABLE_ROUNDS_MIN, "a careful run may end without an interval");
});

const USABLE: [claims: number, rounds: number][] = [[1, 6], [2, 7], [3, 7], [4, 8], [20, 10]];

for (const [claims, rounds] of USABLE) {
  Deno.test(`usableRoundsMin() asks for ${rounds} rounds where ${claims} are decided together`, () => {
    assertEquals(usableRoundsMin(claims), rounds);
    // Of all sign patterns of the rounds only the two extreme ones lie outside of the widest interval.
    assert(2 / 2 ** rounds <= 0.05 / claims && 2 / 2 ** (rounds - 1) > 0.05 / claims);
  });
}

const ARMS: [count: number, share: number][] = [[1, 0.5], [2, 1], [3, 1.5], [6, 3], [0, 0.5]];

for (const [count, share] of ARMS) {
  Deno.test(`budgetSeconds() gives ${count} arms ${share} of the time of two`, () => {
    assertEquals(budgetSeconds(read("10s"), count), 10 * share);
  });
}
