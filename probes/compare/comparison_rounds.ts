/** The rounds that two arms have in common, and what each of them gives to compare. Pure. */

import type { ProbeValue } from "../catalog/probe.ts";
import type { MeasuredArm, ProcessResult } from "../measure/result.ts";
import {
  type DecideOptions,
  type LostRounds,
  type Pair,
  pairProcesses,
  type Round,
} from "../stats/mod.ts";

/** The two processes of a round. */
export interface PairedProcesses {
  readonly round: number;
  readonly base: ProcessResult | null;
  readonly test: ProcessResult | null;
}

/** Rounds in which both arms ran and one completed; where the other was not started yet, nothing is missing. */
export function pairRounds(base: MeasuredArm, test: MeasuredArm): PairedProcesses[] {
  const [baseOf, testOf] = [base, test].map(({ processes, failures }) =>
    new Map<number, ProcessResult | null>([
      ...failures.map(({ round }) => [round, null] as const),
      ...processes.map((process) => [process.round, process] as const),
    ])
  );
  const rounds = [...new Set([...base.processes, ...test.processes].map(({ round }) => round))];
  return rounds.filter((round) => baseOf?.has(round) && testOf?.has(round))
    .sort((left, right) => left - right).map((round) => ({
      round,
      base: baseOf?.get(round) ?? null,
      test: testOf?.get(round) ?? null,
    }));
}

/** The two arms' numbers, round by round, with what the cleaning of their timings gives rise to. */
export function pairedValues(
  rounds: readonly PairedProcesses[],
  { value, base, test }: {
    readonly value: ProbeValue;
    readonly base: string;
    readonly test: string;
  },
): Pick<DecideOptions, "pairs" | "floors" | "flags"> {
  const usable = usableOf(rounds, value);
  return value.kind === "slices"
    ? pairProcesses(usable.map(cleaningsOf), { base, test })
    : { pairs: usable.map((round) => numbersOf(round, value.key)) };
}

/** A process that completed without a value, or with 0, is no failure: it is told apart from missing rounds. */
export function usableOf(rounds: readonly PairedProcesses[], value: ProbeValue): PairedProcesses[] {
  return rounds.filter((round) => lackOf(round, value) === null);
}

/** A process that failed was not fast, and one in which nothing could be timed was not slow. */
export function lostRounds(rounds: readonly PairedProcesses[], value: ProbeValue): LostRounds {
  const pulls = rounds.map(({ base, test }) => pullOf(test, value) - pullOf(base, value));
  return {
    high: pulls.filter((pull) => pull > 0).length,
    low: pulls.filter((pull) => pull < 0).length,
  };
}

/** Where a process without a usable value would lie: 1 endlessly high, -1 endlessly low, 0 where it has one. */
function pullOf(process: ProcessResult | null, { key, kind, lowerIsBetter }: ProbeValue): number {
  const worst = lowerIsBetter === false ? -1 : 1;
  if (process === null) return worst;
  if (kind === "slices") return (process.cleaning?.level ?? null) === null ? worst : 0;
  const level = process.values[key] ?? null;
  return level === null || level === 0 ? -1 : 0;
}

/** Why a round that both arms completed has no ratio; null where it has one. */
export function lackOf(
  { base, test }: PairedProcesses,
  { key, kind }: ProbeValue,
): "none" | "zero" | null {
  if (kind === "slices" || base === null || test === null) return null;
  const values = [base.values[key] ?? null, test.values[key] ?? null];
  if (values.includes(null)) return "none";
  return values.includes(0) ? "zero" : null;
}

function cleaningsOf({ base, test }: PairedProcesses): Round {
  return { base: base?.cleaning ?? null, test: test?.cleaning ?? null };
}

function numbersOf({ base, test }: PairedProcesses, key: string): Pair {
  const [first, second] = [base?.values[key], test?.values[key]];
  return {
    base: typeof first === "number" ? first : null,
    test: typeof second === "number" ? second : null,
  };
}
