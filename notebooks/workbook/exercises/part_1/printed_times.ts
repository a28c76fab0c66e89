/** Reads times with their units out of what a program printed, whatever the words around them. */

/** A time as it was printed. */
export interface PrintedTime {
  /** The number as it stands there, without separators. */
  readonly digits: string;
  /** For example `2.41 s`. */
  readonly timeText: string;
  readonly seconds: number;
  /** Half a unit of the last digit, in seconds: the true value lies that near. */
  readonly roundingSeconds: number;
}

const NUMBER = String.raw`[+-]?(?:\d{1,3}(?:[,_]\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const UNIT = String
  .raw`(?:ns|[Nn]ano(?:sec(?:ond)?s?|sekunden?)|[µμu]s|[Mm]i[ck]ro(?:sec(?:ond)?s?|sekunden?)|ms|msecs?|[Mm]illi(?:sec(?:ond)?s?|sekunden?)|s|[Ss]ec(?:ond)?s?|[Ss]ek(?:unden?)?)(?![A-Za-z0-9/])`;
const BEFORE = String.raw`(?<![\w.])`;

const TIMED = new RegExp(`${BEFORE}(${NUMBER})\\s*(${UNIT})`, "g");
const LISTED = new RegExp(
  `${BEFORE}(${NUMBER}(?:\\s*[,;]\\s*${NUMBER})+)\\s*[\\])]?\\s*(${UNIT})`,
  "g",
);
const BRACKETS = /\[([^\]]*)\]/g;
const HEADING = new RegExp(`(?:[([]\\s*(?:in\\s+)?|\\bin\\s+|_)(${UNIT})\\s*[)\\]]?`);
const PLAIN = new RegExp(`${BEFORE}${NUMBER}(?![\\w.])`, "g");

/** The times of a line: `2.41 s`, or a number behind a unit in parentheses as in `loop A (s): 2.41`. */
export function timesIn(line: string): PrintedTime[] {
  const direct = [...line.matchAll(TIMED)].map(([, number = "", unit = ""]) =>
    printedTime(number, unit)
  );
  return direct.length > 0 ? direct : afterHeading(line);
}

/** The lists of times in a line: numbers in brackets or with commas, the unit once or at each. */
export function timeListsIn(line: string): PrintedTime[][] {
  const lists: PrintedTime[][] = [];
  for (const bracket of line.matchAll(BRACKETS)) {
    // A pause may stand beside the number of its generation: (0, 0.041).
    const inside = (bracket[1] ?? "").replaceAll(/\(\s*[012]\s*,([^(),]+)\)/g, "$1");
    // A unit in brackets is no list.
    if (/[a-z]/i.test(inside) && !/\d/.test(inside)) continue;
    const list = [...inside.matchAll(TIMED)].map(([, number = "", unit = ""]) =>
      printedTime(number, unit)
    );
    if (list.length > 0) lists.push(list);
    else {
      const after = line.slice(bracket.index + bracket[0].length);
      const unit = new RegExp(`^[\\s)]*\\(?(${UNIT})`).exec(after)?.[1] ?? HEADING.exec(line)?.[1];
      if (inside.trim() === "") lists.push([]);
      else if (unit !== undefined) lists.push(plainTimes(inside, unit));
    }
  }
  if (lists.length > 0) return lists;
  return [...line.matchAll(LISTED)].map(([, numbers = "", unit = ""]) => plainTimes(numbers, unit));
}

function afterHeading(line: string): PrintedTime[] {
  const heading = HEADING.exec(line);
  if (heading === null) return [];
  return plainTimes(line.slice(heading.index + heading[0].length), heading[1] ?? "s");
}

function plainTimes(text: string, unit: string): PrintedTime[] {
  return [...text.matchAll(PLAIN)].map(([number]) => printedTime(number, unit));
}

function printedTime(number: string, unit: string): PrintedTime {
  const digits = number.replaceAll(/[,_]/g, "");
  const scale = scaleOf(unit);
  const [mantissa = "", exponent = "0"] = digits.toLowerCase().split("e");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  return {
    digits,
    timeText: `${digits} ${unit}`,
    seconds: Number(digits) * scale,
    roundingSeconds: 0.5 * 10 ** (Number(exponent) - decimals) * scale,
  };
}

function scaleOf(unit: string): number {
  if (/^n/i.test(unit)) return 1e-9;
  if (/^(?:[µμu]|mi[ck]ro)/i.test(unit)) return 1e-6;
  return /^m/i.test(unit) ? 1e-3 : 1;
}
