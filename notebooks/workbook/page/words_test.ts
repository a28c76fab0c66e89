/** Tests of counts, shares and beginnings in sentences. */
import { assertEquals } from "@std/assert";
import { capitalized, countOf, percent, wholePercent } from "./words.ts";

const CASES: [call: string, said: string, expected: string][] = [
  ['countOf(0, "round")', countOf(0, "round"), "0 rounds"],
  ['countOf(1, "round")', countOf(1, "round"), "1 round"],
  ['countOf(1, "process", "es")', countOf(1, "process", "es"), "1 process"],
  ['countOf(2, "process", "es")', countOf(2, "process", "es"), "2 processes"],
  ['countOf(12_345, "timing")', countOf(12_345, "timing"), "12,345 timings"],
  ["percent(0.01)", percent(0.01), "1 %"],
  ["percent(0.9952)", percent(0.9952), "99.52 %"],
  ["percent(0.1 + 0.2)", percent(0.1 + 0.2), "30 %"],
  ["wholePercent(0.004)", wholePercent(0.004), "under 1 %"],
  ["wholePercent(0.01)", wholePercent(0.01), "1 %"],
  ["wholePercent(0.296)", wholePercent(0.296), "30 %"],
  ['capitalized("time per call")', capitalized("time per call"), "Time per call"],
  ['capitalized("99th percentile")', capitalized("99th percentile"), "99th percentile"],
  ['capitalized("")', capitalized(""), ""],
];

for (const [call, said, expected] of CASES) {
  Deno.test(`${call} says "${expected}"`, () => assertEquals(said, expected));
}
