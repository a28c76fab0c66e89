/** Tests of drawing and flattening, on charts that are known to come apart. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { draw, type PlotSpec } from "./draw.ts";
import { themedSvg } from "./theme.ts";

const DATA = [{ x: 1, y: 2, kind: "first" }, { x: 2, y: 3, kind: "second & third" }];

async function svgOf(spec: PlotSpec): Promise<string> {
  return themedSvg((await draw(spec)).drawing, "test");
}

Deno.test("draw() makes one picture of title, subtitle, legend, chart and caption", async () => {
  const svg = await svgOf((plot) => ({
    title: "The title",
    subtitle: "The subtitle",
    caption: "The caption",
    color: { legend: true },
    marks: [plot.dot(DATA, { x: "x", y: "y", fill: "kind" })],
  }));
  const order = ["The title", "The subtitle", "second &amp; third", "<circle", "The caption"].map((
    part,
  ) => svg.indexOf(part));
  assertEquals(order, [...order].sort((left, right) => left - right));
  assert(!order.includes(-1), `something is missing: ${order}`);
  assert(!/<(?:figure|h2|div|span|foreignObject)/.test(svg));
});

Deno.test("draw() keeps a continuous legend, which needs a canvas", async () => {
  const svg = await svgOf((plot) => ({
    color: { legend: true, type: "linear" },
    marks: [plot.dot(DATA, { x: "x", y: "y", fill: "y" })],
  }));
  assertStringIncludes(svg, "data:image/png;base64,");
});

Deno.test("draw() keeps a legend of symbols", async () => {
  const svg = await svgOf((plot) => ({
    symbol: { legend: true },
    marks: [plot.dot(DATA, { x: "x", y: "y", symbol: "kind" })],
  }));
  assertStringIncludes(svg, ">first</text>");
});

Deno.test("draw() draws a raster", async () => {
  const svg = await svgOf((plot) => ({
    marks: [
      plot.raster({
        width: 10,
        height: 10,
        fill: (x: number, y: number) => x + y,
        x1: 0,
        y1: 0,
        x2: 10,
        y2: 10,
      }),
    ],
  }));
  assertStringIncludes(svg, "<image");
});

Deno.test("draw() keeps the height of all its parts", async () => {
  const bare = await draw((plot) => ({ height: 200, marks: [plot.dot(DATA, { x: "x", y: "y" })] }));
  const titled = await draw((plot) => ({
    height: 200,
    title: "T",
    marks: [plot.dot(DATA, { x: "x", y: "y" })],
  }));
  assertEquals(bare.drawing.height, 200);
  assert(titled.drawing.height > 215);
});

Deno.test("draw() makes room for long names at the left axis", async () => {
  const name = "a name that is far too long for the usual margin";
  const svg = await svgOf((plot) => ({
    marks: [plot.dot([name], { y: (text: string) => text, x: () => 1 })],
  }));
  const place = new RegExp(`translate\\((\\d+)[^>]*>${name}<`).exec(svg)?.[1];
  assert(Number(place) > 250, `the name ends at ${place}`);
});

Deno.test("draw() collects Plot's warnings and writes nothing to the console", async () => {
  const { warnings } = await draw((plot) => ({
    marks: [plot.dot(["3.10", "3.11"], { x: (text: string) => text })],
  }));
  assertMatch(warnings.join(), /number/);
});

Deno.test("themedSvg() is well-formed: a strict reader takes it", async () => {
  const svg = await svgOf((plot) => ({
    title: "a < b & c",
    marks: [plot.text(["<&>\"'"], { frameAnchor: "middle" })],
  }));
  // Every & begins an entity that XML knows, and every element that is opened is closed.
  assertEquals(svg.match(/&(?!(?:amp|lt|gt|quot);)/g), null);
  const opened = svg.match(/<[a-zA-Z][^>]*[^/]>/g)?.length;
  assertEquals(opened, svg.match(/<\//g)?.length);
});

Deno.test("draw() keeps an axis's name clear of its numbers, unless the chart sets the margin", async () => {
  const nameBelowNumbers = async (options: { marginBottom?: number }) => {
    const svg = await svgOf((plot) => ({
      ...options,
      height: 100,
      x: { label: "seconds" },
      marks: [plot.dot([1, 2], { x: (value: number) => value })],
    }));
    const label = /translate\(\d+,(\d+)\)" text-anchor="end" aria-label="x-axis label"/;
    return Number(label.exec(svg)?.[1]);
  };
  // From the axis down to the name's baseline; the numbers end at 20.
  assertEquals(await nameBelowNumbers({}), 35);
  assertEquals(await nameBelowNumbers({ marginBottom: 30 }), 27);
});
