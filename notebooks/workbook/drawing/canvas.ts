/**
 * The little of a canvas that Plot uses for continuous legends and rasters: filled rectangles, image data
 * and a data URL. The documents that run without a browser have no canvas at all.
 */

import { encodePng } from "./png_encoder.ts";

/** Pixels of one canvas at most: a full-screen raster at twice the resolution. */
const PIXELS_MAX = 16_000_000;

/** A canvas that can be painted on and read as a PNG. */
export interface SmallCanvas {
  width: number;
  height: number;
  getContext(kind: string): SmallContext | null;
  toDataURL(): string;
}

/** What can be done to it. */
export interface SmallContext {
  fillStyle: string;
  fillRect(x: number, y: number, width: number, height: number): void;
  createImageData(width: number, height: number): SmallImage;
  putImageData(image: SmallImage, x: number, y: number): void;
}

/** Pixels, four bytes each: red, green, blue, opacity. */
export interface SmallImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Makes a canvas of the usual size; setting width or height makes it empty, as in a browser. */
export function makeCanvas(): SmallCanvas {
  let image = makeImage(300, 150);
  const resize = (width: number, height: number) => {
    image = makeImage(width, height);
  };
  const context: SmallContext = {
    fillStyle: "#000000",
    fillRect(x, y, width, height) {
      const [red, green, blue, opacity] = parseColour(this.fillStyle);
      for (let row = Math.max(0, Math.round(y)); row < Math.min(image.height, y + height); row++) {
        for (
          let column = Math.max(0, Math.round(x));
          column < Math.min(image.width, x + width);
          column++
        ) {
          image.data.set([red, green, blue, opacity], 4 * (row * image.width + column));
        }
      }
    },
    createImageData: makeImage,
    putImageData(source, x, y) {
      for (let row = 0; row < source.height; row++) {
        const start = 4 * ((row + y) * image.width + x);
        const from = 4 * row * source.width;
        if (row + y >= 0 && row + y < image.height) {
          image.data.set(source.data.subarray(from, from + 4 * source.width), start);
        }
      }
    },
  };
  return {
    get width() {
      return image.width;
    },
    set width(width) {
      resize(width, image.height);
    },
    get height() {
      return image.height;
    },
    set height(height) {
      resize(image.width, height);
    },
    getContext: (kind) => kind === "2d" ? context : null,
    toDataURL: () => `data:image/png;base64,${encodePng(image).toBase64()}`,
  };
}

/** Reads the colours that Plot's scales give: `#rgb`, `#rrggbb`, `rgb(…)`, `rgba(…)`; anything else is grey. */
export function parseColour(
  text: string,
): [red: number, green: number, blue: number, opacity: number] {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (hex !== undefined) {
    const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
    const value = Number.parseInt(long, 16);
    return [value >> 16, (value >> 8) & 255, value & 255, 255];
  }
  const parts = /^rgba?\(([^)]*)\)$/.exec(text)?.[1]?.split(/[\s,/]+/).map(Number);
  const [red, green, blue, opacity = 1] = parts ?? [];
  if (red === undefined || green === undefined || blue === undefined) return [128, 128, 128, 255];
  return [Math.round(red), Math.round(green), Math.round(blue), Math.round(opacity * 255)];
}

function makeImage(width: number, height: number): SmallImage {
  const size = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
  if (size.width * size.height > PIXELS_MAX) {
    throw new RangeError(
      `Cannot make a canvas: ${size.width} × ${size.height} is above ${PIXELS_MAX} pixels`,
    );
  }
  return { ...size, data: new Uint8ClampedArray(4 * size.width * size.height) };
}
