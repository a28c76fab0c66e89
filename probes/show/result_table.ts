/** A measurement as a table: one row an arm. */

import { endingText, unavailableText } from "./ending_text.ts";
import type { ProbeValue } from "../catalog/probe.ts";
import { formatLevel } from "./format.ts";
import { NO_ARMS_HINT, SECOND_HINT } from "../interpreters/mod.ts";
import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import type { ProbeRun } from "../run/run.ts";
import { median } from "../stats/mod.ts";
import type { Column, TableSpec } from "./table.ts";

/** Failures told in full; the rest is counted. */
const FAILURES_SHOWN_MAX = 5;

/** With more values than this they are the rows, or the table would be wider than a page. */
const VALUE_COLUMNS_MAX = 2;

/** Describes a measurement: one row an arm, or one row a value where there are many. */
export function resultTable(result: Omit<MeasurementResult, symbol>): TableSpec {
  const shape = result.values.length > VALUE_COLUMNS_MAX ? byValue(result) : byArm(result);
  return { caption: result.title, ...shape, note: measurementNotes(result).join("\n") };
}

/** A word with its unit, if there is one. */
export function withUnit(text: string, unit: string): string {
  return unit === "" ? text : `${text} (${unit})`;
}

type Shape = Pick<TableSpec, "columns" | "rows">;

function byArm({ values, arms }: Omit<MeasurementResult, symbol>): Shape {
  return {
    columns: [
      { title: "Arm" },
      { title: "Build" },
      ...values.flatMap(({ name, unit }) => [
        { title: withUnit(`${name}, median`, unit), ...RIGHT },
        { title: withUnit("lowest process", unit), ...RIGHT },
        { title: withUnit("highest process", unit), ...RIGHT },
      ]),
      { title: "Processes", ...RIGHT },
    ],
    rows: arms.map((arm) => [
      arm.label,
      arm.python.build.family,
      ...values.flatMap((value) => {
        const { median = null, low = null, high = null } = arm.summary[value.key] ?? {};
        return [median, low, high].map((level) => formatLevel(level, value));
      }),
      processesText(arm),
    ]),
  };
}

function byValue({ values, arms }: Omit<MeasurementResult, symbol>): Shape {
  return {
    columns: [
      { title: "Median [lowest, highest process]" },
      ...arms.map((arm) => ({ title: arm.label, ...RIGHT })),
    ],
    rows: [
      ...values.map((value) => [
        withUnit(value.name, value.unit),
        ...arms.map((arm) => rangeText(arm, value)),
      ]),
      ["Build", ...arms.map((arm) => arm.python.build.family)],
      ["Processes", ...arms.map(processesText)],
    ],
  };
}

const RIGHT: Pick<Column, "align"> = { align: "right" };

function rangeText(arm: MeasuredArm, value: ProbeValue): string {
  const { median = null, low = null, high = null } = arm.summary[value.key] ?? {};
  const [middle, from, to] = [median, low, high].map((level) => formatLevel(level, value));
  return from === to ? middle ?? "" : `${middle} [${from}, ${to}]`;
}

function processesText(arm: MeasuredArm): string {
  return `${arm.processes.length} of ${arm.processes.length + arm.failures.length}`;
}

/** What stands below a table: how it was measured, what the reader should know, what failed. */
export function measurementNotes(
  result: Omit<MeasurementResult, symbol>,
  { areFlagsShown = true }: { readonly areFlagsShown?: boolean } = {},
): string[] {
  return [
    ...endingNotes(result),
    ...(areFlagsShown ? result.flags.map((flag) => `${flag.text}.`) : []),
    ...failureNotes(result.arms),
  ];
}

function endingNotes(result: Omit<MeasurementResult, symbol>): string[] {
  const { ending } = result;
  switch (ending.kind) {
    case "running":
      return [howText(result), "Still running."];
    case "complete":
    case "stopped":
    case "budget":
      return [howText(result)];
    case "no_interpreters":
      return [NO_ARMS_HINT];
    case "nothing_to_compare":
      return [SECOND_HINT];
    case "not_calibrated":
      return [`Nothing was measured: ${ending.reason}.`];
    case "given_up":
      return [howText(result), `Given up: ${ending.reason}.`];
    case "unavailable":
      return [`This cannot be shown here: ${unavailableText(ending)}.`];
  }
}

function howText(
  { sliceCount, seed, value, rounds, runs, seconds, ending }: Omit<MeasurementResult, symbol>,
): string {
  const process = value.kind === "slices"
    ? `A process's value is the median of its ${sliceCount} timings without warm-up and ` +
      `interrupted ones. ${emptyLoopText(runs)}`
    : "";
  const planned = rounds.length === 1 ? "1 round" : `${rounds.length} rounds`;
  const begun = new Set(runs.map((run) => run.round)).size;
  const count = ending.kind === "complete" ? planned : `${begun} of ${planned}`;
  return `${process}${count} in ${seconds.toFixed(1)} s; every round starts each arm once, in an ` +
    `order drawn with seed ${seed}.`;
}

function emptyLoopText(runs: readonly ProbeRun[]): string {
  const loopNs = median(runs.flatMap(({ state }) => state?.emptyLoopNs ?? []));
  if (loopNs === null) return "";
  return `The loop around its calls takes ${
    Number(loopNs.toPrecision(2))
  } ns a call, not subtracted. `;
}

function failureNotes(arms: readonly MeasuredArm[]): string[] {
  // What an arm cannot show is told by its flag, for all of its processes at once.
  const failures = arms.flatMap((arm) => arm.failures).filter(({ ending }) =>
    ending.kind !== "unavailable"
  );
  const shown = failures.slice(0, FAILURES_SHOWN_MAX).map((run) => {
    const when = run.round < 0 ? "before the first round" : `round ${run.round + 1}`;
    return `${run.arm}, ${when}, ${endingText(run.ending)}.`;
  });
  const hiddenCount = failures.length - shown.length;
  return hiddenCount > 0 ? [...shown, `${hiddenCount} more processes do not count.`] : shown;
}
