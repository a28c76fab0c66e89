/** A measurement as a table: one row an interpreter. */

import { INSTALL_HINT } from "./interpreters/mod.ts";
import type { MeasuredArm, MeasurementResult } from "./result.ts";
import type { RunEnding } from "./run.ts";
import type { Column, TableSpec } from "./table.ts";

/** Failures told in full; the rest is counted. */
const FAILURES_SHOWN_MAX = 5;

/** Describes a measurement. */
export function resultTable(
  result: Pick<
    MeasurementResult,
    "title" | "value" | "arms" | "ending" | "sliceCount" | "rounds" | "seed"
  >,
): TableSpec {
  const { unit, name } = result.value;
  const right: Pick<Column, "align"> = { align: "right" };
  return {
    caption: result.title,
    columns: [
      { title: "CPython" },
      { title: "Build" },
      { title: `${name}, median (${unit})`, ...right },
      { title: `lowest process (${unit})`, ...right },
      { title: `highest process (${unit})`, ...right },
      { title: "Processes", ...right },
    ],
    rows: result.arms.map((arm) => [
      arm.python.name,
      arm.python.build.family,
      formatValue(arm.median),
      formatValue(arm.low),
      formatValue(arm.high),
      `${arm.processes.length} of ${arm.processes.length + arm.failures.length}`,
    ]),
    note: [...notes(result), ...failureNotes(result.arms)].join("\n"),
  };
}

/** A value with three or four significant digits; a dash for none. */
export function formatValue(value: number | null): string {
  if (value === null) return "–";
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(value >= 100 ? 4 : 3);
}

/** Why a process does not count, in words. */
export function endingText(ending: RunEnding): string {
  switch (ending.kind) {
    case "completed":
      return "completed";
    case "spawn_failed":
      return `could not be started: ${ending.message}`;
    case "timed_out":
      return `was ended after ${ending.afterSeconds} s`;
    case "exited":
      return `ended with exit code ${ending.code}: ${ending.message.split("\n").at(-1) ?? ""}`;
    case "signalled":
      return `was ended by ${ending.signal}`;
    case "noise":
      return `printed "${ending.line}", which is no event (${ending.reason})`;
    case "broken_line":
      return `broke off in the middle of the line "${ending.line}"`;
    case "too_much_output":
      return `printed more than ${ending.bytesMax} bytes`;
    case "incomplete":
      return `gave ${ending.sliceCount} of ${ending.expected} timings`;
    case "skipped":
      return `cannot run there: ${ending.reason}`;
    case "stopped":
      return "was stopped";
  }
}

function notes(
  { ending, sliceCount, rounds, seed }: Pick<
    MeasurementResult,
    "ending" | "sliceCount" | "rounds" | "seed"
  >,
): string[] {
  const how =
    `A process's value is the median of its ${sliceCount} timings, nothing left out; every round ` +
    `starts each CPython once, in an order drawn with seed ${seed}.`;
  switch (ending.kind) {
    case "running":
      return [how, "Still running."];
    case "complete":
      return [how];
    case "stopped":
      return [
        how,
        `Stopped: this is what had been measured until then, of ${rounds.length} rounds.`,
      ];
    case "no_interpreters":
      return [INSTALL_HINT];
    case "not_calibrated":
      return [`Nothing was measured: ${ending.reason}`];
  }
}

function failureNotes(arms: readonly MeasuredArm[]): string[] {
  const failures = arms.flatMap((arm) => arm.failures);
  const shown = failures.slice(0, FAILURES_SHOWN_MAX).map((run) =>
    `${run.python}, round ${run.round + 1}, ${endingText(run.ending)}.`
  );
  const hiddenCount = failures.length - shown.length;
  return hiddenCount > 0 ? [...shown, `${hiddenCount} more processes do not count.`] : shown;
}
