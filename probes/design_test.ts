/** Tests of how sure an interval must be. */
import { assertEquals } from "@std/assert";
import { fakeRuns } from "../tests/support/fake_comparisons.ts";
import { looksWithin } from "./conduct.ts";
import { type Design, designOf } from "./design.ts";
import type { MeasurementEnding } from "./result.ts";
import { LOOK_ROUNDS } from "./stats/mod.ts";

type Kind = "running" | "complete" | "stopped" | "budget";

/** The design after so many rounds of two arms; a budget ends it in the middle of its plan. */
function designAfter(kind: Kind, rounds: number, looks: readonly number[]): Design {
  const ending: MeasurementEnding = { kind };
  const planned = kind === "complete" ? rounds : looks.at(-1) ?? rounds;
  return designOf({ ...fakeRuns(planned, 2 * rounds), looks, ending });
}

const TWENTY: readonly number[] = [8, 12, 20];

type Case = [name: string, after: Parameters<typeof designAfter>, expected: Design];

const DESIGNS: Case[] = [
  ["a fixed number of rounds", ["complete", 20, []], spent(0.95, null, 0.05)],
  ["the first look", ["complete", 8, LOOK_ROUNDS], spent(0.992, 0, 0.008)],
  ["the third look", ["complete", 18, LOOK_ROUNDS], spent(0.99, 2, 0.026)],
  ["the last look", ["complete", 40, LOOK_ROUNDS], spent(0.988, 4, 0.05)],
  ["the last look that the time allows", ["complete", 20, TWENTY], spent(0.966, 2, 0.05)],
  ["the end of the time before a look", ["budget", 10, TWENTY], spent(0.958, 1, 0.05)],
  ["the end of the time before the first", ["budget", 5, TWENTY], spent(0.95, 0, 0.05)],
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

const PLANNED: [roundCount: number, looks: readonly number[]][] = [
  [3, []],
  [8, []],
  [10, []],
  [11, [8, 11]],
  [15, [8, 15]],
  [20, [8, 12, 20]],
  [27, [8, 12, 18, 27]],
  [40, LOOK_ROUNDS],
];

for (const [roundCount, looks] of PLANNED) {
  Deno.test(`looksWithin() plans looks for ${roundCount} rounds`, () => {
    assertEquals(looksWithin(LOOK_ROUNDS, roundCount), looks);
    assertEquals(looksWithin([], roundCount), []);
  });
}
