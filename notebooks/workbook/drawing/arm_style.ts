/** How the arms of a measurement are told apart: by colour, by line and by the form of their marks. */

import { draw, type PlotLibrary } from "./draw.ts";
import type { Drawing } from "./flatten.ts";
import { wrapName } from "./svg_text.ts";
import { COLOURS, PAPER } from "./theme.ts";

/** One arm's look. Any one of the three is enough to know it by. */
export interface ArmStyle {
  readonly colour: string;
  /** As `stroke-dasharray` takes it; null for a line without gaps. */
  readonly dash: string | null;
  readonly symbol: "circle" | "square" | "triangle" | "diamond" | "star" | "wye";
}

/** One line of a legend. */
export interface LegendEntry {
  readonly style: ArmStyle;
  readonly label: string;
  /** Drawn with paper inside of its mark. */
  readonly isHollow?: boolean;
}

/** The looks in the order of the arms: as many as one picture has panels. */
const STYLES: readonly ArmStyle[] = [
  { colour: COLOURS.blue, dash: null, symbol: "circle" },
  { colour: COLOURS.orange, dash: "7 3", symbol: "square" },
  { colour: COLOURS.green, dash: "2 3", symbol: "triangle" },
  { colour: COLOURS.pink, dash: "9 3 2 3", symbol: "diamond" },
  { colour: COLOURS.violet, dash: "12 3", symbol: "star" },
  { colour: COLOURS.grey, dash: "4 2", symbol: "wye" },
];

/** Curves in one frame that an eye can follow. */
export const CURVES_MAX = 4;

/** Length of a legend's piece of line, and the space up to its words, in pixels. */
const LINE_PIXELS = 34;
const GAP_PIXELS = 8;

/** Letters of a legend, and their lines' height. */
const FONT_PIXELS = 12;
const LINE_HEIGHT = 1.35;

/** The look of the arm at this place; beyond the last they begin again. */
export function armStyle(index: number): ArmStyle {
  return STYLES[index % STYLES.length] ?? { colour: COLOURS.blue, dash: null, symbol: "circle" };
}

/** The part of a mark's options that holds a line's look. */
export function lineLook({ colour, dash }: ArmStyle) {
  return { stroke: colour, strokeWidth: 1.8, ...(dash === null ? {} : { strokeDasharray: dash }) };
}

/** The part of a mark's options that holds a dot's look. */
export function dotLook({ colour, symbol }: ArmStyle) {
  return { fill: colour, symbol, stroke: "currentColor", strokeWidth: 0.6 };
}

/** Draws a legend: one entry a line, as many lines as its words need. */
export async function drawLegend(
  entries: readonly LegendEntry[],
  width: number,
): Promise<Drawing> {
  const words = entries.map(({ label }) =>
    wrapName(label, width - LINE_PIXELS - GAP_PIXELS - FONT_PIXELS, FONT_PIXELS)
  );
  let y = FONT_PIXELS * 0.4;
  const tops = words.map((lines) => {
    const top = y;
    y += lines.length * FONT_PIXELS * LINE_HEIGHT + 3;
    return top;
  });
  const { drawing } = await draw((plot) => ({
    axis: null,
    width,
    height: Math.ceil(y + 2),
    margin: 0,
    x: { type: "identity" },
    y: { type: "identity" },
    marks: entries.flatMap((entry, index) =>
      entryMarks(plot, { ...entry, lines: words[index] ?? [], top: tops[index] ?? 0 })
    ),
  }));
  return drawing;
}

function entryMarks(
  plot: PlotLibrary,
  { style, isHollow = false, lines, top }: LegendEntry & { lines: readonly string[]; top: number },
) {
  const y = top + FONT_PIXELS * LINE_HEIGHT / 2;
  return [
    plot.line([[4, y], [LINE_PIXELS, y]], lineLook(style)),
    plot.dot([[(LINE_PIXELS + 4) / 2, y]], {
      ...dotLook(style),
      r: 4.5,
      ...(isHollow ? { fill: PAPER, stroke: style.colour, strokeWidth: 1.8 } : {}),
    }),
    plot.text([[LINE_PIXELS + GAP_PIXELS, top + FONT_PIXELS]], {
      text: () => lines.join("\n"),
      textAnchor: "start",
      lineAnchor: "top",
      dy: -FONT_PIXELS * 0.85,
      lineHeight: LINE_HEIGHT,
    }),
  ];
}
