/** Tests of R-ratio: what the interval allows is right, and each wrong answer is told why. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { fakeComparison } from "../../../tests/support/fake_comparisons.ts";
import { type DecidedRatio, judgeRatio } from "./acceptance_ratio.ts";

const FASTER: DecidedRatio = { low: 0.93, high: 0.97, rounds: 18, verdict: "faster" };
const SLOWER: DecidedRatio = { low: 1.08, high: 1.12, rounds: 18, verdict: "slower" };
const SAME: DecidedRatio = { low: 0.997, high: 1.004, rounds: 27, verdict: "same" };
const UNCLEAR: DecidedRatio = { low: 0.96, high: 1.05, rounds: 12, verdict: "unclear" };
const FEW: DecidedRatio = { low: 0.9, high: 1.1, rounds: 5, verdict: "unclear" };
const OPEN: DecidedRatio = { low: 1.2, high: null, rounds: 12, verdict: "unclear" };
const WITHHELD: DecidedRatio = { ...FASTER, verdict: null };

const CASES: [
  name: string,
  answer: number | string,
  measured: DecidedRatio,
  kind: string,
  reason: string,
][] = [
  ["a ratio inside of it", 0.95, FASTER, "right", "a ratio of 0.95. Your interval runs from"],
  ["a ratio at its end", 0.97, FASTER, "right", ""],
  // ln 0.97 + ln 1.01: 0.9797 is the end of what one per cent more allows.
  ["a ratio one per cent beyond its end", 0.979, FASTER, "right", ""],
  ["a ratio more than one per cent beyond", 0.98, FASTER, "wrong", "0.93 to 0.97, 18 rounds"],
  ["a speed in words", "1.05x faster", FASTER, "right", "Read as 1.05 times the base's speed"],
  ["less time in words", "5 % less time", FASTER, "right", "Read as 5 % less time"],
  ["per cent of which the speed fits", "7.5 % faster", FASTER, "right", "Read as 7.5 % more speed"],
  [
    "per cent of which only the time fits",
    "9.5 % faster",
    { ...FASTER, low: 0.895, high: 0.9 },
    "right",
    "Read as 9.5 % less time",
  ],
  ["a sentence", "3.14 is 1.05x faster", FASTER, "right", ""],
  ["the inverse", 1.05, FASTER, "wrong", "That is upside down: 0.952 would fit"],
  ["the inverse in words", "1.1x faster", SLOWER, "wrong", "upside down: 1.1 would fit"],
  ["per cent without a word", 95, FASTER, "wrong", '"95 % of the time"'],
  ["the same where it is not", "the same", FASTER, "wrong", "1 is not in it"],
  ["cannot tell where one can", "cannot tell", FASTER, "wrong", "on one side of 1"],
  ["a winner without a size", "faster", FASTER, "wrong", "How much?"],
  ["a size far away", 2, SLOWER, "wrong", "Your interval runs from 1.08 to 1.12"],
  ["the same", "the same", SAME, "right", "within the zone"],
  ["a ratio near 1", 1.019, SAME, "right", ""],
  // 1/1.01 - 0.01 = 0.9801: the lower edge.
  ["a ratio near the lower edge", 0.981, SAME, "right", ""],
  ["a winner where all is the same", 1.05, SAME, "wrong", "Nothing in it names a winner"],
  ["a direction where all is the same", "slower", SAME, "wrong", "counts as the same"],
  ["cannot tell where all is the same", "unclear", SAME, "wrong", "more than “cannot tell”"],
  ["cannot tell", "cannot tell", UNCLEAR, "right", "do not decide"],
  ["any ratio of an open interval", 1.04, UNCLEAR, "right", ""],
  ["a ratio beyond an open interval", 1.2, UNCLEAR, "wrong", "Nothing in it names a winner"],
  ["a bare direction", "faster", UNCLEAR, "wrong", "your interval still contains both"],
  ["the same for a lack of data", "the same", UNCLEAR, "wrong", "a lack of data"],
  ["cannot tell from few rounds", "cannot tell", FEW, "right", "5 rounds"],
  ["a ratio from few rounds", 1, FEW, "unjudged", "“Cannot tell” is what it shows"],
  ["a direction from few rounds", "faster", FEW, "unjudged", "5 rounds"],
  ["cannot tell from half an interval", "cannot tell", OPEN, "right", ""],
  ["a ratio from half an interval", 1.3, OPEN, "unjudged", "no interval with two ends"],
  ["a ratio without a verdict", 0.95, WITHHELD, "right", ""],
  ["cannot tell without a verdict", "cannot tell", WITHHELD, "right", ""],
  ["two numbers", "1.05 to 1.1", FASTER, "wrong", "has more than one number"],
  ["a novel", "x ".repeat(50_000), FASTER, "wrong", "…"],
];

for (const [name, answer, measured, kind, reason] of CASES) {
  Deno.test(`judgeRatio() of ${name}`, () => {
    const ruling = judgeRatio(answer, measured);
    assertEquals([ruling.kind, ruling.reason.length < 400], [kind, true], ruling.reason);
    assertStringIncludes(ruling.reason, reason);
  });
}

Deno.test("judgeRatio() takes a row of a comparison with its own zone", () => {
  const row = fakeComparison({ low: 0.93, high: 0.97, verdict: "faster", minEffect: 0.1 });
  assertEquals(judgeRatio(1.06, row).kind, "right");
  assertEquals(judgeRatio(1.06, { ...row, minEffect: 0.01 }).kind, "wrong");
});
