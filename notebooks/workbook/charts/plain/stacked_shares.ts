/** What a program's time consists of: bars from 0 to 100 %, one piece a cause. */

import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { stackFigure } from "../../drawing/figure.ts";
import { besideLabel, labelWidthOf } from "../../drawing/text_chart.ts";
import {
  checkList,
  checkNumber,
  checkRows,
  drawEmpty,
  isUnavailable,
  type PlainOptions,
  type PlainRow,
  rowName,
  rowNotes,
  shownRows,
  type UnavailableRow,
  unavailableWords,
} from "./rows.ts";
import { causesOf, partText, sharePictures } from "./share_picture.ts";

/** A piece of a bar. */
export interface SharePart {
  /** What takes the time; the same name is the same colour and letter in every row. */
  readonly name: string;
  /** Of the whole, from 0 to 100. */
  readonly percent: number;
}

/** What one program's time consists of. */
export interface ShareRow extends PlainRow {
  /** In the order in which they are drawn. */
  readonly parts: readonly SharePart[];
  /** From the least to the greatest share of the first part, over processes. */
  readonly range?: { readonly low: number; readonly high: number };
  /** The share of the first part that somebody expected; a word, or nothing yet, is not drawn. */
  readonly prediction?: number | string | null;
}

const DOING = "Cannot draw shares";

/** Sums further from 100 than by rounding are a mistake. */
const SUM_TOLERANCE_PERCENT = 1;

/**
 * Draws shares as pieces of bars. The line above a bar is the range of its first piece over processes, a hollow diamond
 * what was expected of it.
 *
 * ```ts
 * import { stackedShares } from "workbook";
 *
 * const parts = [{ name: "bytecode", percent: 70 }, { name: "waiting", percent: 30 }];
 * const text: string = await stackedShares([{ label: "an example", parts }]).toText();
 * ```
 */
export function stackedShares(
  rows: readonly (ShareRow | UnavailableRow)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  checkRows<ShareRow>(DOING, { rows, check: checkParts });
  return makeChart(() => Promise.resolve(drawShares(rows, options.title ?? "Shares")));
}

function checkParts({ label, parts }: ShareRow): void {
  checkList(DOING, { name: `the parts of "${label}"`, value: parts });
  for (const { name, percent } of parts) {
    checkNumber(DOING, { name: `"percent" of ${name} in "${label}"`, value: percent });
  }
  const sum = parts.reduce((total, { percent }) => total + percent, 0);
  if (parts.length === 0 || Math.abs(sum - 100) <= SUM_TOLERANCE_PERCENT) return;
  throw new RangeError(`${DOING}: the parts of "${label}" are ${sum} % together, 100 is needed`);
}

function drawShares(rows: readonly (ShareRow | UnavailableRow)[], title: string): DrawnChart {
  if (rows.length === 0) return drawEmpty(title);
  const causes = causesOf(rows);
  const lines = rows.map((row) => ({ row, name: rowName(row), words: wordsOf(row) }));
  const labelWidth = labelWidthOf(lines.map(({ name }) => name));
  const notes = [...helpOf(rows), ...rowNotes(rows)];
  return {
    drawing: stackFigure(
      { title, subtitle: "", caption: notes },
      sharePictures(lines, causes),
    ),
    description: `${title}: ${lines.map(({ name, words }) => `${name}: ${words}`).join("; ")}`,
    text: [
      title,
      ...lines.flatMap(({ name, words }) => besideLabel(name, labelWidth, words)),
      ...rowNotes(rows),
    ].join("\n"),
  };
}

function wordsOf(row: ShareRow | UnavailableRow): string {
  if (isUnavailable(row)) return unavailableWords(row);
  const { parts, range, prediction } = row;
  const told = parts.filter(({ percent }) => percent >= 0.5).map((part) =>
    part === parts[0] && range !== undefined
      ? `${partText(part)} [${Math.round(range.low)}, ${Math.round(range.high)}]`
      : partText(part)
  );
  return [
    ...told.length === 0 ? ["not measured yet"] : told,
    ...(typeof prediction === "number" ? [`expected ${prediction} %`] : []),
  ].join(", ");
}

/** What the marks on a bar mean, where there are some. */
function helpOf(rows: readonly (ShareRow | UnavailableRow)[]): string[] {
  const shown = shownRows<ShareRow>(rows);
  const first = shown[0]?.parts[0]?.name ?? "the first part";
  return [
    ...(shown.some(({ range }) => range !== undefined)
      ? [`Line above a bar: the least and the greatest share of ${first} over processes.`]
      : []),
    ...(shown.some(({ prediction }) => typeof prediction === "number")
      ? [`Hollow diamond: the share of ${first} that was expected.`]
      : []),
  ];
}
