/** The picture of pauses: a lane an arm, time from left to right, durations upwards. */

import { formatValue } from "../../../probes/mod.ts";
import { draw, type PlotLibrary } from "../drawing/draw.ts";
import { FIGURE_WIDTH } from "../drawing/figure.ts";
import { type Drawing, stack } from "../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../drawing/hatch.ts";
import { wrapName } from "../drawing/svg_text.ts";
import { COLOURS, PAPER } from "../drawing/theme.ts";
import { longestOf, type Pause, type PauseLane, type PauseLanes } from "./pause_rows.ts";

/** Height of a lane without its words; chosen by eye. */
const LANE_PIXELS = 84;

/** Room for the durations at the left and for the time axis with its name below. */
const MARGIN_LEFT = 70;
const MARGIN_BOTTOM = 44;

const LINE_PIXELS = 16;
const FONT_PIXELS = 12;

/** Least and greatest bottom of the duration axis and its least top, in ms: a microsecond is what the clock can tell. */
const DURATION_MS_MIN = 0.001;
const FLOOR_MS_MAX = 0.1;
const TOP_MS_MIN = 1;

/** Ticks of a lane that do not touch. */
const TICKS_MAX = 4;

/** One look a generation; whatever else a collector may count is drawn as the last. */
const GENERATIONS = [
  { name: "generation 0", colour: COLOURS.grey, symbol: "circle", r: 2.2 },
  { name: "generation 1", colour: COLOURS.blue, symbol: "square", r: 3.2 },
  { name: "generation 2", colour: COLOURS.orange, symbol: "triangle", r: 5 },
] as const;

/** Pauses of which no generation is known. */
const PLAIN = { name: "pause", colour: COLOURS.blue, symbol: "circle", r: 3.2 } as const;

/** Draws title, legend, lanes and caption. */
export async function drawLanes(all: PauseLanes): Promise<Drawing> {
  const { title, lanes, notes, expectedMs } = all;
  const grid = gridOf(lanes);
  const words = lanes.map((lane, index) =>
    wrapName(lane.words, grid.cells[index]?.wordPixels ?? 0, FONT_PIXELS)
  );
  const wordPixels = Math.max(...words.map((lines) => lines.length)) * LINE_PIXELS + 12;
  const endMs = Math.max(1, ...lanes.map(({ lengthMs }) => lengthMs));
  const top = topOf(all);
  const floor = floorOf(lanes);
  const looks = looksOf(lanes);
  const { drawing } = await draw((plot) => ({
    title,
    caption: [captionText(looks.length > 1), ...notes].join("\n"),
    width: FIGURE_WIDTH,
    height: (LANE_PIXELS + wordPixels) * grid.rows.length + MARGIN_BOTTOM,
    marginLeft: MARGIN_LEFT,
    marginRight: 16,
    marginTop: wordPixels,
    marginBottom: MARGIN_BOTTOM,
    color: { domain: looks.map(({ name }) => name), range: looks.map(({ colour }) => colour) },
    symbol: {
      domain: looks.map(({ name }) => name),
      range: looks.map(({ symbol }) => symbol),
      legend: true,
    },
    x: {
      label: "time since the first request (ms)",
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 38,
      domain: [0, endMs],
      grid: true,
      ...(grid.columns.length > 1 ? { ticks: COLUMN_TICKS } : {}),
    },
    ...(grid.columns.length > 1
      ? { fx: { domain: grid.columns, axis: null, label: null, paddingInner: COLUMN_GAP } }
      : {}),
    fy: {
      domain: grid.rows,
      axis: null,
      label: null,
      paddingInner: wordPixels / (LANE_PIXELS + wordPixels),
      paddingOuter: 0,
    },
    y: {
      type: "log",
      label: null,
      domain: [floor, top],
      ticks: decades(floor, top),
      tickFormat: (duration: number) => `${Number(duration.toPrecision(3))} ms`,
      grid: true,
    },
    marks: [
      plot.ruleY([floor]),
      ...lanes.flatMap((lane, index) =>
        laneMarks(plot, {
          lane,
          cell: grid.cells[index] ?? { ...WHOLE_WIDTH, row: `${index}` },
          lines: words[index] ?? [],
          floor,
          top,
          endMs,
        })
      ),
      ...expectedMarks(plot, { expectedMs, cells: grid.cells, floor, endMs }),
    ],
  }));
  const isFrozen = lanes.some(({ frozen }) => frozen !== undefined);
  return isFrozen ? stack([hatchPatterns([COLOURS.grey], FIGURE_WIDTH), drawing]) : drawing;
}

/** A line across each lane with a hollow diamond at its right end. */
function expectedMarks(
  plot: PlotLibrary,
  { expectedMs, cells, floor, endMs }: {
    expectedMs: number | undefined;
    cells: readonly GridCell[];
    floor: number;
    endMs: number;
  },
) {
  if (expectedMs === undefined) return [];
  const places = cells.map((cell) => ({ ...cell, height: Math.max(expectedMs, floor) }));
  const facets = {
    fy: "row",
    ...(cells.some(({ column }) => column !== undefined) ? { fx: "column" } : {}),
  };
  return [
    plot.ruleY(places, { ...facets, y: "height", strokeDasharray: "3 3", strokeOpacity: 0.7 }),
    plot.dot(places, {
      ...facets,
      x: () => endMs * 0.985,
      y: "height",
      r: 5.5,
      symbol: "diamond",
      fill: PAPER,
      stroke: "currentColor",
      strokeWidth: 1.5,
    }),
  ];
}

/** A ground that marks can be seen on. */
const HATCH_OPACITY = 0.3;

/** Where lanes stand: below each other, or in rows and columns. */
interface LaneGrid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** One a lane. */
  readonly cells: readonly GridCell[];
}

interface GridCell {
  readonly row: string;
  /** Left out where there is one column. */
  readonly column?: string;
  /** Whether it stands at the left, where the words may begin above the axis. */
  readonly isFirst: boolean;
  /** Room for the words above a lane. */
  readonly wordPixels: number;
}

const WHOLE_WIDTH = { isFirst: true, wordPixels: FIGURE_WIDTH - 90 };

/** Between two columns, as a share of a column with its gap; chosen by eye. */
const COLUMN_GAP = 0.08;

/** Ticks of a column's axis that do not touch. */
const COLUMN_TICKS = 4;

/** A grid only where each cell holds one lane at most: else some would lie on top of each other. */
function gridOf(lanes: readonly PauseLane[]): LaneGrid {
  const places = lanes.flatMap(({ place }) => place === undefined ? [] : [place]);
  const columns = [...new Set(places.map(({ column }) => column))];
  const isGrid = places.length === lanes.length && columns.length > 1 &&
    new Set(places.map(({ row, column }) => `${row} ${column}`)).size === lanes.length;
  if (!isGrid) {
    const cells = lanes.map((_, index) => ({ ...WHOLE_WIDTH, row: `${index}` }));
    return { rows: cells.map(({ row }) => row), columns: [], cells };
  }
  const width = (FIGURE_WIDTH - MARGIN_LEFT - 16) / columns.length * (1 - COLUMN_GAP);
  return {
    rows: [...new Set(places.map(({ row }) => row))],
    columns,
    cells: places.map(({ row, column }) => {
      const isFirst = column === columns[0];
      return { row, column, isFirst, wordPixels: width + (isFirst ? MARGIN_LEFT - 16 : 0) };
    }),
  };
}

function laneMarks(
  plot: PlotLibrary,
  { lane, cell, lines, floor, top, endMs }: {
    lane: PauseLane;
    cell: GridCell;
    lines: readonly string[];
    floor: number;
    top: number;
    endMs: number;
  },
) {
  const facets = {
    fy: () => cell.row,
    ...(cell.column === undefined ? {} : { fx: () => cell.column }),
  };
  const longest = lane.drawn.filter(({ durationMs }) => durationMs === longestOf(lane.pauses))
    .slice(0, 1);
  const isAtEnd = (longest[0]?.startMs ?? 0) > endMs * 0.85;
  const longestPlace = {
    dx: isAtEnd ? -8 : 8,
    dy: -2,
    textAnchor: isAtEnd ? "end" as const : "start" as const,
  };
  const height = ({ durationMs }: Pause) => Math.max(durationMs, floor);
  return [
    // Without frozen lanes not even an empty group: the picture stays what it was.
    ...(lane.frozen === undefined ? [] : [
      plot.rect([lane], {
        ...facets,
        x1: () => 0,
        x2: () => endMs,
        y1: () => floor,
        y2: () => top,
        fill: hatched(COLOURS.grey),
        fillOpacity: HATCH_OPACITY,
      }),
    ]),
    plot.rect(lane.drawn, {
      ...facets,
      x1: "startMs",
      x2: ({ startMs, durationMs }: Pause) => startMs + durationMs,
      y1: () => floor,
      y2: height,
      fill: nameOf,
      fillOpacity: 0.35,
      stroke: nameOf,
      strokeWidth: 0.8,
    }),
    plot.dot(lane.drawn, {
      ...facets,
      x: "startMs",
      y: height,
      r: (pause: Pause) => lookOf(pause).r,
      // The very same function for both: only then Plot's legend has the colours too.
      fill: nameOf,
      symbol: nameOf,
    }),
    plot.text(longest, {
      ...facets,
      x: "startMs",
      y: height,
      text: ({ durationMs }: Pause) => `${formatValue(durationMs)} ms`,
      ...longestPlace,
      fontWeight: "bold",
      stroke: PAPER,
      strokeWidth: 4,
      fill: "currentColor",
    }),
    plot.text([lane], {
      ...facets,
      frameAnchor: "top-left",
      text: () => lines.join("\n"),
      lineAnchor: "bottom",
      lineHeight: LINE_PIXELS / FONT_PIXELS,
      dx: cell.isFirst ? 4 - MARGIN_LEFT : 0,
      dy: -10,
    }),
  ];
}

function nameOf(pause: Pause): string {
  return lookOf(pause).name;
}

function lookOf({ generation }: Pause): (typeof GENERATIONS)[number] | typeof PLAIN {
  if (generation === null) return PLAIN;
  return GENERATIONS[Math.min(generation, GENERATIONS.length - 1)] ?? PLAIN;
}

/** Those that occur, in their order. */
function looksOf(lanes: readonly PauseLane[]) {
  const used = new Set(lanes.flatMap(({ pauses }) => pauses.map(lookOf)));
  const looks = [...GENERATIONS, PLAIN].filter((look) => used.has(look));
  return looks.length === 0 ? [...GENERATIONS] : looks;
}

function captionText(hasGenerations: boolean): string {
  const form = hasGenerations ? "; form and colour: the generation" : "";
  return `Each mark is one pause: where it began, as high as it took long (ms, logarithmic)${form}.`;
}

function durationsOf(lanes: readonly PauseLane[]): number[] {
  return lanes.flatMap(({ drawn }) => drawn.map(({ durationMs }) => durationMs));
}

/** Above the longest pause, with room for its label, and above what was expected. */
export function topOf({ lanes, expectedMs = 0 }: PauseLanes): number {
  const longest = Math.max(TOP_MS_MIN, ...durationsOf(lanes));
  return Math.max(longest * 2.5, expectedMs * 1.5);
}

/** A power of ten below the shortest pause, but not below what matters to anybody. */
export function floorOf(lanes: readonly PauseLane[]): number {
  const shortest = Math.min(FLOOR_MS_MAX, ...durationsOf(lanes));
  return Math.max(
    DURATION_MS_MIN,
    10 ** Math.floor(Math.log10(Math.max(shortest, Number.MIN_VALUE))),
  );
}

function decades(low: number, high: number): number[] {
  const first = Math.round(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  const step = Math.ceil((last - first + 1) / TICKS_MAX);
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return powers.filter((power) => (last - power) % step === 0).map((power) => 10 ** power);
}
