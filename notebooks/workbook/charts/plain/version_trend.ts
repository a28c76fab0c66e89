/** What releases have brought: speed over versions, one line a family of builds. */

import type {
  Comparison,
  ComparisonResult,
  Interpreter,
  MeasuredArm,
} from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, type DrawnChart, makeChart } from "../../drawing/chart.ts";
import { type ArmFacts, frozenOf } from "./arm_row.ts";
import {
  checkList,
  checkNumber,
  checkRows,
  drawEmpty,
  isUnavailable,
  nothingLine,
  type PlainOptions,
  type PlainRow,
  pointNotes,
  rowName,
  rowNotes,
  shownRows,
  unavailableLine,
  type UnavailableRow,
} from "./rows.ts";
import type { Guess } from "../ratio_forest.ts";
import { compareReleases, drawTrend } from "./trend_picture.ts";

/** The speed of one release. */
export interface TrendPoint {
  /** For example `3.14`. */
  readonly release: string;
  /** Time of the family's oldest release, divided by its own: 1.2 does a fifth more in the same time. */
  readonly speed: number;
  /** Lower end of the speed's interval; null where there is none, as for the oldest release. */
  readonly low: number | null;
  /** Upper end of it. */
  readonly high: number | null;
}

/** One family of builds: made by the same maker, with the same compiler and settings. */
export interface TrendRow extends PlainRow {
  /** In any order. */
  readonly points: readonly TrendPoint[];
}

/** What `versionTrend()` may be told. */
export interface TrendOptions extends PlainOptions {
  /** Label of the family that the others are seen beside; the first with most releases when not given. */
  readonly family?: string;
  /**
   * The release that was expected to bring the largest step, marked by a hollow diamond. A prediction's `value` can be
   * given as it is: one that is not made yet, or names no release of the chart, is not drawn.
   */
  readonly prediction?: Guess;
}

type Row = TrendRow | UnavailableRow;

const DOING = "Cannot draw a trend";

/** A ratio that is smaller than this was not measured. */
const SPEED_MIN = 1e-6;

/**
 * The line of one family: a comparison whose base is its oldest release. An arm without an interval has none here either.
 *
 * ```ts
 * import { compare, discoverInterpreters } from "probes";
 * import { trendRow, versionTrend } from "workbook";
 *
 * const [oldest, ...newer] = await discoverInterpreters();
 * const result = await compare("tight_loop", { base: oldest, test: newer.slice(0, 1), budget: "smoke" });
 * const text: string = await versionTrend([trendRow(result)]).toText();
 * ```
 */
export function trendRow({ rows, measurement }: ComparisonResult): TrendRow {
  const arms: readonly (MeasuredArm & Pick<ArmFacts, "frozen">)[] = measurement.arms;
  const [base] = arms;
  const releases = new Map(arms.map(({ label, python }) => [label, releaseOf(python)]));
  const points = rows.flatMap((row) => {
    const release = releases.get(row.test);
    return release === undefined ? [] : speedPoint(release, row);
  });
  return {
    label: base?.python.build.family ?? "no family",
    points: base === undefined || points.length === 0
      ? []
      : [{ release: releaseOf(base.python), speed: 1, low: null, high: null }, ...points],
    ...frozenOf(arms),
  };
}

/** The point of a ratio of times; none without one. Speed is the inverse of time, so its ends change places. */
export function speedPoint(
  release: string,
  { ratio, low, high }: Pick<Comparison, "ratio" | "low" | "high">,
): TrendPoint[] {
  return ratio === null
    ? []
    : [{ release, speed: 1 / ratio, low: inverse(high), high: inverse(low) }];
}

/** The release of an interpreter. */
export function releaseOf({ major, minor }: Interpreter): string {
  return `${major}.${minor}`;
}

function inverse(bound: number | null): number | null {
  return bound === null ? null : 1 / bound;
}

/**
 * Draws speeds over releases, on a logarithmic axis with a line at 1. Each family of builds has a line of its own, and all
 * but one are hollow: a step from one family to another is the compiler's as much as the version's.
 *
 * ```ts
 * import { versionTrend } from "workbook";
 *
 * const points = [
 *   { release: "3.13", speed: 1, low: null, high: null },
 *   { release: "3.14", speed: 1.03, low: 1.02, high: 1.05 },
 * ];
 * const text: string = await versionTrend([{ label: "an example", points }]).toText();
 * ```
 */
export function versionTrend(
  rows: readonly (TrendRow | UnavailableRow)[],
  options: TrendOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title", "family", "prediction"]);
  checkRows(DOING, { rows, check: checkPoints });
  return makeChart(() => drawChart(rows, options));
}

function checkPoints({ label, points }: TrendRow): void {
  checkList(DOING, { name: `the points of "${label}"`, value: points });
  for (const { release, speed, low, high } of points) {
    for (const value of [speed, low ?? speed, high ?? speed]) {
      checkNumber(DOING, { name: `the speed of ${release}`, value, least: SPEED_MIN });
    }
  }
}

async function drawChart(
  rows: readonly Row[],
  { title = "Speed of releases", family, prediction = null }: TrendOptions,
): Promise<DrawnChart> {
  if (rows.length === 0) return drawEmpty(title);
  const sorted = rows.map((row) => isUnavailable(row) ? row : withSortedPoints(row));
  const shown = shownRows<TrendRow>(sorted).filter(({ points }) => points.length > 0);
  const [longest] = shown.toSorted((one, other) => other.points.length - one.points.length);
  const main = family ?? longest?.label ?? null;
  const expected = expectedRelease(shown, prediction);
  const guess = expected === null
    ? []
    : [`Hollow diamond: the release of which the largest step was expected, ${expected}.`];
  const notes = [...guess, ...pointNotes<TrendRow>(rows, ({ points }) => points)];
  return {
    drawing: await drawTrend(
      shown.map((row) => ({ ...row, words: rowName(row), isMain: row.label === main })),
      { title, notes, expected },
    ),
    description: `${title}: ${sorted.map(rowWords).join("; ")}`,
    text: [title, ...sorted.map(rowWords), ...guess, ...rowNotes(rows)].join("\n"),
  };
}

function expectedRelease(rows: readonly TrendRow[], prediction: Guess): string | null {
  const releases = rows.flatMap(({ points }) => points.map(({ release }) => release));
  return releases.find((release) => release === prediction) ?? null;
}

function withSortedPoints(row: TrendRow): TrendRow {
  const points = row.points.toSorted((one, other) => compareReleases(one.release, other.release));
  return { ...row, points };
}

function rowWords(row: Row): string {
  if (isUnavailable(row)) return unavailableLine(row);
  if (row.points.length === 0) return nothingLine(row);
  const points = row.points.map(({ release, speed, low, high }) => {
    const interval = low === null || high === null
      ? ""
      : ` [${low.toFixed(3)}, ${high.toFixed(3)}]`;
    return `${release} ${speed.toFixed(3)}x${interval}`;
  });
  return `${rowName(row)}: ${points.join(", ")}`;
}
