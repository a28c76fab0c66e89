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
  for (let row = 0; row < height; row++) {
    const from = row * (rowBytes + 1);
    const to = row * rowBytes;
    const filter = raw[from] ?? 0;
    for (let column = 0; column < rowBytes; column++) {
      // A million bytes a picture: no list, no call but one.
      const left = column < channels ? 0 : rows[to + column - channels] ?? 0;
      const up = row === 0 ? 0 : rows[to - rowBytes + column] ?? 0;
      const corner = row === 0 || column < channels
        ? 0
        : rows[to - rowBytes + column - channels] ?? 0;
      rows[to + column] = (raw[from + 1 + column] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  if (channels === 4) return { width, height, data: rows };
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0, from = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      data[pixel * 4 + channel] = rows[from++] ?? 0;
    }
  }
  return { width, height, data };
}

/** Filter types 0 to 4 (PNG, third edition, 9.2). */
function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const toLeft = Math.abs(guess - left);
  const toUp = Math.abs(guess - up);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
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
