/**
 * Tests of comparisons that are decided together, on simulated machines: how often any of several equal arms is called
 * different, when the comparison may end at each of its looks.
 */
import { assert, assertEquals } from "@std/assert";
import { fakeMeasurement, fakeRuns } from "../../tests/support/fake_comparisons.ts";
import { fakeArm, fakeProcess } from "../../tests/support/fake_interpreters.ts";
import { MADE_FAMILIES, noisyArms } from "../../tests/support/noise.ts";
import type { Comparison } from "./comparison.ts";
import { compareFamily, type FamilyMember } from "./comparison_family.ts";
import type { MeasuredArm } from "../measure/result.ts";
import { type CleanedProcess, cleanProcess, LOOK_ROUNDS } from "../stats/mod.ts";

const CALL = {
  key: "call",
  name: "time per call",
  unit: "ms",
  kind: "slices",
  lowerIsBetter: true,
} as const;

/** The members of a comparison that ended complete after so many of its rounds. */
function membersAt(
  rounds: readonly (readonly CleanedProcess[])[],
  { looks = LOOK_ROUNDS, name = "arm" }: { looks?: readonly number[]; name?: string } = {},
): FamilyMember[] {
  const arms = (rounds[0] ?? []).map((_, place): MeasuredArm => ({
    ...fakeArm(`${name} ${place}`, []),
    processes: rounds.map((round, index) => ({
      ...fakeProcess(index, { call: round[place]?.level ?? null }),
      cleaning: round[place] ?? null,
    })),
  }));
  const measurement = { ...fakeMeasurement({}), ...fakeRuns(rounds.length, 0), looks, arms };
  const [base, ...tests] = arms;
  if (base === undefined) throw new Error("Cannot compare: there is no base");
  return tests.map((test) => ({ measurement, base, test, value: CALL, minEffect: 0.01 }));
}

/** Looks as `compare()` does, and ends where all are decided. */
function endedAtALook(rounds: readonly (readonly CleanedProcess[])[]): readonly Comparison[] {
  let members: readonly Comparison[] = [];
  for (const count of LOOK_ROUNDS) {
    ({ members } = compareFamily(membersAt(rounds.slice(0, count))));
    if (members.every(({ verdict }) => verdict !== "unclear")) return members;
  }
  return members;
}

const SESSIONS = 10;

/** Every kind of noise so many times, with as many equal test arms. */
function nullSessions(testCount: number): readonly (readonly Comparison[])[] {
  return MADE_FAMILIES.flatMap((family, place) =>
    Array.from({ length: SESSIONS }, (_, index) => {
      const seed = 640_000 + 100_000 * testCount + 1000 * place + index;
      const ratios = new Array<number>(testCount).fill(1);
      const session = noisyArms(family, { ratios, rounds: 40, seed });
      return endedAtALook(session.map((round) => round.map(cleanProcess)));
    })
  );
}

for (const testCount of [3, 4]) {
  Deno.test(`compareFamily() calls any of ${testCount} equal arms different in 5 % at most`, () => {
    const sessions = nullSessions(testCount);
    const alarms = sessions.filter((rows) =>
      rows.some(({ verdict }) => verdict === "slower" || verdict === "faster")
    );
    const gaps = sessions.filter((rows) =>
      rows.some(({ low, high }) => (low ?? 0) > 1 || (high ?? Infinity) < 1)
    );
    assert(alarms.length <= 0.05 * sessions.length, `${alarms.length} of ${sessions.length}`);
    // A verdict and its interval say the same.
    assert(gaps.length >= alarms.length && gaps.length <= 0.05 * sessions.length);
  });
}

/** Rounds of a base and of test arms that take so many times as long, with little noise. */
function steadyRounds(ratios: readonly number[], count: number): CleanedProcess[][] {
  return Array.from({ length: count }, (_, round) =>
    [1, ...ratios].map((ratio, place) => {
      const wallNs = 1e6 * ratio * (1 + 0.001 * ((round * 7 + place * 3) % 11));
      return cleanProcess(new Array(8).fill({ wallNs, cpuNs: wallNs, switches: 0 }));
    }));
}

Deno.test("compareFamily() decides each measurement at its own look, with one error for all", () => {
  const early = membersAt(steadyRounds([1.2, 0.8], 12), { name: "early" });
  const late = membersAt(steadyRounds([1, 1.2], 27), { name: "late" });
  const { members, claimCount, confidence } = compareFamily([...early, ...late]);
  assertEquals([claimCount, confidence], [4, 0.95]);
  assertEquals(members.map(({ verdict, look }) => `${verdict} ${look}`), [
    "slower 1",
    "faster 1",
    "same 3",
    "slower 3",
  ]);
  // A quarter of 0.008 + 0.005, because eight rounds are too few for a quarter of 0.008, and of 0.007.
  assertEquals(members.map((member) => member.confidence), [0.99675, 0.99675, 0.99825, 0.99825]);
});

Deno.test("compareFamily() keeps the share of comparisons that are made elsewhere", () => {
  const members = membersAt(steadyRounds([1.2], 12), { looks: [] });
  assertEquals(compareFamily(members).members[0]?.confidence, 0.95);
  const among = compareFamily(members, { claimCount: 5 });
  assertEquals([among.claimCount, among.members[0]?.confidence], [5, 0.99]);
});
