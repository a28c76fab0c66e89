/** What each CPython has, as a table of signs: facts that were asked of it, beside when its line of releases came out. */

import type { Interpreter } from "../../../probes/mod.ts";
import type { FrozenSource, HeatCell } from "../charts/mod.ts";

/** When a line of releases came out, ISO 8601; headers of the What's New pages. */
const RELEASED: Readonly<Record<string, string>> = {
  "3.8": "2019-10-14",
  "3.9": "2020-10-05",
  "3.10": "2021-10-04",
  "3.11": "2022-10-24",
  "3.12": "2023-10-02",
  "3.13": "2024-10-07",
  "3.14": "2025-10-07",
};

/**
 * The day on which the first final release of a CPython's line came out, for example `2025-10-07` for every 3.14; null
 * where this project does not know it.
 *
 * ```ts
 * import { discoverInterpreters } from "probes";
 * import { releasedOn } from "workbook";
 *
 * const days: (string | null)[] = (await discoverInterpreters()).map(releasedOn);
 * ```
 */
export function releasedOn({ major, minor }: Interpreter): string | null {
  return RELEASED[`${major}.${minor}`] ?? null;
}

type Answer = Pick<HeatCell, "state">;

/** One row each: what is asked, and the sign for what was answered. */
const FEATURES: readonly (readonly [row: string, answer: (python: Interpreter) => Answer])[] = [
  [
    "instructions specialized while they run",
    ({ specialization }) =>
      specialization === "unknown" ? { state: "unclear" } : signOf(specialization !== "absent"),
  ],
  ["JIT: built in", ({ jit }) => signOf(jit !== "absent")],
  ["JIT: on", ({ jit }) => signOf(jit === "on")],
  ["interpreter loop of tail calls", ({ tailCalls }) => signOf(tailCalls)],
  ["built without the lock (GIL)", ({ freeThreaded }) => signOf(freeThreaded)],
  ["lock: off", ({ gil }) => signOf(gil === "off")],
  ["several interpreters from Python", ({ subinterpreters }) => signOf(subinterpreters)],
  [
    "collector works in increments",
    ({ collector }) =>
      collector === "unknown" ? { state: "unclear" } : signOf(collector === "incremental"),
  ],
  [
    "annotations evaluated when read",
    ({ deferredAnnotations }) =>
      deferredAnnotations === null ? { state: "unclear" } : signOf(deferredAnnotations),
  ],
];

function signOf(has: boolean): Answer {
  return { state: has ? "yes" : "no" };
}

/**
 * A column for each CPython: what it has and what of it is switched on, for `heatMap()`. `frozen` says where they were
 * asked, if not on this machine.
 *
 * ```ts
 * import { arms } from "probes";
 * import { featureCells, heatMap } from "workbook";
 *
 * const text: string = await heatMap(featureCells(await arms())).toText();
 * ```
 */
export function featureCells(
  pythons: readonly Interpreter[],
  { frozen }: { readonly frozen?: FrozenSource | undefined } = {},
): HeatCell[] {
  return FEATURES.flatMap(([row, answer]) =>
    pythons.map((python) => ({
      row,
      // The same CPython, asked here and elsewhere, is two columns.
      column: frozen === undefined ? python.name : `${python.name} (frozen)`,
      ...answer(python),
      ...(frozen === undefined ? {} : { frozen }),
    }))
  );
}
