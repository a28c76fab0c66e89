/** Reads what the probe `dispatch` saw executed, as a film strip wants it. */

import { z } from "zod";
import type { DataTable } from "../run/event.ts";

/** One bytecode that was executed. */
export interface ExecutedBytecode {
  /** For example `BINARY_OP`. */
  readonly name: string;
  /** What it works on, as `dis` writes it; empty where it takes nothing. */
  readonly argument: string;
  /** Its place in the code of its function. */
  readonly offsetBytes: number;
  /** The function that it is a part of: `loop`, or one that the loop calls. */
  readonly function: string;
}

const row = z.tuple([z.string(), z.string(), z.string(), z.int().nonnegative()]);

/**
 * Gives the bytecodes of the last two iterations that an arm's first process executed, in the order of time. The list is
 * empty where the arm was not measured by `dispatch`, or cannot be.
 *
 * ```ts
 * import { discoverInterpreters, executedBytecodes, measure } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const { arms: [arm] } = await measure("dispatch", { arms: [python], rounds: 1 });
 *   const names: string[] = arm === undefined ? [] : executedBytecodes(arm).map(({ name }) => name);
 * }
 * ```
 */
export function executedBytecodes(
  { processes }: {
    readonly processes: readonly { readonly tables?: readonly DataTable[] | undefined }[];
  },
): readonly ExecutedBytecode[] {
  const tables = processes.flatMap(({ tables }) => tables ?? []);
  return (tables.find(({ name }) => name === "executed")?.rows ?? []).flatMap((given) => {
    const parsed = row.safeParse(given);
    if (!parsed.success) return [];
    const [inFunction, name, argument, offsetBytes] = parsed.data;
    return [{ name, argument, offsetBytes, function: inFunction }];
  });
}
