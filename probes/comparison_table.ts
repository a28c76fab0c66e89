/** A comparison as a table: one row a test arm. */

import type { ComparisonResult } from "./compare.ts";
import { formatValue } from "./format.ts";
import { measurementNotes } from "./result_table.ts";
import type { Column, TableSpec } from "./table.ts";

/** Describes a comparison. */
export function comparisonTable(
  { rows, measurement, value, base, baseLevel }: Omit<ComparisonResult, symbol>,
): TableSpec {
  const right: Pick<Column, "align"> = { align: "right" };
  const flags = new Set(rows.flatMap((row) => row.flags.map((flag) => `${flag.text}.`)));
  return {
    caption: `${measurement.title}: ${value.name}`,
    columns: [
      { title: "Compared" },
      { title: `Base (${value.unit})`, ...right },
      { title: `Test (${value.unit})`, ...right },
      { title: "Result" },
    ],
    rows: rows.map((row) => [
      `${row.test} ÷ ${base}`,
      shown(baseLevel),
      shown(row.testLevel),
      row.sentence,
    ]),
    note: [...flags, ...measurementNotes(measurement, { areFlagsShown: false })].join("\n"),
  };
}

function shown(level: number | string | null): string {
  return typeof level === "string" ? level : formatValue(level);
}
