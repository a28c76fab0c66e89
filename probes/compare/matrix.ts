/** Many probes in many interpreters: one table, decided as a whole. */

import { type ArmLike, isMissingArm } from "../measure/arm.ts";
import { findProbe, findValue, type ProbeLike } from "../catalog/catalog.ts";
import type { ParamValue, Probe } from "../catalog/probe.ts";
import { startComparing } from "./compare.ts";
import { type MatrixResult, matrixResult } from "./matrix_result.ts";
import { checkOptions, checkRecord, shown } from "../measure/options.ts";
import { COMMON_OPTIONS, type CommonOptions, type Progress } from "../measure/plan.ts";
import { endText, progressText } from "../show/progress_line.ts";
import { freshSeed, SEED_LIMIT } from "../measure/random.ts";
import type { Running } from "../measure/running.ts";
import { together } from "../measure/together.ts";

/** What `matrix()` may be told; the budget is that of each probe. */
export interface MatrixOptions extends Omit<CommonOptions, "params"> {
  /** Parameters by probe, for example `{ tight_loop: { n: 20_000 } }`. */
  readonly params?: Readonly<Record<string, Readonly<Record<string, ParamValue>>>>;
  /** Key of the value by probe, for example `{ gc_pauses: "pauses" }`; the main one of each when not given. */
  readonly value?: Readonly<Record<string, string>>;
  /** Ratios within this share of 1 count as the same; 0.01 when not given. */
  readonly minEffect?: number;
}

/** What `matrix()` gives: see `Running`. */
export type Matrix = Running<MatrixResult>;

/**
 * Compares interpreters with the first of them, by the main value of each probe or by the one that is named.
 *
 * The probes take turns round by round, so that all meet the same moods of the machine. The table is decided as a whole:
 * with twenty comparisons at 95 % each, a false alarm would stand in two of three tables. A probe ends at the first of its
 * looks at which all its comparisons are decided by their share of the table's error, as in `compare()`; each look spends
 * its part of that share.
 *
 * ```ts
 * import { discoverInterpreters, matrix } from "probes";
 *
 * const pythons = (await discoverInterpreters()).slice(-2);
 * const result = await matrix(["tight_loop", "annotations_import"], pythons, { budget: "smoke" });
 * const verdicts: (string | null)[] = result.cells.map((cell) => cell.verdict);
 * ```
 */
export function matrix(
  given: readonly ProbeLike[],
  interpreters: readonly ArmLike[],
  options: MatrixOptions = {},
): Matrix {
  const probes = checkMatrix(given, interpreters, options);
  const { params = {}, value = {}, minEffect, slices, seed = freshSeed(), onProgress, ...common } =
    options;
  const [base, ...rest] = interpreters.filter((arm) => !isMissingArm(arm));
  const states = new Map<string, Progress>();
  const claimCount = rest.length *
    probes.filter((probe) => isClaim(probe, value[probe.name])).length;
  const parts = probes.map((probe, index) =>
    startComparing(probe, {
      ...common,
      base,
      test: rest,
      params: params[probe.name] ?? {},
      // The other probes make no timings of that kind.
      ...(slices === undefined || probe.kind !== "slices" ? {} : { slices }),
      // Not the same one for all: their orders would have everything in common.
      seed: (seed + index) % SEED_LIMIT,
      ...(minEffect === undefined ? {} : { minEffect }),
      ...valueOption(value[probe.name]),
      onProgress: (state) => {
        states.set(probe.name, state);
        onProgress?.(sumOf([...states.values()]));
      },
    }, { claimCount, isSeedGiven: options.seed !== undefined })
  );
  return together({
    parts,
    toResult: (latest) => matrixResult(probes.map(({ name }) => name), { latest, claimCount }),
    progressText: (latest) =>
      latest.ending.kind === "running"
        ? progressText("matrix", sumOf([...states.values()]))
        : matrixEndText(latest),
  });
}

function valueOption(value: string | undefined): { readonly value?: string } {
  return value === undefined ? {} : { value };
}

/** Exact values are equal or not, which needs none of the error. */
function isClaim(probe: Probe, value: string | undefined): boolean {
  return findValue(probe, value).kind !== "exact";
}

function checkMatrix(given: unknown, interpreters: unknown, options: MatrixOptions): Probe[] {
  const doing = "Cannot compare a matrix";
  if (!Array.isArray(given) || given.length === 0) {
    throw new TypeError(
      `${doing}: the probes are ${shown(given)}, a list such as ["tight_loop"] is needed`,
    );
  }
  const probes = given.map((probe: ProbeLike) => findProbe(probe));
  const names = probes.map(({ name }) => name);
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) === index) continue;
    throw new TypeError(`${doing}: "${name}" is named twice, and once is meant`);
  }
  if (!Array.isArray(interpreters)) {
    throw new TypeError(
      `${doing}: the interpreters are ${
        shown(interpreters)
      }, a list as discoverInterpreters() gives it is needed`,
    );
  }
  checkOptions(doing, options, [...COMMON_OPTIONS, "minEffect", "value"]);
  checkRecord(doing, {
    place: "params",
    given: options.params,
    example: "{ tight_loop: { n: 20000 } }",
  });
  checkOptions(`${doing} by its "params"`, options.params ?? {}, names);
  checkRecord(doing, {
    place: "value",
    given: options.value,
    example: '{ gc_pauses: "pauses" }',
  });
  checkOptions(`${doing} by its "value"`, options.value ?? {}, names);
  return probes;
}

function sumOf(states: readonly Progress[]): Progress {
  const sum = (read: (state: Progress) => number) =>
    states.reduce((total, state) => total + read(state), 0);
  return {
    done: sum(({ done }) => done),
    total: sum(({ total }) => total),
    round: Math.max(0, ...states.map(({ round }) => round)),
    rounds: Math.max(0, ...states.map(({ rounds }) => rounds)),
    seconds: sum(({ seconds }) => seconds),
    secondsLeft: sum(({ secondsLeft }) => secondsLeft),
  };
}

/** Probes end at looks of their own: the one that took most rounds speaks for all. */
function matrixEndText({ parts, seconds, ending }: MatrixResult): string {
  const measurements = parts.map(({ measurement }) => measurement);
  const [longest] = measurements.toSorted((one, other) => other.rounds.length - one.rounds.length);
  const { rounds = [], runs = [], flags = [] } = longest ?? {};
  return endText({ probe: "matrix", rounds, runs, seconds, ending, flags });
}
