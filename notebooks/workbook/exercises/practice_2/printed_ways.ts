/** Reads what a program prints of the three ways: a line each, with a time, the least and the greatest. */

/** The three ways to a list, by the words that stand for them. */
export const WAYS = ["comprehension", "generator", "loop"] as const;

/** One of them. */
export type Way = typeof WAYS[number];

/** What a line says of a way. */
export type PrintedWay =
  /** In ms; the spread is null where the line has no two further times. */
  | { kind: "time"; ms: number; spread: { readonly low: number; readonly high: number } | null }
  /** There is a line with its word, and no time with a unit in it. */
  | { kind: "no_time"; line: string }
  | { kind: "missing" };

/** A number, perhaps with a unit of time behind it. */
const NUMBER =
  /(?<![\w.])(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:\s*(ns|[uµμ]s|ms|s|sec|secs|seconds)(?![\w]))?(?![\w.]*\w)/gi;

const MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1e3,
  sec: 1e3,
  secs: 1e3,
  seconds: 1e3,
};

/** A program that prints a page a way is not searched to its end. */
const LINES_MAX = 1000;
const LINE_CHARACTERS_MAX = 300;

/** Reads all three; of several lines with the same word the first one with a time counts. */
export function readWays(output: string): Readonly<Record<Way, PrintedWay>> {
  const lines = output.split("\n", LINES_MAX).map((line) => line.slice(0, LINE_CHARACTERS_MAX));
  const read = (way: Way) => readWay(lines, way);
  return {
    comprehension: read("comprehension"),
    generator: read("generator"),
    loop: read("loop"),
  };
}

function readWay(lines: readonly string[], way: Way): PrintedWay {
  const named = lines.filter((line) => new RegExp(`\\b${way}\\b`, "i").test(line));
  const [line] = named;
  if (line === undefined) return { kind: "missing" };
  const found = named.map(timesOf).find((times) => times.length > 0);
  const [ms, ...others] = found ?? [];
  if (ms === undefined) return { kind: "no_time", line: line.trim() };
  const spread = others.length < 2 ? null : { low: Math.min(...others), high: Math.max(...others) };
  return { kind: "time", ms, spread };
}

/** In ms; what stands before the first number with a unit is no time, and what follows without one shares its unit. */
function timesOf(line: string): number[] {
  const numbers = [...line.matchAll(NUMBER)].map(([, digits = "", unit]) => ({
    value: Number(digits),
    unit: unit?.toLowerCase(),
  }));
  const first = numbers.findIndex(({ unit }) => unit !== undefined);
  const usual = numbers[first]?.unit ?? "";
  return first === -1
    ? []
    : numbers.slice(first).map(({ value, unit = usual }) => value * (MS[unit] ?? Number.NaN));
}
