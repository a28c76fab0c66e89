/** Tests of the run chart's words, on rounds that are made up; its pictures are golden files. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
  fakeRuns,
} from "../../../tests/support/fake_comparisons.ts";
import { roundChart } from "./round_chart.ts";

const RATIOS = [1.05, 1.06, 1.04, 1.055, 1.045, 1.05];

Deno.test("roundChart() draws as text", async () => {
  const result = fakeComparisonResult([fakeComparison({ roundRatios: roundsOf(RATIOS) })]);
  const lines = (await roundChart(result).toText()).split("\n");
  assertEquals(lines.slice(0, 3), [
    "Time per call, round by round",
    "Tight loop: add the numbers below n (n = 100,000)",
    "py3.14.0 ÷ py3.13.5: 1.052x slower [1.041, 1.063], 18 rounds",
  ]);
  assertEquals(lines.join("").match(/o(?=[ =-]|$)/g)?.length, RATIOS.length + 2);
  assertEquals(lines.at(-2)?.trim().replaceAll(/ +/g, " "), "round 1 6");
  assertStringIncludes(lines.at(-1) ?? "", "counts as the same within 1 %");
});

Deno.test("roundChart() has a panel for each test arm", async () => {
  const rows = ["a", "b"].map((test) => fakeComparison({ test, roundRatios: roundsOf(RATIOS) }));
  const svg = await roundChart(fakeComparisonResult(rows)).toSvg();
  for (const heading of ["a ÷ py3.13.5: ", "b ÷ py3.13.5: "]) assertStringIncludes(svg, heading);
  assertEquals(svg.match(/round, in the order in which they ran/g)?.length, 2);
});

Deno.test("roundChart() says which arms it does not draw", async () => {
  const rows = Array.from({ length: 8 }, (_, index) => fakeComparison({ test: `arm ${index}` }));
  assertStringIncludes(
    await roundChart(fakeComparisonResult(rows)).toText(),
    "Not drawn: 2 more arms; compare fewer at a time.",
  );
});

Deno.test("roundChart() crosses rounds that ran and gave no ratio, and only those", async () => {
  const roundRatios = roundsOf(RATIOS).filter(({ round }) => round !== 2);
  const measurement = fakeMeasurement({}, fakeRuns(18, 14));
  const text = await roundChart(
    fakeComparisonResult([fakeComparison({ roundRatios })], measurement),
  )
    .toText();
  // The seventh ran too; the eleven after it did not.
  assertStringIncludes(text, "because a process gave no value: py3.14.0 3, 7.");
});

Deno.test("roundChart() keeps a wild round at the edge and says so", async () => {
  const comparison = fakeComparison({ roundRatios: roundsOf([...RATIOS, 40]) });
  assertStringIncludes(await roundChart(comparison).toSvg(), "a round beyond the edge");
  assert((await roundChart(comparison).toText()).includes("^"));
});

Deno.test("roundChart() takes a comparison that is not over yet", async () => {
  const later = Promise.resolve(fakeComparisonResult([fakeComparison()]));
  assertStringIncludes(await roundChart(later).toText(), "1.052x slower");
});

Deno.test("roundChart() says the equality of exact values, which have no ratio", async () => {
  const exact = fakeComparison({
    kind: "exact",
    ratio: null,
    low: null,
    high: null,
    verdict: null,
    equality: "equal",
    sentence: "equal: 7, 6 rounds",
  });
  const measurement = fakeMeasurement({}, fakeRuns(6, 12));
  const text = await roundChart(fakeComparisonResult([exact], measurement)).toText();
  assertStringIncludes(text, "equal: 7, 6 rounds");
  assert(!text.includes("without a ratio"));
});

for (const value of [undefined, 5, [], fakeMeasurement({ a: [1] })]) {
  Deno.test(`roundChart() refuses ${JSON.stringify(value)?.slice(0, 20)} at the call`, () => {
    assertThrows(() => roundChart(value as never), TypeError, "what compare() gives is needed");
  });
}

function roundsOf(ratios: readonly number[]) {
  return ratios.map((ratio, round) => ({ round, ratio }));
}
