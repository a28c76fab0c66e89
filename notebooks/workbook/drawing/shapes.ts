/** Pictures without axes, made of boxes and words: what Plot has no mark for. Knows pixels, not data. */

import type { Drawing } from "./flatten.ts";
import { escapeXml, NODES_MAX, textWidth } from "./svg_text.ts";

/** Letters inside of a picture, and their lines' height, in pixels. */
export const FONT_PIXELS = 12;
export const LINE_PIXELS = 15;

/** A box and how it is painted. */
export interface BoxSpec {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A colour, a hatching, or `none`. */
  readonly fill: string;
  /** Pale enough that ink can be read on it; 1 when not given. */
  readonly fillOpacity?: number;
  readonly stroke?: string;
  /** As `stroke-dasharray` takes it. */
  readonly dash?: string;
}

/** Lines of words; `y` is the top of the first. */
export interface WordsSpec {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
  readonly anchor?: "start" | "middle" | "end";
  readonly isBold?: boolean;
}

/** A line along a path. */
export interface StrokeSpec {
  /** As the attribute `d` of an SVG path. */
  readonly path: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: string;
}

/** A mark at a place. */
export interface SpotSpec {
  readonly x: number;
  readonly y: number;
  readonly form: "circle" | "square" | "diamond";
  /** From its middle to its side. */
  readonly radius: number;
  readonly fill: string;
  readonly stroke?: string;
}

/** How strong a colour is behind words: at this share the ink keeps more than its contrast of 4.5 on both pages. */
export const TINT = 0.22;

/** Draws a box. */
export function box({ fill, fillOpacity = 1, stroke, dash, ...place }: BoxSpec): string {
  return element("rect", {
    x: place.x,
    y: place.y,
    width: Math.max(0, place.width),
    height: Math.max(0, place.height),
    fill,
    ...(fillOpacity === 1 ? {} : { "fill-opacity": fillOpacity }),
    ...(stroke === undefined ? {} : { stroke }),
    ...(dash === undefined ? {} : { "stroke-dasharray": dash }),
  });
}

/** Draws words in ink: colours are for marks alone. */
export function words({ x, y, lines, anchor = "start", isBold = false }: WordsSpec): string {
  return lines.map((line, index) =>
    element("text", {
      x,
      y: y + index * LINE_PIXELS + FONT_PIXELS - 1,
      fill: "currentColor",
      "font-size": FONT_PIXELS,
      "font-family": "sans-serif",
      ...(anchor === "start" ? {} : { "text-anchor": anchor }),
      ...(isBold ? { "font-weight": "bold" } : {}),
    }, escapeXml(line))
  ).join("");
}

/** The room that the widest of these lines takes; 0 without one. */
export function widestOf(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((line) => textWidth(line, FONT_PIXELS)));
}

/** Draws a line. */
export function stroke({ path, stroke = "currentColor", width = 1, dash }: StrokeSpec): string {
  return element("path", {
    d: path,
    fill: "none",
    stroke,
    "stroke-width": width,
    ...(dash === undefined ? {} : { "stroke-dasharray": dash }),
  });
}

/** Draws a mark. */
export function spot({ x, y, form, radius, fill, stroke = "currentColor" }: SpotSpec): string {
  if (form === "circle") {
    return element("circle", { cx: x, cy: y, r: radius, fill, stroke, "stroke-width": 1.2 });
  }
  const turn = form === "diamond" ? { transform: `rotate(45 ${pixel(x)} ${pixel(y)})` } : {};
  const side = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  return element("rect", { ...side, fill, stroke, "stroke-width": 1.2, ...turn });
}

/** Half the height of a diamond, and half the size of a cross. */
const DIAMOND_PIXELS = 6;
const CROSS_PIXELS = 5;

/** Draws the hollow diamond that stands where something was expected. */
export function hollowDiamond({ x, y }: { readonly x: number; readonly y: number }): string {
  const r = DIAMOND_PIXELS;
  const path = `M${pixel(x)} ${pixel(y - r)}l${r} ${r}l${-r} ${r}l${-r} ${-r}Z`;
  return stroke({ path, width: 1.6 });
}

/** Draws the cross that stands where something ends. */
export function cross({ x, y }: { readonly x: number; readonly y: number }): string {
  const [west, east] = [pixel(x - CROSS_PIXELS), pixel(x + CROSS_PIXELS)];
  const [north, south] = [pixel(y - CROSS_PIXELS), pixel(y + CROSS_PIXELS)];
  return stroke({
    path: `M${west} ${north}L${east} ${south}M${west} ${south}L${east} ${north}`,
    width: 2.5,
  });
}

/** Puts parts onto one drawing. */
export function sheet(
  { width, height }: { readonly width: number; readonly height: number },
  parts: readonly string[],
): Drawing {
  if (parts.length > NODES_MAX) {
    throw new RangeError(
      `Cannot draw this chart: it has more than ${NODES_MAX} marks; draw fewer, or sums of them`,
    );
  }
  return { width, height: Math.max(1, Math.ceil(height)), content: parts.join("\n") };
}

/** A place in a path: a hundredth of a pixel is enough. */
export function pixel(value: number): number {
  return Number(value.toFixed(2));
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content = "",
): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    ` ${key}="${typeof value === "number" ? pixel(value) : escapeXml(value)}"`
  ).join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}
