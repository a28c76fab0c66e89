/** How a measurement stands, in the words below its chart. */

import {
  type FlagKind,
  type MeasurementResult,
  NO_ARMS_HINT,
  SECOND_HINT,
  unavailableText,
} from "../../../probes/mod.ts";
import { countOf } from "../page/words.ts";

/** What must be read below every picture: that it is an earlier measurement, or another machine's, or that it is not kept. */
const RECORD_KINDS: readonly FlagKind[] = [
  "frozen",
  "from_store",
  "not_recorded",
  "store_set_aside",
  "cut_off",
];

/** Says how far it is, why it is not complete, and what is to be known about the record; usually nothing. */
export function statusNotes(measurement: MeasurementResult): string[] {
  const record = measurement.flags.filter(({ kind }) => RECORD_KINDS.includes(kind));
  return [...standingNotes(measurement), ...record.map(({ text }) => `${text}.`)];
}

function standingNotes(measurement: MeasurementResult): string[] {
  const { ending, rounds } = measurement;
  const done = roundsDone(measurement);
  const total = rounds.length;
  switch (ending.kind) {
    case "running":
      return [progressText(measurement)];
    case "complete":
      return [];
    case "stopped":
      return [
        done === 0
          ? "Stopped in the first round: too little for a picture."
          : `Stopped after ${countOf(done, "round")} of ${total}: this is what had been measured.`,
      ];
    case "budget":
      return [`The time was over after ${countOf(done, "round")} of ${total}.`];
    case "no_interpreters":
      return [NO_ARMS_HINT];
    case "nothing_to_compare":
      return [SECOND_HINT];
    case "not_calibrated":
      return [`Nothing was measured: ${ending.reason}.`];
    case "given_up":
      return [`Given up after ${countOf(done, "round")}: ${ending.reason}.`];
    case "unavailable":
      return [`This cannot be shown here: ${unavailableText(ending)}.`];
  }
}

/** Says how many processes are missing from a chart. */
export function failureNotes({ arms }: MeasurementResult): string[] {
  const failed = arms.filter(({ failures }) => failures.length > 0).map(({ label, failures }) =>
    `${failures.length} of ${label}`
  );
  return failed.length === 0 ? [] : [
    `Not drawn, because they failed: ${
      failed.join(", ")
    }; the measurement's table has the reasons.`,
  ];
}

/** Rounds of which every process has run. */
export function roundsDone(
  { runs, rounds }: Pick<MeasurementResult, "runs" | "rounds">,
): number {
  const ran = new Map<number, number>();
  for (const { round, ending } of runs) {
    if (ending.kind !== "stopped") ran.set(round, (ran.get(round) ?? 0) + 1);
  }
  // An arm that was given up is not started in later rounds.
  const last = runs.at(-1)?.round ?? -1;
  return rounds.filter(({ round, order }) =>
    (ran.get(round) ?? 0) >= order.length || (ran.has(round) && round < last)
  ).length;
}

function progressText({ runs, rounds, calibration, arms }: MeasurementResult): string {
  const total = rounds.reduce((sum, { order }) => sum + order.length, 0);
  const left = total - runs.length;
  const meanMs = runs.length === 0
    ? calibration?.processMs ?? 0
    : runs.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0) / runs.length;
  // Processes that take turns last as long as all of their round together.
  const sideBySide = (calibration?.processors ?? []).length === 0 ? 1 : Math.max(1, arms.length);
  const processMs = runs.length === 0 ? meanMs : meanMs / sideBySide;
  const seconds = Math.max(1, Math.round(left * processMs / 1000));
  const round = Math.min(rounds.length, roundsDone({ runs, rounds }) + 1);
  return `Measuring: round ${round} of ${rounds.length}, about ${seconds} s left.`;
}
