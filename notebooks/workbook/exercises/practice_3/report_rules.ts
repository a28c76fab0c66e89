/** How counts of pauses and peaks of memory are judged: by the range of the runs, which is narrow for both. */

import { formatValue, type MeasuredArm } from "../../../../probes/mod.ts";
import { cut, type Ruling } from "../acceptance.ts";
import { runsOf } from "../garbage_collection/measured.ts";
import { readStated, type StatedReading } from "../stated.ts";

/** Peaks of memory of one program differ by less, from run to run and as they are rounded. */
const MEMORY_SHARE = 0.1;

/** R-count over a few runs: right within their range, which is one number where nothing else ran. */
export function judgePauseCount(
  answer: number | string,
  { arm, setting }: { readonly arm: MeasuredArm; readonly setting: string },
): Ruling {
  const runs = runsOf(arm, "pauses");
  if (runs === null) return notKnown("the number of pauses");
  const stated = readStated(answer);
  if (stated.kind === "unreadable") return unreadable(answer, stated);
  if (stated.value >= runs.low && stated.value <= runs.high) {
    const seen = runs.low === runs.high ? `${runs.low}` : `${runs.low} to ${runs.high}`;
    return { kind: "right", reason: `Counted here under "${setting}": ${seen}.` };
  }
  return {
    kind: "wrong",
    reason: runs.high === 0
      ? "A collector that is switched off never sets out: count the marks in that lane."
      : stated.value === 0
      ? "There are marks in that lane: each of them is a pause."
      : `Counted by the collector's own callbacks, under "${setting}": read its row again. It is a ` +
        "count, so neither rounding nor noise explains the difference.",
  };
}

/** The peak of the whole process, right within a tenth; the other setting's is a mistake of its own. */
export function judgePeak(
  answer: number | string,
  { arm, other }: { readonly arm: MeasuredArm; readonly other: MeasuredArm },
): Ruling {
  const [runs, others] = [runsOf(arm, "peakRss"), runsOf(other, "peakRss")];
  if (runs === null) return notKnown("the peak of memory");
  const stated = readStated(answer, "MiB");
  if (stated.kind === "unreadable") return unreadable(answer, stated);
  const isNear = ({ low, high }: { readonly low: number; readonly high: number }) =>
    stated.value >= low * (1 - MEMORY_SHARE) && stated.value <= high * (1 + MEMORY_SHARE);
  if (isNear(runs)) {
    return { kind: "right", reason: `Measured here: ${formatValue(runs.middle)} MiB at its peak.` };
  }
  const factor = stated.value / runs.middle;
  return {
    kind: "wrong",
    reason: others !== null && isNear(others)
      ? "That is the peak of the other setting: look at the name of the row."
      : factor > 500 && factor < 2000
      ? "Is the unit right? The panel is in MiB."
      : "The peak is the most that the process ever had, garbage included: read it from the panel " +
        "of peak memory, not from the objects that are alive.",
  };
}

function notKnown(what: string): Ruling {
  return { kind: "unjudged", reason: `Not judged, no points lost: ${what} is not known here.` };
}

function unreadable(
  answer: number | string,
  { why }: Extract<StatedReading, { kind: "unreadable" }>,
): Ruling {
  return {
    kind: "wrong",
    reason: `"${cut(String(answer))}" ${why}. Give one number, for example 12.5.`,
  };
}
