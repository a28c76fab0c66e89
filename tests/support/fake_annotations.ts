/** Measurements about annotations that nobody made: the price of three spellings, and the import of a module. */

import { type MeasurementResult, PROBES } from "../../probes/mod.ts";
import { fakeRunsOf } from "./fake_collector_runs.ts";

/** What runs of one program differ by. */
const RUNS = [0.99, 1, 1.01, 1, 0.99, 1.02, 1, 1.01];

/** An import that takes 0.05 ms, and that many µs for each of 100, 500 and 1,000 functions. */
export function fakePrices(
  each: Readonly<Record<"hints" | "future" | "none", number>>,
): MeasurementResult {
  const { values } = PROBES.annotations_import;
  const runs = fakeRunsOf(
    "annotations_import",
    [100, 500, 1000].flatMap((functions) =>
      Object.entries(each).map(([style, us]) => ({
        label: `py3.14.0, functions = ${functions}, style = ${style}`,
        params: { functions, classes: 0, style },
        values: { import: RUNS.map((share) => (0.05 + us * functions / 1000) * share) },
      }))
    ),
  );
  return { ...runs, value: values[0], values };
}

/** An import of 40 ms that brings along 120 modules with 2,800 functions, 50 of them annotated. */
export function fakeStart(): MeasurementResult {
  const runs = (value: number) => [value, value, value];
  return fakeRunsOf("import_time", [{
    label: "container: import asyncio",
    params: { module: "asyncio" },
    values: {
      import: [39, 40, 41],
      added: runs(120),
      functions: runs(2800),
      annotated: runs(50),
    },
  }]);
}
