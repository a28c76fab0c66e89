/** Dots on a line of characters: a distribution for places that show only text. */

/** One row: a name and its values. */
export interface TextRow {
  readonly label: string;
  readonly values: readonly number[];
  /** Marked apart from the others. */
  readonly middle: number | null;
}

/** Characters between the two ends of the axis. */
const AXIS_CHARACTERS = 48;

/** Draws rows of dots over one common axis; `format` writes a value. */
export function dotRows(rows: readonly TextRow[], format: (value: number) => string): string {
  const values = rows.flatMap((row) => row.values);
  if (values.length === 0) return "(no values)";
  const low = Math.min(...values);
  const high = Math.max(...values);
  const labelWidth = Math.max(...rows.map((row) => [...row.label].length));
  const place = (value: number) =>
    high === low ? 0 : Math.round(((value - low) / (high - low)) * (AXIS_CHARACTERS - 1));
  const lines = rows.map((row) => {
    const cells = Array.from({ length: AXIS_CHARACTERS }, () => "·");
    for (const value of row.values) cells[place(value)] = "o";
    if (row.middle !== null) cells[place(row.middle)] = "|";
    const middle = row.middle === null ? "–" : format(row.middle);
    return `${row.label.padEnd(labelWidth)}  ${cells.join("")}  ${middle}`;
  });
  const left = format(low);
  const right = format(high).padStart(AXIS_CHARACTERS - left.length);
  return [...lines, `${" ".repeat(labelWidth)}  ${left}${right}`].join("\n");
}
