/** What the charts of one comparison are drawn from: its rows, the measurement behind them, and the words around. */

import type {
  Comparing,
  Comparison,
  ComparisonResult,
  MeasurementResult,
} from "../../../probes/mod.ts";
import { capitalized } from "../page/words.ts";
import { statusNotes } from "./status.ts";

/** Something with a verdict: a comparison that runs or is over, or one row of it. */
export type Comparable = Comparing | ComparisonResult | Comparison | PromiseLike<ComparisonResult>;

/** Panels of one picture; more would not fit on a screen together with what they are compared with. */
export const PANELS_MAX = 6;

/** Flags that other words below a chart say already. */
const NOTED_KINDS: readonly string[] = ["other_build", "stopped", "budget", "given_up"];

/** Remarks below a chart; more would be longer than the chart. */
const FLAGS_SHOWN_MAX = 4;

/** Throws a `TypeError` for what is no comparison, is no promise of one and no row of one. */
export function checkComparable(value: unknown, doing: string): void {
  const known = typeof value === "object" && value !== null &&
    ("then" in value || ("ratio" in value && "value" in value && "verdict" in value));
  if (!known) throw new TypeError(`${doing}: what compare() gives is needed`);
}

/** A result's rows are one a test arm; a row stands for itself. */
export function rowsOf(result: Comparison): readonly Comparison[] {
  const { rows } = result as Partial<ComparisonResult>;
  return rows ?? [result];
}

/** What was measured for a comparison; null for a row alone. */
export function measurementOf(result: Comparison | null): MeasurementResult | null {
  return (result as Partial<ComparisonResult> | null)?.measurement ?? null;
}

/** The flags of these comparisons as remarks, each once; none while it runs, when too few rounds are no news. */
export function flagNotes(
  comparisons: readonly Comparison[],
  { isRunning }: { readonly isRunning: boolean },
): string[] {
  const texts = isRunning ? [] : [
    ...new Set(
      comparisons.flatMap(({ flags }) =>
        flags.filter(({ kind }) => !NOTED_KINDS.includes(kind)).map(({ text }) => text)
      ),
    ),
  ];
  return [
    ...texts.slice(0, FLAGS_SHOWN_MAX).map((text) => `${text}.`),
    ...(texts.length > FLAGS_SHOWN_MAX
      ? [`${texts.length - FLAGS_SHOWN_MAX} more remarks are in the result's flags.`]
      : []),
  ];
}

/** What a reader must know beside the panels of a comparison. */
export function comparedNotes(result: Comparison): string[] {
  const measurement = measurementOf(result);
  const rows = rowsOf(result);
  const isRunning = measurement?.ending.kind === "running";
  // What is said of the measurement may be among the flags of its rows, too.
  return [
    ...new Set([
      ...(measurement === null ? [] : statusNotes(measurement)),
      ...(rows.length > PANELS_MAX
        ? [`Not drawn: ${rows.length - PANELS_MAX} more arms; compare fewer at a time.`]
        : []),
      ...(rows.some(({ sameFamily }) => !sameFamily)
        ? ["Other build: the ratio holds for these two programs, not for their versions."]
        : []),
      ...flagNotes(rows, { isRunning }),
    ]),
  ];
}

/** What stands above a panel. */
export function rowHeading({ test, base, sentence, sameFamily }: Comparison): string {
  return `${test} ÷ ${base}: ${sentence}${sameFamily ? "" : ", other build"}`;
}

/** What stands above a chart: the value, and below it the probe with its parameters where it is known. */
export function comparedHeadings(
  result: Comparison,
  what: string,
): { readonly title: string; readonly subtitle: string } {
  const { name } = result.value;
  return {
    title: `${capitalized(name)}, ${what}`,
    subtitle: measurementOf(result)?.title ?? "",
  };
}
