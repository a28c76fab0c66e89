/** What all figures of panels have in common: their width, the space for axes, and the order of their parts. */

import { type Drawing, drawText, stack } from "./flatten.ts";

/** Width of a picture in pixels: a notebook's output column on a small laptop. */
export const FIGURE_WIDTH = 720;

/** A panel's width and its space for axes: the same in all panels of a figure, so that their frames stand above each other. */
export const PANEL_FRAME = {
  width: FIGURE_WIDTH,
  marginLeft: 58,
  marginRight: 16,
  marginTop: 24,
  marginBottom: 40,
} as const;

/** The words around the panels; empty ones take no room. */
export interface FigureWords {
  readonly title: string;
  readonly subtitle: string;
  readonly caption: readonly string[];
}

/** Puts title, subtitle, parts and caption below each other. */
export function stackFigure(
  { title, subtitle, caption }: FigureWords,
  parts: readonly Drawing[],
): Drawing {
  return stack([
    drawText(title, "title", FIGURE_WIDTH),
    ...(subtitle === "" ? [] : [drawText(subtitle, "subtitle", FIGURE_WIDTH)]),
    ...parts,
    ...(caption.length === 0 ? [] : [drawText(caption.join("\n"), "caption", FIGURE_WIDTH)]),
  ]);
}

/** What stands above a panel. */
export function drawHeading(text: string): Drawing {
  return drawText(text, "subtitle", FIGURE_WIDTH);
}

/** An axis of things that are counted from 1 and stand in their order. */
export function countedAxis(label: string, last: number) {
  return {
    ...namedAxis(label),
    domain: [0.5, last + 0.5],
    ticks: countedTicks(last),
    tickFormat: (place: number) => `${place}`,
  };
}

/** An axis with its name in the middle below it, where no number stands. */
export function namedAxis(label: string) {
  return { label, labelAnchor: "center", labelArrow: "none", labelOffset: 36 } as const;
}

/** Beyond this many their numbers are ticked sparsely. */
const COUNTED_TICKS_MAX = 15;

/** Whole numbers that an axis has room for, the first one among them. */
export function countedTicks(last: number, ticksMax = COUNTED_TICKS_MAX): number[] {
  const step = Math.ceil(last / ticksMax);
  return Array.from({ length: last }, (_, index) => index + 1)
    .filter((_, index) => index % step === 0);
}

/** A list in pieces of one length: what has no room in one panel, or beside each other, goes on below. */
export function chunked<Item>(items: readonly Item[], length: number): Item[][] {
  return Array.from(
    { length: Math.ceil(items.length / length) },
    (_, index) => items.slice(index * length, (index + 1) * length),
  );
}
