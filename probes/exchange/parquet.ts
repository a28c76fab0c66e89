/** Measurements as Parquet, for data frames. */

import { type Cell, type RowColumn, type RowOptions, toRows } from "./rows.ts";
import type { Exportable } from "./select.ts";

/**
 * Writes a measurement as a Parquet file: one row a timing, or as `rows` says.
 *
 * ```ts
 * import { type MeasurementResult, toParquet } from "probes";
 *
 * async function save(measurement: MeasurementResult) {
 *   await Deno.writeFile("timings.parquet", await toParquet(measurement));
 * }
 * ```
 */
export async function toParquet(
  result: Exportable,
  options: RowOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { columns, rows } = toRows(result, options, "Cannot export to Parquet");
  // Only when it is wanted: nobody else has to fetch it.
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const buffer = parquetWriteBuffer({
    columnData: columns.map((column, index) => ({
      name: column.name,
      type: TYPES[column.type],
      nullable: true,
      data: rows.map((row) => cellOf(row[index] ?? null, column)),
    })),
    kvMetadata: [{ key: "schema", value: "probebook/1" }],
    createdBy: "probebook",
  });
  return new Uint8Array(buffer);
}

const TYPES = { text: "STRING", integer: "INT64", number: "DOUBLE" } as const;

function cellOf(cell: Cell, { type }: RowColumn): string | number | bigint | null {
  if (cell === null) return null;
  switch (type) {
    case "text":
      return `${cell}`;
    case "integer":
      return typeof cell === "number" && Number.isInteger(cell) ? BigInt(cell) : null;
    case "number":
      return typeof cell === "number" ? cell : null;
  }
}
