/** Rows of plain data out of a measurement's arms. */

import { endingText, type MeasuredArm, type Unavailable } from "../../../../probes/mod.ts";
import type { FrozenSource, PlainRow, UnavailableRow } from "./rows.ts";

/** What of an arm makes a row. */
export interface ArmFacts extends Pick<MeasuredArm, "label" | "processes" | "failures"> {
  /** Where it was measured, if not here and now. */
  readonly frozen?: FrozenSource;
}

/**
 * The row of an arm with the data that were read from it; where it has none, because its CPython cannot show it or its
 * processes failed, the row that says why.
 *
 * ```ts
 * import { arms, importedModules, measure } from "probes";
 * import { armRow, importTree } from "workbook";
 *
 * const { arms: measured } = await measure("import_tree", { arms: await arms(), rounds: 1 });
 * const rows = measured.map((arm) => armRow(arm, { imports: importedModules(arm) }));
 * const text: string = await importTree(rows).toText();
 * ```
 */
export function armRow<Data extends object>(
  arm: ArmFacts,
  data: Data,
): (Data & PlainRow) | UnavailableRow {
  const unavailable = reasonOf(arm);
  if (unavailable !== null) return { label: arm.label, unavailable };
  return { ...data, label: arm.label, ...frozenOf([arm]) };
}

/** The place for where some arms were measured: empty for those of here and now. */
export function frozenOf(
  arms: readonly Pick<ArmFacts, "frozen">[],
): { readonly frozen?: FrozenSource } {
  const frozen = arms.find((arm) => arm.frozen !== undefined)?.frozen;
  return frozen === undefined ? {} : { frozen };
}

/** Why an arm gave nothing; null where it did, or has not yet. */
export function reasonOf({ processes, failures }: ArmFacts): Unavailable | null {
  if (processes.length > 0) return null;
  const endings = failures.map(({ ending }) => ending);
  const told = endings.find((ending) => ending.kind === "unavailable");
  if (told !== undefined) return { reason: told.reason, remedy: told.remedy };
  const [first] = endings;
  return first === undefined ? null : { reason: `its process ${endingText(first)}`, remedy: null };
}
