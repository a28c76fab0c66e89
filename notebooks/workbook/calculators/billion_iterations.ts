/** How long a billion iterations take, and what a gain saves of it. */

import { amountText, durationText } from "./amount.ts";
import { type Calculation, makeCalculation, NAMED_RESULT, NOT_MEASURED } from "./calculation.ts";
import { productOf, savedShare } from "./propagation.ts";
import { type GainOptions, type GainReading, gainReadings, ratioInput } from "./reading.ts";
import { exactly, type Given, readInput, requireInput, type Uncertain } from "./uncertain.ts";

/** What `billionIterations()` is told. */
export interface BillionIterationsInput extends GainOptions {
  /** Nanoseconds of one iteration. */
  readonly nsPerIteration: Given;
  /** How many iterations; a billion when not given. */
  readonly iterations?: number;
}

/** What a gain saves. */
export interface Saving extends GainReading {
  /** Saved seconds; below 0 where time is lost. */
  readonly saved: Uncertain;
}

/** The result of `billionIterations()`. */
export interface BillionIterations extends Calculation {
  /** Seconds of all iterations; null where nothing was measured. */
  readonly seconds: Uncertain | null;
  /** What each reading of the gain saves; empty where nothing was measured. */
  readonly savings: readonly Saving[];
}

const DOING = "Cannot calculate a billion iterations";

/** What the lesson speaks of. */
const BILLION = 1e9;

/** Nanoseconds in a second. */
const NS_PER_SECOND = 1e9;

/**
 * Time of a billion iterations from the time of one, and what a gain saves of it: a gain in per cent is read both ways,
 * `5 % less time` and `5 % faster`; a measured ratio has only one reading.
 *
 * ```ts
 * import { billionIterations } from "workbook";
 *
 * const { seconds, savings } = billionIterations({ nsPerIteration: 48 });
 * const saved = savings.map(({ words, saved }) => `${words}: ${saved.value.toFixed(2)} s`);
 * ```
 */
export function billionIterations(
  { nsPerIteration, iterations = BILLION, ...gain }: BillionIterationsInput,
): BillionIterations {
  const ns = readInput(nsPerIteration, { doing: DOING, name: "nsPerIteration" });
  const count = requireInput(iterations, { doing: DOING, name: "iterations" });
  const readings = gainReadings(DOING, gain);
  const seconds = ns === null ? null : productOf([ns, exactly(count.value / NS_PER_SECOND)]);
  const savings = seconds === null ? [] : readings.map((reading) => ({
    ...reading,
    saved: productOf([seconds, savedShare(reading.ratio)]),
  }));
  const shown = makeCalculation({
    title: `${count.value.toLocaleString("en")} iterations`,
    columns: NAMED_RESULT,
    rows: [
      ["time of one", ns === null ? NOT_MEASURED : amountText(ns, "ns")],
      ["time of all", seconds === null ? NOT_MEASURED : durationText(seconds)],
      ...savings.map(({ words, saved }) => [`saved with ${words}`, durationText(saved)]),
    ],
    notes: [
      "Saved = time of all × (1 − ratio); 5 % less time is the ratio 0.95, 5 % faster 1 / 1.05.",
    ],
    inputs: {
      "Time of one iteration": ns,
      ...ratioInput(gain, readings),
    },
    results: [seconds, ...savings.map(({ saved }) => saved)],
  });
  return { seconds, savings, ...shown };
}
