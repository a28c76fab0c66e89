/** Reads a ratio of two times as people say it: `0.95`, `"1.1x faster"`, `"10 % less time"`, `"cannot tell"`. */

/** One meaning of what was said. */
export interface RatioReading {
  /** time(test) / time(base). */
  readonly ratio: number;
  /** For example `10 % less time`. */
  readonly meaning: string;
}

/** What an answer says about two times. */
export type RatioAnswer =
  /** A size; "10 % faster" has two meanings, and either may be the one. */
  | { kind: "ratio"; readings: readonly RatioReading[] }
  | { kind: "cannot_tell" }
  | { kind: "same" }
  /** A winner without a size. */
  | { kind: "direction"; word: string }
  /** Goes on after the name of the field. */
  | { kind: "unreadable"; why: string };

/** Nobody says a ratio in more; a pasted page is not searched. */
const TEXT_CHARACTERS_MAX = 400;

const CANNOT_TELL =
  /\b(?:cannot|can't|can not|could not|couldn't|not possible to) (?:be )?(?:tell|told|say|said|decide|decided)\b|\bun(?:clear|decided|decidable)\b|\b(?:not|isn't|in)(?:\s+(?:yet )?|)(?:decided|clear|conclusive)\b|\bdo(?:es)? not decide\b/;

const SAME = /\b(?:same|equal|identical|noise|(?:no|without(?: a)?) (?:real )?difference|alike)\b/;
const NOT_SAME = /(?:\bnot|n't|\bnever)\s+(?:\w+\s+)?(?:same|equal|identical|noise|alike)\b/;

/** A speed: the larger, the less time. */
const SPEED = /\bas fast\b|\bspeed(?!-?\s?up)\b|\bthroughput\b/;
const FASTER = /\b(?:fast(?:er)?|quick(?:er)?|speed-?\s?up|gain)\b/;
const SHORTER = /\b(?:less|shorter|fewer|lower|saved?|saves|saving|reduced|reduction|down)\b/;
const SLOWER = /\b(?:slow(?:er)?|slow-?down)\b/;
const LONGER = /\b(?:longer|more|extra|higher|increase[ds]?|up)\b/;

const MARKED = /(?<![\w.])([+-]?\d+(?:\.\d+)?)\s*(x|times|%)(?![a-z])/g;
const PLAIN = /(?<![\w.])[+-]?\d+(?:\.\d+)?(?!\w|\.\d)/g;

/** "12 ms" is what one of the two took. */
const TIME = /\d\s*(?:[nuµμm]?s|min|h|(?:nano|micro|milli)?sec(?:ond)?s?|minutes?|hours?)(?![\w'])/;

/** "5-10 %" and "1.05 to 1.1" are two numbers. */
const RANGE = /\d\s*%?\s*(?:-|–|to|and)\s*\d/;
const NEGATED = /\b(?:not?|neither|nor|none|nothing)\b|n't\b/;

/** CPython's versions, which learners name in their sentences; a bare number is never taken for one. */
const VERSION =
  /(?<![\w.])(?:c?python\s*|py)?3\.(?:[6-9]|1\d)(?:\.\d+)?(?:(?:a|b|rc)\d+|t)?(?!\w|\.\d|\s*(?:x|times|%))/g;

/** Reads an answer. */
export function readRatio(answer: number | string): RatioAnswer {
  if (typeof answer === "number") return sized(answer, "x", "");
  const text = plainText(answer);
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return sized(Number(text), "x", "");
  const words = text.replaceAll(VERSION, " ");
  const marked = [...words.matchAll(MARKED)];
  if (marked.length === 0 && CANNOT_TELL.test(words)) return { kind: "cannot_tell" };
  const [first, ...more] = marked.length > 0 ? marked : [...words.matchAll(PLAIN)];
  if (more.length > 0 || RANGE.test(words)) {
    return { kind: "unreadable", why: "has more than one number" };
  }
  if (marked.length === 0 && TIME.test(words)) {
    return { kind: "unreadable", why: "is a time, and a ratio of two times has no unit" };
  }
  if (first !== undefined) return sized(Number(first[1] ?? first[0]), first[2] ?? "x", words);
  if (SAME.test(words) && !NOT_SAME.test(words)) return { kind: "same" };
  const word = /\b(?:faster|quicker|slower|shorter|longer|less|more)\b/.exec(words)?.[0];
  return word === undefined || NEGATED.test(words)
    ? { kind: "unreadable", why: "has no ratio" }
    : { kind: "direction", word };
}

function plainText(answer: string): string {
  return answer.slice(0, TEXT_CHARACTERS_MAX).toLowerCase().replaceAll("−", "-").replaceAll(
    "×",
    "x",
  )
    .replaceAll("’", "'").replace(/per\s?cent/g, "%").replace(/(\d),(?=\d)/g, "$1.")
    .replace(/\b(?:twice|double[ds]?|two times)\b/g, "2x").replace(/\b(?:half|halved)\b/g, "0.5x")
    .replace(/\s+/g, " ").trim();
}

function sized(number: number, mark: string, words: string): RatioAnswer {
  const readings = (mark === "%" ? shareReadings(number, words) : timesReadings(number, words))
    .filter(({ ratio }) => Number.isFinite(ratio) && ratio > 0);
  if (readings.length > 0) return { kind: "ratio", readings };
  return mark === "%"
    ? { kind: "unreadable", why: `says ${number} %, but not of what: less time, or more?` }
    : { kind: "unreadable", why: "is not above 0, and a ratio of two times always is" };
}

/** A factor: of the time, unless the words speak of speed. */
function timesReadings(factor: number, words: string): RatioReading[] {
  const asTime = { ratio: factor, meaning: `${factor} times the base's time` };
  const asSpeed = { ratio: 1 / factor, meaning: `${factor} times the base's speed` };
  if (SPEED.test(words)) return [asSpeed];
  // "0.9x faster" names the time that is left.
  if (FASTER.test(words) || SHORTER.test(words)) return [factor >= 1 ? asSpeed : asTime];
  if (SLOWER.test(words) || LONGER.test(words)) return [factor >= 1 ? asTime : asSpeed];
  return [asTime];
}

/** A share of the time or of the speed. */
function shareReadings(percent: number, words: string): RatioReading[] {
  const share = Math.abs(percent) / 100;
  const size = `${Math.abs(percent)} %`;
  const lessTime = { ratio: 1 - share, meaning: `${size} less time` };
  const moreTime = { ratio: 1 + share, meaning: `${size} more time` };
  if (/% of\b/.test(words)) return [{ ratio: share, meaning: `${size} of the base's time` }];
  if (FASTER.test(words)) {
    return [{ ratio: 1 / (1 + share), meaning: `${size} more speed` }, lessTime];
  }
  if (SLOWER.test(words)) {
    return [moreTime, { ratio: 1 / (1 - share), meaning: `${size} less speed` }];
  }
  if (SHORTER.test(words)) return [lessTime];
  if (LONGER.test(words)) return [moreTime];
  if (/(?<!\d)-\s*\d/.test(words)) return [lessTime];
  return /\+\s*\d/.test(words) ? [moreTime] : [];
}
