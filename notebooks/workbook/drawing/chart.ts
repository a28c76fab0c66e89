/** A chart as a value: it is drawn when a notebook shows it, as one bundle that is right everywhere. */

import { DISPLAY, type Displayable, type DisplayBundle, escapeHtml } from "../../../probes/mod.ts";
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

/** Throws a `TypeError` for options that no chart of that kind has: a misspelt one would be passed over in silence. */
export function checkChartOptions(doing: string, given: unknown, known: readonly string[]): void {
  const names = known.map((name) => `"${name}"`).join(", ");
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new TypeError(`${doing}: its options are no object, one with some of ${names} is needed`);
  }
  const wrong = Object.keys(given).find((name) => !known.includes(name));
  if (wrong === undefined) return;
  throw new TypeError(`${doing}: there is no option "${wrong}", there are ${names}`);
}

/** Makes a chart that is drawn when it is first looked at, and kept. */
export function makeChart(draw: () => Promise<DrawnChart>): Chart {
  // Not the promise: a kernel's Stop may end the drawing, and the chart could never be shown again.
  let drawn: DrawnChart | null = null;
  const once = async () => drawn ??= await draw();
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

/** All representations of a chart, the one for paper included. */
export async function chartBundle(chart: DrawnChart): Promise<DisplayBundle> {
  const picture = await printedPicture(chart.drawing);
  const page = pageBundle(chart);
  return picture.kind === "png"
    ? { ...page, "image/png": picture.base64 }
    : { ...page, "text/plain": `${chart.text}\nNo picture for print: ${picture.reason}` };
}

/**
 * The representations of a chart for pages and terminals, which cost a few milliseconds.
 *
 * Not image/svg+xml: in a page it would be black on a dark theme, and exports to paper would need another program for it. An
 * SVG inside an `<img>` also survives in a notebook that is not trusted, where inline SVG is removed.
 */
export function pageBundle({ drawing, description, text }: DrawnChart): DisplayBundle {
  const source = new TextEncoder().encode(themedSvg(drawing, description)).toBase64();
  const { width, height } = drawing;
  return {
    "text/html":
      `<figure style="margin:0"><img alt="${escapeHtml(description)}" width="${width}" ` +
      `height="${height}" style="max-width:100%;height:auto" src="data:image/svg+xml;base64,${source}"></figure>`,
    "text/plain": text,
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
