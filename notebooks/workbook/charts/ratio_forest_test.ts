/** Tests of the ratio forest's words, on comparisons that are made up; its pictures are golden files. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { DISPLAY } from "../../../probes/mod.ts";
import {
  CALL,
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../../tests/support/fake_comparisons.ts";
import { distribution } from "./distribution.ts";
import { ratioForest } from "./ratio_forest.ts";

const SLOWER = fakeComparison();

Deno.test("ratioForest() draws as text", async () => {
  assertEquals(
    await ratioForest(SLOWER, { prediction: 1.1 }).toText(),
    [
      "Time per call, compared with py3.13.5",
      "py3.14.0  ·······:··|··:········--->---··········o·  1.052x slower [1.041, 1.063], 18 rounds",
      "          0.966                                1.11",
      "| ratio 1, : edges of the same-zone, - interval or range of the rounds, " +
      "ratio: < faster, > slower, = same, ? unclear, o predicted",
      "Hollow diamond: the prediction, 1.100.",
    ].join("\n"),
  );
});

Deno.test("ratioForest() has a row a test arm, and says what was measured", async () => {
  const rows = [SLOWER, fakeComparison({ test: "py3.15.0" })];
  const svg = await ratioForest(fakeComparisonResult(rows)).toSvg();
  for (
    const part of [
      "py3.14.0",
      "py3.15.0",
      "Tight loop: add the numbers below n",
      "time ratio, test ÷ base (log; below 1 is faster)",
      "Both are decided together",
    ]
  ) {
    assertStringIncludes(svg, part);
  }
  const alone = await ratioForest(fakeComparisonResult([SLOWER])).toSvg();
  assert(!alone.includes("decided together"), "one comparison is no family");
});

Deno.test("ratioForest() names the base at the row when there are several", async () => {
  const text = await ratioForest([SLOWER, fakeComparison({ base: "py3.10.2" })]).toText();
  assertStringIncludes(text, "py3.14.0 ÷ py3.13.5");
  assertStringIncludes(text, "py3.14.0 ÷ py3.10.2");
});

Deno.test("ratioForest() names the value at the row when there are several", async () => {
  const memory = { ...CALL, key: "peakRss", name: "peak memory", unit: "MiB" };
  const chart = ratioForest([SLOWER, fakeComparison({ value: memory })], { labels: ["first"] });
  assertStringIncludes(await chart.toText(), "peak memory: py3.14.0");
  assertStringIncludes(await chart.toText(), "first  ");
  assertStringIncludes(await chart.toSvg(), "ratio, test ÷ base (log; below 1 is less)");
});

Deno.test("ratioForest() calls processor time a time, as the sentence does", async () => {
  const value = { ...CALL, name: "import time", unit: "ms CPU" };
  const svg = await ratioForest(fakeComparison({ value })).toSvg();
  assertStringIncludes(svg, "time ratio, test ÷ base (log; below 1 is faster)");
});

Deno.test("ratioForest() draws the rounds, not an endless bar, where there is no interval yet", async () => {
  const changes = {
    low: null,
    high: null,
    rounds: 7,
    verdict: "unclear",
    confidence: 0.99,
  } as const;
  const roundRatios = [1, 1.02, 1.04].map((ratio, round) => ({ round, ratio }));
  const text = await ratioForest(fakeComparison({ ...changes, roundRatios })).toText();
  assertStringIncludes(text, "rounds from 1.000 to 1.040");
});

Deno.test("ratioForest() says what a stop left, and nothing of few rounds while it runs", async () => {
  const few = fakeComparison({
    flags: [{ kind: "few_rounds", text: "Too few rounds; give more time" }],
  });
  const over = await ratioForest(
    fakeComparisonResult([few], fakeMeasurement({}, { ending: { kind: "stopped" } })),
  ).toText();
  assertStringIncludes(over, "Stopped in the first round");
  assertStringIncludes(over, "Too few rounds; give more time.");
  const running = fakeComparisonResult([few], fakeMeasurement({}, { ending: { kind: "running" } }));
  assert(!(await ratioForest(running).toText()).includes("Too few rounds"));
});

Deno.test("ratioForest() counts remarks that it does not list", async () => {
  const flags = [1, 2, 3, 4, 5, 6].map((number) => ({
    kind: "varies" as const,
    text: `Remark ${number}`,
  }));
  const text = await ratioForest(fakeComparison({ flags })).toText();
  assertStringIncludes(text, "Remark 4.\n2 more remarks are in the result's flags.");
});

Deno.test("ratioForest() is described with its verdict for those who cannot see it", async () => {
  const html = (await ratioForest(SLOWER)[DISPLAY]())["text/html"] ?? "";
  assertStringIncludes(
    html,
    'alt="Time per call, compared with py3.13.5: py3.14.0: 1.052x slower [1.041, 1.063], 18 rounds"',
  );
});

const WRONG: [name: string, value: unknown][] = [
  ["a number", 5],
  ["nothing", undefined],
  ["a measurement", fakeMeasurement({})],
  ["a list with a measurement", [SLOWER, fakeMeasurement({})]],
];

for (const [name, value] of WRONG) {
  Deno.test(`ratioForest() refuses ${name} at the call`, () => {
    assertThrows(() => ratioForest(value as never), TypeError, "what compare() gives is needed");
  });
}

Deno.test("ratioForest() and distribution() refuse options that they do not know", () => {
  const given: [unknown, string][] = [
    [{ titel: "x" }, 'there is no option "titel", there are "'],
    ["a title", "its options are no object, one with some of"],
    [null, "its options are no object"],
  ];
  for (const [options, part] of given) {
    assertThrows(() => ratioForest(SLOWER, options as never), TypeError, part);
    assertThrows(() => distribution(fakeMeasurement({}), options as never), TypeError, part);
  }
});

const PREDICTIONS = [Number.NaN, 0, -1, Infinity];

for (const prediction of PREDICTIONS) {
  Deno.test(`ratioForest() draws no diamond at ${prediction}`, async () => {
    assert(!(await ratioForest(SLOWER, { prediction }).toText()).includes("prediction,"));
  });
}

Deno.test("ratioForest() says a prediction that is a direction, and no other word", async () => {
  const guesses = { prediction: ["faster", "none yet"] };
  const text = await ratioForest([SLOWER, SLOWER], guesses).toText();
  assertStringIncludes(text, "Predicted: faster.");
});

Deno.test("ratioForest() says which guess is too far away to be drawn", async () => {
  const text = await ratioForest(SLOWER, { prediction: 1e300 }).toText();
  assertStringIncludes(text, "Not drawn: the prediction 1e+300");
  assert(!text.includes("Hollow diamond"));
});

Deno.test("ratioForest() names and hatches rows that were measured elsewhere, and only those", async () => {
  const frozen = fakeComparison({
    test: "py3.15.0",
    flags: [{ kind: "frozen", text: "Frozen, not measured here: a day" }],
  });
  const chart = ratioForest([SLOWER, frozen]);
  const lines = (await chart.toText()).split("\n");
  assertEquals(lines.filter((line) => line.includes("(frozen)")).map((line) => line.slice(0, 17)), [
    "py3.15.0 (frozen)",
  ]);
  const hatches = (svg: string) => svg.match(/fill="url\(#hatch/g)?.length ?? 0;
  // The mark at its ratio, and the one beside its words.
  assertEquals(hatches(await chart.toSvg()), 2);
  assertEquals(hatches(await ratioForest(SLOWER).toSvg()), 0);
});
