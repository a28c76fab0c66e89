/** How long a pipeline takes when the Python in it changes. */

import { amdahlRatio } from "./amdahl_ratio.ts";
import { durationText, shareText } from "./amount.ts";
import type { Saving } from "./billion_iterations.ts";
import { type Calculation, makeCalculation, NAMED_RESULT, NOT_MEASURED } from "./calculation.ts";
import { productOf, savedShare } from "./propagation.ts";
import { type GainOptions, gainReadings, ratioInput } from "./reading.ts";
import { exactly, type Given, readInput, type Uncertain } from "./uncertain.ts";

/** What `pipeline()` is told. */
export interface PipelineInput extends GainOptions {
  /** How long it takes now, in hours. */
  readonly hours: Given;
  /** The share of that time that is Python, from 0 to 1. */
  readonly pythonShare: Given;
}

/** One reading of the gain. */
export interface PipelineSaving extends Saving {
  /** What the pipeline takes then, in seconds. */
  readonly seconds: Uncertain;
}

/** The result of `pipeline()`. */
export interface Pipeline extends Calculation {
  /** What each reading of the gain leaves and saves, in seconds; empty where something was not measured. */
  readonly savings: readonly PipelineSaving[];
}

const DOING = "Cannot calculate a pipeline";

const SECONDS_PER_HOUR = 3600;

/**
 * Time of a pipeline of which only the Python gains: hours × (1 − share × (1 − ratio)).
 *
 * ```ts
 * import { pipeline } from "workbook";
 *
 * const { savings } = pipeline({ hours: 10, pythonShare: 0.05 });
 * const minutes = savings.map(({ saved }) => saved.value / 60);
 * ```
 */
export function pipeline({ hours, pythonShare, ...gain }: PipelineInput): Pipeline {
  const time = readInput(hours, { doing: DOING, name: "hours" });
  const share = readInput(pythonShare, { doing: DOING, name: "pythonShare", most: 1 });
  const before = time === null ? null : productOf([time, exactly(SECONDS_PER_HOUR)]);
  const readings = gainReadings(DOING, gain);
  const savings = before === null || share === null ? [] : readings.map((reading) => {
    const total = amdahlRatio(share, reading.ratio);
    return {
      ...reading,
      seconds: productOf([before, total]),
      saved: productOf([before, savedShare(total)]),
    };
  });
  const shown = makeCalculation({
    title: "A pipeline of which the Python changes",
    columns: NAMED_RESULT,
    rows: [
      ["before", before === null ? NOT_MEASURED : durationText(before)],
      ["of it Python", share === null ? NOT_MEASURED : shareText(share)],
      ...savings.flatMap(({ words, seconds, saved }) => [
        [`after, with ${words}`, durationText(seconds)],
        [`saved with ${words}`, durationText(saved)],
      ]),
    ],
    notes: ["After = before × (1 − share of Python × (1 − ratio))."],
    inputs: {
      Time: time,
      "Share of Python": share,
      ...ratioInput(gain, readings),
    },
    results: savings.map(({ saved }) => saved),
  });
  return { savings, ...shown };
}
