/** Tests of scaling and trend: which marks are hollow, what lies beyond the processors, and where curves share a panel. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { fakeScalingRow, fakeTrendRow } from "../../../../tests/support/fake_rows.ts";
import { scaling } from "./scaling.ts";
import { versionTrend } from "./version_trend.ts";

const HOLLOW = "Hollow: other families";

Deno.test("versionTrend() draws all families hollow but the one with most releases", async () => {
  const short = { ...fakeTrendRow("short"), points: fakeTrendRow().points.slice(0, 2) };
  const svg = await versionTrend([short, fakeTrendRow("long")]).toSvg();
  assertStringIncludes(svg, HOLLOW);
  assertEquals(filledDots(svg), [["var(--plot-background)", 3], ["#cf6a12", 4]]);
});

Deno.test("versionTrend() takes the family that is named", async () => {
  const rows = [fakeTrendRow("a"), fakeTrendRow("b")];
  const svg = await versionTrend(rows, { family: "b" }).toSvg();
  assertEquals(filledDots(svg), [["var(--plot-background)", 4], ["#cf6a12", 4]]);
});

Deno.test("versionTrend() says nothing of hollow marks for one family", async () => {
  assert(!(await versionTrend([fakeTrendRow()]).toSvg()).includes(HOLLOW));
});

Deno.test("versionTrend() stands 3.9 in front of 3.10", async () => {
  const points = ["3.10", "3.9", "3.14"].map((release) => ({
    release,
    speed: 1,
    low: null,
    high: null,
  }));
  const text = await versionTrend([{ label: "a", points }]).toText();
  assertStringIncludes(text, "a: 3.9 1.000x, 3.10 1.000x, 3.14 1.000x");
});

Deno.test("scaling() marks what lies beyond the processors, and only that", async () => {
  const rows = [fakeScalingRow()];
  assertStringIncludes(await scaling(rows, { processors: 2 }).toSvg(), "more workers than the 2");
  for (const options of [{}, { processors: 4 }]) {
    assert(!(await scaling(rows, options).toSvg()).includes("Grey ground"));
  }
});

Deno.test("scaling() draws four curves a panel, each with the ideal line", async () => {
  const ideals = async (count: number) => {
    const rows = Array.from({ length: count }, (_, index) => fakeScalingRow(`${index}`));
    return (await scaling(rows).toSvg()).match(/stroke-dasharray="8 5"/g)?.length;
  };
  assertEquals([await ideals(4), await ideals(5)], [1, 2]);
});

Deno.test("scaling() refuses more workers than an axis has room for", () => {
  const points = [{ workers: 5000, speedup: 1, low: null, high: null }];
  assertThrows(() => scaling([{ label: "a", points }]), RangeError, "at most 1024 can be drawn");
});

/** How many marks of legend and panel are filled with which colour, in the order of first occurrence. */
function filledDots(svg: string): [fill: string, count: number][] {
  const counts = new Map<string, number>();
  for (const [, attributes = "", content = ""] of svg.matchAll(DOTS)) {
    const [, fill = ""] = /fill="([^"]+)"/.exec(attributes) ?? [];
    const marks = content.match(/<(?:path|circle)/g)?.length ?? 0;
    counts.set(fill, (counts.get(fill) ?? 0) + marks);
  }
  return [...counts];
}

const DOTS = /<g ([^>]*aria-label="dot"[^>]*)>(.*?)<\/g>/gs;
