/** Writes pixels as a PNG file (PNG specification, third edition: 5.3 chunk layout, 9.2 filter types, 11.2 chunks). */

import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Encodes 8-bit red, green, blue and opacity; rows are not filtered, which is enough for small pictures. */
export function encodePng(
  image: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray },
): Uint8Array {
  const rowBytes = image.width * 4;
  const raw = new Uint8Array(image.height * (rowBytes + 1));
  for (let row = 0; row < image.height; row++) {
    // The first byte of a row is its filter type: 0, none.
    raw.set(image.data.subarray(row * rowBytes, (row + 1) * rowBytes), row * (rowBytes + 1) + 1);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  // Bit depth 8, colour type 6 (truecolour with alpha), the only compression, filter method and no interlacing.
  header.set([8, 6, 0, 0, 0], 8);
  return joined([
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", header),
    chunk("IDAT", new Uint8Array(deflateSync(raw))),
    chunk("IEND", new Uint8Array()),
  ]);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const named = joined([new TextEncoder().encode(type), content]);
  const frame = new Uint8Array(8);
  new DataView(frame.buffer).setUint32(0, content.length);
  new DataView(frame.buffer).setUint32(4, crc32(named));
  return joined([frame.subarray(0, 4), named, frame.subarray(4)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
