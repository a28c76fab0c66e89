/** Reads the pixels of a PNG with eight bits a channel, so that tests can look at pictures. */

import { inflateSync } from "node:zlib";

/** The pixels of a picture, four bytes each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Decodes colour types 2 (red, green, blue) and 6 (with opacity), not interlaced (PNG, third edition, 9 and 11). */
export function decodePng(file: Uint8Array): Pixels {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const parts: Uint8Array[] = [];
  let header = { width: 0, height: 0, channels: 4 };
  for (let offset = 8; offset < file.length;) {
    const length = view.getUint32(offset);
    const type = new TextDecoder().decode(file.subarray(offset + 4, offset + 8));
    const start = offset + 8;
    if (type === "IHDR") {
      const colourType = view.getUint8(start + 9);
      if (view.getUint8(start + 8) !== 8 || (colourType !== 2 && colourType !== 6)) {
        throw new TypeError(`Cannot decode PNG: colour type ${colourType} is not known here`);
      }
      header = {
        width: view.getUint32(start),
        height: view.getUint32(start + 4),
        channels: colourType === 2 ? 3 : 4,
      };
    }
    if (type === "IDAT") parts.push(file.subarray(start, start + length));
    offset = start + length + 4;
  }
  return unfilter(new Uint8Array(inflateSync(joined(parts))), header);
}

/** How many different colours a picture has, fully transparent pixels counted as one. */
export function colourCount({ data }: Pixels): number {
  const colours = new Set<string>();
  for (let offset = 0; offset < data.length; offset += 4) {
    colours.add(data[offset + 3] === 0 ? "none" : data.subarray(offset, offset + 4).join());
  }
  return colours.size;
}

function unfilter(
  raw: Uint8Array,
  { width, height, channels }: { width: number; height: number; channels: number },
): Pixels {
  const rowBytes = width * channels;
  const rows = new Uint8Array(rowBytes * height);
  const at = (row: number, column: number) =>
    row < 0 || column < 0 ? 0 : rows[row * rowBytes + column] ?? 0;
  for (let row = 0; row < height; row++) {
    const filter = raw[row * (rowBytes + 1)] ?? 0;
    for (let column = 0; column < rowBytes; column++) {
      const value = raw[row * (rowBytes + 1) + 1 + column] ?? 0;
      const left = at(row, column - channels);
      const up = at(row - 1, column);
      const corner = column < channels ? 0 : at(row - 1, column - channels);
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      rows[row * rowBytes + column] = value + predicted;
    }
  }
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    data.set(rows.subarray(pixel * channels, (pixel + 1) * channels), pixel * 4);
  }
  return { width, height, data };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const distances = [left, up, corner].map((value) => Math.abs(guess - value));
  const least = Math.min(...distances);
  return [left, up, corner][distances.indexOf(least)] ?? 0;
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
