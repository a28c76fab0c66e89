/** Reads what the probe `import_tree` saw imported, as an icicle wants it. */

import { z } from "zod";
import type { ValuesByKey } from "./probe.ts";
import type { DataTable } from "../run/event.ts";

/** One import; a module stands behind those that it imports. */
export interface ImportedModule {
  /** As `import` names it. */
  readonly module: string;
  /** 0 for what the program itself imports. */
  readonly depth: number;
  /** Without the modules that it imports, in microseconds. */
  readonly selfUs: number;
  /** With them, in microseconds. */
  readonly cumulativeUs: number;
}

const count = z.int().nonnegative();
const row = z.tuple([z.string(), count, count, count]);

/**
 * Gives the imports of an arm, in the order in which they ended: those of the process whose total is the middle one. The
 * list is empty where the arm was not measured by `import_tree`, or cannot be.
 *
 * ```ts
 * import { discoverInterpreters, importedModules, measure } from "probes";
 * import { importTree } from "workbook";
 *
 * const [python] = await discoverInterpreters();
 * const params = { module: "shlex" };
 * const { arms } = await measure("import_tree", { arms: [python], params, rounds: 1 });
 * const rows = arms.map((arm) => ({ label: arm.label, imports: importedModules(arm) }));
 * const text: string = await importTree(rows.filter(({ imports }) => imports.length > 0)).toText();
 * ```
 */
export function importedModules(
  { processes }: {
    readonly processes: readonly {
      readonly tables?: readonly DataTable[] | undefined;
      readonly values: ValuesByKey;
    }[];
  },
): readonly ImportedModule[] {
  const told = processes.flatMap(({ tables = [], values }) => {
    const table = tables.find(({ name }) => name === "import");
    return table === undefined ? [] : [{ table, total: Number(values["total"]) }];
  }).toSorted((left, right) => left.total - right.total);
  const { table } = told[Math.floor((told.length - 1) / 2)] ?? {};
  return (table?.rows ?? []).flatMap((given) => {
    const parsed = row.safeParse(given);
    if (!parsed.success) return [];
    const [module, depth, selfUs, cumulativeUs] = parsed.data;
    return [{ module, depth, selfUs, cumulativeUs }];
  });
}
