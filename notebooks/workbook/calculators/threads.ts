/** What more threads would bring, from what a few brought. */

import { scaling } from "../charts/mod.ts";
import { amountText, numberText, shareText } from "./amount.ts";
import { type Calculation, makeCalculation, NAMED_RESULT, NOT_MEASURED } from "./calculation.ts";
import { mapped } from "./propagation.ts";
import { type Given, readInput, requireInput, type Uncertain } from "./uncertain.ts";

/** What `threads()` is told. */
export interface ThreadsInput {
  /** Time one after the other, divided by time together. */
  readonly speedup: Given;
  /** With how many workers that was. */
  readonly workers: number;
  /** Processors that may be used; beyond them the picture extrapolates, and marks it. */
  readonly processors?: number;
  /** Hours that all of the work takes one after the other; with them also what is saved of these. */
  readonly hours?: number;
}

/** The speed-up with one number of workers. */
export interface ThreadsForecast {
  /** How many. */
  readonly workers: number;
  /** What the parallel share lets one expect. */
  readonly speedup: Uncertain;
  /** Hours that are saved; null where none were given. */
  readonly savedHours: Uncertain | null;
}

/** The result of `threads()`. */
export interface Threads extends Calculation {
  /** The share of the work that went side by side; null where nothing was measured. */
  readonly parallelShare: Uncertain | null;
  /** Speed-ups with 1 worker, 2, and so on; empty where nothing was measured. */
  readonly forecast: readonly ThreadsForecast[];
}

const DOING = "Cannot calculate threads";

/** The picture goes on to here, where there are fewer processors: what is beyond them is marked. */
const FORECAST_WORKERS = 8;

/** More than any machine that a lesson meets; a longer axis has no room for whole numbers. */
const WORKERS_MAX = 256;

/**
 * The share of work that goes side by side, from a measured speed-up, and what more workers would bring if it stays:
 * 1 / ((1 − share) + share / workers).
 *
 * ```ts
 * import { threads } from "workbook";
 *
 * const { parallelShare } = threads({
 *   speedup: { value: 1.8, low: 1.7, high: 1.9 },
 *   workers: 2,
 *   processors: 2,
 * });
 * const share: number = parallelShare?.value ?? 0;
 * ```
 */
export function threads({ speedup, workers, processors, hours }: ThreadsInput): Threads {
  const seen = readInput(speedup, { doing: DOING, name: "speedup" });
  const count = wholeNumber("workers", workers, 2);
  const usable = processors === undefined ? null : wholeNumber("processors", processors, 1);
  const length = readInput(hours, { doing: DOING, name: "hours" });
  if (seen !== null && seen.low <= 0) {
    throw new RangeError(`${DOING}: "speedup" reaches 0, a number above it is needed`);
  }
  const share = seen === null
    ? null
    : mapped(seen, (value) => Math.min(1, Math.max(0, count / (count - 1) * (1 - 1 / value))));
  const last = Math.max(count, Math.min(WORKERS_MAX, Math.max(FORECAST_WORKERS, usable ?? 0)));
  const forecast = share === null ? [] : Array.from({ length: last }, (_, index) => {
    const leftAt = (part: number) => 1 - part + part / (index + 1);
    return {
      workers: index + 1,
      speedup: mapped(share, (part) => 1 / leftAt(part)),
      savedHours: length === null
        ? null
        : mapped(share, (part) => length.value * (1 - leftAt(part))),
    };
  });
  const shown = makeCalculation({
    title: "What more threads would bring",
    columns: NAMED_RESULT,
    rows: [
      [`speed-up with ${count}`, seen === null ? NOT_MEASURED : amountText(seen, "")],
      ["share that goes side by side", share === null ? NOT_MEASURED : shareText(share)],
      ...forecast.filter(({ workers: at }) => at === usable || at === last).flatMap((point) => {
        const beyond = usable !== null && point.workers > usable ? " (extrapolated)" : "";
        return [
          [`speed-up to expect with ${point.workers}${beyond}`, amountText(point.speedup, "")],
          ...(point.savedHours === null || length === null ? [] : [[
            `saved of ${numberText(length.value)} h with ${point.workers}${beyond}`,
            amountText(point.savedHours, "h"),
          ]]),
        ];
      }),
    ],
    notes: ["Share = workers / (workers − 1) × (1 − 1 / speed-up), kept between 0 and 1."],
    inputs: { "Speed-up": seen },
    results: [share],
    ...(forecast.length === 0 ? {} : { chart: chartOf(forecast, usable) }),
  });
  return { parallelShare: share, forecast, ...shown };
}

function chartOf(forecast: readonly ThreadsForecast[], processors: number | null) {
  const points = forecast.map(({ workers, speedup: { value, low, high } }) => ({
    workers,
    speedup: value,
    low,
    high,
  }));
  return scaling([{ label: "calculated from the share", points }], {
    title: "Speed-up to expect, if the share stays",
    workers: "threads",
    ...(processors === null ? {} : { processors }),
  });
}

function wholeNumber(name: string, given: number, least: number): number {
  const { value } = requireInput(given, { doing: DOING, name, least, most: WORKERS_MAX });
  if (Number.isInteger(value)) return value;
  throw new RangeError(`${DOING}: "${name}" is ${value}, a whole number is needed`);
}
