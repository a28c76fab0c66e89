/** One arm against the base: ratio, interval and verdict, or equal and different. Pure: measures nothing. */

import { isSameFamily } from "./arm.ts";
import type { ProbeValue } from "./catalog.ts";
import { CONFIDENCE, designOf, sharedDesign } from "./design.ts";
import type { Flag } from "./flag.ts";
import {
  givenUpFlag,
  type MeasuredArm,
  type MeasurementResult,
  type ProcessResult,
} from "./result.ts";
import { sentenceOf } from "./sentence.ts";
import {
  decide,
  type DecideOptions,
  type Decision,
  type LostRounds,
  type Pair,
  pairProcesses,
  type Round,
  type Verdict,
} from "./stats/mod.ts";

/** How one arm compares with the base. */
export interface Comparison {
  /** `exact`: counts and states, which are equal or not; `ratio`: everything else. */
  readonly kind: "ratio" | "exact";
  /** Label of the base. */
  readonly base: string;
  /** Label of the arm that is compared with it. */
  readonly test: string;
  /** What is compared. */
  readonly value: ProbeValue;
  /** Rounds that gave a value of both arms. */
  readonly rounds: number;
  /** How long measuring took, in seconds. */
  readonly seconds: number;
  /** test / base: the estimate; null without a usable round. */
  readonly ratio: number | null;
  /** Lower end of the interval; null when there are too few rounds for one, or the base lost too many. */
  readonly low: number | null;
  /** Upper end of the interval; null also when the test arm lost too many rounds. */
  readonly high: number | null;
  /** What it says about the test arm; null for exact values. */
  readonly verdict: Verdict | null;
  /** For exact values; null for the others. */
  readonly equality: "equal" | "different" | null;
  /** The base's value over its processes. */
  readonly baseLevel: number | string | null;
  /** The test arm's value over its processes. */
  readonly testLevel: number | string | null;
  /** How often such an interval holds the true ratio; those of all looks together do so in 95 of 100 comparisons. */
  readonly confidence: number;
  /** The look at which it ended, counted from 0; null where the number of rounds was fixed or it was stopped. */
  readonly look: number | null;
  /** The error that this and the looks before it may make together. */
  readonly alphaUsed: number;
  /** Ratios from 1 / (1 + this) to 1 + this count as the same. */
  readonly minEffect: number;
  /** The same ratio for the fastest timings; null where there are no timings. */
  readonly floorRatio: number | null;
  /** Lower end of its interval. */
  readonly floorLow: number | null;
  /** Upper end of its interval. */
  readonly floorHigh: number | null;
  /** About how many more rounds would decide; null when it is decided or nobody can say. */
  readonly needMore: number | null;
  /** Each usable round's ratio. */
  readonly roundRatios: readonly RoundRatio[];
  /** What the reader should know. */
  readonly flags: readonly Flag[];
  /** The result in words, for example `1.052x slower [1.041, 1.063], 18 rounds`. */
  readonly sentence: string;
  /** Whether both come from the same kind of build, so that their speeds can be compared. */
  readonly sameFamily: boolean;
}

/** The ratio of one round. */
export interface RoundRatio {
  /** Counted from 0. */
  readonly round: number;
  /** test / base. */
  readonly ratio: number;
}

/** What to compare in a measurement. */
export interface ArmComparison {
  readonly base: MeasuredArm;
  readonly test: MeasuredArm;
  readonly value: ProbeValue;
  readonly minEffect: number;
  /** Where it was decided together with others, and how sure its own interval is for that. */
  readonly decided?: { readonly decision: Decision; readonly confidence: number };
}

/** Ratios within 1 % count as the same when not told otherwise (statistics, section 3, Verdict). */
export const MIN_EFFECT_DEFAULT = 0.01;

/** Compares two arms of a measurement. */
export function compareArms(
  measurement: MeasurementResult,
  { base, test, value, minEffect, decided }: ArmComparison,
): Comparison {
  const rounds = pairRounds(base, test);
  const own = decided === undefined ? designOf(measurement) : sharedDesign(decided.confidence);
  const common = {
    base: base.label,
    test: test.label,
    value,
    seconds: measurement.seconds,
    baseLevel: base.summary[value.key]?.median ?? null,
    testLevel: test.summary[value.key]?.median ?? null,
    ...own,
    minEffect,
    sameFamily: isSameFamily(base, test),
  };
  const flags = commonFlags(measurement, base, test);
  const numbers = value.kind === "exact" ? exactly(rounds, value, flags) : asRatio(rounds, {
    value,
    flags,
    decision: decided?.decision ??
      decide({ ...claimOf({ base, test, value, minEffect }), confidence: own.confidence }),
  });
  const comparison = { ...common, ...numbers };
  return { ...comparison, sentence: sentenceOf(comparison) };
}

/** What a ratio is decided from. */
export function claimOf(
  { base, test, value, minEffect }: ArmComparison,
): Omit<DecideOptions, "confidence"> {
  const rounds = pairRounds(base, test);
  const usable = usableOf(rounds, value);
  const paired = value.kind === "slices"
    ? pairProcesses(usable.map(cleaningsOf), { base: base.label, test: test.label })
    : { pairs: usable.map((round) => numbersOf(round, value.key)), floors: [], flags: [] };
  return { ...paired, lost: lostRounds(rounds, value), minEffect };
}

/** A comparison without arms: what is shown where a machine has no CPython, or no second one. */
export function emptyComparison(
  { value, minEffect, reason }: {
    readonly value: ProbeValue;
    readonly minEffect: number;
    readonly reason: string;
  },
): Comparison {
  return {
    kind: value.kind === "exact" ? "exact" : "ratio",
    base: "no CPython",
    test: "no CPython",
    value,
    rounds: 0,
    seconds: 0,
    ratio: null,
    low: null,
    high: null,
    verdict: value.kind === "exact" ? null : "unclear",
    equality: null,
    baseLevel: null,
    testLevel: null,
    confidence: CONFIDENCE,
    look: null,
    alphaUsed: 0,
    minEffect,
    floorRatio: null,
    floorLow: null,
    floorHigh: null,
    needMore: null,
    roundRatios: [],
    flags: [],
    sentence: `unclear: nothing was measured. ${reason}`,
    sameFamily: true,
  };
}

interface PairedProcesses {
  readonly round: number;
  readonly base: ProcessResult | null;
  readonly test: ProcessResult | null;
}

/** Rounds in which both arms ran and one completed; where the other was not started yet, nothing is missing. */
function pairRounds(base: MeasuredArm, test: MeasuredArm): PairedProcesses[] {
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

type Numbers = Omit<
  Comparison,
  | "base"
  | "test"
  | "value"
  | "seconds"
  | "baseLevel"
  | "testLevel"
  | "confidence"
  | "look"
  | "alphaUsed"
  | "minEffect"
  | "sameFamily"
  | "sentence"
>;

function exactly(
  rounds: readonly PairedProcesses[],
  value: ProbeValue,
  flags: readonly Flag[],
): Numbers {
  const pairs = rounds.map(({ base, test }) => [
    base?.values[value.key] ?? null,
    test?.values[value.key] ?? null,
  ]);
  const whole = pairs.filter(([base, test]) => base !== null && test !== null);
  const [bases = new Set(), tests = new Set()] = [0, 1].map((arm) =>
    new Set(whole.map((pair) => pair[arm]))
  );
  const isVarying = bases.size > 1 || tests.size > 1;
  const varies: Flag[] = isVarying
    ? [{
      kind: "varies",
      text: `${value.name} differs between processes of the same arm; ` +
        "compare its range in the table instead",
    }]
    : [];
  return {
    kind: "exact",
    rounds: whole.length,
    ratio: null,
    low: null,
    high: null,
    verdict: null,
    // Counts that differ among an arm's own processes tell arms apart only where the two have none in common.
    equality: whole.length === 0
      ? null
      : bases.isDisjointFrom(tests)
      ? "different"
      : isVarying
      ? null
      : "equal",
    floorRatio: null,
    floorLow: null,
    floorHigh: null,
    needMore: whole.length === 0 ? 1 : null,
    roundRatios: [],
    flags: [...flags, ...varies],
  };
}

function asRatio(
  rounds: readonly PairedProcesses[],
  { value, flags, decision }: {
    readonly value: ProbeValue;
    readonly flags: readonly Flag[];
    readonly decision: Decision;
  },
): Numbers {
  const usable = usableOf(rounds, value);
  const lost = lostRounds(rounds, value);
  return {
    kind: "ratio",
    rounds: decision.rounds,
    ratio: decision.ratio,
    low: decision.low,
    high: decision.high,
    verdict: towards(decision.verdict, value),
    equality: null,
    floorRatio: decision.floorRatio,
    floorLow: decision.floorLow,
    floorHigh: decision.floorHigh,
    needMore: decision.needMore,
    roundRatios: decision.ratios.flatMap((ratio, index) => {
      const round = usable[index]?.round;
      return ratio === null || round === undefined ? [] : [{ round, ratio }];
    }),
    flags: [...flags, ...lackFlags(rounds, value), ...lostFlags(lost), ...decision.flags],
  };
}

/** A process that completed without a value, or with 0, is no failure: it is told apart from missing rounds. */
function usableOf(rounds: readonly PairedProcesses[], value: ProbeValue): PairedProcesses[] {
  return rounds.filter((round) => lackOf(round, value) === null);
}

/** A process that failed was not fast, and one in which nothing could be timed was not slow. */
function lostRounds(rounds: readonly PairedProcesses[], value: ProbeValue): LostRounds {
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

function lostFlags({ high, low }: LostRounds): Flag[] {
  const count = high + low;
  if (count === 0) return [];
  return [{
    kind: "lost_rounds",
    text: `In ${count} ${count === 1 ? "round" : "rounds"} one arm alone gave no value; the ` +
      "interval is so wide that those may have gone any way, because what is left when slow " +
      "processes fail looks fast; look at the failures",
  }];
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

/** Where more is better, more is faster. */
function towards(verdict: Verdict, { lowerIsBetter }: ProbeValue): Verdict {
  if (lowerIsBetter !== false) return verdict;
  return verdict === "faster" ? "slower" : verdict === "slower" ? "faster" : verdict;
}

/** Why a round that both arms completed has no ratio; null where it has one. */
function lackOf(
  { base, test }: PairedProcesses,
  { key, kind }: ProbeValue,
): "none" | "zero" | null {
  if (kind === "slices" || base === null || test === null) return null;
  const values = [base.values[key] ?? null, test.values[key] ?? null];
  if (values.includes(null)) return "none";
  return values.includes(0) ? "zero" : null;
}

function lackFlags(rounds: readonly PairedProcesses[], value: ProbeValue): Flag[] {
  const countOf = (lack: "none" | "zero") =>
    rounds.filter((round) => lackOf(round, value) === lack).length;
  const [none, zero] = [countOf("none"), countOf("zero")];
  const flags: Flag[] = [];
  if (none > 0) {
    flags.push({
      kind: "no_value",
      text: `There is no ${value.name} in ${none} of ${rounds.length} rounds, because nothing ` +
        "happened that could be timed; compare another value",
    });
  }
  if (zero > 0) {
    flags.push({
      kind: "zero_values",
      text: `${value.name} is 0 in ${zero} of ${rounds.length} rounds, where there is no ratio; ` +
        "compare the values themselves",
    });
  }
  return flags;
}

function commonFlags(measurement: MeasurementResult, base: MeasuredArm, test: MeasuredArm): Flag[] {
  const flags = measurement.flags.filter((flag) => flag.kind !== "given_up");
  const failures = [base, test].flatMap((arm) =>
    arm.failures.length === 0 ? [] : [`${arm.failures.length} of ${arm.label}`]
  );
  return [
    ...flags,
    ...(failures.length === 0 ? [] : [{
      kind: "failures" as const,
      text: `Processes that failed and do not count: ${failures.join(", ")}; ` +
        "their reasons stand below the measurement",
    }]),
    ...[base, test].filter((arm) => arm.isGivenUp).map(givenUpFlag),
    ...(isSameFamily(base, test) ? [] : [{
      kind: "other_build" as const,
      text: `${base.label} and ${test.label} come from different kinds of builds ` +
        `(${base.python.build.family}; ${test.python.build.family}): the ratio holds for these two ` +
        "programs, not for their versions; compare within one family for that",
    }]),
  ];
}
