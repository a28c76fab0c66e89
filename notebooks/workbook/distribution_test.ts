/** Tests of the distribution chart, on values that are made up. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeResult } from "../../tests/support/fake_interpreters.ts";
import { compareGolden } from "../../tests/support/golden.ts";
import { DISPLAY, type MeasurementResult } from "../../probes/mod.ts";
import { distribution } from "./distribution.ts";

function result(...args: Parameters<typeof fakeResult>): MeasurementResult {
  return { ...fakeResult(...args), [DISPLAY]: () => ({}) };
}

const TWO = { "py3.11.7": [20, 22, 26], "py3.14.10": [16, 17, 18] };

Deno.test("distribution() draws what it always drew", async () => {
  const svg = await distribution(result(TWO)).toSvg();
  await compareGolden(
    new URL("./testdata/distribution.svg.golden", import.meta.url),
    svg.replaceAll("><", ">\n<"),
  );
});

Deno.test("distribution() draws a dot a process, a tick a timing and a bar an interpreter", async () => {
  const svg = await distribution(result(TWO)).toSvg();
  assertEquals(svg.match(/<circle/g)?.length, 6);
  const groups = [...svg.matchAll(/<g([^>]*)aria-label="tick"[^>]*>(.*?)<\/g>/g)].map((
    [, attributes = "", marks = ""],
  ) =>
    `${attributes.includes('stroke-width="3"') ? "bar" : "timing"} ${marks.match(/<line/g)?.length}`
  );
  assertEquals(groups, ["timing 9", "bar 1", "timing 9", "bar 1"]);
});

Deno.test("distribution() names axis, unit and what the marks mean", async () => {
  const svg = await distribution(result(TWO)).toSvg();
  for (
    const part of [
      "time per iteration (ns)",
      "Tight loop: add the numbers below n",
      "Dot: one process",
      "py3.14.10",
    ]
  ) {
    assertStringIncludes(svg, part);
  }
});

Deno.test("distribution() widens the picture for long names", async () => {
  const name = "py3.14.10-with-a-very-long-name-that-somebody-gave-to-a-build-of-their-own";
  const svg = await distribution(result({ [name]: [20] })).toSvg();
  const width = Number(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1]);
  assert(width > 900, `${width}`);
  assertStringIncludes(svg, name);
});

Deno.test("distribution() draws as text", async () => {
  assertEquals(
    await distribution(result(TWO)).toText(),
    [
      "Tight loop: add the numbers below n (n = 100,000)",
      "py3.11.7   ···················o········|··················o  22.0",
      "py3.14.10  o····|···o······································  17.0",
      "           16.0                                        26.0",
      "time per iteration in ns; o one process (median of its timings), | median of the processes",
    ].join("\n"),
  );
});

Deno.test("distribution() takes a measurement that is not over yet", async () => {
  const later = Promise.resolve(result(TWO));
  assertStringIncludes(await distribution(later).toText(), "py3.11.7");
});

Deno.test("distribution() says when there is nothing to draw, or not all of it", async () => {
  assertStringIncludes(await distribution(result({})).toText(), "No CPython was measured.");
  const stopped = result({ "py3.11.7": [] }, { ending: { kind: "stopped" } });
  assertStringIncludes(await distribution(stopped).toText(), "Stopped before the end");
  assertStringIncludes(await distribution(stopped).toSvg(), "Stopped before the end");
});

Deno.test("distribution() counts timings that lie far beyond the processes", async () => {
  const wild = result({ a: [20, 21, 22] });
  const arms = wild.arms.map((arm) => ({
    ...arm,
    processes: arm.processes.map((process) => ({
      ...process,
      slices: [...process.slices, { value: 5000, use: "kept" as const }],
    })),
  }));
  const chart = distribution({ ...wild, arms });
  assertStringIncludes(await chart.toText(), "Timings beyond the right edge: 3.");
  assert(!(await chart.toSvg()).includes("5,000"));
});

Deno.test("distribution() is described for those who cannot see it", async () => {
  const html = (await distribution(result(TWO))[DISPLAY]())["text/html"] ?? "";
  assertStringIncludes(
    html,
    "time per call in ms, median of the processes: py3.11.7 22.0, py3.14.10 17.0",
  );
});

const WRONG: [name: string, value: unknown][] = [
  ["a list", []],
  ["a number", 5],
  ["nothing", undefined],
  ["another object", { arms: [] }],
];

for (const [name, value] of WRONG) {
  Deno.test(`distribution() refuses ${name} at the call`, () => {
    const call: (value: never) => unknown = distribution;
    assertThrows(() => call(value as never), TypeError, "what measure() gives is needed");
  });
}
