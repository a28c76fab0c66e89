/** An examination as a table: what was found, then what the machine is. */

import type { DoctorResult } from "./doctor.ts";
import { formatShare } from "../show/format.ts";
import { machineRows, textOf } from "../machine/mod.ts";
import { measurementNotes } from "../show/result_table.ts";
import type { TableSpec } from "../show/table.ts";

/** Describes an examination. */
export function doctorTable(result: Omit<DoctorResult, symbol>): TableSpec {
  const { comparison, noiseFloor, smallestEffect, preemptedShare, change } = result;
  return {
    caption: `Measuring on this machine${result.python === null ? "" : `, by ${result.python}`}`,
    columns: [{ title: "What" }, { title: "Found" }],
    rows: [
      ["Verdicts", result.refusesVerdicts ? "refused" : "may be believed"],
      ["A program against itself", comparison.sentence],
      ["Smallest effect found in 10 s", textOf(smallestEffect, formatShare)],
      ["Noise floor in 10 s", textOf(noiseFloor, (share) => `± ${formatShare(share)}`)],
      ["Timings interrupted", textOf(preemptedShare, formatShare)],
      ["Stolen by the host", textOf(change.stealShare, formatShare)],
      ["Time with programs waiting", textOf(change.waitingShare, formatShare)],
      ["Quota used up", textOf(change.throttledCount, (count) => `${count} times`)],
      ...machineRows(result.machine),
    ],
    note: [
      `${result.sentence}.`,
      ...result.findings.map(({ text }) => `${text}.`),
      // Without a CPython the finding has said it all.
      ...(result.ending.kind === "no_interpreters" ? [] : measurementNotes(result.measurement)),
    ].join("\n"),
  };
}
