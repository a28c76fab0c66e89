/** The parts of the check of `measure_pauses()` and `detect_incremental()`, over all CPythons in which they were tried. */

import type { CheckPart } from "../../ledger/check_result.ts";
import type { CollectorTrial, DetectorTrial, PausesTrial } from "./collector_trial.ts";

/** A trial with the CPython that it was made in. */
export interface NamedTrial extends CollectorTrial {
  readonly python: string;
  /** What our own test of behaviour found there. */
  readonly isIncremental: boolean;
}

/** Points that the two functions can earn. */
export const COLLECTOR_TOOLS_MAX = 6;

/** Judges trials, one a CPython. Pure. */
export function collectorParts(trials: readonly NamedTrial[]): CheckPart[] {
  const rules: readonly PartRule[] = [
    {
      name: "pauses are listed",
      max: 1,
      faultOf: faultOfList,
      praise: "Each above 0, and together within the time of the workload.",
    },
    {
      name: "every collection is counted",
      max: 1,
      faultOf: faultOfCount,
      praise: `As many as the check saw itself: ${countsText(trials)}.`,
    },
  ];
  return [...detectorParts(trials), ...rules.map((rule) => partOf(trials, rule))];
}

/** The parts about `detect_incremental()` alone. Pure. */
export function detectorParts(trials: readonly NamedTrial[]): CheckPart[] {
  const rules: readonly PartRule[] = [
    { name: "runs in every CPython", max: 1, faultOf: faultOfRun, praise: "It was loaded in all." },
    { name: "the detector is right", max: 2, faultOf: faultOfAnswer, praise: agreeing(trials) },
    {
      name: "the detector asks the collector",
      max: 1,
      faultOf: faultOfWay,
      praise: "Neither a version nor a threshold turns its answer around.",
    },
  ];
  return rules.map((rule) => partOf(trials, rule));
}

/** Remarks that cost no points. */
export function collectorNotes(trials: readonly NamedTrial[]): string[] {
  const left = trials.find(({ pauses }) => pauses?.kind === "list" && pauses.left > 0);
  return [
    ...(left === undefined
      ? []
      : ["measure_pauses() leaves its callback in gc.callbacks: remove it when you are done."]),
    ...new Set(trials.flatMap(({ run }) => run.notes)),
  ];
}

/** One part of the check. */
interface PartRule {
  readonly name: string;
  readonly max: number;
  /** What is wrong in one CPython; null where nothing is. */
  readonly faultOf: (trial: NamedTrial) => string | null;
  readonly praise: string;
}

/** All points, or none and the first CPython with a fault. */
function partOf(
  trials: readonly NamedTrial[],
  { name, max, faultOf, praise }: PartRule,
): CheckPart {
  for (const trial of trials) {
    const fault = faultOf(trial);
    if (fault !== null) return { name, points: 0, max, reason: `${trial.python}: ${fault}` };
  }
  return { name, points: max, max, reason: praise };
}

function faultOfRun({ load, run }: NamedTrial): string | null {
  if (load === null) return `${run.message}.`;
  if (load.kind === "raised") return `the program stopped with ${raisedText(load)}`;
  return run.ending.kind === "finished" ? null : `${run.message}.`;
}

function faultOfAnswer(trial: NamedTrial): string | null {
  const { detect, isIncremental, python } = trial;
  const fault = detectorFault(detect, trial);
  if (fault !== null || detect?.kind !== "answer") return fault;
  if (detect.answer === isIncremental) return null;
  return `detect_incremental() gave ${
    detect.answer ? "True" : "False"
  }, and an object that outlives gc.collect(0) in ${python} tells otherwise: this collector is ${
    isIncremental ? "" : "not "
  }incremental.${detect.byVersion ? ` ${VERSION_REASON}` : ""}`;
}

const VERSION_REASON =
  "It asks for the version: 3.14.0 to 3.14.4 have the incremental collector, 3.14.5 and later do " +
  "not, and nobody knows what a distribution builds. Try out what the collector does.";

function faultOfWay(trial: NamedTrial): string | null {
  const { detect } = trial;
  const fault = detectorFault(detect, trial);
  if (fault !== null || detect?.kind !== "answer") return fault;
  if (detect.byVersion) return VERSION_REASON;
  if (detect.byThreshold) {
    return "another third threshold turns the answer around. Any program may set thresholds, so " +
      "they are only a hint: look where an object is that outlives gc.collect(0).";
  }
  return detect.asked.length > 0 ? null : "it asks the collector nothing, so it would give this " +
    "answer in every CPython. Try out what the collector does.";
}

/** Why there is no answer at all. */
function detectorFault(detect: DetectorTrial | null, trial: NamedTrial): string | null {
  if (detect === null) return notTried("detect_incremental()", trial);
  switch (detect.kind) {
    case "missing":
      return "there is no function detect_incremental().";
    case "raised":
      return `detect_incremental() stopped with ${raisedText(detect)}`;
    case "no_answer":
      return `detect_incremental() gave ${detect.shown}: True or False is needed.`;
    case "answer":
      return null;
  }
}

function faultOfList(trial: NamedTrial): string | null {
  const { pauses } = trial;
  const fault = pausesFault(pauses, trial);
  if (fault !== null || pauses?.kind !== "list") return fault;
  if (pauses.count === 0) {
    return `the list is empty, while the collector set out ${pauses.ownCount} times.`;
  }
  if (!pauses.arePositive) return "not every length in the list is a number above 0.";
  const { totalMs, wallMs } = pauses;
  return totalMs === null || totalMs > wallMs
    ? `the lengths add up to ${milliseconds(totalMs)}, and the workload took ${
      milliseconds(wallMs)
    }. The list is in milliseconds: is the unit right?`
    : null;
}

/** The check's own callback and the learner's may miss one at each end. */
const COUNT_SLACK = 2;

/** The two clocks read at other moments of the same pause; a factor of ten is a unit, not that. */
const TOTAL_FACTOR_MAX = 10;

function faultOfCount(trial: NamedTrial): string | null {
  const { pauses } = trial;
  const fault = pausesFault(pauses, trial);
  if (fault !== null || pauses?.kind !== "list") return fault;
  const { count, ownCount, totalMs, ownTotalMs } = pauses;
  if (!pauses.wasWatching) {
    return "gc.callbacks was emptied, and the check's own callback with it: remove only your own.";
  }
  if (Math.abs(count - ownCount) > COUNT_SLACK) {
    return `the list has ${count}, and the collector set out ${ownCount} times by itself while the ` +
      "workload ran. A clock around gc.collect() misses those: let gc.callbacks call you.";
  }
  const factor = totalMs === null || totalMs <= 0 ? Infinity : ownTotalMs / totalMs;
  return factor > TOTAL_FACTOR_MAX
    ? `the pauses took ${milliseconds(ownTotalMs)} together, and the list adds up to ${
      milliseconds(totalMs)
    }. The list is in milliseconds: is the unit right?`
    : null;
}

/** Why there is no list at all. */
function pausesFault(pauses: PausesTrial | null, trial: NamedTrial): string | null {
  if (pauses === null) return notTried("measure_pauses()", trial);
  switch (pauses.kind) {
    case "missing":
      return "there is no function measure_pauses(workload).";
    case "raised":
      return `measure_pauses() stopped with ${raisedText(pauses)}`;
    case "no_list":
      return `measure_pauses() gave ${pauses.shown}: a list of lengths in ms is needed.`;
    case "list":
      if (pauses.calls === 0) return "measure_pauses() never called workload().";
      return pauses.ownCount === 0
        ? "the collector never set out while the workload ran: leave it switched on."
        : null;
  }
}

function notTried(what: string, { load, run }: NamedTrial): string {
  if (load?.kind === "raised") return `${what} was not tried, because the program was not loaded.`;
  return run.ending.kind === "finished"
    ? `${what} was not tried.`
    : `${what} did not come to an end: ${run.message}.`;
}

function raisedText({ error, line }: { readonly error: string; readonly line: number | null }) {
  return line === null ? `${error}.` : `${error}, line ${line}.`;
}

function agreeing(trials: readonly NamedTrial[]): string {
  const kinds = trials.map(({ python, isIncremental }) =>
    `${python} ${isIncremental ? "incremental" : "not incremental"}`
  );
  return `As our own test says: ${kinds.join(", ")}.`;
}

function countsText(trials: readonly NamedTrial[]): string {
  return trials.map(({ python, pauses }) =>
    `${python} ${pauses?.kind === "list" ? pauses.ownCount : 0}`
  ).join(", ");
}

function milliseconds(ms: number | null): string {
  return ms === null ? "no number" : `${Number(ms.toPrecision(3))} ms`;
}
