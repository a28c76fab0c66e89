/** The picture of a timeline: a column a line of releases, a lane a thing. */

import { FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import {
  box,
  type BoxSpec,
  cross,
  FONT_PIXELS,
  LINE_PIXELS,
  sheet,
  stroke,
  TINT,
  widestOf,
  words,
} from "../../drawing/shapes.ts";
import { wrapName } from "../../drawing/svg_text.ts";
import { COLOURS } from "../../drawing/theme.ts";
import {
  isTakenBack,
  lineOf,
  type SpanState,
  type TimelineRow,
  type TimelineSpan,
} from "./timeline.ts";

/** Room for names at most; longer ones take more lines. */
const NAME_PIXELS_MAX = 230;

const LANE_PADDING_PIXELS = 14;
const BAR_PIXELS = 14;

/** Room of an open end's arrow. */
const ARROW_PIXELS = 9;

/** A line has had so many maintenance releases at most; places within a column stand for them. */
const MICROS_PER_LINE = 20;

type Paint = Pick<BoxSpec, "fill" | "fillOpacity" | "stroke" | "dash">;

/** Told by form: filled, pale within a line, or an empty box of dashes. Hatching would say that data are frozen. */
const PAINT: Readonly<Record<SpanState, Paint>> = {
  always: { fill: COLOURS.blue, stroke: COLOURS.blue },
  "on request": { fill: COLOURS.orange, fillOpacity: TINT, stroke: COLOURS.orange },
  experimental: { fill: "none", stroke: COLOURS.violet, dash: "4 3" },
};

const MEANINGS: Readonly<Record<SpanState, string>> = {
  always: "in every build",
  "on request": "only for those who ask: another build, a build option, or a switch",
  experimental: "the same, and called experimental",
};

interface Layout {
  readonly releases: readonly string[];
  readonly left: number;
  readonly column: number;
}

/** Draws title, legend, lanes and caption. */
export function drawTimeline(
  rows: readonly TimelineRow[],
  { releases, title }: { readonly releases: readonly string[]; readonly title: string },
): Drawing {
  const names = rows.map(({ label }) => wrapName(label, NAME_PIXELS_MAX, FONT_PIXELS));
  const left = 16 + Math.ceil(widestOf(names.flat()));
  const column = (FIGURE_WIDTH - left - ARROW_PIXELS - 4) / releases.length;
  const used = rows.flatMap(({ spans }) => spans.map(({ state }) => state));
  const notes = [
    ...(rows.some(({ spans }) => !isTakenBack(spans)) ? ["An arrow: still there."] : []),
    ...(rows.some(({ spans }) => isTakenBack(spans)) ? ["A cross: taken back."] : []),
  ];
  return stackFigure(
    { title, subtitle: "", caption: notes.length === 0 ? [] : [notes.join(" ")] },
    [
      legend(used),
      lanes(rows, names, { releases, left, column }),
    ],
  );
}

function legend(used: readonly SpanState[]): Drawing {
  const states = (Object.keys(PAINT) as SpanState[]).filter((state) => used.includes(state));
  const parts = states.flatMap((state, index) => {
    const y = 2 + index * (LINE_PIXELS + 4);
    return [
      box({ x: 4, y: y + 1, width: 26, height: BAR_PIXELS - 2, ...PAINT[state] }),
      words({ x: 38, y, lines: [MEANINGS[state]] }),
    ];
  });
  return sheet({ width: FIGURE_WIDTH, height: states.length * (LINE_PIXELS + 4) + 8 }, parts);
}

function lanes(
  rows: readonly TimelineRow[],
  names: readonly (readonly string[])[],
  layout: Layout,
): Drawing {
  const { releases, left, column } = layout;
  const top = LINE_PIXELS + 6;
  const parts = releases.map((release, index) =>
    words({ x: left + (index + 0.5) * column, y: 0, lines: [release], anchor: "middle" })
  );
  let y = top;
  for (const [index, { spans }] of rows.entries()) {
    const lines = names[index] ?? [];
    const height = lines.length * LINE_PIXELS + LANE_PADDING_PIXELS;
    const middle = y + height / 2;
    parts.push(
      words({ x: left - 10, y: middle - lines.length * LINE_PIXELS / 2, lines, anchor: "end" }),
      ...spans.flatMap((span) => spanParts(span, { ...layout, middle })),
    );
    if (isTakenBack(spans)) parts.push(cross({ x: endOf(spans.at(-1), layout), y: middle }));
    y += height;
  }
  const grid = Array.from({ length: releases.length + 1 }, (_, index) => {
    const x = left + index * column;
    return `M${x},${top}V${y}`;
  });
  const lines = `<g opacity="0.18">${stroke({ path: grid.join("") })}</g>`;
  return sheet({ width: FIGURE_WIDTH, height: y + 4 }, [lines, ...parts]);
}

function spanParts(span: TimelineSpan, layout: Layout & { readonly middle: number }): string[] {
  const { middle } = layout;
  const from = startOf(span, layout);
  const to = endOf(span, layout);
  const paint = PAINT[span.state];
  const frame = {
    x: from + 1,
    y: middle - BAR_PIXELS / 2,
    width: to - from - 2,
    height: BAR_PIXELS,
  };
  if (span.to !== undefined) return [box({ ...frame, ...paint })];
  const [tip, half] = [to + ARROW_PIXELS, BAR_PIXELS / 2];
  const arrow = `M${to},${middle - half}L${tip},${middle}L${to},${middle + half}`;
  return [
    box({ ...frame, ...paint }),
    stroke({ path: arrow, stroke: paint.stroke ?? "none", width: 2 }),
  ];
}

function startOf({ from }: TimelineSpan, { releases, left, column }: Layout): number {
  return left + column * (releases.indexOf(lineOf(from)) + microShare(from, 0));
}

function endOf(span: TimelineSpan | undefined, { releases, left, column }: Layout): number {
  const to = span?.to;
  if (to === undefined) return left + column * releases.length;
  return left + column * (releases.indexOf(lineOf(to)) + microShare(to, 1));
}

/** How far into its column a release stands: `whole` for a line without a third part. */
function microShare(release: string, whole: 0 | 1): number {
  const micro = release.split(".")[2];
  return micro === undefined ? whole : Math.min(1, (Number(micro) + whole) / MICROS_PER_LINE);
}
