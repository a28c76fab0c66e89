/** Tests of how sure an interval must be. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { fakeRuns } from "../../tests/support/fake_comparisons.ts";
import { noisyLevels } from "../../tests/support/noise.ts";
import { looksWithin } from "../measure/conduct.ts";
import { type Design, designOf } from "./design.ts";
import { LONG_LOOK_ROUNDS, partsOf } from "../measure/looks.ts";
import type { MeasurementEnding } from "../measure/result.ts";
import { decide, LOOK_ROUNDS } from "../stats/mod.ts";

type Kind = "running" | "complete" | "stopped" | "budget";

/** The design after so many rounds of two arms; a budget ends it in the middle of its plan. */
function designAfter(kind: Kind, rounds: number, looks: readonly number[]): Design {
  const ending: MeasurementEnding = { kind };
  const planned = kind === "complete" ? rounds : looks.at(-1) ?? rounds;
  return designOf({ ...fakeRuns(planned, 2 * rounds), looks, ending });
}

const TWENTY: readonly number[] = [8, 12, 20];

const HUNDRED: readonly number[] = [8, 12, 18, 27, 40, 60, 100];

const ELEVEN: readonly number[] = Array.from({ length: 300 }, (_, index) => index + 1);

type Case = [name: string, after: Parameters<typeof designAfter>, expected: Design];

const DESIGNS: Case[] = [
  ["a fixed number of rounds", ["complete", 20, []], spent(0.95, null, 0.05)],
  ["the first look", ["complete", 8, LOOK_ROUNDS], spent(0.992, 0, 0.008)],
  ["the third look", ["complete", 18, LOOK_ROUNDS], spent(0.994, 2, 0.019)],
  ["the last look", ["complete", 40, LOOK_ROUNDS], spent(0.99, 4, 0.036)],
  ["the last look that the time allows", ["complete", 20, TWENTY], spent(0.977, 2, 0.036)],
  ["the end of the time before a look", ["budget", 10, TWENTY], spent(0.972, 1, 0.036)],
  ["the end of the time before the first", ["budget", 5, TWENTY], spent(0.964, 0, 0.036)],
  ["the first look of many", ["complete", 8, LONG_LOOK_ROUNDS], spent(0.992, 0, 0.008)],
  ["the last of the usual looks of many", ["complete", 40, HUNDRED], spent(0.994, 4, 0.028)],
  ["the last of many looks", ["complete", 100, HUNDRED], spent(0.982, 6, 0.05)],
  ["the very last look", ["complete", 200, LONG_LOOK_ROUNDS], spent(0.99, 8, 0.05)],
  ["looks that nobody plans", ["complete", 11, [9, 10, 11]], spent(0.977, 2, 0.036)],
  ["more looks than there can be", ["complete", 11, ELEVEN], spent(0.99, null, 0.01)],
  ["one that runs", ["running", 8, LOOK_ROUNDS], spent(0.99, null, 0.01)],
  ["one that was stopped", ["stopped", 8, LOOK_ROUNDS], spent(0.99, null, 0.01)],
];

function spent(confidence: number, look: number | null, alphaUsed: number): Design {
  return { confidence, look, alphaUsed };
}

for (const [name, after, expected] of DESIGNS) {
  Deno.test(`designOf() spends the error at ${name}`, () => {
    assertEquals(designAfter(...after), expected);
  });
}

Deno.test("designOf() spends as little after a pause as after a stop, at looks and at the end", () => {
  const pauses = [{ round: 3, from: "2026-11-21T10:00:00Z", until: "2026-11-21T12:00:00Z" }];
  for (const [looks, rounds] of [[LOOK_ROUNDS, 12], [LOOK_ROUNDS, 40], [[], 20]] as const) {
    const ended = { ...fakeRuns(rounds, 2 * rounds), looks, ending: { kind: "complete" as const } };
    assertEquals(designOf({ ...ended, pauses }), spent(0.99, null, 0.01));
    assert(designOf(ended).alphaUsed !== 0.01, "it would be the same without a pause");
  }
});

const PLANNED: [roundCount: number, looks: readonly number[]][] = [
  [3, []],
  [8, []],
  [10, []],
  [11, [8, 11]],
  [15, [8, 15]],
  [20, [8, 12, 20]],
  [27, [8, 12, 18, 27]],
  [40, LOOK_ROUNDS],
  [50, [8, 12, 18, 27, 50]],
  [100, HUNDRED],
  [200, LONG_LOOK_ROUNDS],
];

for (const [roundCount, looks] of PLANNED) {
  Deno.test(`looksWithin() plans looks for ${roundCount} rounds`, () => {
    assertEquals(looksWithin(LONG_LOOK_ROUNDS, roundCount), looks);
    assertEquals(looksWithin([], roundCount), []);
  });
}

/** Compares until a look decides, as `compare()` does. */
function verdictOf(looks: readonly number[], ratio: number, seed: number): string {
  const pairs = noisyLevels({ ratio, rounds: looks.at(-1) ?? 0, seed, spread: 0.03 });
  const parts = partsOf(looks, { error: 0.05 });
  for (const [index, rounds] of looks.entries()) {
    const confidence = 1 - (parts[index] ?? 0);
    const { verdict } = decide({ pairs: pairs.slice(0, rounds), confidence });
    if (verdict !== "unclear") return verdict;
  }
  return "unclear";
}

for (const looks of [TWENTY, LOOK_ROUNDS, HUNDRED]) {
  Deno.test(`partsOf() keeps the error of the looks ${looks} together`, () => {
    const parts = partsOf(looks, { error: 0.05 });
    const isLong = (looks.at(-1) ?? 0) > 40;
    assertAlmostEquals(parts.reduce((sum, part) => sum + part, 0), isLong ? 0.05 : 0.036, 1e-12);
    assert(parts.every((part) => part > 0));
    const count = 200;
    const verdicts = (ratio: number) =>
      Array.from({ length: count }, (_, seed) => verdictOf(looks, ratio, 50_000 + seed));
    const alarms = verdicts(1).filter((verdict) => verdict === "slower" || verdict === "faster");
    // Three standard errors above 5 % of 200 would be 9.6 %.
    assert(alarms.length <= 0.096 * count, `${alarms.length} of ${count} equal arms differ`);
    const found = verdicts(1.05).filter((verdict) => verdict === "slower");
    assert(found.length >= 0.95 * count, `${found.length} of ${count} effects are found`);
  });
}
