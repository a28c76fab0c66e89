/** Interpreters beside probes: what came out, cell by cell, told by a sign and a number and only then by a colour. */

import {
  type MatrixCell,
  type MatrixResult,
  type MeasuredArm,
  type MeasurementResult,
  type Unavailable,
  unavailableText,
} from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart } from "../../drawing/chart.ts";
import { makeSourceChart } from "../../drawing/source_chart.ts";
import { statusNotes } from "../status.ts";
import { reasonOf } from "./arm_row.ts";
import { drawHeat } from "./heat_picture.ts";
import { HEAT_NAMES, HEAT_SIGNS, type HeatState } from "./heat_signs.ts";
import { checkList, drawEmpty, type FrozenSource, type PlainOptions, sourceTexts } from "./rows.ts";

/** One cell. */
export interface HeatCell {
  /** What was measured. */
  readonly row: string;
  /** The interpreter. */
  readonly column: string;
  /** What came out. */
  readonly state: HeatState;
  /** Stands beside the sign, for example `0.93x`. */
  readonly words?: string;
  /** Why there is nothing, for a cell that is `unavailable`. */
  readonly unavailable?: Unavailable;
  /** Where the cell comes from when it was not measured here and now. */
  readonly frozen?: FrozenSource;
}

type Result = MatrixResult | readonly HeatCell[];

const DOING = "Cannot draw a heat map";

/** Stands behind what was measured elsewhere, for those who see no hatching. */
export const FROZEN_WORD = "(frozen)";

/** Cells of one picture: 30 probes in 15 interpreters are 450. */
const CELLS_MAX = 2000;

/**
 * Draws a table of signs: faster, slower, the same, unclear, equal, different, unavailable. Takes what `matrix()` gives,
 * also while it runs, or cells.
 *
 * ```ts
 * import { heatMap } from "workbook";
 *
 * const text: string = await heatMap([
 *   { row: "tight loop", column: "an example", state: "faster", words: "0.93x" },
 *   { row: "imports", column: "an example", state: "unclear" },
 * ]).toText();
 * ```
 */
export function heatMap(
  source: PromiseLike<MatrixResult> | MatrixResult | readonly HeatCell[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  return makeSourceChart<Result>(source as Result, {
    preparing: "Heat map: preparing the measurement",
    check: checkSource,
    draw: (result) => Promise.resolve(drawChart(result, options)),
  });
}

function checkSource(source: unknown): void {
  const { cells, parts } = (source ?? {}) as Partial<MatrixResult>;
  if (Array.isArray(cells) && Array.isArray(parts)) return;
  if (!Array.isArray(source)) {
    throw new TypeError(`${DOING}: what matrix() gives is needed, or a list of cells`);
  }
  checkList(DOING, { name: "the cells", value: source, itemsMax: CELLS_MAX });
  for (const { row, column, state } of source as readonly HeatCell[]) {
    if (typeof row !== "string" || typeof column !== "string") {
      throw new TypeError(`${DOING}: a cell has no "row" and "column", two texts are needed`);
    }
    if (HEAT_NAMES.includes(state)) continue;
    throw new TypeError(
      `${DOING}: "state" is ${String(state)}, one of "${HEAT_NAMES.join('", "')}" is needed`,
    );
  }
}

function drawChart(result: Result, options: PlainOptions): DrawnChart {
  const isMatrix = "cells" in result;
  const cells = isMatrix ? matrixCells(result) : result;
  const base = isMatrix ? result.cells[0]?.base : undefined;
  const title = options.title ??
    (base === undefined ? "Interpreters and probes" : `Compared with ${base}`);
  const notes = [
    ...new Set([
      ...sourceTexts(cells.flatMap(({ frozen }) => frozen ?? [])),
      ...reasonsOf(cells),
      ...(isMatrix ? result.parts.flatMap(({ measurement }) => ownNotes(measurement)) : []),
    ]),
  ];
  if (cells.length === 0) return drawEmpty(title, notes.length === 0 ? undefined : notes);
  const rows = [...new Set(cells.map(({ row }) => row))];
  const columns = [...new Set(cells.map(({ column }) => column))];
  return {
    drawing: drawHeat(cells, { title, rows, columns, notes }),
    description: `${title}: ${cells.map(cellSentence).join("; ")}`,
    text: [
      title,
      ...rows.flatMap((row) => [
        row,
        ...cells.filter((cell) => cell.row === row).map((cell) =>
          `  ${columnText(cell)}: ${cellText(cell)}`
        ),
      ]),
      ...notes,
    ].join("\n"),
  };
}

/** Where frozen cells are from stands beside their hatching. */
function ownNotes(measurement: MeasurementResult): string[] {
  const flags = measurement.flags.filter(({ kind }) => kind !== "frozen");
  return statusNotes({ ...measurement, flags });
}

/** Each reason once, with the columns that it holds for, and with its row where it is about a single one. */
function reasonsOf(cells: readonly HeatCell[]): string[] {
  const reasons = Map.groupBy(
    cells.filter(({ unavailable }) => unavailable !== undefined),
    ({ unavailable }) => unavailable === undefined ? "" : unavailableText(unavailable),
  );
  return [...reasons].map(([text, own]) => {
    const rows = [...new Set(own.map(({ row }) => row))];
    const columns = [...new Set(own.map(({ column }) => column))];
    return `${[...(rows.length === 1 ? rows : []), ...columns].join(", ")}: ${text}.`;
  });
}

/** The column says by itself that it is frozen, or is told to. */
function columnText({ column, frozen }: HeatCell): string {
  return frozen === undefined || column.endsWith(FROZEN_WORD) ? column : `${column} ${FROZEN_WORD}`;
}

function cellSentence(cell: HeatCell): string {
  return `${cell.row}, ${cell.column}: ${HEAT_SIGNS[cell.state].words} ${cell.words ?? ""}`.trim();
}

function cellText({ state, words = "" }: HeatCell): string {
  const { sign, words: meaning } = HEAT_SIGNS[state];
  return `${sign} ${meaning} ${words}`.trim();
}

function matrixCells({ cells, parts }: MatrixResult): HeatCell[] {
  return cells.map((cell) => {
    const part = parts.find(({ measurement }) => measurement.probe === cell.probe);
    const unavailable = reasonOfCell(cell, part?.measurement.arms ?? []);
    const { ratio } = cell;
    const source = part?.measurement.frozen;
    return {
      row: cell.title,
      column: cell.test,
      state: unavailable === null ? stateOf(cell) : "unavailable",
      ...(ratio === null ? {} : { words: `${ratio.toFixed(ratio < 10 ? 2 : 1)}x` }),
      ...(unavailable === null ? {} : { unavailable }),
      ...(source === undefined ? {} : { frozen: source }),
    };
  });
}

/** Why one of the two arms gave nothing; without the base there is nothing to compare with either. */
function reasonOfCell(
  { base, test }: MatrixCell,
  arms: readonly MeasuredArm[],
): Unavailable | null {
  const [own = null, other = null] = [test, base].map((name) => {
    const arm = arms.find(({ label }) => label === name);
    return arm === undefined ? null : reasonOf(arm);
  });
  if (own !== null || other === null) return own;
  return { ...other, reason: `${base}, which it is compared with: ${other.reason}` };
}

function stateOf({ verdict, equality }: MatrixCell): HeatState {
  return verdict ?? equality ?? "unclear";
}
