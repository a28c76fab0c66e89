/** One arm against the base: ratio, interval and verdict, or equal and different. Pure: measures nothing. */

import { isSameFamily } from "../measure/arm.ts";
import type { ProbeValue } from "../catalog/probe.ts";
import { advisedFlags, commonFlags, namedFlags, speedFlags } from "./comparison_flags.ts";
import { exactNumbers, ratioNumbers } from "./comparison_numbers.ts";
import { withoutVerdict } from "./comparison_refusal.ts";
import { lostRounds, pairedValues, pairRounds } from "./comparison_rounds.ts";
import { CONFIDENCE } from "../measure/budget.ts";
import { type Design, designOf } from "./design.ts";
import type { Flag } from "../show/flag.ts";
import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import { sentenceOf } from "./sentence.ts";
import { decide, type DecideOptions, type Decision, type Verdict } from "../stats/mod.ts";

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
  /** Where it was decided together with others, and its share of their error. */
  readonly decided?: { readonly decision: Decision; readonly design: Design };
}

/** Ratios within 1 % count as the same when not told otherwise (statistics, section 3, Verdict). */
export const MIN_EFFECT_DEFAULT = 0.01;

/** Compares two arms of a measurement. */
export function compareArms(
  measurement: MeasurementResult,
  { decided, ...pair }: ArmComparison,
): Comparison {
  const { base, test, value, minEffect } = pair;
  const rounds = pairRounds(base, test);
  const design = decided?.design ?? designOf(measurement);
  const numbers = value.kind === "exact" ? exactNumbers(rounds, value) : ratioNumbers(rounds, {
    value,
    decision: decided?.decision ??
      decide({ ...claimOf(pair), confidence: design.confidence }),
  });
  const baseLevel = base.summary[value.key]?.median ?? null;
  const testLevel = test.summary[value.key]?.median ?? null;
  const ownFlags = [
    ...advisedFlags(numbers.flags, measurement),
    // Of an arm that failed in some rounds, the others may just have been the fast ones.
    ...(rounds.length === numbers.rounds ? speedFlags({ ...numbers, baseLevel, testLevel }) : []),
  ];
  const isOneOfSeveral = measurement.arms.length > 2;
  const comparison = {
    base: base.label,
    test: test.label,
    value,
    seconds: measurement.seconds,
    baseLevel,
    testLevel,
    ...design,
    minEffect,
    sameFamily: isSameFamily(base, test),
    ...numbers,
    flags: [
      ...commonFlags(measurement, base, test),
      ...(isOneOfSeveral ? namedFlags(ownFlags, test.label) : ownFlags),
    ],
  };
  const whole = { ...comparison, sentence: sentenceOf(comparison) };
  return withoutVerdict(whole, { measurement, base, test });
}

/** What a ratio is decided from. */
export function claimOf(
  { base, test, value, minEffect }: ArmComparison,
): Omit<DecideOptions, "confidence"> {
  const rounds = pairRounds(base, test);
  const paired = pairedValues(rounds, { value, base: base.label, test: test.label });
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
