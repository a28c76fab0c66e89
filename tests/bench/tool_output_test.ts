/** Readings of other programs' words, as they print them. */
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { readHyperfine, readPyperf, readTimeit } from "./tool_output.ts";

const pyperfFile = (...values: number[]) =>
  JSON.stringify({ benchmarks: [{ runs: [{ warmups: [[1, 9]] }, { values }] }] });

const PYPERF: [words: string, verdict: string][] = [
  ["Mean +- std dev: [a] 1.06 ms +- 0.51 ms -> [b] 2.93 ms +- 1.25 ms: 2.77x slower", "slower"],
  ["Mean +- std dev: [a] 2.93 ms +- 1.25 ms -> [b] 1.06 ms +- 0.51 ms: 2.77x faster", "faster"],
  ["Benchmark hidden because not significant (1): timeit", "unclear"],
];

for (const [words, verdict] of PYPERF) {
  Deno.test(`readPyperf() reads "${words.slice(-30)}" as ${verdict}`, () => {
    const reading = readPyperf(words, { base: pyperfFile(1, 3), test: pyperfFile(3, 5) });
    assertEquals(reading, { verdict, ratio: 2 });
  });
}

const HYPERFINE: [name: string, means: [number, number], deviation: number, said: string][] = [
  ["a difference of nothing", [1, 1], 0.1, "unclear unclear"],
  ["one within the deviations", [1, 1.02], 0.02, "slower unclear"],
  ["one outside of them", [1, 1.05], 0.01, "slower slower"],
  ["one the other way", [1.05, 1], 0.01, "faster faster"],
];

for (const [name, means, stddev, said] of HYPERFINE) {
  Deno.test(`readHyperfine() reads ${name}`, () => {
    const text = JSON.stringify({ results: means.map((mean) => ({ mean, stddev })) });
    const { headline, careful } = readHyperfine(text);
    assertEquals(`${headline.verdict} ${careful.verdict}`, said);
    assertAlmostEquals(headline.ratio, means[1] / means[0]);
  });
}

const timeitLine = (time: string) => `500 loops, best of 5: ${time} per loop\n`;

const TIMEIT: [base: string, test: string, verdict: string, ratio: number][] = [
  ["533 usec", "536 usec", "unclear", 536 / 533],
  ["533 usec", "560 usec", "slower", 560 / 533],
  ["1.02 msec", "990 usec", "faster", 990 / 1020],
];

for (const [base, test, verdict, ratio] of TIMEIT) {
  Deno.test(`readTimeit() reads ${base} and ${test} as ${verdict}`, () => {
    const reading = readTimeit(timeitLine(base), timeitLine(test));
    assertEquals(reading.verdict, verdict);
    assertAlmostEquals(reading.ratio, ratio);
  });
}

const WRONG: [name: string, read: () => unknown][] = [
  [
    "readPyperf() refuses a file without values",
    () => readPyperf("", { base: pyperfFile(), test: pyperfFile(1) }),
  ],
  [
    "readHyperfine() refuses one result",
    () => readHyperfine('{"results":[{"mean":1,"stddev":0}]}'),
  ],
  ["readTimeit() refuses a complaint", () => readTimeit("Traceback", timeitLine("1 sec"))],
];

for (const [name, read] of WRONG) {
  Deno.test(name, () => {
    assertThrows(read);
  });
}
