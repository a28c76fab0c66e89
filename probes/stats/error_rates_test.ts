/**
 * The whole way from slices to verdicts on simulated sessions whose truth is known: how often the
 * interval holds the truth, and how often the verdict is wrong. Seeded, so that each run is the same.
 *
 * Every session has 60 rounds of two equal arms, from which windows of 10, 20 and 30 rounds are
 * decided. All noise multiplies, so a true effect is put in by multiplying the test arm's levels;
 * effects that are simulated slice by slice have their own test below.
 */
import { assert, assertEquals } from "@std/assert";
import { NOISE_FAMILIES, type NoiseFamily, noisySession } from "../../tests/support/noise.ts";
import { cleanProcess, type Slice } from "./clean.ts";
import { decide, type Decision, type Pair } from "./decide.ts";
import { type PairedRounds, pairProcesses } from "./pair.ts";
import { decideLook, LOOK_ROUNDS } from "./sequential.ts";

const SESSION_COUNT = 60;
const ROUNDS = 60;
const WINDOWS = [10, 20, 30];
const TRUTHS = [1, 1.005, 1.02, 1.05];
const NAMES = NOISE_FAMILIES.map((family) => family.name);

for (const name of NAMES) {
  Deno.test(`decide() holds its confidence under ${name}`, () => {
    const nulls = outcomes([name], { truth: 1 });
    assertAtLeast(percent(nulls, isCovered), 93, "intervals that hold the truth");
    assertAtMost(percent(nulls, isDifference), 6, "equal arms called different");
    assertAtMost(percent(outcomes([name]), isWrongWay), 0.5, "slower arms called faster");
  });
}

Deno.test("decide() holds its confidence over all kinds of noise", () => {
  const nulls = outcomes(NAMES, { truth: 1 });
  assertAtLeast(percent(nulls, isCovered), 95, "intervals that hold the truth");
  assertAtMost(percent(nulls, isDifference), 4, "equal arms called different");
  assertAtMost(percent(outcomes(NAMES), isWrongWay), 0.2, "slower arms called faster");
  const effects = [...outcomes(NAMES, { truth: 1.02 }), ...outcomes(NAMES, { truth: 1.05 })];
  assertAtMost(percent(effects, isSame), 0.2, "different arms called the same");
});

const POWER: [truth: number, rounds: number, missedMax: number][] = [
  [1.05, 10, 4],
  [1.05, 20, 0.5],
  [1.05, 30, 0.1],
  [1.02, 20, 13],
  [1.02, 30, 8],
];

for (const [truth, rounds, missedMax] of POWER) {
  Deno.test(`decide() misses few effects of ${truth} in ${rounds} rounds`, () => {
    const missed = percent(
      outcomes(NAMES, { truth, rounds }),
      ({ decision }) => decision.verdict !== "slower",
    );
    assertAtMost(missed, missedMax, "effects missed");
  });
}

Deno.test("decide() finds equal arms the same on a quiet machine", () => {
  const nulls = outcomes(["quiet", "heavy tails", "coarse timer"], { truth: 1, rounds: 30 });
  assertAtLeast(percent(nulls, isSame), 80, "equal arms called the same");
});

Deno.test("decide() flags another shape where one arm has more spread, and hardly elsewhere", () => {
  const flagged = (family: NoiseFamily) =>
    percent(
      Array.from({ length: 30 }, (_, seed) => {
        return decide(pairedSession(family, { ratio: 1, rounds: 30, seed: 77_000 + seed }));
      }),
      (decision) => decision.flags.some((flag) => flag.kind === "shape_differs"),
    );
  for (const family of NOISE_FAMILIES) {
    if (family.name === "more spread in one arm") assertAtLeast(flagged(family), 50, "flags");
    else assertAtMost(flagged(family), 4, `flags under ${family.name}`);
  }
});

Deno.test("decide() covers effects that are simulated slice by slice", () => {
  const covered = NOISE_FAMILIES.flatMap((family, place) =>
    [0.8, 0.95, 1.02, 1.2].flatMap((ratio, other) =>
      Array.from({ length: 6 }, (_, index) => {
        const seed = 500_000 + 1000 * place + 100 * other + index;
        const decision = decide(pairedSession(family, { ratio, rounds: 20, seed }));
        return { truth: ratio, rounds: 20, decision };
      })
    )
  );
  // 384 sessions of their own.
  assertAtLeast(percent(covered, isCovered), 92, "intervals that hold the truth");
  assertEquals(covered.filter(isWrongWay), []);
});

Deno.test("cleanProcess() makes intervals half as wide as plain means do on a busy machine", () => {
  const busy = NOISE_FAMILIES.filter((family) => family.preempted?.counted === true);
  for (const family of busy) {
    const session = noisySession(family, { ratio: 1, rounds: 40, seed: 4 });
    const means = session.map(({ base, test }): Pair => ({ base: mean(base), test: mean(test) }));
    const ours = pairedSession(family, { ratio: 1, rounds: 40, seed: 4 });
    assert(width(decide(ours)) < 0.5 * width(decide({ pairs: means })), family.name);
  }
});

Deno.test("decideLook() keeps the error of all looks together under all kinds of noise", () => {
  const ends = NOISE_FAMILIES.flatMap((family, place) =>
    Array.from({ length: SESSION_COUNT }, (_, session) => {
      const seed = 8_000_000 + 1000 * place + session;
      const { pairs } = pairedSession(family, { ratio: 1, rounds: 40, seed });
      return [1, 1.05].map((truth) => endedAtALook(pairs, truth));
    }).flat()
  );
  const nulls = ends.filter(({ truth }) => truth === 1);
  assertAtMost(percent(nulls, isDifference), 2.5, "equal arms called different");
  assertAtLeast(percent(nulls, isCovered), 97, "intervals that hold the truth");
  const effects = ends.filter(({ truth }) => truth === 1.05);
  assertAtMost(percent(effects, ({ decision }) => decision.verdict !== "slower"), 0.5, "missed");
  const rounds = effects.reduce((sum, end) => sum + end.rounds, 0) / effects.length;
  assert(rounds < 12, `${rounds} of 40 rounds are used for a 5 % effect`);
});

function endedAtALook(pairs: readonly Pair[], truth: number): Outcome {
  const changed = pairs.map((pair) => slowedDown(pair, truth));
  for (const [look, rounds] of LOOK_ROUNDS.entries()) {
    const decision = decideLook({ pairs: changed.slice(0, rounds), look });
    if (decision.stop) return { truth, rounds, decision };
  }
  throw new Error("Cannot end a session: the last look did not stop");
}

/** One decision and what it should have been. */
interface Outcome {
  readonly truth: number;
  readonly rounds: number;
  readonly decision: Decision;
}

const outcomesByFamily = new Map<string, readonly Outcome[]>();

/** Every window of every session of the families; simulated once, because each test looks at it. */
function outcomes(
  names: readonly string[],
  { truth, rounds }: { readonly truth?: number; readonly rounds?: number } = {},
): Outcome[] {
  for (const [index, family] of NOISE_FAMILIES.entries()) {
    if (!names.includes(family.name) || outcomesByFamily.has(family.name)) continue;
    outcomesByFamily.set(family.name, simulate(family, 1000 * (index + 1)));
  }
  return names.flatMap((name) => outcomesByFamily.get(name) ?? []).filter((outcome) =>
    (truth === undefined || outcome.truth === truth) &&
    (rounds === undefined || outcome.rounds === rounds)
  );
}

function simulate(family: NoiseFamily, seed: number): Outcome[] {
  return Array.from({ length: SESSION_COUNT }, (_, session) => {
    const { pairs } = pairedSession(family, { ratio: 1, rounds: ROUNDS, seed: seed + session });
    return WINDOWS.flatMap((rounds) =>
      Array.from({ length: ROUNDS / rounds }, (_, index) => {
        const window = pairs.slice(index * rounds, (index + 1) * rounds);
        return TRUTHS.map((truth) => ({
          truth,
          rounds,
          decision: decide({ pairs: window.map((pair) => slowedDown(pair, truth)) }),
        }));
      }).flat()
    );
  }).flat();
}

function slowedDown({ base, test }: Pair, factor: number): Pair {
  return { base, test: test === null ? null : test * factor };
}

function pairedSession(
  family: NoiseFamily,
  options: { readonly ratio: number; readonly rounds: number; readonly seed: number },
): PairedRounds {
  const session = noisySession(family, options);
  return pairProcesses(session.map(({ base, test }) => ({
    base: cleanProcess(base),
    test: cleanProcess(test),
  })));
}

function percent<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  assert(items.length > 0, "nothing was simulated");
  return 100 * items.filter(holds).length / items.length;
}

function isCovered({ truth, decision: { low, high } }: Outcome): boolean {
  return low !== null && high !== null && low <= truth && truth <= high;
}

function isDifference({ decision: { verdict } }: Outcome): boolean {
  return verdict === "faster" || verdict === "slower";
}

function isWrongWay({ truth, decision: { verdict } }: Outcome): boolean {
  return (truth > 1 && verdict === "faster") || (truth < 1 && verdict === "slower");
}

function isSame({ decision: { verdict } }: Outcome): boolean {
  return verdict === "same";
}

function mean(slices: readonly Slice[]): number {
  return slices.reduce((sum, slice) => sum + slice.wallNs, 0) / slices.length;
}

function width({ low, high }: Decision): number {
  return Math.log((high ?? Number.NaN) / (low ?? Number.NaN));
}

function assertAtLeast(share: number, least: number, what: string): void {
  assert(share >= least, `${what}: ${share.toFixed(2)} %, and not ${least} % or more`);
}

function assertAtMost(share: number, most: number, what: string): void {
  assert(share <= most, `${what}: ${share.toFixed(2)} %, and not ${most} % or less`);
}
