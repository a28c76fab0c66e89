/** How wide the interval of a comparison was after each round, and how wide it would be after more; nothing drawn yet. */

import {
  type Comparison,
  intervalHistory,
  type IntervalStep,
  type MeasurementResult,
} from "../../../probes/mod.ts";
import { countOf, percent } from "../page/words.ts";
import { comparedHeadings, comparedNotes, measurementOf, PANELS_MAX, rowsOf } from "./compared.ts";

/** The intervals of a comparison. */
export interface PrecisionRows {
  readonly title: string;
  /** Empty where nothing more is known. */
  readonly subtitle: string;
  readonly panels: readonly PrecisionPanel[];
  /** Where the axis of rounds ends. */
  readonly end: number;
  /** What a round of all arms took; null where nobody knows. */
  readonly secondsPerRound: number | null;
  readonly notes: readonly string[];
}

/** One test arm. */
export interface PrecisionPanel {
  readonly comparison: Comparison;
  /** What there was, from the first round to the last. */
  readonly steps: readonly IntervalStep[];
  /** What is to be expected of more rounds; the first is the present one. Empty without an interval. */
  readonly forecast: readonly IntervalStep[];
  /** The half width at which it would be decided; null where it is, or where nobody can say. */
  readonly enough: number | null;
  /** What more time would buy. */
  readonly words: string;
}

/** A forecast over more than this many times the rounds is no longer worth its line. */
const FORECAST_TIMES_MAX = 4;
const FORECAST_TIMES_MIN = 2;

/** Points of a forecast's line; chosen, the curve looks smooth. */
const FORECAST_STEPS = 24;

/** Gives the intervals of a comparison, round by round. */
export type History = (comparison: Comparison) => readonly IntervalStep[];

/** The intervals of each row of a comparison. */
export function precisionRows(
  result: Comparison,
  history: History = intervalHistory,
): PrecisionRows {
  const measurement = measurementOf(result);
  const rows = rowsOf(result).slice(0, PANELS_MAX);
  const planned = measurement?.ending.kind === "running" ? measurement.rounds.length : 0;
  const end = Math.max(2, planned, ...rows.map(endOf));
  const secondsPerRound = secondsOf(result, measurement);
  return {
    ...comparedHeadings(result, "how precise the ratio is"),
    panels: rows.map((comparison) =>
      panelOf(comparison, { end, secondsPerRound, steps: history(comparison) })
    ),
    end,
    secondsPerRound,
    notes: comparedNotes(result),
  };
}

/** Half the width of an interval, as a share of the ratio; null where an end is open. */
export function halfWidth({ low, high }: Pick<IntervalStep, "low" | "high">): number | null {
  return low === null || high === null || low <= 0 ? null : Math.expm1(Math.log(high / low) / 2);
}

/** Where it would be decided, if that is in sight. */
function endOf({ rounds, needMore }: Comparison): number {
  return Math.max(
    rounds * FORECAST_TIMES_MIN,
    Math.min(rounds + (needMore ?? 0) * 1.1, rounds * FORECAST_TIMES_MAX),
  );
}

/** All arms of a measurement share the time of a round. */
function secondsOf(result: Comparison, measurement: MeasurementResult | null): number | null {
  const rounds = Math.max(
    0,
    ...rowsOf(result).map((row) => row.rounds),
    ...(measurement?.runs ?? []).slice(-1).map(({ round }) => round + 1),
  );
  return rounds === 0 || !(result.seconds > 0) ? null : result.seconds / rounds;
}

function panelOf(
  comparison: Comparison,
  { end, secondsPerRound, steps }: {
    readonly end: number;
    readonly secondsPerRound: number | null;
    readonly steps: readonly IntervalStep[];
  },
): PrecisionPanel {
  const last = steps.at(-1) ?? null;
  const half = last === null ? null : halfWidth(last);
  const { needMore, rounds } = comparison;
  return {
    comparison,
    steps,
    forecast: last === null || half === null ? [] : forecastOf(last, end),
    enough: half === null || needMore === null
      ? null
      : atRounds(half, { rounds, more: rounds + needMore }),
    words: wordsOf(comparison, half, secondsPerRound),
  };
}

/** Each side narrows with the root of the rounds, as "about N more rounds" assumes too. */
function forecastOf({ rounds, ratio, low, high }: IntervalStep, end: number): IntervalStep[] {
  return Array.from({ length: FORECAST_STEPS + 1 }, (_, index) => {
    const at = rounds + (end - rounds) * index / FORECAST_STEPS;
    const share = Math.sqrt(rounds / at);
    const moved = (bound: number | null) =>
      bound === null ? null : ratio * (bound / ratio) ** share;
    return { rounds: at, ratio, low: moved(low), high: moved(high) };
  });
}

function atRounds(
  half: number,
  { rounds, more }: { readonly rounds: number; readonly more: number },
): number {
  return Math.expm1(Math.log1p(half) * Math.sqrt(rounds / more));
}

function wordsOf(
  { kind, rounds, low, high, needMore, test, base, sentence }: Comparison,
  half: number | null,
  secondsPerRound: number | null,
): string {
  const name = `${test} ÷ ${base}`;
  if (kind === "exact" || rounds === 0) return `${name}: ${sentence}`;
  const time = (count: number) =>
    secondsPerRound === null ? "" : `, ${secondsText(count * secondsPerRound)}`;
  const now = `after ${countOf(rounds, "round")}${time(rounds)}`;
  if (half === null) {
    const isOpen = low !== null || high !== null;
    return `${name}: ${isOpen ? "an interval with an open end" : "no interval"} ${now}`;
  }
  const four = atRounds(half, { rounds, more: rounds * 4 });
  return `${name}: ${plusMinus(half)} ${now}; ` +
    `four times the time would give about ${plusMinus(four)}` +
    (needMore === null ? "" : `; about ${needMore} more would decide${time(needMore)}`);
}

/** Half a width for readers: nobody knows it to more than two digits. */
export function plusMinus(half: number): string {
  return `±${percent(Number(half.toPrecision(2)))}`;
}

/** Seconds for readers. */
export function secondsText(seconds: number): string {
  return seconds < 10 ? `${Number(seconds.toPrecision(2))} s` : `${Math.round(seconds)} s`;
}
