/** Tests of the prompt about tokens: what a right answer is found to say, and a wrong one not. */
import { assertEquals } from "@std/assert";
import { auditAnswer } from "./audit_answer.ts";

const RIGHT =
  `At 1 ms a token, a million tokens take 1,000 seconds. If all of it were Python, 5 % less
time would save 50 s per day; fifty million tokens would save 2,500 seconds a day. But only the part
of a token that is spent in Python shrinks. Users do not notice that in their latency; what you save
is cost.`;

const WRONG =
  `A 10 hour pipeline becomes 9.5 hours on Python 3.14. Three improvements of 5 % each add
up to 15 %. 5 % of a million tokens saves 5 s a day.`;

function saidIn(text: string): boolean[] {
  return auditAnswer(text, { prompt: "lesson5-tokens" }).needed.map(({ isSaid }) => isSaid);
}

Deno.test("lesson5-tokens finds both volumes, the share, and who gains", () => {
  assertEquals(saidIn(RIGHT), [true, true, true, true]);
});

Deno.test("lesson5-tokens misses all of them in an answer that adds per cents up", () => {
  assertEquals(saidIn(WRONG), [false, false, false, false]);
  const { sentences } = auditAnswer(WRONG);
  assertEquals(sentences.map(({ record, verdict }) => `${record} ${verdict}`), [
    "L2-S5-03 false",
    "L2-S5-05 false",
    "L2-S5-08 false",
  ]);
});
