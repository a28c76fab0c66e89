/** What the output of performance_discovery.py says: sum, times, ratio, pauses, collections, and the sentence. */

import { type PrintedTime, timeListsIn, timesIn } from "./printed_times.ts";

/** A line of output. */
export interface OutputLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** A printed ratio. */
export interface PrintedRatio extends OutputLine {
  /** The number as it stands there. */
  readonly digits: string;
  readonly value: number;
  /** Half a unit of its last digit. */
  readonly rounding: number;
}

/** The lengths of pauses on one line. */
export interface PauseList extends OutputLine {
  readonly pauses: readonly PrintedTime[];
  /** The time of the part that they lie in, from the same or the next line. */
  readonly wallSeconds: number | null;
}

/** The collections made under one setting. */
export interface CollectionCounts extends OutputLine {
  readonly counts: readonly number[];
}

/** Everything that the check reads out of the output. */
export interface Printed {
  /** Lines with 500000500000. */
  readonly sumLines: readonly OutputLine[];
  /** Times of loops, at most one a line when there are several lines. */
  readonly loopTimes: readonly (PrintedTime & OutputLine)[];
  /** Further times on the same lines, which a ratio may be made of. */
  readonly otherTimes: readonly PrintedTime[];
  /** Whether a line has the word ratio. */
  readonly ratioLine: OutputLine | null;
  readonly ratios: readonly PrintedRatio[];
  readonly pauseLists: readonly PauseList[];
  /** Lines with the word pause from which no time could be read. */
  readonly pauseLines: readonly OutputLine[];
  readonly collections: readonly CollectionCounts[];
  /** Lines about the loops that may hold the sentence on noise. */
  readonly sentences: readonly OutputLine[];
}

const COLLECTOR = /pause|collect|\bgc\b|garbage|threshold|freeze|disable|setting/i;
/** One of the two by its name, whatever else the line says of it. */
const ONE_LOOP = /\bloop[ _#-]*(?:a|b|1|2|one|two)\b|\b(?:first|second)[ _-]+loop\b/i;
const LOOP = /\b(?:loop|first|second|run|time|a|b)(?=\b|_|\d)/i;
const RATIO =
  /\bratio|÷|\btimes as (?:long|slow|fast)|\b(?:b|second|2)\s*\/\s*(?:loop\s*)?(?:a|first|1)\b/i;
/** A pause line with these words sums lengths up instead of listing them. */
const SUMMARY = /\b(?:longest|shortest|max|min|mean|median|average|total|sum|together)\w*\b/i;
/** How far from the ratio its sentence may stand. */
const NEAR_LINES = 3;

/** Reads the output of a program. */
export function readPrinted(stdout: string): Printed {
  const lines = linesOf(stdout);
  const loops = lines.filter(({ text }) => !COLLECTOR.test(text) || isOfOneLoop(text));
  const timed = loopLines(loops);
  const times = timed.map((line) => timesIn(line.text).map((time) => ({ ...time, ...line })));
  // One line may hold both times; of several lines each holds one, perhaps with the same per repetition.
  const isOneLine = timed.length === 1;
  const ratioLines = loops.filter(({ text }) => RATIO.test(text));
  return {
    sumLines: lines.filter(({ text }) => countSums(text) > 0),
    loopTimes: isOneLine ? times.flat() : times.flatMap((found) => found.slice(0, 1)),
    otherTimes: isOneLine ? [] : times.flatMap((found) => found.slice(1)),
    ratioLine: ratioLines[0] ?? null,
    ratios: ratioLines.flatMap(ratiosIn),
    ...readPauses(lines),
    collections: lines.flatMap(collectionsIn),
    sentences: lines.filter(({ number, text }) =>
      // "It is noise, not garbage collection" is about the loops.
      (loops.some((line) => line.number === number) || /\bnois[ey]/i.test(text)) &&
      (/\bloops?\b/i.test(text) ||
        ratioLines.some((ratio) => Math.abs(ratio.number - number) <= NEAR_LINES))
    ),
  };
}

function linesOf(stdout: string): OutputLine[] {
  return stdout.replaceAll(ANSI, "").split(/\r\n|\n|\r/).map((text, index) => ({
    number: index + 1,
    text: text.trimEnd().slice(0, LINE_CHARACTERS_MAX),
  })).filter(({ text }) => text.trim() !== "").slice(0, LINES_MAX);
}

// deno-lint-ignore no-control-regex -- the control character is what is looked for
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;
/** A list of 20,000 pauses is one line of that length; a program that prints more lines prints no results. */
const LINE_CHARACTERS_MAX = 200_000;
const LINES_MAX = 5000;

/** 1 + 2 + … + 1,000,000, with or without separators. */
const SUM = /(?<![\d.])500[,_ ']?000[,_ ']?500[,_ ']?000(?!\d)/g;

/** How often a text has the sum. */
export function countSums(text: string): number {
  return text.match(SUM)?.length ?? 0;
}

/** "loop A (gc disabled): 2.4 s" is one; a loop's pauses and collections are not. */
function isOfOneLoop(text: string): boolean {
  return ONE_LOOP.test(text) && !/pause|collection/i.test(text);
}

function loopLines(lines: readonly OutputLine[]): OutputLine[] {
  const all = lines.filter(({ text }) =>
    timesIn(text).length > 0 &&
    (isOfOneLoop(text) || !/\bwall\b|\bwhole\b|\btotal time\b/i.test(text))
  );
  const apart = all.filter(({ text }) => !RATIO.test(text));
  // The ratio may stand on the line of a time.
  const hasBoth = apart.flatMap(({ text }) => timesIn(text)).length >= 2;
  const timed = hasBoth ? apart : all;
  const named = timed.filter(({ text }) => /\bloop/i.test(text));
  if (named.length >= 2 || named.some(({ text }) => timesIn(text).length >= 2)) return named;
  const likely = timed.filter(({ text }) => LOOP.test(text));
  return likely.length >= 2 ? likely : timed;
}

function ratiosIn(line: OutputLine): PrintedRatio[] {
  // What has a unit is a time; a whole number is the name of a loop.
  const found = line.text.matchAll(
    /(?<![\w.])([+-]?\d+\.\d+)(\s*%)?(?!\s*(?:ns|[µμu]s|ms|s)\b)(?:x\b|(?![\w.]))/g,
  );
  return [...found].flatMap(([, digits = "", percent]) => {
    const scale = percent === undefined ? 1 : 0.01;
    const rounding = 0.5 * 10 ** -(digits.split(".")[1]?.length ?? 0) * scale;
    const value = Number(digits) * scale;
    const values = percent === undefined ? [value] : [value, 1 + value];
    return values.map((each) => ({ ...line, digits, value: each, rounding }));
  });
}

function readPauses(
  lines: readonly OutputLine[],
): Pick<Printed, "pauseLists" | "pauseLines"> {
  const about = lines.filter(({ text }) => /\bpauses?\b|_pauses?\b/i.test(text));
  const pauseLists: PauseList[] = [];
  const singles: { line: OutputLine; time: PrintedTime }[] = [];
  const pauseLines: OutputLine[] = [];
  for (const line of about) {
    const text = withoutWall(line.text);
    const lists = timeListsIn(text);
    const [first] = timesIn(text);
    if (lists.length > 0) {
      const wallSeconds = wallNear(line, lines);
      for (const pauses of lists) pauseLists.push({ ...line, pauses, wallSeconds });
    } else if (first !== undefined && !SUMMARY.test(text)) singles.push({ line, time: first });
    else pauseLines.push(line);
  }
  const [head] = singles;
  if (head !== undefined) {
    pauseLists.push({ ...head.line, pauses: singles.map(({ time }) => time), wallSeconds: null });
  }
  return { pauseLists, pauseLines };
}

const WALL = /\bwall\b.*$/i;

function withoutWall(text: string): string {
  return text.replace(WALL, "");
}

function wallNear(line: OutputLine, lines: readonly OutputLine[]): number | null {
  const next = lines.find(({ number }) => number > line.number);
  for (const candidate of [line, next]) {
    const part = candidate === undefined ? null : WALL.exec(candidate.text)?.[0];
    const [time] = part === null || part === undefined ? [] : timesIn(part);
    if (time !== undefined) return time.seconds;
  }
  return null;
}

/** Collections of one setting: `collections [12, 1, 0]`, `12 collections`, or the list of gc.get_stats(). */
function collectionsIn(line: OutputLine): CollectionCounts[] {
  const { text } = line;
  const stats = [...text.matchAll(/['"]collections['"]\s*:\s*(\d+)/g)].map(([, count]) =>
    Number(count)
  );
  if (stats.length > 0) return [{ ...line, counts: stats }];
  const word = /\bcollections?\b/i.exec(text);
  if (word === null) return [];
  const behind = cellsJoined(text.slice(word.index + word[0].length))
    .replaceAll(/\bgen(?:eration)?\s*\d(?!\d)/gi, "")
    .split(/\b(?:collected|uncollectable|pauses?|longest|objects?|wall|in\s+(?=\d))\b|[;|]/i)[0] ??
    "";
  const counts = integersIn(behind);
  if (counts.length > 0) return [{ ...line, counts }];
  const before = text.slice(0, word.index);
  const byGeneration = [
    ...before.matchAll(
      /\bgen(?:eration)?\s*\d\s*[:=]?\s*(\d+)|(\d+)\s+(?:in\s+)?gen(?:eration)?\s*\d/gi,
    ),
  ].map(([, after, ahead]) => Number(after ?? ahead));
  if (byGeneration.length > 0) return [{ ...line, counts: byGeneration }];
  const last = integersIn(before).at(-1);
  return last === undefined ? [] : [{ ...line, counts: [last] }];
}

/** A row of a table, `collections | 53 | 4 | 0`: its numbers follow behind bars. */
function cellsJoined(text: string): string {
  return /^\s*\|/.test(text) ? text.replaceAll("|", " ") : text;
}

function integersIn(text: string): number[] {
  return [...text.matchAll(/(?<![\w.])(\d+)(?![\w.]|\s*(?:ns|[µμu]s|ms|s|%)\b)/g)]
    .map(([, count]) => Number(count));
}
