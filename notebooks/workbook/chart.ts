/** A chart as a value: it is drawn when a notebook shows it, as one bundle that is right everywhere. */

import { DISPLAY, type Displayable, type DisplayBundle, escapeHtml } from "../../probes/mod.ts";
import type { Drawing } from "./flatten.ts";
import { rasterize } from "./raster.ts";
import { printSvg, themedSvg } from "./theme.ts";

/** A chart that shows itself in a notebook. */
export interface Chart extends Displayable {
  /** The picture alone, as SVG that follows the page's theme. */
  toSvg(): Promise<string>;
  /** The same as plain text, made from the data. */
  toText(): Promise<string>;
}

/** What a chart consists of once it is drawn. */
export interface DrawnChart {
  readonly drawing: Drawing;
  /** The chart in one sentence, for those who cannot see it. */
  readonly description: string;
  /** The chart as text: a summary of the data, not of the picture. */
  readonly text: string;
}

/** Makes a chart that is drawn at most once, when it is first looked at. */
export function makeChart(draw: () => Promise<DrawnChart>): Chart {
  let drawn: Promise<DrawnChart> | null = null;
  const once = () => drawn ??= draw();
  return {
    async toSvg() {
      const { drawing, description } = await once();
      return themedSvg(drawing, description);
    },
    async toText() {
      return (await once()).text;
    },
    async [DISPLAY]() {
      return await chartBundle(await once());
    },
  };
}

/**
 * The representations of a chart.
 *
 * Not image/svg+xml: in a page it would be black on a dark theme, and exports to paper would need another program for it. An
 * SVG inside an `<img>` also survives in a notebook that is not trusted, where inline SVG is removed.
 */
async function chartBundle({ drawing, description, text }: DrawnChart): Promise<DisplayBundle> {
  const source = new TextEncoder().encode(themedSvg(drawing, description)).toBase64();
  const { width, height } = drawing;
  const picture = await printedPicture(drawing);
  return {
    "text/html":
      `<figure style="margin:0"><img alt="${escapeHtml(description)}" width="${width}" ` +
      `height="${height}" style="max-width:100%;height:auto" src="data:image/svg+xml;base64,${source}"></figure>`,
    ...(picture.kind === "png" ? { "image/png": picture.base64 } : {}),
    "text/plain": picture.kind === "png"
      ? text
      : `${text}\nNo picture for print: ${picture.reason}`,
  };
}

/** Without the PNG a chart is still seen everywhere but on paper: no reason to fail the cell. */
async function printedPicture(
  drawing: Drawing,
): Promise<{ kind: "png"; base64: string } | { kind: "none"; reason: string }> {
  try {
    return { kind: "png", base64: (await rasterize(printSvg(drawing))).toBase64() };
  } catch (error) {
    return { kind: "none", reason: error instanceof Error ? error.message : String(error) };
  }
}
