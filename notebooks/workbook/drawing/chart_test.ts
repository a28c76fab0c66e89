/** Tests of the bundle that a chart becomes. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DISPLAY, type DisplayBundle } from "../../../probes/mod.ts";
import { colourCount, decodePng } from "../../../tests/support/png.ts";
import type { Chart } from "./chart.ts";
import { plot } from "./plot.ts";

async function bundleOf(chart: Chart): Promise<DisplayBundle> {
  return await chart[DISPLAY]();
}

const DATA = [{ x: 1, y: 2 }, { x: 2, y: 3 }];

function example(): Chart {
  return plot((library) => ({
    title: 'Dots & "more"',
    height: 120,
    marks: [library.dot(DATA, { x: "x", y: "y", r: 8, fill: "#ff0000" })],
  }));
}

Deno.test("a chart is shown as HTML, PNG and text, and not as bare SVG", async () => {
  assertEquals(Object.keys(await bundleOf(example())).sort(), [
    "image/png",
    "text/html",
    "text/plain",
  ]);
});

Deno.test("a chart's HTML is one image that follows the theme, with its description", async () => {
  const html = (await bundleOf(example()))["text/html"] ?? "";
  assertStringIncludes(html, 'alt="Dots &amp; &quot;more&quot;"');
  assert(!/<svg|<script|<style/.test(html), "parts that an untrusted notebook loses");
  const encoded = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(html)?.[1] ?? "";
  const svg = new TextDecoder().decode(Uint8Array.fromBase64(encoded));
  assertStringIncludes(svg, "@media(prefers-color-scheme:dark)");
  assertStringIncludes(svg, "currentColor");
});

Deno.test("a chart's PNG is twice its size, white behind, with marks and letters", async () => {
  const png = decodePng(Uint8Array.fromBase64((await bundleOf(example()))["image/png"] ?? ""));
  assertEquals(png.width, 1280);
  assert(png.height >= 240);
  assertEquals([...png.data.subarray(0, 4)], [255, 255, 255, 255]);
  assert(colourCount(png) > 20, "a picture without text has few colours");
  assert(
    countPixels(png.data, ([red = 0, green = 0]) => red > 250 && green < 5) > 300,
    "no red dots",
  );
  const title = png.data.subarray(0, png.width * 4 * 44);
  assert(
    countPixels(title, ([red = 255]) => red < 60) > 200,
    "no letters in the title: the font is missing",
  );
});

Deno.test("a chart's text is made from its data", async () => {
  assertEquals(
    (await bundleOf(example()))["text/plain"],
    'Dots & "more"\n2 values:\n  x 1, y 2\n  x 2, y 3',
  );
});

Deno.test("a chart is drawn once, however often it is shown", async () => {
  let drawnCount = 0;
  const chart = plot((library) => {
    drawnCount += 1;
    return { marks: [library.frame()] };
  });
  assertEquals(drawnCount, 0);
  await chart.toSvg();
  await chart.toText();
  await chart[DISPLAY]();
  assertEquals(drawnCount, 1);
});

Deno.test("plot() tells in its text what Plot warned of", async () => {
  const chart = plot((library) => ({
    marks: [library.dot(["3.10", "3.11"], { x: (text: string) => text })],
  }));
  assertStringIncludes(await chart.toText(), "Plot: ");
});

Deno.test("plot() counts the values that its text does not list", async () => {
  const values = Array.from({ length: 50 }, (_, index) => index);
  const chart = plot((library) => ({ marks: [library.dotX(values)] }));
  assertStringIncludes(await chart.toText(), "50 values:\n  0\n");
  assertStringIncludes(await chart.toText(), "… and 42 more");
});

function countPixels(data: Uint8Array, accepts: (pixel: Uint8Array) => boolean): number {
  let count = 0;
  for (let offset = 0; offset < data.length; offset += 4) {
    if (accepts(data.subarray(offset, offset + 4))) count += 1;
  }
  return count;
}
