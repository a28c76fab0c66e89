/** A matrix as a table: one row a probe, one column a compared arm. */

import { familyNote } from "./comparison_table.ts";
import type { MatrixCell, MatrixResult } from "./matrix_result.ts";
import { measurementNotes } from "../show/result_table.ts";
import type { TableSpec } from "../show/table.ts";

/** Describes a matrix. */
export function matrixTable(result: Omit<MatrixResult, symbol>): TableSpec {
  const { cells, suites, claimCount, confidence, parts } = result;
  const tests = [...new Set(cells.map(({ test }) => test))];
  const titles = [...new Set(cells.map(({ title }) => title))];
  const base = cells[0]?.base;
  return {
    caption: base === undefined ? "Nothing to compare" : `Compared with ${base}`,
    columns: [{ title: "Probe" }, ...tests.map((title) => ({ title }))],
    rows: [
      ...titles.map((title) => [
        title,
        ...tests.map((test) =>
          textOf(cells.find((one) => one.title === title && one.test === test))
        ),
      ]),
      ...(suites.length === 0 ? [] : [[
        "Geometric mean",
        ...tests.map((test) => suiteText(suites.find((suite) => suite.test === test))),
      ]]),
    ],
    note: [
      ...(claimCount === 0 ? [] : [familyNote({ claimCount, confidence })]),
      ...flagNotes(cells),
      ...endingNotes(parts),
    ].join("\n"),
  };
}

/** The glyph tells without colour. */
const GLYPHS = { faster: "▲", slower: "▼", same: "=", unclear: "?" } as const;

function textOf(cell: MatrixCell | undefined): string {
  if (cell === undefined) return "–";
  const { verdict, sentence } = cell;
  return verdict === null ? sentence : `${GLYPHS[verdict]} ${sentence}`;
}

function suiteText(suite: MatrixResult["suites"][number] | undefined): string {
  if (suite === undefined || suite.ratio === null) return "–";
  const { ratio, low, high, count } = suite;
  const interval = low === null || high === null ? "" : ` [${low.toFixed(3)}, ${high.toFixed(3)}]`;
  return `${ratio.toFixed(3)}x${interval}, ${count} probes`;
}

function flagNotes(cells: readonly MatrixCell[]): string[] {
  return [
    ...new Set(
      cells.flatMap(({ probe, flags }) => flags.map(({ text }) => `${probe}: ${text}.`)),
    ),
  ];
}

function endingNotes(parts: MatrixResult["parts"]): string[] {
  const notes = parts.flatMap(({ measurement }) =>
    measurementNotes(measurement, { areFlagsShown: false }).map((note) => ({
      note,
      probe: measurement.probe,
    }))
  );
  const isCommon = (text: string) => notes.filter(({ note }) => note === text).length > 1;
  return [
    ...new Set(notes.map(({ note, probe }) => isCommon(note) ? note : `${probe}: ${note}`)),
  ];
}
