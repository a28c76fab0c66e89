/** What a pipeline's time goes to: four causes, each with what helps against it. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import { type Runs, runsOf } from "../garbage_collection/measured.ts";

/** A cause. */
export interface Cause {
  /** Key of the probe's value, and the field's name. */
  readonly key: "bytecode" | "native" | "collector" | "waiting";
  /** As it stands in a sentence. */
  readonly name: string;
  /** What would make it less. */
  readonly remedy: string;
  /** The choice that stands for the remedy. */
  readonly remedyKey: string;
}

/** In the order of the pictures. */
export const CAUSES: readonly Cause[] = [{
  key: "bytecode",
  name: "bytecode",
  remedyKey: "interpreter",
  remedy: "run fewer bytecodes for a row, or find a build that executes them in less time",
}, {
  key: "native",
  name: "C functions",
  remedyKey: "less",
  remedy: "hand the C functions less: fewer columns, fewer rows, a format that is easier to write",
}, {
  key: "collector",
  name: "the collector",
  remedyKey: "objects",
  remedy: "keep fewer containers alive, or let the collector rest while they are made",
}, {
  key: "waiting",
  name: "waiting",
  remedyKey: "overlap",
  remedy: "do something else meanwhile, or wait less often: no version of CPython shortens a wait",
}];

/** The causes with their shares over the runs. */
export function sharesOf(arm: MeasuredArm | undefined): readonly (Cause & { runs: Runs })[] {
  return CAUSES.flatMap((cause) => {
    const runs = runsOf(arm, cause.key);
    return runs === null ? [] : [{ ...cause, runs }];
  });
}

/** Which causes may be the largest: the ranges of their runs reach the lower end of the greatest. */
export function largestOf(shares: readonly (Cause & { runs: Runs })[]): readonly Cause[] {
  const bar = Math.max(...shares.map(({ runs }) => runs.low));
  return shares.filter(({ runs }) => runs.high >= bar);
}
