/** Tests of stated numbers: value, last digit and unit. */
import { assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { readStated } from "./stated.ts";

const NUMBERS: [answer: number | string, unit: string, value: number, step: number][] = [
  [48, "s", 48, 1],
  [2.4, "s", 2.4, 0.1],
  [1e9, "", 1e9, 1],
  ["48", "s", 48, 1],
  ["48 s", "s", 48, 1],
  ["about 2.40 seconds", "s", 2.4, 0.01],
  ["47,6 ms", "ms", 47.6, 0.1],
  ["2400 ms", "s", 2.4, 0.001],
  ["2.4 s", "ms", 2400, 100],
  ["0.8 min", "s", 48, 6],
  ["48 μs", "ms", 0.048, 0.001],
  ["1,000,000", "", 1e6, 1],
  ["1 000 000", "", 1e6, 1],
  ["1_000_000", "", 1e6, 1],
  ["1,000,000.5", "", 1_000_000.5, 0.1],
  ["4.8e1", "s", 48, 1],
  ["150 million/s", "/s", 150e6, 1e6],
  ["150 million operations/s", "million/s", 150, 1],
  [150, "million/s", 150, 1],
  ["0.15 billion/s", "million/s", 150, 10],
  ["35 %", "%", 35, 1],
  ["35 per cent", "%", 35, 1],
  ["1.5 MiB", "KiB", 1536, 102.4],
  ["−3", "", -3, 1],
  ["12 collections", "", 12, 1],
];

for (const [answer, unit, value, step] of NUMBERS) {
  Deno.test(`readStated() reads ${JSON.stringify(answer)} in "${unit}"`, () => {
    const read = readStated(answer, unit);
    if (read.kind !== "number") throw new TypeError(read.why);
    assertAlmostEquals(read.value, value, Math.abs(value) * 1e-12);
    assertAlmostEquals(read.step, step, step * 1e-12);
  });
}

const UNREADABLE: [answer: number | string, unit: string, why: string][] = [
  ["", "s", "has no number"],
  ["soon", "s", "has no number"],
  ["py3", "", "has no number"],
  ["2 to 3 s", "s", "has more than one number"],
  ["48 MB", "s", "is in mb, and s is needed"],
  [Number.NaN, "s", "has no number"],
  [Number.POSITIVE_INFINITY, "s", "has no number"],
  ["9".repeat(100_000), "", "has no number that can be computed with"],
];

for (const [answer, unit, why] of UNREADABLE) {
  Deno.test(`readStated() finds no number in ${String(answer).slice(0, 20)}`, () => {
    const read = readStated(answer, unit);
    if (read.kind !== "unreadable") throw new TypeError(`${read.value} was read`);
    assertStringIncludes(read.why, why);
    assertEquals(read.why.length < 100, true);
  });
}
