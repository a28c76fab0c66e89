/**
 * Turns what Plot draws into one SVG. With a title, a caption or a legend Plot gives a figure of HTML and several
 * SVGs; taken alone, its last SVG would have lost the legend, and a renderer of SVG knows no HTML.
 */

import { BOLD_WIDTH, escapeXml, serializeSvg, textWidth, wrapName } from "./svg_text.ts";

/** A picture without its colours: they are added by the theme. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** SVG elements. */
  readonly content: string;
}

/** One part of the figure, as tall as it will be. */
interface Block {
  readonly height: number;
  readonly content: (y: number) => string;
}

interface TextStyle {
  readonly fontPixels: number;
  readonly weight: "normal" | "bold";
}

/** What a text above or below a chart is. */
export type TextRole = "title" | "subtitle" | "caption";

const TEXT_STYLES: Readonly<Record<TextRole, TextStyle>> = {
  title: { fontPixels: 16, weight: "bold" },
  subtitle: { fontPixels: 13, weight: "normal" },
  caption: { fontPixels: 12, weight: "normal" },
};

const LEGEND: TextStyle = { fontPixels: 12, weight: "normal" };

/** Space between text and the picture's edge, in pixels. */
const MARGIN = 4;

/** Space between two entries of a legend, in pixels. */
const LEGEND_GAP = 14;

/** Lays the parts of a figure out from top to bottom. */
export function flatten(figure: Element): Drawing {
  const parts = figure.localName === "svg" ? [figure] : [...figure.children];
  const width = Math.max(...parts.map(svgWidth), 1);
  const blocks = parts.flatMap((part) => blocksOf(part, width));
  let y = 0;
  const contents = blocks.map((block) => {
    const content = block.content(y);
    y += block.height;
    return content;
  });
  return { width, height: Math.ceil(y), content: contents.join("\n") };
}

/** Draws a text as it stands above or below a chart. */
export function drawText(text: string, role: TextRole, width: number): Drawing {
  const block = textBlock(text, width, TEXT_STYLES[role]);
  return { width, height: Math.ceil(block.height), content: block.content(0) };
}

/** Puts drawings below each other, as one. */
export function stack(drawings: readonly Drawing[]): Drawing {
  let y = 0;
  const contents = drawings.map(({ height, content }) => {
    const moved = `<g transform="translate(0 ${y})">${content}</g>`;
    y += height;
    return moved;
  });
  return {
    width: Math.max(1, ...drawings.map(({ width }) => width)),
    height: Math.max(1, y),
    content: contents.join("\n"),
  };
}

function blocksOf(part: Element, width: number): Block[] {
  const text = part.textContent ?? "";
  switch (part.localName) {
    case "svg":
      return [svgBlock(part)];
    case "h2":
      return [textBlock(text, width, TEXT_STYLES.title)];
    case "h3":
      return [textBlock(text, width, TEXT_STYLES.subtitle)];
    case "figcaption":
      return [textBlock(text, width, TEXT_STYLES.caption)];
    case "div":
    case "figure": {
      const swatches = swatchesOf(part);
      if (swatches.length > 0) return [legendBlock(swatches, width)];
      return [...part.children].flatMap((child) => blocksOf(child, width));
    }
    default:
      return [];
  }
}

function svgWidth(part: Element): number {
  return part.localName === "svg" ? Number(part.getAttribute("width") ?? 0) : 0;
}

function svgBlock(svg: Element): Block {
  const height = Number(svg.getAttribute("height") ?? 0);
  return { height, content: (y) => serializeSvg(svg, { y: `${y}`, overflow: "visible" }) };
}

function textBlock(text: string, width: number, { fontPixels, weight }: TextStyle): Block {
  const lineHeight = fontPixels * 1.35;
  const room = (width - 2 * MARGIN) / (weight === "bold" ? BOLD_WIDTH : 1);
  const lines = wrapName(text, room, fontPixels);
  return {
    height: lines.length * lineHeight + MARGIN * 2,
    content: (y) =>
      lines.map((line, index) => {
        const baseline = y + MARGIN + fontPixels + index * lineHeight;
        return `<text x="${MARGIN}" y="${baseline}" font-size="${fontPixels}" font-weight="${weight}" ` +
          `fill="currentColor" font-family="sans-serif">${escapeXml(line)}</text>`;
      }).join(""),
  };
}

interface Swatch {
  readonly svg: Element;
  readonly label: string;
}

function swatchesOf(legend: Element): Swatch[] {
  return [...legend.querySelectorAll("svg")].flatMap((svg) => {
    const label = svg.parentElement?.textContent?.trim() ?? "";
    // A continuous legend is an SVG with its own words and stands as it is.
    return svg.querySelector("text") === null && label !== "" ? [{ svg, label }] : [];
  });
}

function legendBlock(swatches: readonly Swatch[], width: number): Block {
  const rowHeight = LEGEND.fontPixels * 1.8;
  let x = MARGIN;
  let row = 0;
  const placed = swatches.map(({ svg, label }) => {
    const side = svgWidth(svg);
    const entryWidth = side + 6 + textWidth(label, LEGEND.fontPixels);
    if (x > MARGIN && x + entryWidth > width) {
      x = MARGIN;
      row += 1;
    }
    const place = { svg, label, side, x, row };
    x += entryWidth + LEGEND_GAP;
    return place;
  });
  return {
    height: (row + 1) * rowHeight + MARGIN,
    content: (y) =>
      placed.map(({ svg, label, side, x, row }) => {
        const middle = y + MARGIN + (row + 0.5) * rowHeight;
        const picture = serializeSvg(svg, { x: `${x}`, y: `${middle - side / 2}` });
        return `${picture}<text x="${x + side + 6}" y="${middle}" dominant-baseline="central" ` +
          `font-size="${LEGEND.fontPixels}" fill="currentColor" font-family="sans-serif">${
            escapeXml(label)
          }</text>`;
      }).join(""),
  };
}
