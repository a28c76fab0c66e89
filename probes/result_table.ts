/** A measurement as a table: one row an arm. */

import { endingText } from "./ending_text.ts";
import { formatValue } from "./format.ts";
import { INSTALL_HINT } from "./interpreters/mod.ts";
import type { MeasuredArm, MeasurementResult } from "./result.ts";
import type { Column, TableSpec } from "./table.ts";

/** Failures told in full; the rest is counted. */
const FAILURES_SHOWN_MAX = 5;

/** Describes a measurement. */
export function resultTable(result: Omit<MeasurementResult, symbol>): TableSpec {
  const { unit, name } = result.value;
  const right: Pick<Column, "align"> = { align: "right" };
  const others = result.values.slice(1);
  return {
    caption: result.title,
    columns: [
      { title: "Arm" },
      { title: "Build" },
      { title: `${name}, median (${unit})`, ...right },
      { title: `lowest process (${unit})`, ...right },
      { title: `highest process (${unit})`, ...right },
      ...others.map((value) => ({ title: titled(value), ...right })),
      { title: "Processes", ...right },
    ],
    rows: result.arms.map((arm) => [
      arm.label,
      arm.python.build.family,
      formatValue(arm.median),
      formatValue(arm.low),
      formatValue(arm.high),
      ...others.map(({ key }) => shown(arm.summary[key]?.median ?? null)),
      `${arm.processes.length} of ${arm.processes.length + arm.failures.length}`,
    ]),
    note: measurementNotes(result).join("\n"),
  };
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

function titled({ name, unit }: { readonly name: string; readonly unit: string }): string {
  return unit === "" ? name : `${name} (${unit})`;
}

function shown(value: number | string | null): string {
  return typeof value === "string" ? value : formatValue(value);
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
      return [INSTALL_HINT];
    case "not_calibrated":
      return [`Nothing was measured: ${ending.reason}.`];
    case "given_up":
      return [howText(result), `Given up: ${ending.reason}.`];
  }
}

function howText(
  { sliceCount, seed, value, rounds, seconds }: Omit<MeasurementResult, symbol>,
): string {
  const process = value.kind === "slices"
    ? `A process's value is the median of its ${sliceCount} timings without warm-up and interrupted ones. `
    : "";
  const count = rounds.length === 1 ? "1 round" : `${rounds.length} rounds`;
  return `${process}${count} in ${
    seconds.toFixed(1)
  } s; every round starts each arm once, in an order drawn with seed ${seed}.`;
}

function failureNotes(arms: readonly MeasuredArm[]): string[] {
  const failures = arms.flatMap((arm) => arm.failures);
  const shown = failures.slice(0, FAILURES_SHOWN_MAX).map((run) => {
    const when = run.round < 0 ? "before the first round" : `round ${run.round + 1}`;
    return `${run.arm}, ${when}, ${endingText(run.ending)}.`;
  });
  const hiddenCount = failures.length - shown.length;
  return hiddenCount > 0 ? [...shown, `${hiddenCount} more processes do not count.`] : shown;
}
