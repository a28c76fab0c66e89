/** A comparison in one sentence. Never says that something is not there: what cannot be told is unclear. */

import type { Comparison } from "./comparison.ts";
import { formatLevel } from "../show/format.ts";
import { roundsForInterval } from "../stats/mod.ts";
import { isTime } from "../catalog/unit.ts";

/** Beyond this a number of rounds only says that it is hopeless. */
const NEED_MORE_SHOWN_MAX = 999;

/** Says what a comparison found. */
export function sentenceOf(comparison: Omit<Comparison, "sentence">): string {
  return comparison.kind === "exact" ? exactSentence(comparison) : ratioSentence(comparison);
}

function exactSentence(
  { equality, baseLevel, testLevel, rounds, value }: Omit<Comparison, "sentence">,
): string {
  const after = roundsText(rounds);
  const shown = (level: number | string | null) => formatLevel(level, value);
  switch (equality) {
    case "equal":
      return `equal: ${shown(baseLevel)}, ${after}`;
    case "different":
      return `different: ${shown(baseLevel)} and ${shown(testLevel)}, ${after}`;
    case null:
      return rounds === 0
        ? "unclear: no round that can be compared"
        : `unclear: it differs between processes of the same arm, ${after}`;
  }
}

function ratioSentence(comparison: Omit<Comparison, "sentence">): string {
  const { ratio, low, high, verdict, rounds, confidence, minEffect, value } = comparison;
  if (ratio === null) return "unclear: no round that can be compared";
  if (low === null && high === null) {
    const needed = roundsForInterval(confidence);
    const seen = `unclear: ${ratio.toPrecision(3)}x`;
    return rounds < needed
      ? `${seen}, ${rounds} of ${needed} rounds`
      : `${seen}, ${roundsText(rounds)}, too many others without a value`;
  }
  const [middle, from, to] = together([ratio, low, high]);
  const numbers = `${middle}x [${from}, ${to}], ${roundsText(rounds)}`;
  switch (verdict) {
    case "slower":
    case "faster":
      return `${directionText(middle ?? "", ratio, value)} [${from}, ${to}], ${roundsText(rounds)}`;
    case "same":
      return `the same within ${percent(minEffect)}: ${numbers}`;
    case "unclear":
    case null:
      return `unclear: ${numbers}${needText(comparison)}`;
  }
}

/**
 * Ratios are always test / base. "0.9x faster" could be read as either way round, so what is below 1 says of what it is
 * a part.
 */
function directionText(shown: string, ratio: number, { unit }: Comparison["value"]): string {
  if (isTime(unit)) return ratio > 1 ? `${shown}x slower` : `${shown}x the time: faster`;
  return ratio > 1 ? `${shown}x more` : `${shown}x as much: less`;
}

function needText({ needMore }: Omit<Comparison, "sentence">): string {
  if (needMore === null) return "";
  if (needMore > NEED_MORE_SHOWN_MAX) {
    return `; more than ${NEED_MORE_SHOWN_MAX} more rounds would be needed`;
  }
  return `; about ${needMore} more ${needMore === 1 ? "round" : "rounds"} would decide`;
}

function roundsText(count: number): string {
  return count === 1 ? "1 round" : `${count} rounds`;
}

/**
 * As many decimals for all as the width of the interval deserves, from two to four; more where rounding would print an
 * end at 1 that is not.
 */
function together(numbers: readonly [number, number | null, number | null]): string[] {
  const [middle, low, high] = numbers;
  const width = Math.max((high ?? middle) - (low ?? middle), 1e-3);
  let decimals = Math.max(2, 1 - Math.round(Math.log10(width)));
  const isMisread = (end: number | null) =>
    end !== null && !isAtOne(end) && Number(end.toFixed(decimals)) === 1;
  while (decimals < 6 && (isMisread(low) || isMisread(high))) decimals++;
  return numbers.map((number, index) => {
    if (number === null) return "no limit";
    if (index > 0 && number !== 1 && isAtOne(number)) return number > 1 ? "above 1" : "below 1";
    return number.toFixed(Math.min(6, decimals));
  });
}

/** Nearer than anybody measures: an interval of a table was cut off there, where another comparison left it the certainty. */
function isAtOne(end: number): boolean {
  return Math.abs(end - 1) < 1e-9;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
