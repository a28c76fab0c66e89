/** Compares arms with a base: measures them in shared rounds and decides. */

import { type ArmLike, isMissingArm } from "../measure/arm.ts";
import { findProbe, findValue, type ProbeLike } from "../catalog/catalog.ts";
import type { ProbeValue } from "../catalog/probe.ts";
import { type Comparison, emptyComparison, MIN_EFFECT_DEFAULT } from "./comparison.ts";
import { compareFamily, type FamilyMember } from "./comparison_family.ts";
import { comparisonTable } from "./comparison_table.ts";
import { DISPLAY, type Displayable } from "../show/display.ts";
import { NO_BASE_HINT, SECOND_HINT } from "../interpreters/mod.ts";
import { checkOptions, shown } from "../measure/options.ts";
import { COMMON_OPTIONS, type CommonOptions, makePlan } from "../measure/plan.ts";
import type { MeasurementEnding, MeasurementResult } from "../measure/result.ts";
import { type Running, running } from "../measure/running.ts";
import { tableBundle } from "../show/table.ts";

/** What `compare()` may be told. */
export interface CompareOptions extends CommonOptions {
  /** What the others are compared with. Undefined, as the first of an empty list is, leaves nothing to measure. */
  readonly base: ArmLike;
  /** One or several arms, which share the rounds; none gives a result that says so. */
  readonly test: ArmLike | readonly ArmLike[];
  /** Ratios within this share of 1 count as the same; 0.01 when not given. */
  readonly minEffect?: number;
  /** Key of the value that is compared; the probe's main one when not given. */
  readonly value?: string;
}

/** A comparison's result, complete or as far as it got: the first row, and all of them. Shows itself as a table. */
export interface ComparisonResult extends Comparison, Displayable {
  /** One for each test arm; their intervals and verdicts hold all at once. */
  readonly rows: readonly Comparison[];
  /** Comparisons that share the error that is allowed: as many as there are test arms; 0 for exact values. */
  readonly claimCount: number;
  /** What was measured for it. */
  readonly measurement: MeasurementResult;
  /** How it ended, or that it still runs. */
  readonly ending: MeasurementEnding;
  /** The budget as it was given. */
  readonly budget: string;
}

/** What `compare()` gives: see `Running`. */
export type Comparing = Running<ComparisonResult>;

/** What to read out of a measurement. */
export interface CompareWithin {
  /** Label of the arm that the others are compared with; the first arm when not given. */
  readonly base?: string;
  /** How many comparisons share the error, where others are judged together with these; their own number when not given. */
  readonly claimCount?: number;
  /** Key of the value; the main one when not given. */
  readonly value?: string;
  /** Ratios within this share of 1 count as the same; 0.01 when not given. */
  readonly minEffect?: number;
}

/**
 * Compares one or several arms with a base.
 *
 * Each round starts every arm once, as a fresh process, in an order drawn from a stored seed; the ratio is estimated from
 * the rounds' own ratios. It ends after 8, 12, 18, 27 or 40 rounds: at the first of these looks at which all test arms
 * have a verdict, or when the time is over. A duration and the budget `careful` go on to 200 rounds where there is time.
 * Each look spends its part of the error that is allowed, so that looking costs no false alarms. With `rounds` or the
 * budget `smoke` the number of rounds is fixed.
 *
 * Several test arms are one family: they share the error, so that all their verdicts hold at once, and all their
 * intervals. With four arms each interval is one of 98.75 % or more, and the first looks may be too early for any.
 *
 * ```ts
 * import { compare, discoverInterpreters } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const result = await compare("tight_loop", {
 *     base: python,
 *     test: { python, params: { n: 105_000 } },
 *     budget: "smoke",
 *   });
 *   const words: string = result.sentence;
 * }
 * ```
 */
export function compare(probe: ProbeLike, options: CompareOptions): Comparing {
  return startComparing(probe, options);
}

/** What a table of comparisons says of one of its probes. */
export interface ComparingWithin {
  /** Whether somebody gave the seed. */
  readonly isSeedGiven?: boolean;
  /** How many comparisons share the error in the whole table; the test arms alone when not given. */
  readonly claimCount?: number;
}

/** The same, also as a part of a table, by whose error it is decided when it has seen enough. */
export function startComparing(
  probe: ProbeLike,
  options: CompareOptions,
  {
    // Options that are missing altogether are named below, with those that are wrong.
    isSeedGiven = options?.seed !== undefined,
    claimCount,
  }: ComparingWithin = {},
): Comparing {
  const value = checkCompare(probe, options);
  const { test, base, minEffect = MIN_EFFECT_DEFAULT } = options;
  const tests = Array.isArray(test)
    ? test.map((arm: ArmLike, index) => [`test[${index}]`, arm] as const)
    : [["test", test as ArmLike] as const];
  // Without a base there is nothing to do; without a test arm it is said that there is no second CPython.
  const given = isMissingArm(base)
    ? []
    : [["base", base] as const, ...tests.filter(([, arm]) => !isMissingArm(arm))];
  const { base: _base, test: _test, minEffect: _minEffect, value: _value, ...common } = options;
  const plan = makePlan(findProbe(probe), {
    ...common,
    given,
    base: given.length === 0 ? null : 0,
    claimCount,
  });
  return running({
    makePlan: () => Promise.resolve(plan),
    toResult: (measurement) => resultOf(measurement, { value, minEffect }),
    onProgress: options.onProgress,
    question: {
      compared: { value: value.key, minEffect },
      ...(claimCount === undefined ? {} : { claimCount }),
      isSeedGiven,
      isFresh: options.fresh ?? false,
    },
    isDecided: ({ rows, measurement }) => {
      const known = claimCount === undefined
        ? rows
        : compareFamily(membersOf(measurement, { value, minEffect }), { claimCount }).members;
      return known.every((row) => isDecided(row, measurement));
    },
  });
}

/**
 * Compares the arms of a measurement that is there already, by any of its values.
 *
 * ```ts
 * import { compareWithin, discoverInterpreters, measure } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const measurement = await measure("tight_loop", { arms: [python, python], budget: "smoke" });
 *   const words: string = compareWithin(measurement).sentence;
 * }
 * ```
 */
export function compareWithin(
  measurement: MeasurementResult,
  options: CompareWithin = {},
): ComparisonResult {
  checkWithin(measurement, options);
  const { base, value, minEffect = MIN_EFFECT_DEFAULT, claimCount } = options;
  checkMinEffect(measurement.probe, minEffect);
  const found = findValue(valuesOf(measurement), value);
  return resultOf(measurement, {
    value: found,
    minEffect,
    ...(base === undefined ? {} : { base }),
    ...(claimCount === undefined ? {} : { claimCount }),
  });
}

/** The main value stands first in every measurement. */
function valuesOf({ probe, value, values }: MeasurementResult) {
  const [, ...others] = values;
  return { name: probe, values: [value, ...others] } as const;
}

function checkWithin(measurement: unknown, options: unknown): void {
  const { arms, probe } = (measurement ?? {}) as Partial<MeasurementResult>;
  if (!Array.isArray(arms) || probe === undefined) {
    throw new TypeError(
      "Cannot compare within a measurement: what awaiting measure() gives is needed",
    );
  }
  const doing = `Cannot compare by "${probe}"`;
  checkOptions(doing, options, ["base", "value", "minEffect", "claimCount"]);
  const { base, claimCount } = options as { base?: unknown; claimCount?: unknown };
  if (claimCount !== undefined && !(Number.isInteger(claimCount) && Number(claimCount) > 0)) {
    throw new RangeError(
      `${doing}: "claimCount" is ${shown(claimCount)}, a whole number from 1 on is needed`,
    );
  }
  if (base === undefined || typeof base === "string") return;
  throw new TypeError(`${doing}: "base" is ${shown(base)}, the label of one of its arms is needed`);
}

function checkCompare(probe: ProbeLike, options: CompareOptions): ProbeValue {
  const found = findProbe(probe);
  const doing = `Cannot compare by "${found.name}"`;
  checkOptions(doing, options, ["base", "test", "minEffect", "value", ...COMMON_OPTIONS]);
  for (const name of ["base", "test"] as const) {
    if (!Object.hasOwn(options, name) || options[name] === null) {
      throw new TypeError(
        `${doing}: "${name}" is missing; with a single CPython give it twice, or as { python, params }`,
      );
    }
  }
  checkMinEffect(found.name, options.minEffect);
  return findValue(found, options.value);
}

function checkMinEffect(probe: string, minEffect: number = MIN_EFFECT_DEFAULT): void {
  if (Number.isFinite(minEffect) && minEffect >= 0 && minEffect < 1) return;
  throw new RangeError(
    `Cannot compare by "${probe}": "minEffect" is ${
      shown(minEffect)
    }, a share such as 0.01 is needed`,
  );
}

/** Whether more rounds would change nothing of any row. */
export function areDecided({ rows, measurement }: ComparisonResult): boolean {
  return rows.every((row) => isDecided(row, measurement));
}

/** Whether more rounds would change nothing; an arm that was given up gets no more anyhow. */
function isDecided(
  { kind, test, verdict, equality }: Comparison,
  { arms }: MeasurementResult,
): boolean {
  if (arms.some(({ label, isGivenUp }) => label === test && isGivenUp)) return true;
  return kind === "exact" ? equality !== null : verdict !== "unclear";
}

/** What stands at the top where a machine has too few CPythons for a row; null where a label is wrong. */
function lonely(
  { ending }: MeasurementResult,
  { value, minEffect }: { readonly value: ProbeValue; readonly minEffect: number },
): Comparison | null {
  if (ending.kind === "no_interpreters") {
    return emptyComparison({ value, minEffect, reason: NO_BASE_HINT });
  }
  if (ending.kind === "nothing_to_compare") {
    return emptyComparison({ value, minEffect, reason: SECOND_HINT });
  }
  return null;
}

/** Every arm but the base against it; none where there is no base. */
function membersOf(
  measurement: MeasurementResult,
  { value, minEffect, label }: {
    readonly value: ProbeValue;
    readonly minEffect: number;
    readonly label?: string | undefined;
  },
): FamilyMember[] {
  const { arms } = measurement;
  const base = label === undefined ? arms[0] : arms.find((arm) => arm.label === label);
  return base === undefined ? [] : arms.filter((arm) => arm !== base).map((test) => ({
    measurement,
    base,
    test,
    value,
    minEffect,
  }));
}

function resultOf(
  measurement: MeasurementResult,
  { value, minEffect, base: label, claimCount: given }: {
    readonly value: ProbeValue;
    readonly minEffect: number;
    readonly base?: string;
    readonly claimCount?: number;
  },
): ComparisonResult {
  const members = membersOf(measurement, { value, minEffect, label });
  const { members: rows, claimCount } = compareFamily(members, {
    // As many share it as are there, at least.
    ...(given === undefined ? {} : { claimCount: Math.max(given, members.length) }),
  });
  const first = rows[0] ?? lonely(measurement, { value, minEffect });
  if (first === null) {
    const labels = measurement.arms.map((arm) => `"${arm.label}"`).join(", ");
    throw new RangeError(
      `Cannot compare by "${measurement.probe}": ${
        label === undefined ? "two arms are needed" : `"${label}" and another arm are needed`
      }, there are ${labels === "" ? "none" : labels}`,
    );
  }
  const result = {
    ...first,
    rows,
    claimCount,
    measurement,
    ending: measurement.ending,
    budget: measurement.budget,
    [DISPLAY]: () => tableBundle(comparisonTable(result)),
  };
  return result;
}
