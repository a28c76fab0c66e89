/** Where the time of a program's imports went: an icicle of what `-X importtime` prints. */

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
import { drawWeights, weighUs } from "./weight_chart.ts";
import { importNodes, type ImportTime } from "./weight_tree.ts";

/** The imports of one program in one CPython. */
export interface ImportRow extends PlainRow {
  /** In the order in which `-X importtime` prints them: a module stands behind those that it imports. */
  readonly imports: readonly ImportTime[];
}

const DOING = "Cannot draw an import tree";

/** Imports of one program at most: one with 1,000 modules is a large one. */
const IMPORTS_MAX = 10_000;

/**
 * Draws imports as an icicle: as wide as a module took long, below the module that imported it. Several programs share one
 * scale.
 *
 * ```ts
 * import { importTree } from "workbook";
 *
 * const imports = [
 *   { module: "enum", depth: 1, selfUs: 400, cumulativeUs: 400 },
 *   { module: "re", depth: 0, selfUs: 600, cumulativeUs: 1000 },
 * ];
 * const text: string = await importTree([{ label: "an example", imports }]).toText();
 * ```
 */
export function importTree(
  rows: readonly (ImportRow | UnavailableRow)[],
  options: PlainOptions = {},
): Chart {
  checkChartOptions(DOING, options, ["title"]);
  checkRows(DOING, { rows, check: checkImports });
  return makeChart(() =>
    Promise.resolve(drawWeights(
      rows.map((row) => isUnavailable(row) ? row : { ...row, nodes: importNodes(row.imports) }),
      {
        title: options.title ?? "Time of imports",
        growsUp: false,
        isCommonScale: true,
        weigh: weighUs,
        nouns: ["module", "s"],
        help:
          "As wide as the module took long, with those below it, which it imported. Orange, with a number: " +
          "took most by itself; the numbers stand below.",
      },
    ))
  );
}

function checkImports({ imports, label }: ImportRow): void {
  checkList(DOING, { name: `the imports of "${label}"`, value: imports, itemsMax: IMPORTS_MAX });
  for (const { module, depth, selfUs, cumulativeUs } of imports) {
    for (const [name, value] of Object.entries({ depth, selfUs, cumulativeUs })) {
      checkNumber(DOING, { name: `"${name}" of ${module}`, value });
    }
  }
}
