/** A ratio forest made of characters, for places that show only text. */

import type { Verdict } from "../../../probes/mod.ts";
import { besideLabel, labelWidthOf } from "../drawing/text_chart.ts";
import { type ForestRow, rowSpan, rowWords } from "./forest_rows.ts";
import { type Extent, ratioExtent, ratioTick } from "./ratio_axis.ts";

/** Characters between the two ends of the axis. */
const AXIS_CHARACTERS = 41;

const GLYPHS: Readonly<Record<Verdict, string>> = {
  faster: "<",
  slower: ">",
  same: "=",
  unclear: "?",
};

/** What the characters mean. */
const LEGEND = "| ratio 1, : edges of the same-zone, - interval or range of the rounds, " +
  "ratio: < faster, > slower, = same, ? unclear, o predicted";

/** Draws the rows over one common logarithmic axis. */
export function forestText(rows: readonly ForestRow[]): string[] {
  if (rows.length === 0) return [];
  const extent = rowsExtent(rows);
  const labelWidth = labelWidthOf(rows.map(({ name }) => name));
  const hasAxis = rows.some(hasRatio);
  const lines = rows.flatMap((row) => {
    const words = rowWords(row.comparison).join(", ");
    return besideLabel(row.name, labelWidth, hasAxis ? `${rowBar(row, extent)}  ${words}` : words);
  });
  if (!hasAxis) return lines;
  const left = ratioTick(Number(extent.low.toPrecision(3)));
  const right = ratioTick(Number(extent.high.toPrecision(3)));
  const axis = `${" ".repeat(labelWidth)}  ${left}${right.padStart(AXIS_CHARACTERS - left.length)}`;
  return [...lines, axis, LEGEND];
}

/** From where to where the axis of these rows goes. */
export function rowsExtent(rows: readonly ForestRow[]): Extent {
  const comparisons = rows.flatMap(({ comparison }) => comparison ?? []);
  const ratios = comparisons.flatMap(({ ratio }) => ratio ?? []);
  const predictions = rows.flatMap(({ prediction }) => prediction ?? []);
  const bounds = comparisons.flatMap((comparison) => {
    const span = rowSpan(comparison);
    return span.kind === "none" ? [] : [span.low ?? [], span.high ?? []].flat();
  });
  const zones = comparisons.filter(({ kind }) => kind === "ratio").map(({ minEffect }) =>
    1 + minEffect
  );
  return ratioExtent([...ratios, ...predictions, ...zones], bounds);
}

function hasRatio({ comparison }: ForestRow): boolean {
  return comparison !== null && comparison.ratio !== null;
}

function rowBar({ comparison, prediction }: ForestRow, extent: Extent): string {
  if (comparison === null || comparison.ratio === null) return " ".repeat(AXIS_CHARACTERS);
  const cells = Array.from({ length: AXIS_CHARACTERS }, () => "·");
  const place = (value: number) => placeOf(value, extent);
  const span = rowSpan(comparison);
  if (span.kind !== "none") {
    const from = place(span.low ?? 0);
    const to = place(span.high ?? Infinity);
    for (let index = from; index <= to; index++) cells[index] = "-";
    if (span.low === null) cells[0] = "←";
    if (span.high === null) cells[AXIS_CHARACTERS - 1] = "→";
  }
  cells[place(1 / (1 + comparison.minEffect))] = ":";
  cells[place(1 + comparison.minEffect)] = ":";
  cells[place(1)] = "|";
  if (prediction !== null) cells[place(prediction)] = "o";
  cells[place(comparison.ratio)] = GLYPHS[comparison.verdict ?? "unclear"];
  return cells.join("");
}

function placeOf(value: number, { low, high }: Extent): number {
  if (value <= low) return 0;
  if (value >= high) return AXIS_CHARACTERS - 1;
  const share = (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));
  return Math.round(share * (AXIS_CHARACTERS - 1));
}
