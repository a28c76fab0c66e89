/** R-ratio: a ratio that a learner states is right when the interval measured here allows it. */

import type { Verdict } from "../../../probes/mod.ts";
import { DECIDING_ROUNDS_MIN } from "../ledger/outcome.ts";
import { cut, type MeasuredRatio, type Ruling } from "./acceptance.ts";
import { type RatioReading, readRatio } from "./ratio_words.ts";

/** A ratio as it was measured and decided; every row of a comparison is one. */
export interface DecidedRatio extends MeasuredRatio {
  /** What it says about the test arm; null where nothing was decided. */
  readonly verdict: Verdict | null;
  /** Ratios this near to 1 count as the same; 0.01 when not given. */
  readonly minEffect?: number;
}

/** Two times nearer than this count as the same: `MIN_EFFECT_DEFAULT` of the probes (statistics, section 3, Verdict). */
export const MIN_EFFECT_DEFAULT = 0.01;

/** A number from here on is rather one of per cent: measured ratios of CPythons lie below 10. */
const PERCENT_MIN = 20;

/**
 * Judges a stated ratio time(test) / time(base): a number, "1.1x faster", "10 % less time", "the same" or "cannot tell".
 * Where the data do not decide, saying so is right, and so is every ratio of the interval; a winner is not.
 */
export function judgeRatio(answer: number | string, measured: DecidedRatio): Ruling {
  const said = readRatio(answer);
  if (said.kind === "unreadable") {
    return {
      kind: "wrong",
      reason: `"${cut(String(answer))}" ${said.why}. Write time(test) ÷ time(base), for example ` +
        '0.95, or "5 % less time", "1.05x faster", "the same", "cannot tell".',
      isUnread: true,
    };
  }
  const { low, high, rounds } = measured;
  if (low === null || high === null || rounds < DECIDING_ROUNDS_MIN) {
    return withoutInterval(said.kind === "cannot_tell", rounds);
  }
  const interval: Interval = { ...measured, low, high, verdict: measured.verdict ?? "unclear" };
  switch (said.kind) {
    case "cannot_tell":
      return judgeOpen(interval);
    case "same":
      return judgeSame(interval);
    case "direction":
      return judgeDirection(said.word, interval);
    case "ratio":
      return judgeReadings(said.readings, interval);
  }
}

interface Interval extends DecidedRatio {
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
}

function withoutInterval(saysSo: boolean, rounds: number): Ruling {
  const reason = `Your run has ${rounds} rounds and no interval with two ends`;
  return saysSo ? { kind: "right", reason: `${reason}, so nothing can be told from it.` } : {
    kind: "unjudged",
    reason: `${reason}, so the ratio is not judged. “Cannot tell” is what it shows.`,
  };
}

function judgeOpen(interval: Interval): Ruling {
  if (interval.verdict === "unclear") {
    return { kind: "right", reason: `${intervalText(interval)} The data do not decide.` };
  }
  return {
    kind: "wrong",
    reason: interval.verdict === "same"
      ? `${intervalText(interval)} All of it lies near 1, within the zone that counts as the ` +
        "same. That is a finding, and more than “cannot tell”."
      : `${intervalText(interval)} All of it lies on one side of 1, so the data do tell.`,
  };
}

function judgeSame(interval: Interval): Ruling {
  switch (interval.verdict) {
    case "same":
      return {
        kind: "right",
        reason: `${intervalText(interval)} All of it lies within the zone that counts as the same.`,
      };
    case "unclear":
      return {
        kind: "wrong",
        reason: `${intervalText(interval)} It reaches beyond the zone around 1. “The same” is a ` +
          "finding with an interval of its own; this is a lack of data.",
      };
    case "faster":
    case "slower":
      return { kind: "wrong", reason: `${intervalText(interval)} 1 is not in it.` };
  }
}

function judgeDirection(word: string, interval: Interval): Ruling {
  switch (interval.verdict) {
    case "unclear":
      return {
        kind: "wrong",
        reason: `You say “${word}”, but your interval still contains both. ` +
          intervalText(interval),
      };
    case "same":
      return {
        kind: "wrong",
        reason: `You say “${word}”, but all of your interval lies within the zone that counts as ` +
          `the same. ${intervalText(interval)}`,
      };
    case "faster":
    case "slower":
      return {
        kind: "wrong",
        reason: `“${word}” is a direction. How much? Give time(test) ÷ time(base), for example ` +
          "0.95.",
      };
  }
}

function judgeReadings(readings: readonly RatioReading[], interval: Interval): Ruling {
  const right = readings.find(({ ratio }) => isAllowed(ratio, interval));
  if (right !== undefined) {
    return {
      kind: "right",
      reason: `Read as ${right.meaning}, a ratio of ${written(right.ratio)}. ` +
        `${intervalText(interval)} The data allow it.`,
    };
  }
  const [{ ratio, meaning } = { ratio: 1, meaning: "" }] = readings;
  const read = `Read as ${meaning}, a ratio of ${written(ratio)}.`;
  if (readings.length === 1 && isAllowed(1 / ratio, interval)) {
    return {
      kind: "wrong",
      reason: `${read} That is upside down: ${written(1 / ratio)} would fit. Asked is how the ` +
        "test's time relates to the base's; below 1 the test needs less time. A speed is its inverse.",
    };
  }
  if (ratio >= PERCENT_MIN && isAllowed(ratio / 100, interval)) {
    return {
      kind: "wrong",
      reason: `${read} If you mean per cent, say of what: "${written(ratio)} % of the time".`,
    };
  }
  const zone = interval.verdict === "same" || interval.verdict === "unclear"
    ? " Nothing in it names a winner."
    : "";
  return {
    kind: "wrong",
    reason: `${read} ${intervalText(interval)} Read the ratio from it.${zone}`,
  };
}

/** Within the interval and what counts as the same around it; where all counts as the same, anything near 1. */
function isAllowed(ratio: number, interval: Interval): boolean {
  const { low, high, verdict, minEffect = MIN_EFFECT_DEFAULT } = interval;
  const slack = Math.log(1 + minEffect);
  const isInside = Math.log(ratio) >= Math.log(low) - slack &&
    Math.log(ratio) <= Math.log(high) + slack;
  const isNearOne = ratio >= 1 / (1 + minEffect) - minEffect && ratio <= 1 + 2 * minEffect;
  return verdict === "same" ? isNearOne : isInside;
}

function intervalText({ low, high, rounds }: Interval): string {
  return `Your interval runs from ${written(low)} to ${written(high)}, ${rounds} rounds.`;
}

/** A ratio needs three decimals: 1 % is what counts as the same. */
function written(ratio: number): string {
  return `${Number(ratio.toFixed(3))}`;
}
