/** Charts on a line of characters, for places that show only text. */

/** One row: a name and its values. */
export interface TextRow {
  readonly label: string;
  readonly values: readonly number[];
  /** Marked apart from the others. */
  readonly middle: number | null;
}

/** Characters between the two ends of the axis. */
const AXIS_CHARACTERS = 48;

/**
 * Draws rows of dots over one common axis; `format` writes a value. The axis is as long as the values are apart where no
 * other is given; a value above its end stands there as ">".
 */
export function dotRows(
  rows: readonly TextRow[],
  format: (value: number) => string,
  extent?: { readonly low: number; readonly high: number },
): string {
  const values = rows.flatMap((row) => row.values);
  if (values.length === 0) return "(no values)";
  const { low, high } = extent ?? { low: Math.min(...values), high: Math.max(...values) };
  const labelWidth = labelWidthOf(rows.map(({ label }) => label));
  const place = (value: number) =>
    high === low
      ? 0
      : Math.round(Math.min(1, Math.max(0, (value - low) / (high - low))) * (AXIS_CHARACTERS - 1));
  const lines = rows.flatMap((row) => {
    const cells = Array.from({ length: AXIS_CHARACTERS }, () => "·");
    for (const value of row.values.toSorted((left, right) => left - right)) {
      cells[place(value)] = value > high ? ">" : "o";
    }
    if (row.middle !== null) cells[place(row.middle)] = "|";
    const middle = row.middle === null ? "–" : format(row.middle);
    return besideLabel(row.label, labelWidth, `${cells.join("")}  ${middle}`);
  });
  const left = format(low);
  const right = format(high).padStart(AXIS_CHARACTERS - left.length);
  return [...lines, `${" ".repeat(labelWidth)}  ${left}${right}`].join("\n");
}

/** Longest label beside an axis; a longer one gets a line of its own. */
const LABEL_CHARACTERS_MAX = 32;

/** How wide the column of labels has to be. */
export function labelWidthOf(labels: readonly string[]): number {
  return Math.min(LABEL_CHARACTERS_MAX, Math.max(0, ...labels.map((label) => [...label].length)));
}

/** A label and what stands beside it, or below it when the label is too long. */
export function besideLabel(label: string, labelWidth: number, line: string): string[] {
  const isLong = [...label].length > labelWidth;
  return isLong
    ? [label, `${" ".repeat(labelWidth)}  ${line}`]
    : [`${label.padEnd(labelWidth)}  ${line}`];
}

/** A mark on a lane of characters: both from 0 to 1. */
export interface LaneMark {
  readonly place: number;
  readonly height: number;
}

/** Characters of a lane. */
const LANE_CHARACTERS = 64;

const BARS = "▁▂▃▄▅▆▇█";

/** Draws marks as bars of eight heights; of those that fall together the highest is seen. */
export function laneText(marks: readonly LaneMark[]): string {
  const cells = Array.from({ length: LANE_CHARACTERS }, () => -1);
  for (const { place, height } of marks) {
    const index = Math.min(LANE_CHARACTERS - 1, Math.max(0, Math.floor(place * LANE_CHARACTERS)));
    const bar = Math.min(BARS.length - 1, Math.max(0, Math.floor(height * BARS.length)));
    cells[index] = Math.max(cells[index] ?? -1, bar);
  }
  return cells.map((bar) => BARS[bar] ?? "·").join("");
}
