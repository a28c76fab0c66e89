/** Reads what other programs say about two timings: their own words and files, as a reader would take them. */
import { z } from "zod";

/** What a program said: which of two is faster, if it names one, and how much. */
export interface Reading {
  /** "unclear" where the program names no winner. */
  readonly verdict: "faster" | "slower" | "unclear";
  /** test / base. */
  readonly ratio: number;
}

const pyperfFile = z.object({
  benchmarks: z.tuple([
    z.object({ runs: z.array(z.object({ values: z.array(z.number().positive()).optional() })) }),
  ]),
});

const hyperfineFile = z.object({
  results: z.tuple([
    z.object({ mean: z.number().positive(), stddev: z.number().nonnegative() }),
    z.object({ mean: z.number().positive(), stddev: z.number().nonnegative() }),
  ]),
});

/** The verdict is in the words of `pyperf compare_to`, which rounds; the means are in the files. */
export function readPyperf(words: string, files: { base: string; test: string }): Reading {
  const [, named] = /: [\d.]+x (faster|slower)/.exec(words) ?? [];
  const verdict = named === "faster" || named === "slower" ? named : "unclear";
  return { verdict, ratio: pyperfMean(files.test) / pyperfMean(files.base) };
}

function pyperfMean(text: string): number {
  const [benchmark] = pyperfFile.parse(JSON.parse(text)).benchmarks;
  const values = benchmark.runs.flatMap((run) => run.values ?? []);
  if (values.length === 0) throw new SyntaxError("Cannot read a file of pyperf: it has no values");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** hyperfine's last sentence always names a winner, with a ± behind it that careful readers heed: both readings. */
export function readHyperfine(text: string): { headline: Reading; careful: Reading } {
  const [base, test] = hyperfineFile.parse(JSON.parse(text)).results;
  const ratio = test.mean / base.mean;
  const named = ratio > 1 ? "slower" : ratio < 1 ? "faster" : "unclear";
  // As it propagates the two deviations: to the ratio of the slower to the faster.
  const spread = Math.hypot(base.stddev / base.mean, test.stddev / test.mean);
  const factor = Math.max(ratio, 1 / ratio);
  const isOutside = factor - factor * spread > 1;
  return {
    headline: { verdict: named, ratio },
    careful: { verdict: isOutside ? named : "unclear", ratio },
  };
}

/** What differs by less than this is called the same by hand. */
const BY_HAND_MIN = 0.01;

/** Two lines of `python -m timeit`, compared by eye. */
export function readTimeit(base: string, test: string): Reading {
  const ratio = timeitSeconds(test) / timeitSeconds(base);
  const isFar = Math.max(ratio, 1 / ratio) > 1 + BY_HAND_MIN;
  return { verdict: !isFar ? "unclear" : ratio > 1 ? "slower" : "faster", ratio };
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  nsec: 1e-9,
  usec: 1e-6,
  msec: 1e-3,
  sec: 1,
};

function timeitSeconds(text: string): number {
  const [, amount, unit = ""] = /best of \d+: ([\d.]+) (\w+) per loop/.exec(text) ?? [];
  const seconds = Number(amount) * (UNIT_SECONDS[unit] ?? Number.NaN);
  if (!(seconds > 0)) {
    throw new SyntaxError(`Cannot read the line of timeit: it is "${text.trim()}"`);
  }
  return seconds;
}
