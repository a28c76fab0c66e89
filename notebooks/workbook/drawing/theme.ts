/** Colours that are right on light and on dark pages, and the two forms of a picture that need them. */

import type { Drawing } from "./flatten.ts";
import { escapeXml } from "./svg_text.ts";

/** What text and lines are drawn in, and what lies behind them. */
export interface Theme {
  readonly ink: string;
  readonly paper: string;
}

/** JupyterLab's two pages; the test beside this file holds ink and colours to their contrast. */
export const THEMES: Readonly<Record<"light" | "dark", Theme>> = {
  light: { ink: "#1f2328", paper: "#ffffff" },
  dark: { ink: "#d7dbe0", paper: "#111111" },
};

/**
 * Colours for marks. A picture cannot choose them by theme where it is printed or copied, so each one stands out from
 * white and from black alike (3:1 at least, WCAG 2.2, 1.4.11); none is fit for text, which is always in ink.
 * Blue and orange differ most for every kind of colour blindness, so they come first.
 */
export const COLOURS = {
  blue: "#3584c4",
  orange: "#cf6a12",
  green: "#0f8f7a",
  pink: "#b5549c",
  violet: "#8b6fc9",
  grey: "#808790",
} as const;

/** The colour of a chart that needs only one. */
export const ACCENT = COLOURS.blue;

/** The colour behind a mark, as Plot refers to it: each of the two forms below fills it in. */
export const PAPER = "var(--plot-background)";

/**
 * The picture for a page: it follows the page's theme by itself, also as an `<img>`, without a script.
 *
 * It has a paper of its own: a page that names no colour scheme (nbconvert 7.17 writes such ones) leaves the ink to the
 * reader's system, which may be dark while the page is white. On a page that does, the paper has the page's colour.
 */
export function themedSvg(drawing: Drawing, description: string): string {
  const { light, dark } = THEMES;
  const style = `svg{color:${light.ink};--plot-background:${light.paper}}text{white-space:pre}` +
    `@media(prefers-color-scheme:dark){svg{color:${dark.ink};--plot-background:${dark.paper}}}`;
  return wrap(
    drawing,
    `<title>${escapeXml(description)}</title><style>${style}</style>` +
      `<rect width="100%" height="100%" fill="${PAPER}"/>${drawing.content}`,
  );
}

/** The picture for paper: white behind, dark ink, and no style sheet, which not every renderer reads in full. */
export function printSvg(drawing: Drawing): string {
  const { ink, paper } = THEMES.light;
  const content = drawing.content.replaceAll(PAPER, paper);
  const sheet = `<rect width="100%" height="100%" fill="${paper}"/>`;
  return wrap(drawing, `${sheet}<g color="${ink}" xml:space="preserve">${content}</g>`);
}

function wrap({ width, height }: Drawing, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" ` +
    `height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">${content}</svg>`;
}
