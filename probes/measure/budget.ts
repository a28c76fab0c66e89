/** How much time a measurement may take, and what that buys: all such numbers stand here. */

import { LONG_LOOK_ROUNDS } from "./looks.ts";
import { LOOK_ROUNDS, roundsForInterval, sharedConfidence } from "../stats/mod.ts";
import { VARIABLES } from "../variables.ts";

/** The budgets that have a name. */
export type BudgetName = "smoke" | "quick" | "careful";

/** What a measurement may spend. */
export interface Budget {
  /** As it was given, for example `quick` or `10s`. */
  readonly text: string;
  /** Whose default parameters count. */
  readonly name: BudgetName;
  /** Seconds for a comparison of two arms, calibration included. */
  readonly seconds: number;
  /** Most rounds where their number is fixed before it begins, however much time is left. */
  readonly roundsMax: number;
  /** Rounds after which a comparison may end when it is decided, the last of them its most; empty: their number is fixed. */
  readonly looks: readonly number[];
  /** Rounds that are planned even where the time does not suffice. */
  readonly roundsMin: number;
  /** How long the timings of one process take together, in milliseconds. */
  readonly measuredMs: number;
  /** Fewest and most timings of one process. */
  readonly slices: readonly [min: number, max: number];
  /** Longest time of one process: some twenty times what the slowest probe takes, for very busy machines. */
  readonly processSecondsMax: number;
}

/**
 * Rounds of the last look of a comparison; its interval is some 1 % wide on a shared machine, and four
 * times as many rounds would only halve that.
 */
const ROUNDS_MAX = LOOK_ROUNDS.at(-1) ?? 40;

/** The time may be exceeded by this factor before the rounds that are left are given up. */
export const OVERRUN_MAX = 1.25;

/** How often the intervals of a comparison hold the true ratio, those of all its looks together. */
export const CONFIDENCE = 0.95;

/** Fewest rounds for which the interval of 95 % of a single comparison exists (2 / 2^6 < 5 %). */
export const USABLE_ROUNDS_MIN = 6;

/** The same for several that are decided together, each with its share of the 5 %: 7 for two, 8 for four. */
export function usableRoundsMin(claimCount: number): number {
  return roundsForInterval(sharedConfidence(CONFIDENCE, claimCount));
}

/**
 * About as much as starting the process costs, which is where a given precision takes the least total time: 20 slices
 * of some 1 ms. With 80 ms there were half as many rounds, and intervals nearly twice as wide (tight loop, 12 tries
 * each on two shared cores, November 2026).
 */
const MEASURED_MS = 25;

const BUDGETS: Readonly<Record<BudgetName, Omit<Budget, "text" | "name">>> = {
  // The shortest run that exercises everything, an interval included.
  smoke: {
    seconds: 1.5,
    roundsMax: USABLE_ROUNDS_MIN,
    looks: [],
    roundsMin: USABLE_ROUNDS_MIN,
    measuredMs: 25,
    slices: [5, 10],
    processSecondsMax: 10,
  },
  // Of 40 comparisons 39 found 5 %, after 8 rounds and 2 s in the middle (tight loop, two shared cores under load 9,
  // 3.13, November 2026).
  quick: {
    seconds: 5,
    roundsMax: ROUNDS_MAX,
    looks: LOOK_ROUNDS,
    roundsMin: 3,
    measuredMs: MEASURED_MS,
    slices: [5, 20],
    processSecondsMax: 20,
  },
  careful: {
    seconds: 180,
    roundsMax: ROUNDS_MAX,
    looks: LONG_LOOK_ROUNDS,
    roundsMin: USABLE_ROUNDS_MIN,
    measuredMs: MEASURED_MS,
    slices: [5, 20],
    processSecondsMax: 120,
  },
};

/** The variable that names the budget where a call does not. */
export const BUDGET_VARIABLE = "PROBEBOOK_BUDGET";

/** Longest duration accepted: a day. */
const SECONDS_MAX = 86_400;

const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600 };

/** Reads a budget: a name, or a duration such as `10s`; without one that of the environment, else `quick`. */
export function readBudget(
  given?: string,
  environment: { get(name: string): string | undefined } = VARIABLES,
): Budget {
  if (given !== undefined) return parseBudget(given, '"budget"');
  const set = environment.get(BUDGET_VARIABLE);
  return set === undefined || set === ""
    ? parseBudget("quick", '"budget"')
    : parseBudget(set, BUDGET_VARIABLE);
}

/** Seconds for that many arms: every one beyond the second adds half, a single one takes half. */
export function budgetSeconds(budget: Budget, armCount: number): number {
  return budget.seconds * Math.max(1, armCount) / 2;
}

function parseBudget(given: unknown, where: string): Budget {
  const remedy = 'one of "smoke", "quick", "careful" or a duration such as "10s" is needed';
  if (typeof given !== "string") {
    throw new TypeError(`Cannot read the budget: ${where} is ${shown(given)}, ${remedy}`);
  }
  const text = given.trim();
  if (isBudgetName(text)) return { text, name: text, ...BUDGETS[text] };
  const [, amount, unit] = /^([0-9]*\.?[0-9]+)\s*(ms|s|min|m|h)$/.exec(text) ?? [];
  const seconds = Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? Number.NaN);
  if (Number.isNaN(seconds)) {
    throw new TypeError(`Cannot read the budget: ${where} is ${shown(given)}, ${remedy}`);
  }
  if (seconds <= 0 || seconds > SECONDS_MAX) {
    throw new RangeError(
      `Cannot read the budget: ${where} is ${
        shown(given)
      }, more than nothing and at most a day is needed`,
    );
  }
  // A duration changes how long it takes, not what is measured; whoever names it wants it used.
  return { text, name: "quick", ...BUDGETS.quick, looks: LONG_LOOK_ROUNDS, seconds };
}

function isBudgetName(text: string): text is BudgetName {
  return Object.hasOwn(BUDGETS, text);
}

function shown(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}
