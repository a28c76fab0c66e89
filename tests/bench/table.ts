/** Medians and ratios of measured values, as a table for the eye. */

/** One line of the measuring script. */
export type Measured =
  | { kernel: string; measure: string; unit: string; values: number[] }
  | { kernel: string; measure: string; missing: string };

/** All values of one measure: by kernel, sorted, or why a kernel has none. */
export interface MeasureSummary {
  readonly measure: string;
  readonly unit: string;
  readonly byKernel: ReadonlyMap<string, number[] | string>;
}

/** Measures with enough values a run for a tail to mean something. */
const TAILED_COUNT_MIN = 60;

/** Gathers lines by measure, in the order in which measures first came. */
export function summarise(measured: readonly Measured[]): MeasureSummary[] {
  const measures = new Map<string, { unit: string; byKernel: Map<string, number[] | string> }>();
  for (const line of measured) {
    const entry = measures.get(line.measure) ?? { unit: "", byKernel: new Map() };
    measures.set(line.measure, entry);
    const known = entry.byKernel.get(line.kernel);
    if ("missing" in line) {
      if (known === undefined) entry.byKernel.set(line.kernel, line.missing);
      continue;
    }
    entry.unit = line.unit;
    const values = [...(Array.isArray(known) ? known : []), ...line.values];
    entry.byKernel.set(line.kernel, values.sort((a, b) => a - b));
  }
  return [...measures].map(([measure, rest]) => ({ measure, ...rest }));
}

/** Writes one row a measure: medians of all kernels, and the first kernel's ratio to each other. */
export function table(summaries: readonly MeasureSummary[]): string {
  const kernels = [...new Set(summaries.flatMap(({ byKernel }) => [...byKernel.keys()]))];
  const [own = "", ...others] = kernels;
  const header = ["measure", "unit", ...kernels, ...others.map((other) => `/ ${other}`)];
  const rows = summaries.flatMap((summary) => rowsOf(summary, { own, kernels, others }));
  return layOut([header, ...rows]);
}

interface Columns {
  own: string;
  kernels: string[];
  others: string[];
}

function rowsOf({ measure, unit, byKernel }: MeasureSummary, columns: Columns): string[][] {
  const counts = [...byKernel.values()].map((values) => Array.isArray(values) ? values.length : 0);
  const isTailed = Math.max(...counts) >= TAILED_COUNT_MIN;
  const shares: [label: string, share: number][] = isTailed
    ? [["p50", 0.5], ["p95", 0.95], ["p99", 0.99]]
    : [["", 0.5]];
  return shares.map(([label, share]) => {
    const cells = columns.kernels.map((kernel) => quantile(byKernel.get(kernel), share));
    const own = quantile(byKernel.get(columns.own), share);
    const ratios = columns.others.map((other) => ratio(own, quantile(byKernel.get(other), share)));
    return [`${measure} ${label}`.trim(), unit, ...cells.map(shown), ...ratios];
  });
}

/** The value at a share of the sorted values; null where a kernel has none. */
export function quantile(values: number[] | string | undefined, share: number): number | null {
  if (!Array.isArray(values)) return null;
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? null;
}

function ratio(own: number | null, other: number | null): string {
  return own === null || other === null || other === 0 ? "-" : (own / other).toFixed(2);
}

function shown(value: number | null): string {
  if (value === null) return "none";
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(2);
}

/** Columns as wide as their widest cell; all but the first stand right. */
export function layOut(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length))
  );
  return rows.map((row) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
    ).join("  ")
  ).join("\n");
}
