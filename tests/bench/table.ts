/** Medians and ratios of measured values, beside what is wanted, as a table for the eye. */

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

/** One row of the table. */
export interface Row {
  readonly label: string;
  readonly unit: string;
  /** By kernel; null where it has none. */
  readonly values: Readonly<Record<string, number | null>>;
  /** The first kernel's cost by each other's: below 1 the first is better, also where more is better. */
  readonly ratios: Readonly<Record<string, number | null>>;
  /** What the requirements want; null where they want nothing. */
  readonly wanted: { readonly text: string; readonly isMet: boolean | null } | null;
}

/** The other kernel that a limit names. */
const DENO = "deno jupyter";

/** What a row of the requirements wants of the first kernel; limits are in the row's unit. */
type Wanted =
  | { kind: "times"; of: string; factor: number }
  | { kind: "at most"; limit: number }
  | { kind: "at least"; limit: number }
  | { kind: "best" };

const BEST: Wanted = { kind: "best" };

/** The requirements' table "Latency and load to beat", and what the issue on load adds to it. */
const WANTED: Readonly<Record<string, Wanted>> = {
  "start to kernel_info reply": { kind: "times", of: DENO, factor: 1 },
  "start to first execute reply": { kind: "times", of: DENO, factor: 1 },
  "cell `1` p50": { kind: "times", of: DENO, factor: 0.75 },
  "cell `1` p95": { kind: "times", of: DENO, factor: 1 },
  "10,000 lines in one cell": { kind: "times", of: "ipykernel", factor: 1 },
  "one 10 MB display": { kind: "times", of: "ipykernel", factor: 1 },
  "1,000 displays": { kind: "times", of: DENO, factor: 1 },
  "completion of a member p50": { kind: "at most", limit: 20 },
  "completion of a member max": { kind: "at most", limit: 200 },
  "completion of a name p50": { kind: "at most", limit: 20 },
  "completion of a name max": { kind: "at most", limit: 200 },
  "completion by types alone p50": { kind: "at most", limit: 20 },
  "completion by types alone max": { kind: "at most", limit: 200 },
  "first completion of a kernel": { kind: "at most", limit: 200 },
  "inspection p50": { kind: "at most", limit: 15 },
  "inspection max": { kind: "at most", limit: 200 },
  "500 cells one after the other": { kind: "times", of: "IJavascript", factor: 1 },
  "500 pipelined cells": BEST,
  "500 pipelined cells: lost": { kind: "at most", limit: 0 },
  "500 pipelined cells: misplaced": { kind: "at most", limit: 0 },
  "5,000 pipelined cells": BEST,
  "5,000 pipelined cells: lost": { kind: "at most", limit: 0 },
  "5,000 pipelined cells: misplaced": { kind: "at most", limit: 0 },
  "restart to first execute reply": BEST,
  "interrupt, 8 situations p50": { kind: "at most", limit: 5 },
  "interrupt, 8 situations p99": { kind: "at most", limit: 50 },
  "interrupt, 8 situations: stopped, variables kept": { kind: "at least", limit: 8 },
  "memory, idle (RSS)": { kind: "times", of: DENO, factor: 1 },
  "memory, growth after 500 cells (RSS)": { kind: "at most", limit: 20 },
  "memory, growth after 10,000 cells (RSS)": { kind: "at most", limit: 20 },
};

/** None of the answers may come late. */
const HELP: readonly [label: string, share: number][] = [["p50", 0.5], ["max", 1]];

/** Quantiles that are shown besides the median; the others would be a single value. */
const TAILS: Readonly<Record<string, readonly [label: string, share: number][]>> = {
  "cell `1`": [["p50", 0.5], ["p95", 0.95]],
  "completion of a member": HELP,
  "completion of a name": HELP,
  "completion by types alone": HELP,
  "inspection": HELP,
  "interrupt, 8 situations": [["p50", 0.5], ["p99", 0.99]],
};

/** Units of which more is better. */
const MORE_IS_BETTER = new Set(["/s", "of 8"]);

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

/** One row a measure and quantile; the kernel that came first is the one that is compared. */
export function rowsOf(summaries: readonly MeasureSummary[]): Row[] {
  const [own = "", ...others] = kernelsOf(summaries);
  return summaries.flatMap(({ measure, unit, byKernel }) =>
    (TAILS[measure] ?? [["", 0.5]]).map(([quantileName, share]) => {
      const label = `${measure} ${quantileName}`.trim();
      const valueOf = (kernel: string) => quantile(byKernel.get(kernel), share);
      const values = Object.fromEntries([own, ...others].map((name) => [name, valueOf(name)]));
      const ratios = Object.fromEntries(
        others.map((other) => [other, ratio(valueOf(own), valueOf(other), unit)]),
      );
      const wanted = judge(WANTED[label], { own: valueOf(own), ratios });
      return { label, unit, values, ratios, wanted };
    })
  );
}

function kernelsOf(summaries: readonly MeasureSummary[]): string[] {
  return [...new Set(summaries.flatMap(({ byKernel }) => [...byKernel.keys()]))];
}

/** The value at a share of the sorted values; null where a kernel has none. */
export function quantile(values: readonly number[] | string | undefined, share: number) {
  if (!Array.isArray(values)) return null;
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? null;
}

function ratio(own: number | null, other: number | null, unit: string): number | null {
  const [part, whole] = MORE_IS_BETTER.has(unit) ? [other, own] : [own, other];
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

function judge(
  wanted: Wanted | undefined,
  { own, ratios }: { own: number | null; ratios: Readonly<Record<string, number | null>> },
): Row["wanted"] {
  switch (wanted?.kind) {
    case undefined:
      return null;
    case "times": {
      const found = ratios[wanted.of] ?? null;
      return {
        text: `<= ${wanted.factor} x ${wanted.of}`,
        isMet: found === null ? null : found <= wanted.factor,
      };
    }
    case "at most":
      return { text: `<= ${wanted.limit}`, isMet: own === null ? null : own <= wanted.limit };
    case "at least":
      return { text: `>= ${wanted.limit}`, isMet: own === null ? null : own >= wanted.limit };
    case "best": {
      const known = Object.values(ratios).filter((one) => one !== null);
      const isKnown = own !== null && known.length > 0;
      return { text: "best", isMet: isKnown ? known.every((one) => one <= 1) : null };
    }
  }
}

/** All rows as text: values of all kernels, ratios of the first to each other, what is wanted. */
export function table(summaries: readonly MeasureSummary[]): string {
  const kernels = kernelsOf(summaries);
  const others = kernels.slice(1);
  const header = ["measure", "unit", ...kernels, ...others.map((other) => `/ ${other}`), "wanted"];
  const rows = rowsOf(summaries).map(({ label, unit, values, ratios, wanted }) => [
    label,
    unit,
    ...kernels.map((kernel) => shown(values[kernel] ?? null)),
    ...others.map((other) => ratios[other]?.toFixed(2) ?? "-"),
    wanted === null ? "" : `${wanted.text}${WORDS.get(wanted.isMet) ?? ""}`,
  ]);
  const reasons = summaries.flatMap(({ measure, byKernel }) =>
    [...byKernel].flatMap(([kernel, why]) =>
      typeof why === "string" ? [`${kernel}, ${measure}: ${why}`] : []
    )
  );
  return [layOut([header, ...rows]), "Ratios below 1: the first kernel is better.", ...reasons]
    .join("\n");
}

const WORDS = new Map<boolean | null, string>([[true, ": yes"], [false, ": NO"]]);

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
    ).join("  ").trimEnd()
  ).join("\n");
}
