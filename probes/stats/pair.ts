/**
 * From cleaned processes to pairs of numbers: the two arms of a round are compared by the same
 * clock, and what was dropped on the way becomes a flag.
 */

import type { CleanedProcess, ClockLevels } from "./clean.ts";
import type { Pair } from "./decide.ts";
import type { StatsFlag } from "./flag.ts";
import { signedRankInterval } from "./signed_rank.ts";

/** The processes of one round; null for one that failed or was not started. */
export interface Round {
  /** The base's process. */
  readonly base: CleanedProcess | null;
  /** The test arm's process. */
  readonly test: CleanedProcess | null;
}

/** What `decide()` takes, with the flags that the cleaning gives rise to. */
export interface PairedRounds {
  /** The arms' levels, one entry a round. */
  readonly pairs: readonly Pair[];
  /** Their floors. */
  readonly floors: readonly Pair[];
  /** What the reader must know about the cleaning. */
  readonly flags: readonly StatsFlag[];
}

/** What the arms are called in the flags. */
export interface ArmNames {
  /** The arm that is the measure. */
  readonly base: string;
  /** The arm that is compared with it. */
  readonly test: string;
}

/** More unsettled processes in an arm than this are told (statistics, warm-up class). */
const UNSETTLED_SHARE_MAX = 0.2;
/** A smaller difference between the shares that the arms lost is not worth a warning; chosen. */
const DROPPED_DIFFERENCE_MIN = 0.1;

/**
 * Pairs the rounds of two arms.
 *
 * Where one process of a round had to fall back on CPU time, the other one's CPU time is used too:
 * a ratio of CPU time to wall time would be a ratio of two different things.
 */
export function pairProcesses(
  rounds: readonly Round[],
  names: ArmNames = { base: "the base", test: "the test arm" },
): PairedRounds {
  const clocked = rounds.map(byOneClock);
  return {
    pairs: clocked.map(({ base, test }) => ({ base: base.level, test: test.level })),
    floors: clocked.map(({ base, test }) => ({ base: base.floor, test: test.floor })),
    flags: [
      ...clockFlags(clocked),
      ...unsettledFlags(rounds, names),
      ...droppedFlags(rounds, names),
    ],
  };
}

interface ClockedRound {
  readonly base: ClockLevels;
  readonly test: ClockLevels;
  /** What the two numbers are: CPU time, undisturbed wall time, or neither for want of a clock. */
  readonly clock: "cpu" | "wall" | "disturbed";
}

const NOTHING: ClockLevels = { level: null, floor: null };

function byOneClock({ base, test }: Round): ClockedRound {
  if (base === null || test === null) return { base: NOTHING, test: NOTHING, clock: "wall" };
  const wantsCpu = base.usesCpuTime || test.usesCpuTime;
  if (wantsCpu && base.cpu.level !== null && test.cpu.level !== null) {
    return { base: base.cpu, test: test.cpu, clock: "cpu" };
  }
  const isDisturbed = wantsCpu || base.isDisturbed || test.isDisturbed;
  return { base: base.wall, test: test.wall, clock: isDisturbed ? "disturbed" : "wall" };
}

function clockFlags(rounds: readonly ClockedRound[]): StatsFlag[] {
  const flags: StatsFlag[] = [];
  const cpuCount = rounds.filter(({ clock }) => clock === "cpu").length;
  if (cpuCount > 0) {
    flags.push({
      kind: "cpu_time",
      text: `${cpuCount} of ${rounds.length} rounds compare CPU time, because other programs ` +
        "interrupted nearly every slice; repeat it on a quieter machine if waiting matters",
    });
  }
  const disturbedCount = rounds.filter(({ clock }) => clock === "disturbed").length;
  if (disturbedCount > 0) {
    flags.push({
      kind: "preempted",
      text: `In ${disturbedCount} of ${rounds.length} rounds other programs interrupted nearly ` +
        "every slice, and there is no CPU time of both arms; repeat it on a quieter machine",
    });
  }
  return flags;
}

function unsettledFlags(rounds: readonly Round[], names: ArmNames): StatsFlag[] {
  return (["base", "test"] as const).flatMap((arm): StatsFlag[] => {
    const processes = rounds.map((round) => round[arm]).filter((process) => process !== null);
    const count = processes.filter((process) => process.warmupClass === "unsettled").length;
    if (count <= processes.length * UNSETTLED_SHARE_MAX) return [];
    return [{
      kind: "unsettled",
      text: `${count} of ${processes.length} processes of ${names[arm]} were still warming up ` +
        "when they ended; give them more slices",
    }];
  });
}

function droppedFlags(rounds: readonly Round[], names: ArmNames): StatsFlag[] {
  const shares = rounds.flatMap(({ base, test }) =>
    base === null || test === null ? [] : [{ base: droppedShare(base), test: droppedShare(test) }]
  );
  const mean = (arm: "base" | "test") =>
    shares.reduce((sum, share) => sum + share[arm], 0) / shares.length;
  if (!(Math.abs(mean("test") - mean("base")) >= DROPPED_DIFFERENCE_MIN)) return [];
  const differences = shares.map(({ base, test }) => test - base);
  const interval = signedRankInterval(differences, { confidence: 0.95 });
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return [];
  const percent = (arm: "base" | "test") => `${Math.round(100 * mean(arm))} % of ${names[arm]}`;
  return [{
    kind: "dropped_differ",
    text: `The cleaning dropped ${percent("base")} and ${percent("test")}; ` +
      "look at the dropped slices before you trust a small difference",
  }];
}

function droppedShare(process: CleanedProcess): number {
  const dropped = process.warmupCount + process.switchedCount;
  return process.uses.length === 0 ? 0 : dropped / process.uses.length;
}
