/** Reads what the probe `profile_pipeline` saw: stacks as a flame graph wants them, functions and lines as tables. */

import { z } from "zod";
import type { DataField, DataTable } from "../run/event.ts";

/** One call stack and how often it was met. */
export interface CallStack {
  /** From the pipeline to the function that ran, each as `file:function`. */
  readonly frames: readonly string[];
  /** Samples of this very stack, over all processes. */
  readonly weight: number;
}

/** One function as cProfile tells it. */
export interface ProfiledFunction {
  /** `file:function`, or the name of one that is written in C. */
  readonly name: string;
  /** How often it was called. */
  readonly calls: number;
  /** Time in it, without the functions that it called. */
  readonly ownMs: number;
  /** Time in it, with them. */
  readonly totalMs: number;
}

/** One line that asked for memory which the records still hold. */
export interface AllocatingLine {
  /** `file:line`. */
  readonly place: string;
  /** What it asked for and was not given back. */
  readonly kib: number;
  /** In how many pieces. */
  readonly blocks: number;
}

/** An arm as `measure()` gives it. */
export interface ProfiledArm {
  /** Its processes with what they printed. */
  readonly processes: readonly { readonly tables?: readonly DataTable[] | undefined }[];
}

const stackRow = z.tuple([z.string(), z.number().nonnegative()]);
const functionRow = z.tuple([z.string(), z.number(), z.number(), z.number()]);
const lineRow = z.tuple([z.string(), z.number(), z.number()]);

/**
 * Gives the stacks that a sampler met in all processes of an arm, the most frequent first, for `flameGraph()`. Empty where
 * no sampler looked.
 *
 * ```ts
 * import { callStacks, discoverInterpreters, measure } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const params = { profiler: "sampler", rows: 1000 };
 *   const { arms: [arm] } = await measure("profile_pipeline", { arms: [python], params, rounds: 1 });
 *   const frames: readonly string[] = arm === undefined ? [] : callStacks(arm)[0]?.frames ?? [];
 * }
 * ```
 */
export function callStacks(arm: ProfiledArm): readonly CallStack[] {
  const weights = new Map<string, number>();
  for (const { tables = [] } of arm.processes) {
    for (const [stack, weight] of rowsOf(tables, "stack", stackRow)) {
      weights.set(stack, (weights.get(stack) ?? 0) + weight);
    }
  }
  return [...weights].map(([stack, weight]) => ({ frames: stack.split(";"), weight }))
    .toSorted((left, right) => right.weight - left.weight);
}

/**
 * Gives cProfile's table of an arm's first process, by own time; three runs of the pipeline together. Empty where cProfile
 * did not look.
 *
 * ```ts
 * import { discoverInterpreters, measure, profiledFunctions } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const params = { profiler: "cProfile", rows: 1000 };
 *   const { arms: [arm] } = await measure("profile_pipeline", { arms: [python], params, rounds: 1 });
 *   const names: string[] = arm === undefined ? [] : profiledFunctions(arm).map(({ name }) => name);
 * }
 * ```
 */
export function profiledFunctions({ processes }: ProfiledArm): readonly ProfiledFunction[] {
  return rowsOf(firstTables(processes, "function"), "function", functionRow)
    .map(([name, calls, ownMs, totalMs]) => ({ name, calls, ownMs, totalMs }));
}

/**
 * Gives the lines that asked for the memory of the pipeline's records, the largest first, of an arm's first process. Empty
 * where tracemalloc did not look.
 *
 * ```ts
 * import { allocatingLines, discoverInterpreters, measure } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const params = { profiler: "tracemalloc", rows: 1000 };
 *   const { arms: [arm] } = await measure("profile_pipeline", { arms: [python], params, rounds: 1 });
 *   const kib: number = arm === undefined ? 0 : allocatingLines(arm)[0]?.kib ?? 0;
 * }
 * ```
 */
export function allocatingLines({ processes }: ProfiledArm): readonly AllocatingLine[] {
  return rowsOf(firstTables(processes, "line"), "line", lineRow)
    .map(([place, kib, blocks]) => ({ place, kib, blocks }));
}

function firstTables(processes: ProfiledArm["processes"], wanted: string): readonly DataTable[] {
  return processes.find(({ tables }) => tables?.some(({ name }) => name === wanted))?.tables ?? [];
}

/** The rows of the table of that name that have the right shape: a file of somebody else may hold anything. */
function rowsOf<Row>(
  tables: readonly DataTable[],
  wanted: string,
  row: z.ZodType<Row>,
): Row[] {
  const rows: readonly (readonly DataField[])[] = tables.find(({ name }) => name === wanted)
    ?.rows ?? [];
  return rows.flatMap((given) => {
    const parsed = row.safeParse(given);
    return parsed.success ? [parsed.data] : [];
  });
}
