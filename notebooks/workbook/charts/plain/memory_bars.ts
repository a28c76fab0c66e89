/** How many bytes each way of keeping the same data takes: bars from zero, with the number itself. */

import { formatValue } from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { drawHeading, FIGURE_WIDTH, stackFigure } from "../../drawing/figure.ts";
import type { Drawing } from "../../drawing/flatten.ts";
import { hatched, hatchPatterns } from "../../drawing/hatch.ts";
import {
  box,
  FONT_PIXELS,
  LINE_PIXELS,
  sheet,
  stroke,
  widestOf,
  words,
} from "../../drawing/shapes.ts";
import { textWidth, wrapName } from "../../drawing/svg_text.ts";
import { besideLabel, labelWidthOf } from "../../drawing/text_chart.ts";
import { ACCENT } from "../../drawing/theme.ts";
import {
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

/** The size of one representation. */
export interface MemoryRow extends PlainRow {
  /** Exact: counted, not timed. */
  readonly bytes: number;
  /** Rows of one group stand together below its name, for example those of one interpreter. */
  readonly group?: string;
}

/** A representation that an interpreter does not have. */
export interface UnavailableMemory extends UnavailableRow {
  /** The rows that it stands among. */
  readonly group?: string;
}

type Row = MemoryRow | UnavailableMemory;

const DOING = "Cannot draw memory";

/** Room for names at most; longer ones take more lines. */
const NAME_PIXELS_MAX = 220;

const ROW_PADDING_PIXELS = 10;

/** A row of one line but for a gap. */
const BAR_PIXELS = LINE_PIXELS + 2;

/** Characters of the longest bar where there is only text. */
const BAR_CHARACTERS = 40;

/**
 * Draws sizes as bars on one scale that begins at zero.
 *
 * ```ts
 * import { memoryBars } from "workbook";
 *
 * const rows = [{ label: "an example", bytes: 184 }, { label: "another", bytes: 56 }];
 * const text: string = await memoryBars(rows).toText();
 * ```
 */
export function memoryBars(
  rows: readonly (MemoryRow | UnavailableMemory)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  checkRows<MemoryRow>(DOING, {
    rows,
    check: ({ label, bytes }) => checkNumber(DOING, { name: `"bytes" of ${label}`, value: bytes }),
  });
  return makeChart(() => Promise.resolve(drawBars(rows, options.title ?? "Memory")));
}

function drawBars(rows: readonly Row[], title: string): DrawnChart {
  if (rows.length === 0) return drawEmpty(title);
  const groups = [...new Set(rows.map(({ group = "" }) => group))];
  const most = Math.max(1, ...shownRows<MemoryRow>(rows).map(({ bytes }) => bytes));
  const notes = rowNotes(rows);
  const layout = layoutOf(rows, most);
  const parts = groups.map((group) => ({
    group,
    rows: rows.filter((row) => (row.group ?? "") === group),
  }));
  const names = rows.map(rowName);
  return {
    drawing: stackFigure({ title, subtitle: "", caption: notes }, [
      hatchPatterns([ACCENT], FIGURE_WIDTH),
      ...parts.flatMap(({ group, rows }) => [
        ...(group === "" ? [] : [drawHeading(group)]),
        groupPicture(rows, layout),
      ]),
    ]),
    description: `${title}: ${rows.map((row) => `${rowName(row)} ${valueText(row)}`).join("; ")}`,
    text: [
      title,
      ...parts.flatMap(({ group, rows }) => [
        ...(group === "" ? [] : [group]),
        ...rows.flatMap((row) => textLines(row, { most, labelWidth: labelWidthOf(names) })),
      ]),
      ...notes,
    ].join("\n"),
  };
}

interface Layout {
  /** Where bars begin, and how many pixels a byte takes. */
  readonly left: number;
  readonly scale: number;
}

function layoutOf(rows: readonly Row[], most: number): Layout {
  const lines = rows.flatMap((row) => wrapName(rowName(row), NAME_PIXELS_MAX, FONT_PIXELS));
  const left = Math.ceil(widestOf(lines)) + 16;
  const widest = textWidth(bytesText(most), FONT_PIXELS);
  return { left, scale: (FIGURE_WIDTH - left - widest - 16) / most };
}

function groupPicture(rows: readonly Row[], { left, scale }: Layout): Drawing {
  let y = 2;
  const parts = rows.flatMap((row) => {
    const name = wrapName(rowName(row), NAME_PIXELS_MAX, FONT_PIXELS);
    const length = isUnavailable(row) ? 0 : row.bytes * scale;
    const value = wrapName(valueText(row), FIGURE_WIDTH - left - length - 12, FONT_PIXELS);
    const lineCount = Math.max(name.length, value.length);
    const height = lineCount * LINE_PIXELS + ROW_PADDING_PIXELS;
    const top = y;
    y += height;
    const wordsTop = (lines: readonly string[]) =>
      top + (height - lines.length * LINE_PIXELS) / 2 + 1;
    // As thick as every other bar, however many lines its name takes.
    const frame = {
      x: left,
      y: top + (height - BAR_PIXELS) / 2,
      width: length,
      height: BAR_PIXELS,
    };
    const isFrozen = !isUnavailable(row) && row.frozen !== undefined;
    return [
      words({ x: left - 10, y: wordsTop(name), lines: name, anchor: "end" }),
      ...(length === 0
        ? []
        : [box({ ...frame, fill: isFrozen ? hatched(ACCENT) : ACCENT, stroke: ACCENT })]),
      words({ x: left + length + 6, y: wordsTop(value), lines: value }),
    ];
  });
  parts.push(stroke({ path: `M${left} 0V${y}`, width: 1.4 }));
  return sheet({ width: FIGURE_WIDTH, height: y + 4 }, parts);
}

function textLines(
  row: Row,
  { most, labelWidth }: { readonly most: number; readonly labelWidth: number },
): string[] {
  const length = isUnavailable(row) ? 0 : Math.round(row.bytes / most * BAR_CHARACTERS);
  return besideLabel(rowName(row), labelWidth, `${"█".repeat(length)} ${valueText(row)}`.trim());
}

function valueText(row: Row): string {
  return isUnavailable(row) ? unavailableWords(row) : bytesText(row.bytes);
}

/** From here on nobody reads bytes: whole processes, not objects. */
const MIB = 2 ** 20;

function bytesText(bytes: number): string {
  if (bytes >= MIB) return `${formatValue(bytes / MIB)} MiB`;
  return `${bytes.toLocaleString("en")} ${bytes === 1 ? "byte" : "bytes"}`;
}
