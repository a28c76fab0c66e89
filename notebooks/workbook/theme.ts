/** Colours that are right on light and on dark pages, and the two forms of a picture that need them. */

import { escapeXml } from "./svg_text.ts";
import type { Drawing } from "./flatten.ts";

/** Text and lines on a light page; contrast 15:1 on white. */
const LIGHT_INK = "#1f2328";

/** Text and lines on a dark page; contrast 12:1 on #111111. */
const DARK_INK = "#d7dbe0";

/** Behind the picture, its tips and halos on a light and on a dark page: the colours of JupyterLab 4.6. */
const LIGHT_PAPER = "#ffffff";
const DARK_PAPER = "#111111";

/** A colour for marks that stands out from white and from black alike: contrast 4.1:1 and 5.1:1. */
export const ACCENT = "#3584c4";

/** Plot's reference to the colour behind a mark. */
const PAPER_VARIABLE = "var(--plot-background)";

/**
 * The picture for a page: it follows the page's theme by itself, also as an `<img>`, without a script.
 *
 * It has a paper of its own: a page that names no colour scheme (nbconvert 7.17 writes such ones) leaves the ink to the
 * reader's system, which may be dark while the page is white. On a page that does, the paper has the page's colour.
 */
export function themedSvg(drawing: Drawing, description: string): string {
  const style = `svg{color:${LIGHT_INK};--plot-background:${LIGHT_PAPER}}text{white-space:pre}` +
    `@media(prefers-color-scheme:dark){svg{color:${DARK_INK};--plot-background:${DARK_PAPER}}}`;
  return wrap(
    drawing,
    `<title>${escapeXml(description)}</title><style>${style}</style>` +
      `<rect width="100%" height="100%" fill="${PAPER_VARIABLE}"/>${drawing.content}`,
  );
}

/** The picture for paper: white behind, dark ink, and no style sheet, which not every renderer reads in full. */
export function printSvg(drawing: Drawing): string {
  const content = drawing.content.replaceAll(PAPER_VARIABLE, LIGHT_PAPER);
  const paper = `<rect width="100%" height="100%" fill="${LIGHT_PAPER}"/>`;
  return wrap(drawing, `${paper}<g color="${LIGHT_INK}" xml:space="preserve">${content}</g>`);
}

function wrap({ width, height }: Drawing, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" ` +
    `height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">${content}</svg>`;
}
