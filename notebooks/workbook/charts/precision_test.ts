/** Tests of what the picture of precision says, on rounds that are made up; its pictures are golden files. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../../tests/support/fake_comparisons.ts";
import { armStyle } from "../drawing/arm_style.ts";
import { PANELS_MAX } from "./compared.ts";
import { precision } from "./precision.ts";
import { halfWidth, precisionRows } from "./precision_rows.ts";

const RATIOS = Array.from({ length: 16 }, (_, index) => 1 + (index * 7 % 10) / 100);

const UNCLEAR = fakeComparison({
  ratio: 1.02,
  low: 0.99,
  high: 1.05,
  rounds: 16,
  seconds: 8,
  verdict: "unclear",
  needMore: 20,
  roundRatios: RATIOS.map((ratio, round) => ({ round, ratio })),
});

Deno.test("precision() says what more time would buy", async () => {
  const lines = (await precision(UNCLEAR).toText()).split("\n");
  assertEquals(
    lines[1],
    "py3.14.0 ÷ py3.13.5: ±3 % after 16 rounds, 8 s; four times the time would give about " +
      "±1.5 %; about 20 more would decide, 10 s",
  );
  assertEquals(
    lines.at(-1),
    "o half the interval's width, . forecast, - narrow enough for a verdict",
  );
});

Deno.test("precisionRows() ends where it would be decided, if that is in sight", () => {
  const ends = [0, 1, 20, 47, 900].map((needMore) => precisionRows({ ...UNCLEAR, needMore }).end);
  assertEquals(ends.map(Math.round), [32, 32, 38, 64, 64]);
});

Deno.test("precisionRows() forecasts half the width for four times the rounds", () => {
  const [panel] = precisionRows({ ...UNCLEAR, needMore: 900 }).panels;
  const [first, last] = [panel?.forecast[0], panel?.forecast.at(-1)].map((step) =>
    step === undefined || step.low === null || step.high === null
      ? 0
      : Math.log(step.high / step.low)
  );
  assertEquals(panel?.forecast.at(-1)?.rounds, 64);
  assert(Math.abs((last ?? 0) * 2 - (first ?? 1)) < 1e-12);
});

Deno.test("precisionRows() is narrow enough at the rounds that are said to decide", () => {
  const [panel] = precisionRows(UNCLEAR).panels;
  const half = halfWidth(UNCLEAR) ?? 0;
  assertEquals(panel?.enough, Math.expm1(Math.log1p(half) * Math.sqrt(16 / 36)));
});

Deno.test("precision() forecasts nothing from an interval with an open end", async () => {
  const text = await precision({ ...UNCLEAR, high: null, needMore: null }).toText();
  assertStringIncludes(text, "an interval with an open end after 16 rounds");
  assert(!text.includes("four times"));
});

Deno.test("precision() says the equality of exact values, which have no interval", async () => {
  const exact = fakeComparison({
    kind: "exact",
    ratio: null,
    low: null,
    high: null,
    verdict: null,
    equality: "equal",
    sentence: "equal: 7, 6 rounds",
  });
  assertStringIncludes(await precision(fakeComparisonResult([exact])).toText(), "equal: 7");
});

Deno.test("precision() takes a comparison that is not over yet", async () => {
  const later = Promise.resolve(fakeComparisonResult([UNCLEAR]));
  assertStringIncludes(await precision(later).toText(), "±3 % after 16 rounds");
});

for (const value of [undefined, 5, [], fakeMeasurement({ a: [1] })]) {
  Deno.test(`precision() refuses ${JSON.stringify(value)?.slice(0, 20)} at the call`, () => {
    assertThrows(() => precision(value as never), TypeError, "what compare() gives is needed");
  });
}

Deno.test("armStyle() tells as many arms apart as a picture has panels", () => {
  const styles = Array.from({ length: PANELS_MAX }, (_, index) => armStyle(index));
  for (const look of ["colour", "symbol", "dash"] as const) {
    assertEquals(new Set(styles.map((style) => style[look])).size, PANELS_MAX, look);
  }
});
