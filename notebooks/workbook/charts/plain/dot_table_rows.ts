/** The rows of a table of dots, taken out of a measurement's arms: numbers and words, nothing drawn yet. */

import type { MeasuredArm, MeasurementResult, ProbeValue } from "../../../../probes/mod.ts";
import type { Guess } from "../ratio_forest.ts";
import { frozenOf, reasonOf } from "./arm_row.ts";
import { type FrozenSource, rowName, unavailableWords } from "./rows.ts";

/** A table of dots. */
export interface DotTable {
  readonly title: string;
  /** What dot and line are. */
  readonly legend: string;
  /** A panel each. */
  readonly values: readonly ProbeValue[];
  readonly rows: readonly DotRow[];
  readonly notes: readonly string[];
}

/** One arm, or what somebody expected. */
export interface DotRow {
  readonly label: string;
  /** By key of the value; null where no process gave one, left out where nothing can be said. */
  readonly cells: ReadonlyMap<string, DotCell | null>;
  /** Why there is nothing to draw; null where there is. */
  readonly reason: string | null;
  readonly isGuess: boolean;
  readonly frozen?: FrozenSource;
}

/** A value over an arm's processes. */
export interface DotCell {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** What was measured; throws a `TypeError` for what is no measurement. */
export function measurementOf(doing: string, result: unknown): MeasurementResult {
  const { arms, values, measurement } = (result ?? {}) as Partial<
    MeasurementResult & { readonly measurement: MeasurementResult }
  >;
  if (measurement !== undefined) return measurement;
  if (Array.isArray(arms) && Array.isArray(values)) return result as MeasurementResult;
  throw new TypeError(`${doing}: what measure(), compare() or frozen() gives is needed`);
}

/** The values of these keys; throws a `RangeError` that lists the keys there are. */
export function valuesNamed(
  doing: string,
  { value, values }: MeasurementResult,
  keys: readonly string[] = [value.key],
): readonly ProbeValue[] {
  return keys.map((key) => {
    const found = values.find((one) => one.key === key);
    if (found !== undefined) return found;
    const known = values.map((one) => `"${one.key}"`).join(", ");
    throw new RangeError(`${doing}: there is no value "${key}", there are ${known}`);
  });
}

/** The row of an arm. */
export function dotRow(arm: MeasuredArm, values: readonly ProbeValue[]): DotRow {
  const unavailable = reasonOf(arm);
  const { label } = arm;
  const frozen = frozenOf([arm]);
  return {
    label: rowName({ label, ...frozen }),
    cells: new Map(values.map(({ key }) => [key, cellOf(arm, key)])),
    reason: unavailable !== null
      ? unavailableWords({ label, unavailable })
      : arm.processes.length === 0
      ? "not measured yet"
      : null,
    isGuess: false,
    ...frozen,
  };
}

/** The row of a prediction, if it is a number. */
export function guessRow(guess: Guess, [first]: readonly ProbeValue[]): DotRow[] {
  if (typeof guess !== "number" || !Number.isFinite(guess) || guess < 0) return [];
  if (first === undefined) return [];
  const cell = { middle: guess, low: guess, high: guess };
  return [{
    label: "your guess",
    cells: new Map([[first.key, cell]]),
    reason: null,
    isGuess: true,
  }];
}

function cellOf({ summary }: MeasuredArm, key: string): DotCell | null {
  const { median, low, high } = summary[key] ?? { median: null, low: null, high: null };
  if (typeof median !== "number" || typeof low !== "number" || typeof high !== "number") {
    return null;
  }
  return { middle: median, low, high };
}

/** The axis of one panel. */
export interface DotAxis {
  readonly isLogarithmic: boolean;
  readonly ticks: readonly number[];
  /** From 0 to 1; what lies beyond an end stands at it. */
  readonly place: (value: number) => number;
}

/** From this ratio of greatest to least on an axis is logarithmic: shorter ones would be a line of dots at its foot. */
const LOGARITHMIC_RATIO_MIN = 15;

/** The axis for a value of these rows. */
export function axisOf(rows: readonly DotRow[], key: string): DotAxis {
  const ends = rows.flatMap(({ cells }) => {
    const cell = cells.get(key);
    return cell === undefined || cell === null ? [] : [cell.low, cell.high];
  });
  const positive = ends.filter((end) => end > 0);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  return most / least >= LOGARITHMIC_RATIO_MIN
    ? logarithmic(least, most)
    : linear(positive.length === 0 ? 1 : most);
}

/** Decades of an axis that have room for a number. */
const DECADES_MAX = 4;

function logarithmic(least: number, most: number): DotAxis {
  const first = Math.floor(Math.log10(least));
  const last = Math.ceil(Math.log10(most));
  const step = Math.ceil((last - first + 1) / DECADES_MAX);
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return {
    isLogarithmic: true,
    ticks: powers.filter((power) => (last - power) % step === 0).map((power) => 10 ** power),
    place: (value) => value <= 0 ? 0 : clamped((Math.log10(value) - first) / (last - first)),
  };
}

function linear(most: number): DotAxis {
  // One, two or five of the greatest power of ten that leaves at most four steps.
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [power / 5, power / 2, power, 2 * power, 5 * power].find((one) => most / one <= 4) ??
    power;
  const end = Math.ceil(most / step) * step;
  return {
    isLogarithmic: false,
    ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step),
    place: (value) => clamped(value / end),
  };
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}
