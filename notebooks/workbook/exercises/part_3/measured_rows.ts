/** The rows of the learner's three benchmarks: which claim each is about, and whether runs stand behind it. */

import { compareWithin, type Comparison, type ComparisonResult } from "../../../../probes/mod.ts";
import { evidenceParts, nameEvidence, type ReadEvidence } from "../../ledger/evidence.ts";
import { areTwins } from "../../ledger/pairs.ts";

/** What the lesson wants benchmarks of. */
export type BenchmarkName = "loop" | "pauses" | "imports";

/** A ratio with what differs between its arms. */
export interface MeasuredRow {
  readonly row: Comparison;
  /** `program`: one CPython under two settings. */
  readonly differs: "versions" | "builds" | "program";
}

/** What was given, sorted; or why a part of it is no measurement. */
export type RowsReading =
  | {
    kind: "rows";
    /** The first row of each claim whose arms differ; null where there is none. */
    claims: Readonly<Record<BenchmarkName, MeasuredRow | null>>;
    /** The same CPython with the same settings twice; null where it was not measured. */
    ruler: Comparison | null;
    /** Ratios that were computed anew. */
    rowCount: number;
    /** Processes behind them. */
    runCount: number;
    comparisons: readonly ComparisonResult[];
  }
  /** A figure that nobody measured. */
  | { kind: "refused"; reason: string }
  | { kind: "nothing"; reason: string };

/** By which probes a claim is measured; on one CPython alone twice the bytecode stands for another loop. */
const PROBES_OF: Readonly<Record<BenchmarkName, readonly string[]>> = {
  loop: ["tight_loop", "dose"],
  pauses: ["gc_pauses", "request_latency"],
  imports: ["annotations_import"],
};

/** Reads the rows; each is computed anew from its runs, and one that comes out otherwise is refused. */
export function readRows(evidence: ReadEvidence): RowsReading {
  const parts = evidenceParts(evidence);
  const stranger = parts.find(({ kind }) => kind === "stranger");
  if (stranger !== undefined) {
    return { kind: "refused", reason: `${nameEvidence(stranger)} is among the rows` };
  }
  const comparisons = parts.flatMap((part) =>
    part.kind === "comparison" ? [part.comparison] : part.kind === "matrix" ? part.matrix.parts : []
  );
  const rows = comparisons.flatMap((comparison) =>
    comparison.rows.flatMap((row) => placed(row, comparison) ?? [])
  );
  const fault = rows.map(faultOf).find((reason) => reason !== null);
  if (fault !== undefined) return { kind: "refused", reason: fault };
  if (rows.length === 0) {
    return { kind: "nothing", reason: `what was given is ${nameEvidence(evidence)}` };
  }
  return {
    kind: "rows",
    claims: {
      loop: firstOf(rows, "loop"),
      pauses: firstOf(rows, "pauses"),
      imports: firstOf(rows, "imports"),
    },
    ruler: rows.find(({ differs }) => differs === null)?.row ?? null,
    rowCount: rows.length,
    runCount: comparisons.flatMap(({ measurement }) => measurement.arms)
      .reduce((sum, { processes }) => sum + processes.length, 0),
    comparisons,
  };
}

interface PlacedRow {
  readonly row: Comparison;
  readonly comparison: ComparisonResult;
  /** Null where nothing differs. */
  readonly differs: MeasuredRow["differs"] | null;
}

/** Null for a row whose arms never ran: it says nothing, and claims nothing. */
function placed(row: Comparison, comparison: ComparisonResult): PlacedRow | null {
  const { arms } = comparison.measurement;
  const [base, test] = [row.base, row.test].map((label) => arms.find((arm) => arm.label === label));
  if (base === undefined || test === undefined) {
    return row.ratio === null ? null : { row, comparison, differs: "program" };
  }
  const differs = areTwins(base, test)
    ? null
    : base.python.executable === test.python.executable
    ? "program"
    : row.sameFamily
    ? "versions"
    : "builds";
  return { row, comparison, differs };
}

/** Rounding alone; a ratio is computed from the same runs in the same way. */
const RATIO_TOLERANCE = 1e-6;

function faultOf({ row, comparison }: PlacedRow): string | null {
  if (row.ratio === null) return null;
  const { measurement, claimCount } = comparison;
  const name = `${row.test} ÷ ${row.base}`;
  const arms = measurement.arms.filter(({ label }) => label === row.base || label === row.test);
  if (arms.length < 2 || arms.some(({ processes }) => processes.length === 0)) {
    return `the row ${name} has no runs behind it`;
  }
  const { base, value: { key: value }, minEffect } = row;
  const again = compareWithin(measurement, { base, claimCount, value, minEffect })
    .rows.find(({ test }) => test === row.test);
  const isSame = again !== undefined && again.ratio !== null &&
    Math.abs(Math.log(again.ratio / row.ratio)) < RATIO_TOLERANCE;
  if (!isSame) {
    return `the row ${name} says ${row.ratio.toFixed(3)}, and its runs give ${
      again?.ratio?.toFixed(3) ?? "nothing"
    }`;
  }
  return again.verdict === row.verdict
    ? null
    : `the row ${name} says “${row.verdict}”, and its runs “${again.verdict}”`;
}

function firstOf(rows: readonly PlacedRow[], name: BenchmarkName): MeasuredRow | null {
  const own = rows.filter(({ comparison }) =>
    PROBES_OF[name].includes(comparison.measurement.probe)
  );
  const [first] = own.flatMap(({ row, differs }) => differs === null ? [] : [{ row, differs }]);
  return first ?? null;
}
