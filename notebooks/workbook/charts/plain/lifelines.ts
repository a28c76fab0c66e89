/** When objects die: a line of boxes an object, one for each step at which it is alive, and a cross where it dies. */

import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { drawHeading, FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../../drawing/hatch.ts";
import {
  box,
  cross,
  FONT_PIXELS,
  LINE_PIXELS,
  sheet,
  TINT,
  widestOf,
  words,
} from "../../drawing/shapes.ts";
import { wrapName } from "../../drawing/svg_text.ts";
import { ACCENT } from "../../drawing/theme.ts";
import {
  checkList,
  checkRows,
  drawEmpty,
  type PlainOptions,
  type PlainRow,
  rowName,
  rowNotes,
  shownRows,
  type UnavailableRow,
} from "./rows.ts";

/** What was done, and what lived and died of it. */
export interface LifeStep {
  /** What was done. */
  readonly step: string;
  /** Objects that are alive afterwards. */
  readonly alive: readonly string[];
  /** Objects that died of it. */
  readonly died: readonly string[];
}

/** The objects of one program. */
export interface LifeRow extends PlainRow {
  /** In the order in which they were taken. */
  readonly steps: readonly LifeStep[];
}

const DOING = "Cannot draw lives of objects";

const ROW_PIXELS = 26;
const NAME_PIXELS_MAX = 160;

/** Steps beside each other that still have room for their names. */
const STEPS_MAX = 12;

/**
 * Draws when objects die.
 *
 * ```ts
 * import { lifelines } from "workbook";
 *
 * const steps = [{ step: "del a", alive: ["b"], died: ["a"] }];
 * const text: string = await lifelines([{ label: "an example", steps }]).toText();
 * ```
 */
export function lifelines(
  rows: readonly (LifeRow | UnavailableRow)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  checkRows<LifeRow>(DOING, {
    rows,
    check: ({ label, steps }) =>
      checkList(DOING, { name: `the steps of "${label}"`, value: steps, itemsMax: STEPS_MAX }),
  });
  return makeChart(() => Promise.resolve(drawLives(rows, options.title ?? "When objects die")));
}

function drawLives(rows: readonly (LifeRow | UnavailableRow)[], title: string): DrawnChart {
  if (rows.length === 0) return drawEmpty(title);
  const shown = shownRows<LifeRow>(rows);
  const notes = [
    "A box: the object is alive after this step. A cross: it dies at it.",
    ...rowNotes(rows, { withReasons: true }),
  ];
  const lines = shown.flatMap((row) => [rowName(row), ...row.steps.map(stepText)]);
  return {
    drawing: stackFigure({ title, subtitle: "", caption: notes }, [
      hatchPatterns([ACCENT], FIGURE_WIDTH),
      ...shown.flatMap((row) => [drawHeading(rowName(row)), strip(row)]),
    ]),
    description: `${title}: ${lines.join("; ")}`,
    text: [title, ...lines, ...notes].join("\n"),
  };
}

function stepText({ step, alive, died }: LifeStep): string {
  return `  ${step}: died ${died.join(", ") || "nothing"}; alive ${alive.join(", ") || "nothing"}`;
}

function strip({ steps, frozen }: LifeRow): Drawing {
  const objects = [...new Set(steps.flatMap(({ alive, died }) => [...died, ...alive]))];
  const names = objects.map((name) => wrapName(name, NAME_PIXELS_MAX, FONT_PIXELS).join(" "));
  const left = Math.ceil(widestOf(names)) + 18;
  const width = (FIGURE_WIDTH - left - 4) / Math.max(1, steps.length);
  const heads = steps.map(({ step }) => wrapName(step, width - 8, FONT_PIXELS));
  const top = Math.max(1, ...heads.map((lines) => lines.length)) * LINE_PIXELS + 8;
  const fill = frozen === undefined
    ? { fill: ACCENT, fillOpacity: TINT, stroke: ACCENT }
    : { fill: hatched(ACCENT), stroke: ACCENT };
  const parts = [
    ...heads.map((lines, index) =>
      words({ x: left + (index + 0.5) * width, y: 2, lines, anchor: "middle" })
    ),
    ...objects.flatMap((name, row) => [
      words({
        x: left - 10,
        y: top + row * ROW_PIXELS + (ROW_PIXELS - LINE_PIXELS) / 2,
        lines: [names[row] ?? name],
        anchor: "end",
      }),
      ...steps.flatMap(({ alive, died }, index) => {
        const x = left + index * width;
        const y = top + row * ROW_PIXELS;
        if (alive.includes(name)) {
          return [box({ x: x + 2, y: y + 4, width: width - 4, height: ROW_PIXELS - 8, ...fill })];
        }
        return died.includes(name) ? [cross({ x: x + width / 2, y: y + ROW_PIXELS / 2 })] : [];
      }),
    ]),
  ];
  return sheet({ width: FIGURE_WIDTH, height: top + objects.length * ROW_PIXELS + 6 }, parts);
}
