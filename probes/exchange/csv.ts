/** Measurements as CSV (RFC 4180). */

import { type Cell, type RowOptions, toRows } from "./rows.ts";
import type { Exportable } from "./select.ts";

/**
 * Writes a measurement as CSV with a header: one row a timing, or as `rows` says. Text that a spreadsheet would take for a
 * formula gets an apostrophe in front.
 *
 * ```ts
 * import { type MeasurementResult, toCsv } from "probes";
 *
 * async function save(measurement: MeasurementResult) {
 *   await Deno.writeTextFile("processes.csv", toCsv(measurement, { rows: "processes" }));
 * }
 * ```
 */
export function toCsv(result: Exportable, options: RowOptions = {}): string {
  const { columns, rows } = toRows(result, options, "Cannot export to CSV");
  const lines = [columns.map(({ name }) => name), ...rows];
  return lines.map((cells) => `${cells.map(cellText).join(",")}\r\n`).join("");
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `${cell}`;
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
