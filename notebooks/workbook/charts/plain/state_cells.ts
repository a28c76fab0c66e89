/** Cells of a heat map out of what interpreters say of themselves: a row a fact, a column an interpreter. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import { frozenOf, reasonOf } from "./arm_row.ts";
import { FROZEN_WORD, type HeatCell } from "./heat_map.ts";
import type { HeatState } from "./heat_signs.ts";

/** One fact that every interpreter is asked for. */
export interface StateFact {
  /** Key of the probe's value, for example `tailCalls`. */
  readonly value: string;
  /** Names the row. */
  readonly name: string;
  /** What a value is seen as; without it `yes`, a count above 0 and the like are `yes`, all else is `no`. */
  readonly state?: (value: number | string) => HeatState;
  /** What stands beside the sign; the value itself when not given. */
  readonly words?: (value: number | string) => string;
}

/**
 * Turns counts and states of a measurement's arms into cells for `heatMap()`. An arm that cannot tell is unavailable,
 * with its reason; one that was measured elsewhere is hatched.
 *
 * ```ts
 * import { arms, measure } from "probes";
 * import { heatMap, stateCells } from "workbook";
 *
 * const built = await measure("tail_calls", { arms: await arms(), rounds: 1 });
 * const cells = stateCells(built.arms, [
 *   { value: "tailCalls", name: "tail calls" },
 *   { value: "specialization", name: "specialized bytecode" },
 * ]);
 * const text: string = await heatMap(cells).toText();
 * ```
 */
export function stateCells(
  arms: readonly Pick<MeasuredArm, "label" | "summary" | "processes" | "failures" | "frozen">[],
  facts: readonly StateFact[],
): HeatCell[] {
  return facts.flatMap(({ value: key, name, state = usualState, words = usualWords }) =>
    arms.map((arm): HeatCell => {
      const { label, summary, frozen } = arm;
      const value = summary[key]?.median ?? null;
      const place = {
        row: name,
        // The same CPython, measured here and elsewhere, is two columns.
        column: frozen === undefined ? label : `${label} ${FROZEN_WORD}`,
        ...frozenOf([arm]),
      };
      const unavailable = reasonOf(arm);
      if (unavailable !== null) return { ...place, state: "unavailable", unavailable };
      if (value === null) return { ...place, state: "unclear" };
      const told = words(value);
      return { ...place, state: state(value), ...(told === "" ? {} : { words: told }) };
    })
  );
}

function usualState(value: number | string): HeatState {
  return value === "yes" || (typeof value === "number" && value > 0) ? "yes" : "no";
}

/** A plain yes or no is said by its sign. */
function usualWords(value: number | string): string {
  return value === "yes" || value === "no" ? "" : `${value}`;
}
