/** Cells of a heat map that says which part of the lesson each interpreter can show. */

import { type Interpreter, type LessonNeed, lessonNeeds } from "../../../../probes/mod.ts";
import type { HeatCell } from "./heat_map.ts";
import type { HeatState } from "./heat_signs.ts";

/**
 * For each part of the lesson and each interpreter: all that the part needs, some of it, or nothing. Where a part needs
 * two interpreters of some kind, both have it.
 *
 * ```ts
 * import { arms } from "probes";
 * import { heatMap, lessonCells } from "workbook";
 *
 * const cells = lessonCells(await arms());
 * const text: string = await heatMap(cells, { title: "What can be shown here" }).toText();
 * ```
 */
export function lessonCells(pythons: readonly Interpreter[]): HeatCell[] {
  const parts = Map.groupBy(lessonNeeds(pythons), ({ title }) => title);
  return [...parts].flatMap(([row, needs]) =>
    pythons.map(({ name: column }) => ({ row, column, ...standing(needs, column) }))
  );
}

function standing(
  needs: readonly LessonNeed[],
  name: string,
): { state: HeatState; words?: string } {
  const count = needs.filter(({ shownBy }) => shownBy.includes(name)).length;
  if (count === 0) return { state: "no" };
  if (count === needs.length) return { state: "yes" };
  return { state: "partly", words: `${count} of ${needs.length}` };
}
