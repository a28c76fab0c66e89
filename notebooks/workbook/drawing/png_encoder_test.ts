/** Tests of the PNG writer, read back with another implementation's decoder. */
import { assertEquals } from "@std/assert";
import { decodePng } from "../../../tests/support/png.ts";
import { encodePng } from "./png_encoder.ts";

Deno.test("encodePng() writes pixels that come back as they were", () => {
  const data = Uint8ClampedArray.from({ length: 3 * 2 * 4 }, (_, index) => index * 10);
  const { width, height, data: read } = decodePng(encodePng({ width: 3, height: 2, data }));
  assertEquals([width, height], [3, 2]);
  assertEquals([...read], [...data]);
});

Deno.test("encodePng() begins and ends as the format says", () => {
  const file = encodePng({ width: 1, height: 1, data: new Uint8ClampedArray(4) });
  assertEquals([...file.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  // The empty last chunk with its checksum is the same in every PNG.
  assertEquals([...file.subarray(-12)], [
    0,
    0,
    0,
    0,
    0x49,
    0x45,
    0x4e,
    0x44,
    0xae,
    0x42,
    0x60,
    0x82,
  ]);
});
