/** Picks the few interpreters that a measuring cell uses. */

import { checkOptions } from "../measure/options.ts";
import { discoverInterpreters } from "./discover.ts";
import type { Interpreter } from "./interpreter.ts";

/** What `arms()` may be told. */
export interface ArmsOptions {
  /** Choose among these; all that are found when not given. */
  readonly pythons?: readonly Interpreter[];
  /** Give every one of them instead of at most four. */
  readonly all?: boolean;
}

/**
 * The interpreters to measure with, the main one first, at most four:
 * the newest with the lock and without debug checks; its nearest lower minor version of the same build family; one with
 * an incremental collector; one of another build family. What is missing is left out.
 *
 * ```ts
 * import { arms } from "probes";
 *
 * const few = await arms();
 * const atMostFour: boolean = few.length <= 4;
 * ```
 */
export async function arms(options: ArmsOptions = {}): Promise<Interpreter[]> {
  checkOptions("Cannot choose arms", options, ["pythons", "all"]);
  const { pythons, all = false } = options;
  return pickArms(pythons ?? await discoverInterpreters(), all);
}

/** The choice itself, on a list sorted by version. */
export function pickArms(pythons: readonly Interpreter[], all: boolean): Interpreter[] {
  const newestFirst = pythons.toReversed();
  const plain = newestFirst.filter((python) => !python.freeThreaded && !python.debug);
  const main = plain.find((python) => python.isFinal) ?? plain[0] ?? newestFirst[0];
  if (main === undefined) return [];
  if (all) return [main, ...newestFirst.filter((python) => python !== main)];
  const chosen = new Set([main]);
  const add = (accepts: (python: Interpreter) => boolean) => {
    const next = plain.find((python) => !chosen.has(python) && accepts(python));
    if (next !== undefined) chosen.add(next);
  };
  const isFamily = (python: Interpreter) => python.build.family === main.build.family;
  add((python) => isFamily(python) && python.major === main.major && python.minor < main.minor);
  if (![...chosen].some((python) => python.collector === "incremental")) {
    add((python) => python.collector === "incremental");
  }
  if ([...chosen].every(isFamily)) add((python) => !isFamily(python));
  return [...chosen];
}
