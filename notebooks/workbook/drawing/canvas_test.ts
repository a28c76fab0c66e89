/** Tests of the small canvas. */
import { assertEquals, assertThrows } from "@std/assert";
import { decodePng } from "../../../tests/support/png.ts";
import { makeCanvas, parseColour, type SmallCanvas } from "./canvas.ts";

const COLOURS: [text: string, expected: [number, number, number, number]][] = [
  ["#f80", [255, 136, 0, 255]],
  ["#3584c4", [53, 132, 196, 255]],
  ["rgb(1, 2, 3)", [1, 2, 3, 255]],
  ["rgba(1,2,3,0.5)", [1, 2, 3, 128]],
  ["rgb(1 2 3 / 0.5)", [1, 2, 3, 128]],
  ["rgb(35.7, 0, 0)", [36, 0, 0, 255]],
  ["tomato", [128, 128, 128, 255]],
  ["", [128, 128, 128, 255]],
];

for (const [text, expected] of COLOURS) {
  Deno.test(`parseColour() reads "${text}"`, () => assertEquals(parseColour(text), expected));
}

function pixelsOf(canvas: SmallCanvas): number[][] {
  const { data } = decodePng(Uint8Array.fromBase64(canvas.toDataURL().split(",")[1] ?? ""));
  return Array.from(
    { length: data.length / 4 },
    (_, index) => [...data.subarray(index * 4, index * 4 + 4)],
  );
}

Deno.test("makeCanvas() paints rectangles, cut at its edges", () => {
  const canvas = makeCanvas();
  canvas.width = 3;
  canvas.height = 1;
  const context = canvas.getContext("2d");
  if (context === null) throw new TypeError("no context");
  context.fillStyle = "#ff0000";
  context.fillRect(1, -5, 10, 20);
  assertEquals(pixelsOf(canvas), [[0, 0, 0, 0], [255, 0, 0, 255], [255, 0, 0, 255]]);
});

Deno.test("makeCanvas() takes image data and becomes empty when its size is set", () => {
  const canvas = makeCanvas();
  canvas.width = 1;
  canvas.height = 2;
  const context = canvas.getContext("2d");
  if (context === null) throw new TypeError("no context");
  const image = context.createImageData(1, 1);
  image.data.set([9, 8, 7, 255]);
  context.putImageData(image, 0, 1);
  assertEquals(pixelsOf(canvas), [[0, 0, 0, 0], [9, 8, 7, 255]]);
  canvas.height = 1;
  assertEquals(pixelsOf(canvas), [[0, 0, 0, 0]]);
});

Deno.test("makeCanvas() refuses a size that would fill the memory, and other kinds of context", () => {
  const canvas = makeCanvas();
  assertThrows(() => canvas.width = 1e9, RangeError, "Cannot make a canvas");
  assertEquals(canvas.getContext("webgl"), null);
});
