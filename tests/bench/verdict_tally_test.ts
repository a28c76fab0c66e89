/** Tests of counting verdicts. */
import { assertEquals } from "@std/assert";
import { tally, tallyText, type Tried } from "./verdict_tally.ts";

function tried(truth: number, verdict: string, [low, ratio, high]: number[]): Tried {
  return {
    truth,
    verdict,
    ratio: ratio ?? null,
    low: low ?? null,
    high: high ?? null,
    rounds: 20,
    seconds: 5,
    flags: ["cpu_time"],
  };
}

const TRIED = [
  tried(1, "same", [0.998, 1, 1.002]),
  tried(1.05, "slower", [1.04, 1.05, 1.06]),
  tried(1, "faster", [0.96, 0.97, 0.98]),
  tried(1.05, "unclear", [0.99, 1.03, 1.08]),
  tried(1.05, "faster", [0.9, 0.93, 0.95]),
];

Deno.test("tally() counts false alarms, misses, wrong ways and intervals that hold the truth", () => {
  const counts = tally(TRIED).map(({ truth, tries, wrong, missed, covered }) => [
    truth,
    tries,
    wrong,
    missed,
    covered,
  ]);
  assertEquals(counts, [[1, 2, 1, 0, 1], [1.05, 3, 1, 2, 2]]);
});

Deno.test("tallyText() says it in a paragraph a truth", () => {
  assertEquals(
    tallyText(tally(TRIED)).split("\n").slice(0, 5),
    [
      "A/A, 2 tries: called a difference: 1; the interval holds the truth in 1",
      "  verdicts: same 1, faster 1",
      "  middle ones: half width 1.04 %, error 3 %, 20 rounds, 5.0 s",
      "  flags: cpu_time 2",
      "+5 %, 3 tries: missed: 2, of these the wrong way: 1; the interval holds the truth in 2",
    ],
  );
});
