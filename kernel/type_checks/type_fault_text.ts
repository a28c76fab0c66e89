/** Faults of types in words: for a learner below the cell, and as the error of a cell that must not run. */

import type { Evaluation } from "../evaluator/port.ts";
import { excerptLines } from "../evaluator/source/excerpt.ts";
import { createLineTable, type LineTable } from "../evaluator/source/text_position.ts";
import type { KnownCell, TypeFault } from "../lsp/mod.ts";

/** Faults shown below a cell that ran: more are rarely read, and most follow from the first. Chosen. */
const WARNED_MAX = 5;

/** Faults shown of a cell that must not run; a thousand would be a page nobody can use. Chosen. */
const LISTED_MAX = 50;

/** Lines and their length that are shown of one message: types of libraries fill pages. Chosen. */
const MESSAGE_LINES_MAX = 4;
const MESSAGE_LENGTH_MAX = 300;

/** The faults of a cell that ran, as one text. */
export function warningText(faults: readonly TypeFault[], cell: KnownCell): string {
  return `${listed(faults, cell, WARNED_MAX).join("\n")}\n`;
}

/** The error in place of the cell. */
export function checkError(
  faults: readonly TypeFault[],
  cell: KnownCell,
): Evaluation & { kind: "thrown" } {
  const count = faults.length === 1 ? "a type error" : `${faults.length} type errors`;
  const message = `Cannot run ${cell.name}: it has ${count}`;
  return {
    kind: "thrown",
    name: "TypeCheckError",
    message,
    traceback: [`TypeCheckError: ${message}`, ...listed(faults, cell, LISTED_MAX)],
  };
}

function listed(faults: readonly TypeFault[], cell: KnownCell, countMax: number): string[] {
  const table = createLineTable(cell.code);
  const lines = faults.slice(0, countMax).flatMap((fault) => faultLines(fault, cell.name, table));
  const restCount = faults.length - countMax;
  return restCount > 0 ? [...lines, `and ${restCount} more`] : lines;
}

function faultLines(fault: TypeFault, name: string, table: LineTable): string[] {
  const position = table.positionAt(fault.startUtf16);
  const place = `${name}, line ${position.line + 1}, column ${position.column + 1}`;
  const [first = "", ...more] = fault.message.split(/\r?\n/).slice(0, MESSAGE_LINES_MAX)
    .map((line) =>
      line.length > MESSAGE_LENGTH_MAX ? `${line.slice(0, MESSAGE_LENGTH_MAX)}…` : line
    );
  return [
    `Type error in ${place}: ${first} (TS${fault.code})`,
    ...more,
    ...excerptLines(table, position),
  ];
}
