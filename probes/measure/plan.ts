/** What a measurement will do, decided before the first process starts: arms, order, seeds, budget. */

import { type Arm, type ArmLike, completeArms, isMissingArm } from "./arm.ts";
import { type Budget, budgetSeconds, readBudget, usableRoundsMin } from "./budget.ts";
import { findProbe, type ProbeLike } from "../catalog/catalog.ts";
import type { ParamValue, Probe } from "../catalog/probe.ts";
import { checkOptions, checkRecord, shown } from "./options.ts";
import { freshSeed, type Random, SEED_LIMIT, seededRandom, shuffled } from "./random.ts";

/** How far a measurement is. */
export interface Progress {
  /** Processes that have ended. */
  readonly done: number;
  /** Processes in all. */
  readonly total: number;
  /** The round that runs, counted from 1. */
  readonly round: number;
  /** Rounds in all. */
  readonly rounds: number;
  /** Seconds since the measurement began. */
  readonly seconds: number;
  /** About how many seconds are left. */
  readonly secondsLeft: number;
}

/** What `measure()` and `compare()` both may be told. */
export interface CommonOptions {
  /** The probe's parameters, for example `{ n: 20_000 }`; an arm can have its own on top. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** `smoke`, `quick`, `careful` or a duration such as `10s`; PROBEBOOK_BUDGET, else `quick` when not given. */
  readonly budget?: string;
  /** How often each arm is started; as many as the budget allows when not given. */
  readonly rounds?: number;
  /** How many timings each process makes; chosen by how long one takes when not given. */
  readonly slices?: number;
  /** Decides order and hash seeds; drawn and stored when not given. */
  readonly seed?: number;
  /** Longest time of one process in seconds; the budget's when not given. */
  readonly secondsMax?: number;
  /** Measure even where the record has the answer; false when not given. */
  readonly fresh?: boolean;
  /** Called after each process. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What `measure()` may be told. */
export interface MeasureOptions extends CommonOptions {
  /** What is measured; all that `discoverInterpreters()` finds when not given. */
  readonly arms?: readonly ArmLike[];
}

/** One round: every arm once. */
export interface PlannedRound {
  /** Counted from 0. */
  readonly round: number;
  /** PYTHONHASHSEED of all processes of the round, so that they differ in nothing but the arm. */
  readonly hashSeed: number;
  /** Labels of the arms in the order in which they run. */
  readonly order: readonly string[];
}

/** A measurement with nothing left open but what calibration decides. */
export interface MeasurePlan {
  readonly probe: Probe;
  /** The common parameters, as given. */
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly arms: readonly Arm[];
  /** The label without which nothing is left to compare; null where every arm stands for itself. */
  readonly base: string | null;
  readonly seed: number;
  readonly budget: Budget;
  /** Seconds for everything; null where the number of rounds was given and no budget. */
  readonly seconds: number | null;
  /** Null: calibration chooses. */
  readonly sliceCount: number | null;
  readonly secondsMax: number;
  /** Whether `rounds` was given, so that time does not decide their number. */
  readonly areRoundsGiven: boolean;
  /** Rounds after which it ends if it is decided; empty where their number is fixed beforehand. */
  readonly looks: readonly number[];
  /** How many comparisons share the error in the table that it is a part of; its own when not given. */
  readonly claimCount?: number;
  /** As many as there can be; the first of them are run. */
  readonly rounds: readonly PlannedRound[];
}

/** Most rounds of one measurement: 40 is the last look of a comparison; room for a long series. */
export const ROUNDS_MAX = 1000;

/** Most timings of one process; beyond some 20 a further process tells more. */
export const SLICES_MAX = 1000;

/** Longest time that one process can be allowed: an hour. */
const PROCESS_SECONDS_MAX = 3600;

/** Hash seeds have ten digits, so that the environment has the same size in every round. */
const HASH_SEED_MIN = 1_000_000_000;

/** What every measuring function takes. */
export const COMMON_OPTIONS: readonly (keyof CommonOptions)[] = [
  "params",
  "budget",
  "rounds",
  "slices",
  "seed",
  "secondsMax",
  "fresh",
  "onProgress",
];

/** Completes the options of a measurement; throws where they make no sense. */
export function completePlan(
  given: ProbeLike,
  options: MeasureOptions & { readonly arms: readonly ArmLike[] },
): MeasurePlan {
  const probe = findProbe(given);
  checkOptions(`Cannot measure "${probe.name}"`, options, [...COMMON_OPTIONS, "arms"]);
  if (!Array.isArray(options.arms)) {
    throw new TypeError(
      `Cannot measure "${probe.name}": "arms" is no list, interpreters as discoverInterpreters() gives them are needed`,
    );
  }
  const arms = options.arms.map((arm, index) => [`arms[${index}]`, arm] as const)
    .filter(([, arm]) => !isMissingArm(arm));
  return makePlan(probe, { ...options, given: arms, base: null });
}

/** The part of planning that measuring and comparing share. */
export function makePlan(
  probe: Probe,
  options: CommonOptions & {
    readonly given: readonly (readonly [place: string, arm: ArmLike])[];
    /** Position of the base among the arms; null for none. */
    readonly base: number | null;
    /** Whether the number of rounds is fixed before anything is measured. */
    readonly isFixed?: boolean;
    /** Most rounds where the budget's are too few. */
    readonly roundsMax?: number;
    /** How many comparisons share the error in the table that it is a part of. */
    readonly claimCount?: number | undefined;
  },
): MeasurePlan {
  const { given, params = {}, isFixed = false } = options;
  checkCommon(probe, options);
  const seed = checkedSeed(probe, options.seed ?? freshSeed());
  const budget = readBudget(options.budget);
  const arms = completeArms(probe, { given, params, budget });
  const areRoundsGiven = options.rounds !== undefined;
  // Only a comparison can be decided, and whoever asks for a number of rounds gets it.
  const looks = options.base === null || areRoundsGiven || isFixed ? [] : budget.looks;
  const { claimCount } = options;
  const usableMin = usableRoundsMin(claimCountOf({ arms, base: options.base, claimCount }));
  const roundCount = options.rounds === undefined
    ? options.roundsMax ?? looks.at(-1) ?? Math.max(budget.roundsMax, usableMin)
    : inRange(probe, "rounds", options.rounds, ROUNDS_MAX);
  const sliceCount = givenSlices(probe, options.slices);
  const random = seededRandom(seed);
  const labels = arms.map((arm) => arm.label);
  return {
    probe,
    params,
    arms,
    base: options.base === null ? null : labels[options.base] ?? null,
    seed,
    budget,
    seconds: areRoundsGiven && options.budget === undefined
      ? null
      : budgetSeconds(budget, arms.length),
    sliceCount,
    secondsMax: checkedSeconds(probe, options.secondsMax ?? budget.processSecondsMax),
    areRoundsGiven,
    looks,
    ...(claimCount === undefined ? {} : { claimCount }),
    rounds: Array.from({ length: roundCount }, (_, round) => planRound(round, labels, random)),
  };
}

/** Ratios that are decided together: one for each arm beside the base, or all of a table. */
export function claimCountOf(
  { arms, base, claimCount = arms.length - 1 }: {
    readonly arms: readonly unknown[];
    readonly base: unknown;
    readonly claimCount?: number | undefined;
  },
): number {
  return base === null ? 1 : Math.max(1, claimCount);
}

/** Cells are not held to their types. */
function checkCommon(probe: Probe, { params, fresh, onProgress }: CommonOptions): void {
  const doing = `Cannot measure "${probe.name}"`;
  const [{ name, default: usual } = { name: "n", default: 1 }] = probe.parameters;
  const example = `{ ${name}: ${JSON.stringify(typeof usual === "object" ? usual.quick : usual)} }`;
  checkRecord(doing, { place: "params", given: params, example });
  if (fresh !== undefined && typeof fresh !== "boolean") {
    throw new TypeError(`${doing}: "fresh" is ${shown(fresh)}, true or false is needed`);
  }
  if (onProgress === undefined || typeof onProgress === "function") return;
  throw new TypeError(`${doing}: "onProgress" is ${shown(onProgress)}, a function is needed`);
}

function planRound(round: number, labels: readonly string[], random: Random): PlannedRound {
  return {
    round,
    hashSeed: HASH_SEED_MIN + Math.floor(random() * (SEED_LIMIT - HASH_SEED_MIN)),
    order: shuffled(labels, random),
  };
}

/** Cells are not held to their types: timings can be asked of a probe that has none. */
function givenSlices(probe: Probe, slices: number | undefined): number | null {
  if (slices === undefined) return null;
  if (probe.kind === "slices") return inRange(probe, "slices", slices, SLICES_MAX);
  throw new TypeError(
    `Cannot measure "${probe.name}": "slices" is given, but the probe makes no timings of that kind`,
  );
}

function inRange(probe: Probe, option: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new RangeError(
    `Cannot measure "${probe.name}": "${option}" is ${
      shown(value)
    }, a whole number from 1 to ${max} is needed`,
  );
}

function checkedSeed(probe: Probe, seed: number): number {
  if (Number.isInteger(seed) && seed >= 0 && seed < SEED_LIMIT) return seed;
  throw new RangeError(
    `Cannot measure "${probe.name}": "seed" is ${shown(seed)}, a whole number from 0 to ${
      SEED_LIMIT - 1
    } is needed`,
  );
}

function checkedSeconds(probe: Probe, value: number): number {
  if (typeof value === "number" && value > 0 && value <= PROCESS_SECONDS_MAX) return value;
  throw new RangeError(
    `Cannot measure "${probe.name}": "secondsMax" is ${
      shown(value)
    }, a number of seconds up to ${PROCESS_SECONDS_MAX} is needed`,
  );
}
