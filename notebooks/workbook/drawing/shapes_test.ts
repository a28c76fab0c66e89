/** Tests of boxes, words and hatching, and of the contrast of words on tinted boxes. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { hatched, hatchPatterns } from "./hatch.ts";
import { box, pixel, sheet, stroke, TINT, words } from "./shapes.ts";
import { NODES_MAX } from "./svg_text.ts";
import { COLOURS, THEMES } from "./theme.ts";

Deno.test("box() draws a box, and none with less than no width", () => {
  assertEquals(
    box({ x: 1, y: 2, width: -3, height: 4.567, fill: "none", stroke: "red" }),
    '<rect x="1" y="2" width="0" height="4.57" fill="none" stroke="red"/>',
  );
});

Deno.test("words() writes each line below the other, in ink, with nothing that XML would take for itself", () => {
  const svg = words({ x: 0, y: 0, lines: ["a < b", "&"], anchor: "end", isBold: true });
  assertStringIncludes(svg, ">a &lt; b</text>");
  assertStringIncludes(svg, ">&amp;</text>");
  assertEquals([...svg.matchAll(/ y="(\d+)"/g)].map(([, y]) => y), ["11", "26"]);
  assertEquals(svg.match(/fill="currentColor"/g)?.length, 2);
});

Deno.test("stroke() draws a path, with gaps if told", () => {
  assertEquals(
    stroke({ path: "M0 0h5", dash: "2 1" }),
    '<path d="M0 0h5" fill="none" stroke="currentColor" stroke-width="1" stroke-dasharray="2 1"/>',
  );
});

Deno.test("sheet() refuses more marks than a page can bear", () => {
  const parts = Array.from({ length: NODES_MAX + 1 }, () => "<g/>");
  assertThrows(() => sheet({ width: 1, height: 1 }, parts), RangeError, "more than 20000 marks");
});

Deno.test("pixel() keeps a hundredth", () => {
  assertEquals([1 / 3, 2, 1e-9].map(pixel), [0.33, 2, 0]);
});

Deno.test("hatched() names a pattern that hatchPatterns() defines, once a colour", () => {
  const { content, height } = hatchPatterns([COLOURS.blue, COLOURS.blue, COLOURS.grey], 720);
  assertEquals(height, 0);
  assertEquals(content.match(/<pattern/g)?.length, 2);
  const [, id = ""] = /^url\(#(.+)\)$/.exec(hatched(COLOURS.blue)) ?? [];
  assertStringIncludes(content, `id="${id}"`);
});

for (const [theme, { ink, paper }] of Object.entries(THEMES)) {
  for (const [name, colour] of Object.entries(COLOURS)) {
    Deno.test(`TINT leaves words readable on ${name} in the ${theme} theme`, () => {
      const ratio = contrast(channels(ink), mixed(channels(colour), channels(paper)));
      // WCAG 2.2, 1.4.3.
      assert(ratio >= 4.5, `${ratio}`);
    });
  }
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}

function mixed(over: readonly number[], under: readonly number[]): number[] {
  return over.map((value, index) => value * TINT + (under[index] ?? 0) * (1 - TINT));
}

/** WCAG 2.2, definitions of contrast ratio and relative luminance. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [one, other].map((colour) => {
    const [red = 0, green = 0, blue = 0] = colour.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }).sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}
