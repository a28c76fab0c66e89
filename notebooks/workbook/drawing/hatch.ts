/** Hatching: what was not measured here and now looks so, also without colour. */

import type { Drawing } from "./flatten.ts";
import { box, type BoxSpec, pixel } from "./shapes.ts";

/** Distance of two strokes, and their width, in pixels; chosen by eye on marks of 12 pixels. */
const STEP_PIXELS = 5;
const STROKE_PIXELS = 2;

/** The fill that hatches in this colour; `hatchPatterns()` of the same colour has to be part of the picture. */
export function hatched(colour: string): string {
  return `url(#${patternName(colour)})`;
}

/** Height of the hatching at a box's foot: above it words can be read. */
const FOOT_PIXELS = 5;

/** Hatches the foot of a box that bears words. */
export function hatchedFoot(
  { x, y, width, height }: Pick<BoxSpec, "x" | "y" | "width" | "height">,
  colour: string,
): string {
  const top = y + height - FOOT_PIXELS;
  return box({ x, y: top, width, height: FOOT_PIXELS, fill: hatched(colour) });
}

/** The patterns of these colours: a part of a figure that takes no room. */
export function hatchPatterns(colours: readonly string[], width: number): Drawing {
  const patterns = [...new Set(colours)].map((colour) =>
    `<pattern id="${patternName(colour)}" width="${STEP_PIXELS}" height="${STEP_PIXELS}" ` +
    `patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<line x1="${pixel(STROKE_PIXELS / 2)}" y1="0" x2="${pixel(STROKE_PIXELS / 2)}" ` +
    `y2="${STEP_PIXELS}" stroke="${colour}" stroke-width="${STROKE_PIXELS}"/></pattern>`
  );
  return { width, height: 0, content: `<defs>${patterns.join("")}</defs>` };
}

function patternName(colour: string): string {
  return `hatch-${colour.replace(/[^0-9a-zA-Z]/g, "")}`;
}
