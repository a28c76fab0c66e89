/** Looks at the pixels of a screenshot, decoded by the browser itself. */
import type { BrowserContext } from "playwright-core";

/** What a picture shows. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Brightness of the most frequent colour, 0 to 255. */
  readonly backgroundBrightness: number;
  /** Share of pixels that differ clearly from the most frequent colour in brightness. */
  readonly inkShare: number;
  /** Mean brightness of the grey ones among them: text and axes. */
  readonly textBrightness: number;
  /** Share of pixels that are clearly coloured. */
  readonly colouredShare: number;
}

/** Reads a PNG. */
export async function readPixels(context: BrowserContext, png: Uint8Array): Promise<Pixels> {
  // A page of its own: the lab's security policy need not allow what is done here.
  const page = await context.newPage();
  try {
    return await page.evaluate(measureInPage, png.toBase64());
  } finally {
    await page.close();
  }
}

/** Runs in the browser, so it may refer to nothing outside of itself. */
async function measureInPage(base64: string): Promise<Pixels> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext("2d");
  if (drawing === null) throw new Error("Cannot read the picture: no canvas");
  drawing.drawImage(bitmap, 0, 0);
  const data = drawing.getImageData(0, 0, width, height).data;
  const counts = new Map<number, number>();
  const pixels = Array.from({ length: width * height }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(4 * index, 4 * index + 3);
    const colour = (red << 16) | (green << 8) | blue;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
    const chroma = Math.max(red, green, blue) - Math.min(red, green, blue);
    return { brightness: (red + green + blue) / 3, chroma };
  });
  const [common = 0] = [...counts].reduce((most, next) => next[1] > most[1] ? next : most);
  const backgroundBrightness = ((common >> 16) + (common >> 8 & 255) + (common & 255)) / 3;
  const ink = pixels.filter(({ brightness }) => Math.abs(brightness - backgroundBrightness) > 80);
  const grey = ink.filter(({ chroma }) => chroma < 20);
  const coloured = pixels.filter(({ chroma }) => chroma > 60);
  const textBrightness = grey.reduce((sum, { brightness }) => sum + brightness, 0) / grey.length;
  return {
    width,
    height,
    backgroundBrightness,
    inkShare: ink.length / pixels.length,
    textBrightness,
    colouredShare: coloured.length / pixels.length,
  };
}
