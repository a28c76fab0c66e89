/** What a gain in per cent may mean, and a measured ratio: all as the ratio of times, new to old. */

import { exactly, type Given, readInput, requireInput, type Uncertain } from "./uncertain.ts";

/** One way to read a gain. */
export interface GainReading {
  /** In words: `5 % less time`. */
  readonly words: string;
  /** Time with it divided by time without. */
  readonly ratio: Uncertain;
}

/** What a calculator may be told about a gain. */
export interface GainOptions {
  /** A gain in per cent, read both ways; 5 when not given. */
  readonly percent?: number;
  /** A ratio of times, new / old, that was measured: it takes the place of `percent`. */
  readonly ratio?: Given;
}

/** The gain of which the lesson speaks. */
const LESSON_PERCENT = 5;

/**
 * The ways to read a gain: "5 % less time" is 0.95 of the time, "5 % faster" is 1 / 1.05 of it. A measured ratio has only
 * one reading; one that is null, because nothing was measured, none.
 */
export function gainReadings(doing: string, options: GainOptions): readonly GainReading[] {
  if ("ratio" in options && options.ratio !== undefined) {
    const ratio = readInput(options.ratio, { doing, name: "ratio" });
    return ratio === null ? [] : [{ words: "the ratio given", ratio }];
  }
  const { percent = LESSON_PERCENT } = options;
  const { value } = requireInput(percent, { doing, name: "percent", least: 0, most: 99 });
  const [less, faster] = [1 - value / 100, 1 / (1 + value / 100)];
  return [
    { words: `${value} % less time`, ratio: exactly(less) },
    { words: `${value} % faster`, ratio: exactly(faster) },
  ];
}

/** The ratio as an input of a calculation, where one was given in place of per cents. */
export function ratioInput(
  { ratio }: GainOptions,
  [reading]: readonly GainReading[],
): Readonly<Record<string, Uncertain | null>> {
  return ratio === undefined ? {} : { Ratio: reading?.ratio ?? null };
}
