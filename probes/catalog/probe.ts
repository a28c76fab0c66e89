/** What a probe is: its parameters, its values, and how one process of it is reduced to them. */

import type { BudgetName } from "../measure/budget.ts";
import type { RawRun } from "../run/event.ts";

/**
 * What kind of number a value is.
 *
 * `slices`: many short timings a process, cleaned and reduced to one level. `once`: one number a process. `events`: a
 * list a process, reduced to one number by the probe. `exact`: a count or a state, compared for equality only.
 */
export type ProbeKind = "slices" | "once" | "events" | "exact";

/** What a parameter can be given. */
export type ParamValue = number | string;

/** A whole number that a probe can be given. */
export interface NumberParameter {
  /** Tells it from a choice. */
  readonly kind: "number";
  /** Its name, as it is given to `measure()`. */
  readonly name: string;
  /** What it says, in a few words. */
  readonly meaning: string;
  /** Used when it is not given; one for each budget where a short run needs a smaller one. */
  readonly default: number | Readonly<Record<BudgetName, number>>;
  /** The least that is accepted. */
  readonly min: number;
  /** The most that is accepted. */
  readonly max: number;
}

/** One of several words that a probe can be given. */
export interface ChoiceParameter {
  /** Tells it from a number. */
  readonly kind: "choice";
  /** Its name, as it is given to `measure()`. */
  readonly name: string;
  /** What it says, in a few words. */
  readonly meaning: string;
  /** Used when it is not given. */
  readonly default: string;
  /** What is accepted. */
  readonly choices: readonly string[];
}

/** Something that a probe can be given. */
export type ProbeParameter = NumberParameter | ChoiceParameter;

/** What one of a probe's values means. */
export interface ProbeValue {
  /** How `compare()` and the results call it, for example `longest`. */
  readonly key: string;
  /** For example `longest pause`. */
  readonly name: string;
  /** For example `ms`; empty for a count. */
  readonly unit: string;
  /** How it comes about, and with that how it is compared. */
  readonly kind: ProbeKind;
  /** Whether less is better; null where neither is. */
  readonly lowerIsBetter: boolean | null;
  /** How one's own probe reduces a list to the value; the probes of the catalogue have functions of their own. */
  readonly statistic?: Statistic | undefined;
}

/** How a list of times is reduced to one number: null where it is empty and there is no such number. */
export type Statistic = "median" | "p99" | "longest" | "shortest" | "total" | "count";

/** A value that is not what its probe promises. */
export interface WrongValue {
  /** Key of the value. */
  readonly key: string;
  /** What is wrong with it. */
  readonly reason: string;
}

/** What a process gave for each value, by key: null where its CPython has no such thing. */
export type ValuesByKey = Readonly<Record<string, number | string | null>>;

/** A probe: a Python program that measures something about the interpreter that runs it. */
export interface Probe {
  /** The name under which `measure()` knows it. */
  readonly name: string;
  /** What it does, in a few words. */
  readonly title: string;
  /** What it measures and what it cannot show. */
  readonly summary: string;
  /** The kind of its main value. */
  readonly kind: ProbeKind;
  /** The Python program: a file of the catalogue, or the text of one's own. */
  readonly script: URL | string;
  /** In the order in which the script takes them. */
  readonly parameters: readonly ProbeParameter[];
  /** What its numbers mean; the first is the main one. */
  readonly values: readonly [ProbeValue, ...ProbeValue[]];
  /** Whether each process starts in a temporary folder of its own, which is removed afterwards. */
  readonly usesFolder: boolean;
  /** Most that a process may print. */
  readonly outputBytesMax: number;
  /** Reduces one process to its values by key; those of kind `slices` are left out. */
  readonly reduce: (run: RawRun) => ValuesByKey;
  /** The first value that is not what is promised; those of the catalogue are held to it by tests. */
  readonly check?: (values: ValuesByKey) => WrongValue | null;
}
