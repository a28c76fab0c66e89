/** Which garbage collector each release of CPython has, as a band, with the CPythons that were asked as pins below it. */

import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../../drawing/hatch.ts";
import {
  box,
  FONT_PIXELS,
  LINE_PIXELS,
  pixel,
  sheet,
  spot,
  stroke,
  TINT,
  widestOf,
  words,
} from "../../drawing/shapes.ts";
import { textWidth, wrapName } from "../../drawing/svg_text.ts";
import { COLOURS, PAPER } from "../../drawing/theme.ts";
import {
  checkRows,
  isUnavailable,
  type PlainOptions,
  type PlainRow,
  rowName,
  rowNotes,
  shownRows,
  unavailableLine,
  type UnavailableRow,
} from "./rows.ts";

/** A CPython that was asked which collector it has. */
export interface CollectorPin extends PlainRow {
  /** Its version, for example `3.14.3`. */
  readonly version: string;
  /** What it turned out to have: `generational`, `incremental` or `free-threaded`. */
  readonly collector: string;
}

type Row = CollectorPin | UnavailableRow;

interface Release {
  readonly name: string;
  readonly isIncremental: boolean;
  /** The first version that it holds. */
  readonly from: readonly [minor: number, micro: number];
}

/**
 * The collector of usual builds, release by release.
 *
 * What's New in Python 3.14, "Garbage collection" and "Notable changes in 3.14.5"; What's New in Python 3.15, "Improved
 * modules", gc. Of 3.13 only pre-releases had another one.
 */
const RELEASES: readonly Release[] = [
  { name: "3.8", isIncremental: false, from: [8, 0] },
  { name: "3.9", isIncremental: false, from: [9, 0] },
  { name: "3.10", isIncremental: false, from: [10, 0] },
  { name: "3.11", isIncremental: false, from: [11, 0] },
  { name: "3.12", isIncremental: false, from: [12, 0] },
  { name: "3.13", isIncremental: false, from: [13, 0] },
  { name: "3.14.0–4", isIncremental: true, from: [14, 0] },
  { name: "3.14.5+", isIncremental: false, from: [14, 5] },
  { name: "3.15", isIncremental: false, from: [15, 0] },
];

const DOING = "Cannot draw the history of collectors";

const MARGIN = 4;
const BAND_PIXELS = 42;
const ROW_PIXELS = 24;

/** From the middle of a mark to its words. */
const WORD_GAP_PIXELS = 14;

/**
 * Draws which collector each release came with, and a pin for each CPython that was asked.
 *
 * A pin shows what its CPython does, whatever stands above it in the band.
 *
 * ```ts
 * import { collectorHistory } from "workbook";
 *
 * const pins = [{ label: "an example", version: "3.14.3", collector: "incremental" }];
 * const text: string = await collectorHistory(pins).toText();
 * ```
 */
export function collectorHistory(
  pins: readonly (CollectorPin | UnavailableRow)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  checkRows<CollectorPin>(DOING, {
    rows: pins,
    check: ({ label, version, collector }) => {
      if (typeof version === "string" && typeof collector === "string") return;
      throw new TypeError(`${DOING}: "${label}" lacks "version" or "collector", texts are needed`);
    },
  });
  const { title = "Garbage collectors by release" } = options;
  return makeChart(() => Promise.resolve(drawHistory(pins, title)));
}

function drawHistory(rows: readonly Row[], title: string): DrawnChart {
  const pins = shownRows<CollectorPin>(rows);
  const notes = [
    "Band: the collector that usual builds of a release have. Pins: what each CPython does.",
    ...rowNotes(rows),
  ];
  const reasons = rows.filter(isUnavailable).map((row) => `${unavailableLine(row)}.`);
  const lines = [bandText(), ...pins.map(pinText), ...reasons];
  return {
    drawing: stackFigure({ title, subtitle: "", caption: [...notes, ...reasons] }, [
      hatchPatterns(Object.values(COLOURS), FIGURE_WIDTH),
      picture(pins),
    ]),
    description: `${title}: ${lines.join("; ")}`,
    text: [title, ...lines, ...notes].join("\n"),
  };
}

function bandText(): string {
  return RELEASES.map(({ name, isIncremental }) =>
    `${name} ${isIncremental ? "incremental" : "generational"}`
  ).join(", ");
}

function pinText(pin: CollectorPin): string {
  const version = pin.label.includes(pin.version) ? "" : `, ${pin.version}`;
  return `${rowName(pin)}${version}: ${pin.collector}`;
}

/** Columns are as wide as their share of what is told of them: the two halves of 3.14 need room for their names. */
const COLUMN_PIXELS = (FIGURE_WIDTH - 2 * MARGIN) / RELEASES.length;

function picture(pins: readonly CollectorPin[]): Drawing {
  const placed = placePins(pins);
  const bottom = placed.at(-1)?.bottom ?? BAND_PIXELS;
  const parts = [
    ...RELEASES.flatMap(releaseParts),
    ...placed.map(({ x, y }) =>
      stroke({ path: `M${pixel(x)} ${BAND_PIXELS + 1}V${pixel(y)}`, dash: "2 3" })
    ),
    ...placed.flatMap(pinParts),
  ];
  return sheet({ width: FIGURE_WIDTH, height: bottom + 8 }, parts);
}

/** A pin with its words, on the side of its mark that has more room. */
interface PlacedPin {
  readonly pin: CollectorPin;
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
  readonly isRight: boolean;
  readonly lines: readonly string[];
}

function placePins(pins: readonly CollectorPin[]): readonly PlacedPin[] {
  let top = BAND_PIXELS + 8;
  return pins.map((pin) => {
    const x = MARGIN + (columnOf(pin.version) + 0.5) * COLUMN_PIXELS;
    const text = pinText(pin);
    const roomRight = FIGURE_WIDTH - x - WORD_GAP_PIXELS;
    const isRight = textWidth(text, FONT_PIXELS) <= roomRight || x < FIGURE_WIDTH / 2;
    const room = isRight ? roomRight : x - WORD_GAP_PIXELS - MARGIN;
    const lines = wrapName(text, room, FONT_PIXELS);
    const bottom = top + Math.max(ROW_PIXELS, lines.length * LINE_PIXELS + 6);
    const placed = { pin, x, y: (top + bottom) / 2, bottom, isRight, lines };
    top = bottom;
    return placed;
  });
}

function releaseParts({ name, isIncremental }: Release, index: number): string[] {
  const colour = isIncremental ? COLOURS.orange : COLOURS.blue;
  const x = MARGIN + index * COLUMN_PIXELS;
  return [
    box({
      x: x + 1,
      y: 1,
      width: COLUMN_PIXELS - 2,
      height: BAND_PIXELS,
      fill: colour,
      fillOpacity: TINT,
      stroke: colour,
      ...(isIncremental ? { dash: "5 3" } : {}),
    }),
    words({
      x: x + COLUMN_PIXELS / 2,
      y: (BAND_PIXELS - 2 * LINE_PIXELS) / 2,
      lines: [name, isIncremental ? "incremental" : "generations"],
      anchor: "middle",
    }),
  ];
}

function pinParts({ pin, x, y, isRight, lines }: PlacedPin): string[] {
  const { colour, form } = lookOf(pin.collector);
  const isFrozen = pin.frozen !== undefined;
  const width = widestOf(lines);
  const height = lines.length * LINE_PIXELS;
  const wordsX = isRight ? x + WORD_GAP_PIXELS : x - WORD_GAP_PIXELS;
  return [
    // Lines of other pins lie behind the words, and a hatched mark has paper of its own.
    box({ x: isRight ? wordsX : wordsX - width, y: y - height / 2, width, height, fill: PAPER }),
    ...(isFrozen ? [spot({ x, y, form, radius: 6, fill: PAPER, stroke: "none" })] : []),
    spot({
      x,
      y,
      form,
      radius: 6,
      fill: isFrozen ? hatched(colour) : colour,
      ...(isFrozen ? { stroke: colour } : {}),
    }),
    words({ x: wordsX, y: y - height / 2, lines, anchor: isRight ? "start" : "end" }),
  ];
}

function lookOf(collector: string) {
  if (collector === "incremental") return { colour: COLOURS.orange, form: "diamond" } as const;
  if (collector === "generational") return { colour: COLOURS.blue, form: "circle" } as const;
  return { colour: COLOURS.green, form: "square" } as const;
}

/** The column that a version belongs to: that of the last release which is not newer. */
function columnOf(version: string): number {
  const [, major = "3", minor = "0", micro = "0"] = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  const place = orderOf([Number(major), Number(minor), Number(micro)]);
  return Math.max(0, RELEASES.findLastIndex(({ from }) => orderOf([3, ...from]) <= place));
}

/** Versions as numbers in their order; no part of one has come near a thousand. */
function orderOf([major, minor, micro]: readonly [number, number, number]): number {
  return (major * 1000 + minor) * 1000 + micro;
}
