/** Rows of data as a table. */

import { type Column, makeTable, type Table } from "../../../probes/mod.ts";

/** What `table()` may be told. */
export interface TableOptions {
  /** Which fields to show, in which order; those of the first row when not given. */
  readonly columns?: readonly string[];
  /** Stands above the table. */
  readonly caption?: string;
}

/**
 * Shows rows as a table, numbers to the right.
 *
 * ```ts
 * import { table } from "workbook";
 *
 * const shown = table([{ name: "py3.14.10", ms: 2.1 }], { caption: "Two columns" });
 * const text: string = shown.toString();
 * ```
 */
export function table(rows: readonly object[], { columns, caption }: TableOptions = {}): Table {
  const names = columns ?? Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => {
    const fields = new Map<string, unknown>(Object.entries(row));
    return names.map((name) => fields.get(name));
  });
  return makeTable({
    columns: names.map((title, index) => ({ title, align: alignmentOf(cells, index) })),
    rows: cells.map((row) => row.map(cellText)),
    ...(caption === undefined ? {} : { caption }),
  });
}

function alignmentOf(
  cells: readonly (readonly unknown[])[],
  index: number,
): NonNullable<Column["align"]> {
  const values = cells.map((row) => row[index]).filter((value) =>
    value !== null && value !== undefined
  );
  return values.length > 0 && values.every((value) => typeof value === "number") ? "right" : "left";
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number") return numberText(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** From here on digits are parted; what is shorter may be a year or another name. */
const PARTED_FROM = 10_000;

/** Digits of what is no whole number: charts show as many at most. */
const DIGITS = 4;

function numberText(value: number): string {
  const shown = Number.isInteger(value) || Math.abs(value) >= 10 ** (DIGITS - 1)
    ? Math.round(value)
    : Number(value.toPrecision(DIGITS));
  return Math.abs(shown) >= PARTED_FROM && Number.isFinite(shown)
    ? shown.toLocaleString("en")
    : `${shown}`;
}
