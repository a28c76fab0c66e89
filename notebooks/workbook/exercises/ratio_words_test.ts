/** Tests of ratios in words: what each is read as, and what is no ratio. */
import { assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { readRatio } from "./ratio_words.ts";

const RATIOS: [answer: number | string, ratios: number[]][] = [
  [0.95, [0.95]],
  ["0.95", [0.95]],
  ["0,95", [0.95]],
  [" 3.14 ", [3.14]],
  ["1.1x", [1.1]],
  ["1.1x faster", [1 / 1.1]],
  ["1,1× faster", [1 / 1.1]],
  ["1.1 times as fast", [1 / 1.1]],
  ["twice as fast", [1 / 2]],
  ["half the time", [0.5]],
  ["half as fast", [2]],
  ["0.9x faster", [0.9]],
  ["1.1x slower", [1.1]],
  ["2 times longer", [2]],
  ["0.95 of the time", [0.95]],
  ["95 % of the time", [0.95]],
  ["10 % less time", [0.9]],
  ["10 per cent shorter", [0.9]],
  ["−10 %", [0.9]],
  ["+10%", [1.1]],
  ["10 % faster", [1 / 1.1, 0.9]],
  ["a 10 % speed-up", [1 / 1.1, 0.9]],
  ["120 % faster", [1 / 2.2]],
  ["10 % slower", [1.1, 1 / 0.9]],
  ["10 % longer", [1.1]],
  ["3.14 is 1.1x faster", [1 / 1.1]],
  ["CPython 3.14.3 needs 5 % less time than py3.13.", [0.95]],
  ["It is 0.95.", [0.95]],
];

for (const [answer, ratios] of RATIOS) {
  Deno.test(`readRatio() takes ${JSON.stringify(answer)} for ${ratios.join(" or ")}`, () => {
    const read = readRatio(answer);
    if (read.kind !== "ratio") throw new TypeError(read.kind);
    assertEquals(read.readings.length, ratios.length);
    ratios.forEach((ratio, index) =>
      assertAlmostEquals(read.readings[index]?.ratio ?? 0, ratio, 1e-12)
    );
  });
}

const WORDS: [answer: string, kind: string][] = [
  ["cannot tell", "cannot_tell"],
  ["I can’t say from this", "cannot_tell"],
  ["Unclear", "cannot_tell"],
  ["inconclusive", "cannot_tell"],
  ["not decided", "cannot_tell"],
  ["the data do not decide", "cannot_tell"],
  ["the same", "same"],
  ["no difference", "same"],
  ["just noise", "same"],
  ["faster", "direction"],
  ["3.14 is faster", "direction"],
  ["takes longer", "direction"],
];

for (const [answer, kind] of WORDS) {
  Deno.test(`readRatio() takes "${answer}" for ${kind}`, () => {
    assertEquals(readRatio(answer).kind, kind);
  });
}

const UNREADABLE: [answer: number | string, why: string][] = [
  ["", "has no ratio"],
  ["py3.14 against py3.13", "has no ratio"],
  ["not the same", "has no ratio"],
  ["not faster", "has no ratio"],
  ["10 %", "10 %, but not of what"],
  ["5-10 % less time", "more than one number"],
  ["1.05 to 1.1", "more than one number"],
  ["1.05x or 1.1x", "more than one number"],
  ["12 ms", "is a time"],
  ["0.95s", "is a time"],
  ["12 µs less", "is a time"],
  ["2 seconds faster", "is a time"],
  [0, "is not above 0"],
  [-1, "is not above 0"],
  ["100 % less time", "not of what"],
  ["a".repeat(100_000), "has no ratio"],
];

for (const [answer, why] of UNREADABLE) {
  Deno.test(`readRatio() finds no ratio in ${JSON.stringify(answer).slice(0, 40)}`, () => {
    const read = readRatio(answer);
    if (read.kind !== "unreadable") throw new TypeError(read.kind);
    assertStringIncludes(read.why, why);
  });
}
