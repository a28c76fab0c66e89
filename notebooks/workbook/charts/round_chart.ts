/** The ratio of each round in the order in which they ran: whether something changed while it was measured. */

import type { Comparison } from "../../../probes/mod.ts";
import type { Chart, DrawnChart } from "../drawing/chart.ts";
import { type GridMark, gridText } from "../drawing/grid_text.ts";
import type { Source } from "../drawing/live.ts";
import { chartText, makeSourceChart } from "../drawing/source_chart.ts";
import { percent } from "../page/words.ts";
import { checkComparable, type Comparable, rowHeading } from "./compared.ts";
import { type Extent, isWithin, ratioTick } from "./ratio_axis.ts";
import { drawRounds } from "./round_picture.ts";
import { type RoundPanel, type RoundRows, roundRows } from "./round_rows.ts";

/**
 * Draws the ratio of every round of a comparison, in the order in which they ran, with the estimate and its interval.
 *
 * Honest rounds scatter without a pattern. A slope, a step or two levels mean that something changed while it was
 * measured. A comparison that still runs is drawn as it grows; each test arm has a panel of its own.
 *
 * ```ts
 * import { compare, discoverInterpreters } from "probes";
 * import { roundChart } from "workbook";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const comparing = compare("tight_loop", { base: python, test: python, budget: "smoke" });
 *   const text: string = await roundChart(comparing).toText();
 * }
 * ```
 */
export function roundChart(comparison: Comparable): Chart {
  return makeSourceChart(comparison as Source<Comparison>, {
    preparing: "Rounds: preparing the comparison",
    check: (value) => checkComparable(value, "Cannot draw rounds"),
    draw: drawRoundChart,
  });
}

async function drawRoundChart(result: Comparison): Promise<DrawnChart> {
  const rows = roundRows(result);
  const sentences = rows.panels.map(({ comparison }) => rowHeading(comparison));
  return {
    drawing: await drawRounds(rows),
    description: `${rows.title}: ${sentences.join("; ")}`,
    text: chartText(rows, rows.panels.flatMap((panel) => panelText(panel, rows))),
  };
}

function panelText(
  { comparison, points, missing, extent }: RoundPanel,
  { last }: RoundRows,
): string[] {
  const heading = rowHeading(comparison);
  if (points.length === 0 && missing.length === 0) return [heading];
  const x = (round: number) => last === 1 ? 0.5 : (round - 1) / (last - 1);
  const marks: GridMark[] = [
    ...missing.map((round) => ({
      x: x(round),
      y: place(isWithin(1, extent) ? 1 : comparison.ratio ?? 1, extent),
      glyph: "x",
    })),
    ...points.map(({ round, ratio }) => ({
      x: x(round),
      y: place(ratio, extent),
      glyph: ratio > extent.high ? "^" : ratio < extent.low ? "v" : "o",
    })),
  ];
  const hasOne = isWithin(1, extent);
  const lines = [
    ...(hasOne ? [{ y: place(1, extent), glyph: "-" }] : []),
    ...(comparison.ratio === null ? [] : [{ y: place(comparison.ratio, extent), glyph: "=" }]),
  ];
  return [
    heading,
    ...gridText({
      marks,
      lines,
      top: ratioTick(Number(extent.high.toPrecision(3))),
      bottom: ratioTick(Number(extent.low.toPrecision(3))),
      left: "round 1",
      right: `${last}`,
    }),
    `o one round, ${hasOne ? "- ratio 1, " : ""}= the estimate; counts as the same within ${
      percent(comparison.minEffect)
    }`,
  ];
}

function place(ratio: number, { low, high }: Extent): number {
  return Math.log(ratio / low) / Math.log(high / low);
}
