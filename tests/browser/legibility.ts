/** Judges a screenshot of a chart: is each of its texts and marks really to be seen where it stands? */
import type { Pixels } from "../support/png.ts";

/** A text or a mark of a chart and the box that it fills, in pixels of the unscaled chart. */
export interface ChartPart {
  readonly kind: "text" | "mark";
  /** The text itself; the name of the mark. */
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A chart as its SVG describes it. */
export interface ChartParts {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly ChartPart[];
}

/** Red, green, blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Least contrast of text (WCAG 2.2, 1.4.3). */
const TEXT_CONTRAST_MIN = 4.5;

/** Least contrast of the strongest mark (WCAG 2.2, 1.4.11). */
const STRONG_MARK_CONTRAST_MIN = 3;

/** Every other mark may be pale, as a tick of many is; below this the eye finds nothing. */
const MARK_CONTRAST_MIN = 1.15;

/** Share of a text's box that is at least ink: a colon or an arrow has 3 %, blurred edges counted. */
const TEXT_INK_MIN = 0.02;

/** Pixels that a smoothed edge may reach beyond its box. */
const EDGE_PIXELS = 2;

/** Share of a letter's height that two boxes may share: they include room for descenders. */
const OVERLAP_SHARE_MAX = 0.2;

/** What is wrong with the picture of a chart; empty when everything can be read. */
export function findFaults(picture: Pixels, chart: ChartParts): string[] {
  const scale = picture.width / chart.width;
  const parts = chart.parts.map((part) => scaled(part, scale));
  const texts = parts.filter(({ kind }) => kind === "text");
  const marks = parts.filter(({ kind }) => kind === "mark");
  const background = commonColour(picture, whole(picture));
  const markContrasts = marks.map((mark) => strongest(picture, { box: mark, background }));
  const faults = [
    ...(texts.length === 0 ? ["no text at all"] : []),
    ...(marks.length === 0 ? ["no mark at all"] : []),
    ...texts.flatMap((text) => textFaults(picture, text)),
    ...overlaps(texts),
    ...marks.flatMap(({ name }, index) =>
      (markContrasts[index] ?? 1) < MARK_CONTRAST_MIN ? [`mark "${name}" is not to be seen`] : []
    ),
    ...(marks.length > 0 && Math.max(...markContrasts) < STRONG_MARK_CONTRAST_MIN
      ? [
        `no mark has a contrast of ${STRONG_MARK_CONTRAST_MIN}: ${
          Math.max(...markContrasts).toFixed(1)
        }`,
      ]
      : []),
  ];
  return [...new Set(faults)];
}

/** The most frequent colour: what a chart is drawn on. */
export function backgroundOf(picture: Pixels): Colour {
  return commonColour(picture, whole(picture));
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function scaled(part: ChartPart, scale: number): ChartPart {
  return {
    ...part,
    left: part.left * scale,
    top: part.top * scale,
    width: part.width * scale,
    height: part.height * scale,
  };
}

function whole({ width, height }: Pixels): Box {
  return { left: 0, top: 0, width, height };
}

function textFaults(picture: Pixels, text: ChartPart): string[] {
  const right = text.left + text.width;
  const bottom = text.top + text.height;
  const isCut = text.left < -EDGE_PIXELS || text.top < -EDGE_PIXELS ||
    right > picture.width + EDGE_PIXELS || bottom > picture.height + EDGE_PIXELS;
  if (isCut) return [`"${text.name}" reaches beyond the picture`];
  const counts = countColours(picture, text);
  const background = commonest(counts);
  const found = [...counts].map(([packed, count]) => ({
    contrast: contrast(unpacked(packed), background),
    count,
  }));
  const best = Math.max(1, ...found.map((one) => one.contrast));
  if (best < TEXT_CONTRAST_MIN) return [`"${text.name}" has a contrast of ${best.toFixed(1)}`];
  // Smoothed edges are between ink and page: half of the best contrast is still a letter's.
  const inked = found.filter((one) => one.contrast > 1 + (best - 1) / 3);
  const ink = countOf(inked) / countOf(found);
  return ink < TEXT_INK_MIN ? [`"${text.name}" is next to nothing: ${ink.toFixed(3)} ink`] : [];
}

/** Texts that are printed over each other. */
function overlaps(texts: readonly ChartPart[]): string[] {
  return texts.flatMap((one, index) =>
    texts.slice(index + 1).flatMap((other) => {
      const wide = Math.min(one.left + one.width, other.left + other.width) -
        Math.max(one.left, other.left);
      const high = Math.min(one.top + one.height, other.top + other.height) -
        Math.max(one.top, other.top);
      const isOver = wide > 1 && high > OVERLAP_SHARE_MAX * Math.min(one.height, other.height);
      return isOver ? [`"${one.name}" and "${other.name}" lie over each other`] : [];
    })
  );
}

function strongest(
  picture: Pixels,
  { box, background }: { box: Box; background: Colour },
): number {
  const colours = [...countColours(picture, grown(box)).keys()].map(unpacked);
  return Math.max(1, ...colours.map((colour) => contrast(colour, background)));
}

/** A line without width has a box without width, and smoothing spreads it. */
function grown({ left, top, width, height }: Box): Box {
  return { left: left - 1, top: top - 1, width: width + 2, height: height + 2 };
}

function commonColour(picture: Pixels, box: Box): Colour {
  return commonest(countColours(picture, box));
}

function commonest(counts: ReadonlyMap<number, number>): Colour {
  const [packed] = [...counts].reduce((most, next) => next[1] > most[1] ? next : most, [0, 0]);
  return unpacked(packed);
}

function countOf(found: readonly { readonly count: number }[]): number {
  return found.reduce((sum, { count }) => sum + count, 0);
}

/**
 * How many pixels of a box have each colour, its three bytes in one number. A picture has hundreds of thousands of pixels
 * and some hundred colours: what is asked of a colour is asked once.
 */
function countColours({ width, height, data }: Pixels, box: Box): Map<number, number> {
  const counts = new Map<number, number>();
  const right = Math.min(width, Math.ceil(box.left + box.width));
  const bottom = Math.min(height, Math.ceil(box.top + box.height));
  for (let y = Math.max(0, Math.floor(box.top)); y < bottom; y++) {
    for (let x = Math.max(0, Math.floor(box.left)); x < right; x++) {
      const at = 4 * (y * width + x);
      const packed = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
      counts.set(packed, (counts.get(packed) ?? 0) + 1);
    }
  }
  return counts;
}

function unpacked(packed: number): Colour {
  return [packed >> 16, (packed >> 8) & 255, packed & 255];
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
