/** Draws weight trees, one below the other: as icicles that hang from what began, or as flames that stand on it. */

import { formatValue } from "../../../../probes/mod.ts";
import type { DrawnChart } from "../../drawing/chart.ts";
import { drawHeading, FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../../drawing/hatch.ts";
import { box, FONT_PIXELS, LINE_PIXELS, sheet, TINT, words } from "../../drawing/shapes.ts";
import { textWidth } from "../../drawing/svg_text.ts";
import { COLOURS } from "../../drawing/theme.ts";
import { countOf, wholePercent } from "../../page/words.ts";
import {
  drawEmpty,
  isUnavailable,
  type PlainRow,
  rowName,
  rowNotes,
  shownRows,
  unavailableLine,
  type UnavailableRow,
} from "./rows.ts";
import {
  heaviest,
  type OwnWeight,
  type PlacedNode,
  placeNodes,
  totalOf,
  type WeightNode,
} from "./weight_tree.ts";

/** One tree. */
export interface WeightRow extends PlainRow {
  readonly nodes: readonly WeightNode[];
}

/** What kind of trees they are. */
export interface WeightSpec {
  readonly title: string;
  /** Icicles grow down, flames grow up. */
  readonly growsUp: boolean;
  /** Whether equal widths mean equal weights in all trees; otherwise each fills the width. */
  readonly isCommonScale: boolean;
  /** A weight in words. */
  readonly weigh: (weight: number) => string;
  /** What the nodes are, for one and for many. */
  readonly nouns: readonly [one: string, plural: string];
  /** How the picture is to be read. */
  readonly help: string;
}

/** Height of a level, in pixels. */
const LEVEL_PIXELS = 20;

/** Levels drawn; a program that recurses has hundreds. */
const LEVELS_MAX = 40;

/** Narrower boxes are no more than a line. */
const WIDTH_PIXELS_MIN = 1;

/** Names that are listed with their own weights. */
const LISTED_MAX = 8;

/** Less than this share of the whole is not worth a name. */
const LISTED_SHARE_MIN = 0.03;

/** Lines of a tree as text, and the least share of a node that gets one. */
const TEXT_LINES_MAX = 24;
const TEXT_SHARE_MIN = 0.02;

const FRAME_WIDTH = FIGURE_WIDTH - 8;

/** Draws the trees. */
export function drawWeights(
  rows: readonly (WeightRow | UnavailableRow)[],
  spec: WeightSpec,
): DrawnChart {
  if (rows.length === 0) return drawEmpty(spec.title);
  const totals = shownRows(rows).map(({ nodes }) => totalOf(nodes));
  const trees = rows.map((row) => treeOf(row, { spec, greatest: Math.max(0, ...totals) }));
  const notes = rowNotes(rows);
  const caption = trees.some(({ picture }) => picture !== null) ? [spec.help, ...notes] : notes;
  const drawing = stackFigure({ title: spec.title, subtitle: "", caption }, [
    hatchPatterns([COLOURS.blue, COLOURS.orange], FIGURE_WIDTH),
    ...trees.flatMap(({ heading, picture, list }) => [
      drawHeading(heading),
      ...(picture === null ? [] : [picture]),
      ...(list === "" ? [] : [drawHeading(list)]),
    ]),
  ]);
  return {
    drawing,
    description: `${spec.title}: ${trees.map(({ heading }) => heading).join("; ")}`,
    text: [
      spec.title,
      ...trees.flatMap((
        { heading, lines, list },
      ) => [heading, ...lines, list.replaceAll("\u00a0", " ")]),
      ...notes,
    ].filter((line) => line !== "").join("\n"),
  };
}

interface Tree {
  readonly heading: string;
  readonly picture: Drawing | null;
  /** The heaviest, with their numbers in the picture; no line ends between a number and its name. */
  readonly list: string;
  readonly lines: readonly string[];
}

function treeOf(
  row: WeightRow | UnavailableRow,
  { spec, greatest }: { readonly spec: WeightSpec; readonly greatest: number },
): Tree {
  const nothing = { picture: null, list: "", lines: [] };
  if (isUnavailable(row)) return { heading: unavailableLine(row), ...nothing };
  const total = totalOf(row.nodes);
  const placed = placeNodes(row.nodes);
  const [one, plural] = spec.nouns;
  if (total <= 0) return { heading: `${rowName(row)}: no ${one} was measured`, ...nothing };
  const listed = heaviest(placed, LISTED_MAX).filter(({ own }) => own >= total * LISTED_SHARE_MIN);
  const scale = FRAME_WIDTH / (spec.isCommonScale ? greatest : total);
  const drawn = placed.filter((node) =>
    node.total * scale >= WIDTH_PIXELS_MIN && node.level < LEVELS_MAX
  );
  const hidden = placed.length - drawn.length;
  const tooDeep = placed.some(({ level }) => level >= LEVELS_MAX) ? " or too deep" : "";
  return {
    heading: `${rowName(row)}: ${countOf(placed.length, one, plural)}, ${spec.weigh(total)}` +
      (hidden === 0 ? "" : `; ${hidden} of them too small${tooDeep} to be drawn`),
    picture: treePicture(drawn, {
      scale,
      listed,
      growsUp: spec.growsUp,
      isFrozen: row.frozen !== undefined,
    }),
    list: listed.length === 0
      ? ""
      : `By themselves: ${
        listed.map(({ name, own }, index) =>
          `${index + 1}\u00a0${name} ${spec.weigh(own)} (${wholePercent(own / total)})`
        ).join(" · ")
      }`,
    lines: treeLines(placed, { total, weigh: spec.weigh }),
  };
}

function treePicture(
  nodes: readonly PlacedNode[],
  { scale, listed, growsUp, isFrozen }: {
    readonly scale: number;
    readonly listed: readonly OwnWeight[];
    readonly growsUp: boolean;
    readonly isFrozen: boolean;
  },
): Drawing {
  const levels = Math.max(0, ...nodes.map(({ level }) => level)) + 1;
  const numbers = new Map(listed.map(({ name }, index) => [name, index + 1]));
  const parts = nodes.flatMap((node) => {
    const number = numbers.get(node.name) ?? null;
    const colour = number === null ? COLOURS.blue : COLOURS.orange;
    const row = growsUp ? levels - 1 - node.level : node.level;
    const place = {
      x: 4 + node.start * scale,
      y: row * LEVEL_PIXELS + 1,
      width: node.total * scale - 1,
      height: LEVEL_PIXELS - 2,
    };
    const name = fittingName(node.name, { number, room: place.width - 6 });
    return [
      box({ ...place, fill: colour, fillOpacity: TINT, stroke: colour }),
      ...(isFrozen ? [box({ ...place, height: 4, fill: hatched(colour) })] : []),
      ...(name === "" ? [] : [
        words({ x: place.x + 4, y: place.y + (LEVEL_PIXELS - LINE_PIXELS) / 2, lines: [name] }),
      ]),
    ];
  });
  return sheet({ width: FIGURE_WIDTH, height: levels * LEVEL_PIXELS + 4 }, parts);
}

/** The name with its number, or as much of it as fits: its last part, its number, nothing; never a piece of a word. */
function fittingName(
  name: string,
  { number, room }: { readonly number: number | null; readonly room: number },
): string {
  const mark = number === null ? "" : `${number}`;
  const last = name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf(":")) + 1);
  const forms = [`${mark} ${name}`, `${mark} ${last}`, mark].map((form) => form.trim());
  return forms.find((form) => form !== "" && textWidth(form, FONT_PIXELS) <= room) ?? "";
}

function treeLines(
  nodes: readonly PlacedNode[],
  { total, weigh }: { readonly total: number; readonly weigh: (weight: number) => string },
): string[] {
  const seen = nodes.filter((node) => node.total >= total * TEXT_SHARE_MIN);
  const lines = seen.slice(0, TEXT_LINES_MAX).map((node) =>
    `${"  ".repeat(node.level + 1)}${node.name} ${weigh(node.total)}`
  );
  const left = nodes.length - lines.length;
  return left === 0 ? lines : [...lines, `  … and ${left} more, smaller or further down`];
}

/** A time of microseconds in words. */
export function weighUs(us: number): string {
  return us === 0 ? "0 ms" : `${formatValue(us / 1000)} ms`;
}
