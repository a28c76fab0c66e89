/** A comparison as a table: one row a test arm. */

import type { ComparisonResult } from "./compare.ts";
import { designOf, overallConfidence } from "./design.ts";
import { formatLevel } from "../show/format.ts";
import { measurementNotes, withUnit } from "../show/result_table.ts";
import type { Column, TableSpec } from "../show/table.ts";

/** Describes a comparison. */
export function comparisonTable(
  { rows, claimCount, measurement, value }: Omit<ComparisonResult, symbol>,
): TableSpec {
  const right: Pick<Column, "align"> = { align: "right" };
  const flags = new Set(rows.flatMap((row) => row.flags.map((flag) => `${flag.text}.`)));
  return {
    caption: `${measurement.title}: ${value.name}`,
    columns: [
      { title: "Compared" },
      { title: withUnit("Base", value.unit), ...right },
      { title: withUnit("Test", value.unit), ...right },
      { title: "Result" },
    ],
    rows: rows.map((row) => [
      `${row.test} ÷ ${row.base}`,
      formatLevel(row.baseLevel, value),
      formatLevel(row.testLevel, value),
      row.sentence,
    ]),
    note: [
      ...(claimCount > 1
        ? [familyNote({ claimCount, confidence: overallConfidence(designOf(measurement)) })]
        : []),
      ...flags,
      ...measurementNotes(measurement, { areFlagsShown: false }),
    ].join("\n"),
  };
}

/** Which comparisons are one family, and what holds for it. */
export function familyNote(
  { claimCount, confidence }: { readonly claimCount: number; readonly confidence: number },
): string {
  const all = claimCount === 1
    ? "It is decided by itself"
    : `${claimCount === 2 ? "Both" : `All ${claimCount}`} are decided together`;
  return `${all}: with ${
    Number((confidence * 100).toPrecision(3))
  } % everything here is true at once.`;
}
