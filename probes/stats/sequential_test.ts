/** Tests of looking at a comparison while it runs. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { noisyLevels } from "../../tests/support/noise.ts";
import { decideLook, LOOK_ROUNDS, planLooks } from "./sequential.ts";

Deno.test("planLooks() spends 0.008, 0.005, 0.006, 0.007, 0.010 of an error of 0.05", () => {
  const errors = planLooks().map(({ error }) => Number(error.toFixed(12)));
  assertEquals(errors, [0.008, 0.005, 0.006, 0.007, 0.01]);
  assertEquals(planLooks().map(({ rounds }) => rounds), LOOK_ROUNDS);
});

const PLANS: [confidence: number, looks: number[], spent: number][] = [
  [0.95, [40], 0.05],
  [0.95, [5, 10, 15, 20, 25, 30], 0.036],
  [0.99, [8, 12, 18, 27, 40], 0.0072],
  [0.9, [1, 2, 1000], 0.072],
];

for (const [confidence, looks, spent] of PLANS) {
  Deno.test(`planLooks() spends ${spent} of an error of ${confidence} over ${looks.length} looks`, () => {
    const plan = planLooks(confidence, looks);
    assertAlmostEquals(plan.reduce((sum, { error }) => sum + error, 0), spent, 1e-12);
    assert(plan.every(({ error }) => error > 0));
  });
}

for (const looks of [[], [8, 8], [12, 8], [0, 8], [Number.NaN]]) {
  Deno.test(`planLooks() refuses [${looks}]`, () => {
    assertThrows(() => planLooks(0.95, looks), RangeError, "Cannot plan the looks");
  });
}

const equalPairs = (count: number, test: number) =>
  Array.from({ length: count }, () => ({ base: 100, test }));

Deno.test("decideLook() stops at a verdict and goes on without one", () => {
  const clear = decideLook({ pairs: equalPairs(8, 110), look: 0 });
  assertEquals([clear.verdict, clear.stop, clear.look], ["slower", true, 0]);
  const open = decideLook({
    pairs: noisyLevels({ ratio: 1, rounds: 8, seed: 3, spread: 0.1 }),
    look: 0,
  });
  assertEquals([open.verdict, open.stop], ["unclear", false]);
});

Deno.test("decideLook() ends at the last look, or when told that no other follows", () => {
  const pairs = noisyLevels({ ratio: 1, rounds: 40, seed: 3, spread: 0.1 });
  assertEquals(decideLook({ pairs, look: 3 }).stop, false);
  assertEquals(decideLook({ pairs, look: 4 }).stop, true);
  assertEquals(decideLook({ pairs: pairs.slice(0, 15), look: 2, isLast: true }).stop, true);
});

Deno.test("decideLook() spends what is left when it ends early", () => {
  const confidences = [0, 1, 2, 3, 4].map((look) =>
    [
      decideLook({ pairs: [], look }).confidence,
      decideLook({ pairs: [], look, isLast: true }).confidence,
    ].map((confidence) => Number(confidence.toFixed(12)))
  );
  assertEquals(confidences, [
    [0.992, 0.964],
    [0.995, 0.972],
    [0.994, 0.977],
    [0.993, 0.983],
    [0.99, 0.99],
  ]);
});

for (const look of [-1, 5, 0.5]) {
  Deno.test(`decideLook() refuses look ${look}`, () => {
    assertThrows(() => decideLook({ pairs: [], look }), RangeError, `Cannot decide look ${look}`);
  });
}

interface Ended {
  readonly rounds: number;
  readonly verdict: string;
  readonly isCovered: boolean;
}

function runSession(options: { ratio: number; spread: number; seed: number }): Ended {
  const pairs = noisyLevels({ ...options, rounds: 40 });
  for (const [look, rounds] of LOOK_ROUNDS.entries()) {
    const decision = decideLook({ pairs: pairs.slice(0, rounds), look });
    if (!decision.stop) continue;
    const { low, high, verdict } = decision;
    const isCovered = low !== null && high !== null && low <= options.ratio &&
      options.ratio <= high;
    return { rounds, verdict, isCovered };
  }
  throw new Error("Cannot end a session: the last look did not stop");
}

function share(ended: readonly Ended[], holds: (ended: Ended) => boolean): number {
  return ended.filter(holds).length / ended.length;
}

Deno.test("decideLook() keeps the error of all looks together, with fewer rounds", () => {
  const sessions = (ratio: number) =>
    [0.01, 0.02, 0.035, 0.05].flatMap((spread, place) =>
      Array.from(
        { length: 150 },
        (_, index) => runSession({ ratio, spread, seed: 10_000 * place + index }),
      )
    );
  const nulls = sessions(1);
  const alarms = share(nulls, ({ verdict }) => verdict === "slower" || verdict === "faster");
  assert(alarms <= 0.025, `${alarms} of equal arms are called different`);
  assert(
    share(nulls, ({ isCovered }) => isCovered) >= 0.97,
    "the intervals hold the truth too rarely",
  );
  const effects = sessions(1.05);
  assertEquals(share(effects, ({ verdict }) => verdict === "faster"), 0);
  const missed = share(effects, ({ verdict }) => verdict !== "slower");
  assert(missed <= 0.03, `${missed} of 5 % effects are missed`);
  const meanRounds = effects.reduce((sum, { rounds }) => sum + rounds, 0) / effects.length;
  assert(meanRounds < 16, `${meanRounds} of 40 rounds are used for a 5 % effect`);
});
