/**
 * What the rows of plain data have in common: each was measured here, or is frozen, or cannot be shown; and how each of
 * the three is told. Checked once, where a cell hands them over.
 */

import { type Unavailable, unavailableText } from "../../../../probes/mod.ts";
import type { DrawnChart } from "../../drawing/chart.ts";
import { FIGURE_WIDTH } from "../../drawing/figure.ts";
import { drawText } from "../../drawing/flatten.ts";

/** Where frozen data were measured: on another machine, before. */
export interface FrozenSource {
  /** The day, for example `2026-11-21`. */
  readonly date: string;
  /** The machine in a few words, for example `2 shared cores, Linux`. */
  readonly machine: string;
  /** The CPythons with the families of their builds. */
  readonly builds: string;
}

/** What every row of a chart has. */
export interface PlainRow {
  /** Names the row: an interpreter, a setting, a representation. */
  readonly label: string;
  /** Where its data come from when they were not measured here and now; the row is hatched then. */
  readonly frozen?: FrozenSource;
}

/** A row that cannot be shown here, and why. */
export interface UnavailableRow {
  /** Names the row. */
  readonly label: string;
  /** Why, and what would help. */
  readonly unavailable: Unavailable;
}

/** What the charts of plain data may be told. */
export interface PlainOptions {
  /** Stands above the chart; each kind of chart has one of its own. */
  readonly title?: string;
}

/** Whether a row says why it cannot be shown. */
export function isUnavailable(row: PlainRow | UnavailableRow): row is UnavailableRow {
  return "unavailable" in row;
}

/** The rows that can be shown. */
export function shownRows<Row extends PlainRow>(rows: readonly (Row | UnavailableRow)[]): Row[] {
  return rows.filter((row): row is Row => !isUnavailable(row));
}

/** Why a row cannot be shown. */
export function unavailableWords({ unavailable }: UnavailableRow): string {
  return `unavailable: ${unavailableText(unavailable)}`;
}

/** The name of a row that cannot be shown, and why. */
export function unavailableLine(row: UnavailableRow): string {
  return `${row.label}: ${unavailableWords(row)}`;
}

/** A row's name; a frozen one says so, for those who see no hatching. */
export function rowName({ label, frozen }: PlainRow): string {
  return frozen === undefined ? label : `${label} (frozen)`;
}

/** What must be read below a chart: the sources of its frozen rows, and the reasons of those that it has no place for. */
export function rowNotes(
  rows: readonly (PlainRow | UnavailableRow)[],
  { withReasons = false }: { readonly withReasons?: boolean } = {},
): string[] {
  const sources = rows.flatMap((row) =>
    isUnavailable(row) || row.frozen === undefined ? [] : [row.frozen]
  );
  const reasons = rows.filter(isUnavailable).map((row) => `${unavailableLine(row)}.`);
  return [...sourceTexts(sources), ...(withReasons ? reasons : [])];
}

/** The same for a chart of points, which has no place for rows without any either. */
export function pointNotes<Row extends PlainRow>(
  rows: readonly (Row | UnavailableRow)[],
  pointsOf: (row: Row) => readonly unknown[],
): string[] {
  return [
    ...rowNotes(rows, { withReasons: true }),
    ...shownRows(rows).filter((row) => pointsOf(row).length === 0).map((row) =>
      `${nothingLine(row)}.`
    ),
  ];
}

/** The name of a row without any point. */
export function nothingLine(row: PlainRow): string {
  return `${rowName(row)}: nothing was measured`;
}

/** Says where frozen data come from: a line for each machine and day. */
export function sourceTexts(sources: readonly FrozenSource[]): string[] {
  const places = Map.groupBy(sources, ({ date, machine }) => `${date}, ${machine}`);
  return [...places].map(([place, own]) => {
    const builds = [...new Set(own.map((source) => source.builds))].join("; ");
    return `Hatched, frozen: ${place}, ${builds}.`;
  });
}

/** What stands there without any row. */
export const NO_ROWS =
  'There is nothing to draw: no rows were given. Where no CPython was found, "uv python install 3.13 3.14" fetches two.';

/** A chart that has nothing to draw. */
export function drawEmpty(title: string, notes: readonly string[] = [NO_ROWS]): DrawnChart {
  const text = [title, ...notes].join("\n");
  return {
    drawing: drawText(text, "subtitle", FIGURE_WIDTH),
    description: `${title}: ${notes.join(" ")}`,
    text,
  };
}

/** Rows beyond this are refused: nobody reads them, and a picture of them is no longer a picture. */
const ROWS_MAX = 200;

/**
 * Throws a `TypeError` where the rows are no list of objects with labels, a `RangeError` where they are too many. `check`
 * then looks at each row that can be shown.
 */
export function checkRows<Row extends PlainRow>(
  doing: string,
  { rows, check }: {
    readonly rows: readonly (Row | UnavailableRow)[];
    readonly check: (row: Row) => void;
  },
): void {
  checkList(doing, { name: "the rows", value: rows });
  for (const [index, row] of [...rows].entries()) {
    // Cells are not held to their types, and a list may have holes.
    const { label } = (row ?? {}) as Partial<PlainRow>;
    if (typeof label !== "string") {
      throw new TypeError(`${doing}: row ${index + 1} has no "label", a text is needed`);
    }
  }
  for (const row of shownRows(rows)) check(row);
}

/** Throws where something that has to be a list is none, or one that is far too long for a picture. */
export function checkList(
  doing: string,
  { name, value, itemsMax = ROWS_MAX }: {
    readonly name: string;
    readonly value: unknown;
    readonly itemsMax?: number;
  },
): void {
  if (!Array.isArray(value)) throw new TypeError(`${doing}: ${name} are no list`);
  if (value.length > itemsMax) {
    throw new RangeError(`${doing}: ${name} are ${value.length}, at most ${itemsMax} can be drawn`);
  }
}

/** Throws where a number is none, or one that cannot be: a picture would show it as nothing at all. */
export function checkNumber(
  doing: string,
  { name, value, least = 0 }: {
    readonly name: string;
    readonly value: unknown;
    readonly least?: number;
  },
): void {
  if (typeof value === "number" && Number.isFinite(value) && value >= least) return;
  throw new TypeError(`${doing}: ${name} is ${String(value)}, a number from ${least} on is needed`);
}
