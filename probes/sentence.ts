/** A comparison in one sentence. Never says that something is not there: what cannot be told is unclear. */

import { USABLE_ROUNDS_MIN } from "./budget.ts";
import type { Comparison } from "./comparison.ts";
import { formatValue } from "./format.ts";
import { isTime } from "./unit.ts";

/** Says what a comparison found. */
export function sentenceOf(comparison: Omit<Comparison, "sentence">): string {
  return comparison.kind === "exact" ? exactSentence(comparison) : ratioSentence(comparison);
}

function exactSentence(
  { equality, baseLevel, testLevel, rounds }: Omit<Comparison, "sentence">,
): string {
  const after = roundsText(rounds);
  switch (equality) {
    case "equal":
      return `equal: ${shown(baseLevel)}, ${after}`;
    case "different":
      return `different: ${shown(baseLevel)} and ${shown(testLevel)}, ${after}`;
    case null:
      return "unclear: nothing to compare yet";
  }
}

function ratioSentence(comparison: Omit<Comparison, "sentence">): string {
  const { ratio, low, high, verdict, rounds, minEffect, value } = comparison;
  if (ratio === null) return "unclear: nothing to compare yet";
  if (low === null || high === null) {
    return `unclear: ${ratio.toPrecision(3)}x, ${rounds} of ${USABLE_ROUNDS_MIN} rounds`;
  }
  const [middle, from, to] = together([ratio, low, high]);
  const numbers = `${middle}x [${from}, ${to}], ${roundsText(rounds)}`;
  const [less, more] = isTime(value.unit) ? ["faster", "slower"] : ["less", "more"];
  switch (verdict) {
    case "slower":
    case "faster": {
      const word = ratio > 1 ? more : less;
      return `${middle}x ${word} [${from}, ${to}], ${roundsText(rounds)}`;
    }
    case "same":
      return `the same within ${percent(minEffect)}: ${numbers}`;
    case "unclear":
    case null:
      return `unclear: ${numbers}${needText(comparison)}`;
  }
}

function needText({ needMore }: Omit<Comparison, "sentence">): string {
  if (needMore === null) return "";
  return `; about ${needMore.toLocaleString("en")} more ${
    needMore === 1 ? "round" : "rounds"
  } would decide`;
}

function roundsText(count: number): string {
  return count === 1 ? "1 round" : `${count} rounds`;
}

/** As many decimals for all as the width of the interval deserves, two at least and four at most. */
function together(numbers: readonly [number, number, number]): string[] {
  const [, low, high] = numbers;
  const decimals = Math.min(4, Math.max(2, 1 - Math.floor(Math.log10(Math.max(high - low, 1e-6)))));
  return numbers.map((number) => number.toFixed(decimals));
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function shown(level: number | string | null): string {
  return typeof level === "number" ? formatValue(level) : level ?? "–";
}
