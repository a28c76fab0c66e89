/**
 * Exchange with others: measurements as NDJSON (everything that was measured), as pyperf's and hyperfine's JSON, as CSV
 * and Parquet; and the first three read again. Knows nothing of how anything is measured or stored. What leaves the
 * machine goes through `redact.ts`.
 *
 * Start reading at `open.ts`; one file a format.
 *
 * @module
 */

export type { CompareImported } from "./compare_imported.ts";
export { toCsv } from "./csv.ts";
export { fromHyperfine, type HyperfineOptions, toHyperfine } from "./hyperfine.ts";
export { toNdjson } from "./ndjson.ts";
export { fromNdjson } from "./ndjson_read.ts";
export {
  type ImportedArm,
  type ImportFormat,
  type OpenedMeasurements,
  openMeasurements,
} from "./open.ts";
export { toParquet } from "./parquet.ts";
export { type PyperfFile, type PyperfOptions, toPyperf } from "./pyperf.ts";
export { fromPyperf, type ReadOptions } from "./pyperf_read.ts";
export { type Private, privateFacts, redact } from "./redact.ts";
export type { RowKind, RowOptions } from "./rows.ts";
export type { Exportable } from "./select.ts";
