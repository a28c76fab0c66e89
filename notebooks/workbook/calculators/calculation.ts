/** What a calculator gives back: a table of results that shows itself, with a chart below it where one helps. */

import {
  type Column,
  DISPLAY,
  type Displayable,
  type DisplayBundle,
  makeTable,
  type Table,
} from "../../../probes/mod.ts";
import type { Chart } from "../drawing/chart.ts";
import { isUncertain, type Uncertain } from "./uncertain.ts";

/** The result of a calculator. Shows itself. */
export interface Calculation extends Displayable {
  /** The same as plain text, without the chart. */
  toText(): string;
}

/** A calculation before it is shown. */
export interface CalculationSpec {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** How it was calculated, and what the reader must know besides. */
  readonly notes: readonly string[];
  /** What went in, by name: it says where it is from. */
  readonly inputs: Readonly<Record<string, Uncertain | null>>;
  /** What came out: it says what the brackets mean. */
  readonly results: readonly (Uncertain | null)[];
  readonly chart?: Chart;
}

/** Stands in a result's place where an input is missing. */
export const NOT_MEASURED = "not measured";

/** Two columns: what it is, and how much. */
export const NAMED_RESULT: readonly Column[] = [{ title: "" }, { title: "result" }];

/** Makes the result that shows itself. */
export function makeCalculation({ chart, ...spec }: CalculationSpec): Calculation {
  const table = tableOf(spec);
  return {
    toText: () => table.toString(),
    [DISPLAY]: async () =>
      withChart(await table[DISPLAY](), chart === undefined ? null : await chart[DISPLAY]()),
  };
}

function tableOf({ title, columns, rows, notes, inputs, results }: CalculationSpec): Table {
  const sources = Object.entries(inputs).flatMap(([name, input]) =>
    input?.from === undefined ? [] : [`${name}: ${input.from}.`]
  );
  const missing = Object.entries(inputs).flatMap(([name, input]) =>
    input === null
      ? [`${name}: not measured yet; run the cell that measures it first, or give a number.`]
      : []
  );
  return makeTable({
    caption: title,
    columns,
    rows,
    note: [...notes, ...endsNote(results), ...sources, ...missing].join("\n"),
  });
}

function endsNote(results: readonly (Uncertain | null)[]): string[] {
  const open = results.filter((result) => result !== null && isUncertain(result));
  if (open.length === 0) return [];
  return open.some((result) => result?.basis === "bounds")
    ? ["In brackets: the least and the greatest that the ends of the inputs allow."]
    : ["In brackets: the interval of 95 % that goes with the intervals of the inputs."];
}

/** The picture stands below the table; what shows only a picture gets it alone. */
function withChart(table: DisplayBundle, chart: DisplayBundle | null): DisplayBundle {
  if (chart === null) return table;
  return {
    ...chart,
    ...table,
    "text/html": `${String(table["text/html"])}\n${String(chart["text/html"])}`,
  };
}
