/** The width of the interval against the number of rounds: what more time would buy. */

import { type Comparison, intervalHistory } from "../../../probes/mod.ts";
import type { Chart, DrawnChart } from "../drawing/chart.ts";
import { type GridMark, gridText } from "../drawing/grid_text.ts";
import type { Source } from "../drawing/live.ts";
import { chartText, makeSourceChart } from "../drawing/source_chart.ts";
import { checkComparable, type Comparable } from "./compared.ts";
import { drawPrecision, widthTop } from "./precision_picture.ts";
import {
  halfWidth,
  type History,
  plusMinus,
  type PrecisionPanel,
  type PrecisionRows,
  precisionRows,
} from "./precision_rows.ts";

/**
 * Draws how the interval of a comparison narrowed round by round, and how it would go on: half the width costs four
 * times the rounds. A comparison that still runs is drawn as it grows.
 *
 * ```ts
 * import { compare, discoverInterpreters } from "probes";
 * import { precision } from "workbook";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const comparing = compare("tight_loop", { base: python, test: python, budget: "smoke" });
 *   const text: string = await precision(comparing).toText();
 * }
 * ```
 */
export function precision(comparison: Comparable): Chart {
  return makeSourceChart(comparison as Source<Comparison>, {
    preparing: "Precision: preparing the comparison",
    check: (value) => checkComparable(value, "Cannot draw a precision"),
    draw: (result) => drawPrecisionChart(result),
  });
}

/** Draws what there is of a comparison, by the history that is given. */
export async function drawPrecisionChart(
  result: Comparison,
  history: History = intervalHistory,
): Promise<DrawnChart> {
  const rows = precisionRows(result, history);
  const words = rows.panels.map((panel) => panel.words);
  return {
    drawing: await drawPrecision(rows),
    description: `${rows.title}: ${words.join("; ")}`,
    text: chartText(rows, rows.panels.flatMap((panel) => panelText(panel, rows))),
  };
}

function panelText(panel: PrecisionPanel, { end, panels }: PrecisionRows): string[] {
  const top = widthTop(panels);
  const mark = (glyph: string) => (step: PrecisionPanel["steps"][number]): GridMark[] => {
    const half = halfWidth(step);
    return half === null ? [] : [{ x: step.rounds / end, y: half / top, glyph }];
  };
  const marks = [...panel.forecast.flatMap(mark(".")), ...panel.steps.flatMap(mark("o"))];
  if (marks.length === 0) return [panel.words];
  return [
    panel.words,
    ...gridText({
      marks,
      ...(panel.enough === null ? {} : { lines: [{ y: panel.enough / top, glyph: "-" }] }),
      top: plusMinus(top),
      bottom: "0",
      left: "0 rounds",
      right: `${Math.round(end)}`,
    }),
    `o half the interval's width, . forecast${
      panel.enough === null ? "" : ", - narrow enough for a verdict"
    }`,
  ];
}
