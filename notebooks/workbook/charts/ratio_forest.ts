/** Ratios with their intervals, one row a comparison: the picture of a verdict. */

import type { Comparison, ComparisonResult, MeasurementResult } from "../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart } from "../drawing/chart.ts";
import { makeLiveChart, type Source } from "../drawing/live.ts";
import { chartText } from "../drawing/source_chart.ts";
import { capitalized } from "../page/words.ts";
import { checkComparable, type Comparable, flagNotes, measurementOf, rowsOf } from "./compared.ts";
import { drawForest } from "./forest_picture.ts";
import { type ForestRow, formatRatio, isFrozen, rowWords } from "./forest_rows.ts";
import { forestText } from "./forest_text.ts";
import { statusNotes } from "./status.ts";

/** What somebody predicted; only a ratio above 0 can be drawn. */
export type Guess = number | string | null;

/** What `ratioForest()` may be told. */
export interface ForestOptions {
  /** Stands above the chart; made from the comparisons when not given. */
  readonly title?: string;
  /**
   * What was expected, drawn as a hollow diamond: one ratio for every row, or one a row. A prediction's `value` can be
   * given as it is: a direction stands below the chart, and one that is not made yet is left out.
   */
  readonly prediction?: Guess | readonly Guess[];
  /** The rows' names in place of the arms' labels. */
  readonly labels?: readonly string[];
}

/**
 * Draws one row a comparison: the ratio with its interval, the zone that counts as the same, and the verdict in words.
 *
 * A comparison that still runs is drawn as it grows. One with several test arms has a row for each.
 *
 * ```ts
 * import { compare, discoverInterpreters } from "probes";
 * import { ratioForest } from "workbook";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const comparing = compare("tight_loop", { base: python, test: python, budget: "smoke" });
 *   const text: string = await ratioForest(comparing, { prediction: 1 }).toText();
 * }
 * ```
 */
export function ratioForest(
  comparisons: Comparable | readonly Comparable[],
  options: ForestOptions = {},
): Chart {
  const list = isList(comparisons) ? comparisons : [comparisons];
  list.forEach(check);
  checkChartOptions("Cannot draw a ratio forest", options, ["title", "prediction", "labels"]);
  return makeLiveChart<Comparison>({
    sources: list as readonly Source<Comparison>[],
    draw: (results) => drawRatioForest(results, options),
    check,
  });
}

/** Draws what there is of the comparisons; null stands for one that has not begun. */
export async function drawRatioForest(
  results: readonly (Comparison | null)[],
  options: ForestOptions = {},
): Promise<DrawnChart> {
  const comparisons = results.flatMap<Comparison | null>((result) =>
    result === null ? [null] : rowsOf(result)
  );
  const rows = nameRows(comparisons, options);
  const words = {
    ...headings(results, rows, options.title),
    notes: [
      ...notesOf(rows, measurementsOf(results)),
      ...familyNotes(results),
      ...undrawnNote(options.prediction),
    ],
  };
  return {
    drawing: await drawForest(rows, words),
    description: `${words.title}: ${rows.map(rowSentence).join("; ") || "nothing was compared"}`,
    text: chartText(words, forestText(rows)),
  };
}

function isList<Item>(value: Item | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}

function check(value: unknown): void {
  checkComparable(value, "Cannot draw a ratio forest");
}

/** The measurements behind the rows, each once; a row alone has none. */
function measurementsOf(results: readonly (Comparison | null)[]): MeasurementResult[] {
  return [...new Set(results.flatMap((result) => measurementOf(result) ?? []))];
}

function nameRows(
  comparisons: readonly (Comparison | null)[],
  { prediction, labels }: ForestOptions,
): ForestRow[] {
  const present = comparisons.filter((comparison) => comparison !== null);
  const hasOneBase = new Set(present.map(({ base }) => base)).size <= 1;
  const hasOneValue = new Set(present.map(({ value }) => value.name)).size <= 1;
  return comparisons.map((comparison, index) => ({
    name: labels?.[index] ?? (comparison === null ? "next comparison" : [
      ...(hasOneValue ? [] : [`${comparison.value.name}:`]),
      hasOneBase ? comparison.test : `${comparison.test} ÷ ${comparison.base}`,
      ...(isFrozen(comparison) ? ["(frozen)"] : []),
    ].join(" ")),
    comparison,
    prediction: predictionAt(prediction, index),
  }));
}

function predictionAt(prediction: ForestOptions["prediction"], index: number): number | null {
  const given = isList(prediction) ? prediction[index] : prediction;
  return typeof given === "number" && isDrawable(given) ? given : null;
}

/** A guess far away would press the measured ratios into one point. */
const GUESS_MAX = 10;

function isDrawable(guess: number): boolean {
  return guess >= 1 / GUESS_MAX && guess <= GUESS_MAX;
}

/** What a prediction of a direction may be; any other text says that there is none yet. */
const VERDICT_WORDS: Readonly<Record<string, true>> = { faster: true, slower: true, same: true };

/** A guess that is kept and not drawn is said, so that nobody looks for it. */
function undrawnNote(prediction: ForestOptions["prediction"]): string[] {
  const guesses = isList(prediction) ? prediction : [prediction];
  const words = guesses.filter((guess) => typeof guess === "string" && guess in VERDICT_WORDS);
  const undrawn = guesses.filter((guess) => typeof guess === "number" && !isDrawable(guess));
  return [
    ...(words.length === 0 ? [] : [`Predicted: ${words.join(", ")}.`]),
    ...(undrawn.length === 0 ? [] : [
      `Not drawn: the prediction ${
        undrawn.join(", ")
      }. A ratio of two times is near 1: 1.1 means ` +
      "that the test takes a tenth longer.",
    ]),
  ];
}

function headings(
  results: readonly (Comparison | null)[],
  rows: readonly ForestRow[],
  title: string | undefined,
): { title: string; subtitle: string } {
  const present = rows.flatMap(({ comparison }) => comparison ?? []);
  const bases = [...new Set(present.map(({ base }) => base))];
  const values = [...new Set(present.map(({ value }) => value.name))];
  const probes = [...new Set(measurementsOf(results).map((measurement) => measurement.title))];
  const against = bases.length > 1
    ? ["the base stands behind the ÷"]
    : title === undefined
    ? []
    : bases.map((base) => `base: ${base}`);
  const isExact = present.every(({ kind }) => kind === "exact");
  const what = values.length === 1 ? capitalized(values[0] ?? "") : isExact ? "Values" : "Ratios";
  const made = bases.length === 1 ? `${what}, compared with ${bases[0]}` : `${what}, test ÷ base`;
  return {
    title: title ?? (present.length === 0 ? "Ratio to the base" : made),
    subtitle: [...(probes.length === 1 ? probes : []), ...against].join("; "),
  };
}

function notesOf(
  rows: readonly ForestRow[],
  measurements: readonly MeasurementResult[],
): string[] {
  const comparisons = rows.flatMap(({ comparison }) => comparison === null ? [] : [comparison]);
  const predicted = [...new Set(rows.flatMap(({ prediction }) => prediction ?? []))];
  // One note for all rows stands for the flags of other builds, and the status for a stop. While it runs, too few
  // rounds are no news.
  const isRunning = measurements.some(({ ending }) => ending.kind === "running");
  // What is said of a measurement may be among the flags of its rows, too.
  return [
    ...new Set([
      ...measurements.flatMap(statusNotes),
      ...(rows.length === 0 ? ["Nothing was compared."] : []),
      ...(predicted.length > 0
        ? [`Hollow diamond: the prediction, ${predicted.map(formatRatio).join(", ")}.`]
        : []),
      ...(comparisons.some(({ sameFamily }) => !sameFamily)
        ? [
          "Hollow, other build: the ratio holds for these two programs, not for their versions; " +
          "compare within one family for that.",
        ]
        : []),
      ...flagNotes(comparisons, { isRunning }),
    ]),
  ];
}

/** Several rows of one comparison share its error, which is why each interval is wider than alone. */
function familyNotes(results: readonly (Comparison | null)[]): string[] {
  const counts = results.map((result) =>
    (result as Partial<ComparisonResult> | null)?.claimCount ?? 1
  );
  return counts.filter((count) => count > 1).map((count) =>
    `${
      counts.length > 1 ? `${count} rows of one comparison` : count === 2 ? "Both" : `All ${count}`
    } are decided together, so each has a wider interval than alone.`
  ).filter((note, index, notes) => notes.indexOf(note) === index);
}

function rowSentence({ name, comparison }: ForestRow): string {
  return `${name}: ${rowWords(comparison).join(", ")}`;
}
