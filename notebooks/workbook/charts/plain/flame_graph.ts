/** Where a program spends its time, by call stack: a flame graph of collapsed stacks. */

import { formatValue } from "../../../../probes/mod.ts";
import { type Chart, checkChartOptions, makeChart } from "../../drawing/chart.ts";
import {
  checkList,
  checkNumber,
  checkRows,
  isUnavailable,
  type PlainOptions,
  type PlainRow,
  type UnavailableRow,
} from "./rows.ts";
import { drawWeights } from "./weight_chart.ts";
import { stackNodes, type StackWeight } from "./weight_tree.ts";

/** The profile of one program. */
export interface FlameRow extends PlainRow {
  /** What a profiler saw. */
  readonly stacks: readonly StackWeight[];
}

/** What `flameGraph()` may be told. */
export interface FlameOptions extends PlainOptions {
  /** What a weight counts: `ms`, or `samples` when not given. */
  readonly unit?: string;
}

const DOING = "Cannot draw a flame graph";

/** Different stacks of one program; a sampling profiler meets some hundreds in a minute. */
const STACKS_MAX = 20_000;

/**
 * Draws call stacks as flames: as wide as a function took long, above the function that called it. Each program fills the
 * width.
 *
 * ```ts
 * import { flameGraph } from "workbook";
 *
 * const stacks = [
 *   { frames: ["main", "parse"], weight: 30 },
 *   { frames: ["main", "parse", "split"], weight: 10 },
 *   { frames: ["main", "write"], weight: 20 },
 * ];
 * const text: string = await flameGraph([{ label: "an example", stacks }]).toText();
 * ```
 */
export function flameGraph(
  rows: readonly (FlameRow | UnavailableRow)[],
  options: FlameOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title", "unit"]);
  checkRows(DOING, { rows, check: checkStacks });
  const { title = "Where the time goes", unit = "samples" } = options;
  const weigh = (weight: number) =>
    `${Number.isInteger(weight) ? weight.toLocaleString("en") : formatValue(weight)} ${unit}`;
  return makeChart(() =>
    Promise.resolve(drawWeights(
      rows.map((row) => isUnavailable(row) ? row : { ...row, nodes: stackNodes(row.stacks) }),
      {
        title,
        growsUp: true,
        isCommonScale: false,
        weigh,
        nouns: ["frame", "s"],
        help:
          "As wide as the function took long, with those above it, which it called; from left to right is no " +
          "order in time. Orange, with a number: took most by itself; the numbers stand below.",
      },
    ))
  );
}

function checkStacks({ stacks, label }: FlameRow): void {
  checkList(DOING, { name: `the stacks of "${label}"`, value: stacks, itemsMax: STACKS_MAX });
  for (const { frames, weight } of stacks) {
    checkList(DOING, {
      name: `the frames of a stack of "${label}"`,
      value: frames,
      itemsMax: 2000,
    });
    checkNumber(DOING, { name: `the weight of ${frames.join(";")}`, value: weight });
  }
}
