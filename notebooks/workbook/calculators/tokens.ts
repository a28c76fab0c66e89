/** What a gain saves of the time that tokens take in a day. */

import { amdahlRatio } from "./amdahl_ratio.ts";
import { amountText, durationText, numberText, shareText } from "./amount.ts";
import type { Saving } from "./billion_iterations.ts";
import { type Calculation, makeCalculation, NAMED_RESULT, NOT_MEASURED } from "./calculation.ts";
import { productOf, savedShare } from "./propagation.ts";
import { type GainOptions, gainReadings, ratioInput } from "./reading.ts";
import { exactly, type Given, readInput, type Uncertain } from "./uncertain.ts";

/** What `tokens()` is told. */
export interface TokensInput extends GainOptions {
  /** Tokens a day. */
  readonly perDay: Given;
  /** Milliseconds a token. */
  readonly msPerToken: Given;
  /** The share of that time that is Python, from 0 to 1; all of it when not given. */
  readonly pythonShare?: Given;
  /** What an hour of computing costs, in any currency; without it there is no bill. */
  readonly pricePerHour?: Given;
}

/** What a reading of the gain saves a day. */
export interface TokensSaving extends Saving {
  /** In the currency of the price; null without one. */
  readonly money: Uncertain | null;
}

/** The result of `tokens()`. */
export interface Tokens extends Calculation {
  /** Seconds of computing a day; null where something was not measured. */
  readonly seconds: Uncertain | null;
  /** What each reading of the gain saves a day; empty where something was not measured. */
  readonly savings: readonly TokensSaving[];
  /** What a day's computing costs; null without a price. */
  readonly bill: Uncertain | null;
}

const DOING = "Cannot calculate tokens";

const SECONDS_PER_HOUR = 3600;

/**
 * Time of a day's tokens, and what a gain saves of it: tokens × time of one × share of Python × (1 − ratio). With the
 * price of an hour also what that costs.
 *
 * ```ts
 * import { tokens } from "workbook";
 *
 * const { savings } = tokens({ perDay: 1_000_000, msPerToken: 1 });
 * const saved = savings.map(({ words, saved }) => `${words}: ${saved.value.toFixed(1)} s`);
 * ```
 */
export function tokens(
  { perDay, msPerToken, pythonShare = 1, pricePerHour, ...gain }: TokensInput,
): Tokens {
  const count = readInput(perDay, { doing: DOING, name: "perDay" });
  const ms = readInput(msPerToken, { doing: DOING, name: "msPerToken" });
  const share = readInput(pythonShare, { doing: DOING, name: "pythonShare", most: 1 });
  const price = readInput(pricePerHour, { doing: DOING, name: "pricePerHour" });
  const readings = gainReadings(DOING, gain);
  const seconds = count === null || ms === null ? null : productOf([count, ms, exactly(1 / 1000)]);
  const costOf = (time: Uncertain) =>
    price === null ? null : productOf([time, price, exactly(1 / SECONDS_PER_HOUR)]);
  const bill = seconds === null ? null : costOf(seconds);
  const savings = seconds === null || share === null ? [] : readings.map((reading) => {
    const saved = productOf([seconds, savedShare(amdahlRatio(share, reading.ratio))]);
    return { ...reading, saved, money: costOf(saved) };
  });
  const shown = makeCalculation({
    title: "Tokens of a day",
    columns: NAMED_RESULT,
    rows: [
      ["tokens a day", count === null ? NOT_MEASURED : numberText(count.value)],
      ["computing a day", seconds === null ? NOT_MEASURED : durationText(seconds)],
      ["of it Python", share === null ? NOT_MEASURED : shareText(share)],
      ...savings.map(({ words, saved }) => [`saved with ${words}`, durationText(saved)]),
      ...(bill === null ? [] : [["bill of a day", amountText(bill, "")]]),
      ...savings.flatMap(({ words, money }) =>
        money === null ? [] : [[`of the bill, saved with ${words}`, amountText(money, "")]]
      ),
    ],
    notes: ["Saved = tokens × time of one × share of Python × (1 − ratio)."],
    inputs: {
      "Tokens a day": count,
      "Time of a token": ms,
      "Share of Python": share,
      ...ratioInput(gain, readings),
    },
    results: [seconds, ...savings.map(({ saved }) => saved)],
  });
  return { seconds, savings, bill, ...shown };
}
