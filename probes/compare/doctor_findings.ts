/** What stands in the way of measuring on a machine, and what can be done about it. */

import type { Comparison } from "./comparison.ts";
import { formatShare } from "../show/format.ts";
import { INSTALL_HINT } from "../interpreters/mod.ts";
import type { MachineChange } from "../machine/mod.ts";
import type { MeasurementEnding } from "../measure/result.ts";

/** Something that the reader should know; its text ends in what the reader can do. */
export interface DoctorFinding {
  /** For programs. */
  readonly kind:
    /** A program differed from itself. */
    | "differs_from_itself"
    /** There was no interval. */
    | "no_interval"
    /** There was no CPython that could be examined. */
    | "no_interpreters"
    /** Effects of 5 % are not found in 10 s. */
    | "noisy"
    /** Other programs interrupted many timings. */
    | "preempted"
    /** The host of a virtual machine took time away. */
    | "steal"
    /** A container used up its quota. */
    | "throttled"
    /** The processor changed its speed. */
    | "frequency";
  /** For readers. */
  readonly text: string;
}

/** What findings are made from. */
export interface Examined {
  readonly comparison: Comparison;
  readonly refusesVerdicts: boolean;
  readonly smallestEffect: number | null;
  readonly preemptedShare: number | null;
  readonly change: MachineChange;
  readonly ending: MeasurementEnding;
}

/** Probes are about effects of this size; the budget `quick` is made to find them (decisions, Budgets). */
const EFFECT_WANTED = 0.05;

/** A quarter was seen on machines that still measure well; above it more time is needed (statistics, section 2). */
const PREEMPTED_SHARE_MAX = 0.25;

/** A hundredth of the time is more than idle neighbours take; chosen. */
const STEAL_SHARE_MAX = 0.01;

/** Frequency steps of modern processors are some 4 %; chosen above that. */
const FREQUENCY_CHANGE_MAX = 0.1;

/** All that was found, the worst first. */
export function findingsOf(examined: Examined): DoctorFinding[] {
  const { preemptedShare, change: { stealShare, throttledCount, throttledMs, frequencyChange } } =
    examined;
  const findings = verdictFindings(examined);
  if (throttledCount !== null && throttledCount > 0) {
    findings.push({
      kind: "throttled",
      text: `The quota of this container was used up ${times(throttledCount)}` +
        `${throttledMs === null ? "" : `, for ${throttledMs.toFixed(0)} ms`}; ` +
        "give it more processor time",
    });
  }
  if (stealShare !== null && stealShare > STEAL_SHARE_MAX) {
    findings.push({
      kind: "steal",
      text:
        `The host of this virtual machine gave ${formatShare(stealShare)} of its time to others; ` +
        "measure at another hour or on another machine",
    });
  }
  if (preemptedShare !== null && preemptedShare > PREEMPTED_SHARE_MAX) {
    findings.push({
      kind: "preempted",
      text: `Other programs interrupted ${formatShare(preemptedShare)} of the timings; ` +
        "end what need not run, or give larger budgets",
    });
  }
  if (frequencyChange !== null && Math.abs(frequencyChange) > FREQUENCY_CHANGE_MAX) {
    findings.push({
      kind: "frequency",
      text: `The processor ended ${formatShare(Math.abs(frequencyChange))} ` +
        `${frequencyChange < 0 ? "slower" : "faster"} than it began; ` +
        "connect the power supply, or fix the frequency",
    });
  }
  return findings;
}

function verdictFindings(
  { comparison, refusesVerdicts, smallestEffect, ending }: Examined,
): DoctorFinding[] {
  if (ending.kind === "no_interpreters") {
    // Without the full stop of a sentence that stands alone.
    return [{ kind: "no_interpreters", text: INSTALL_HINT.replace(/\.$/, "") }];
  }
  if (comparison.low === null || comparison.high === null) {
    return [{
      kind: "no_interval",
      text: "There were too few rounds to say anything; give it more seconds",
    }];
  }
  if (refusesVerdicts) {
    return [{
      kind: "differs_from_itself",
      text:
        "The interval of a program against itself excludes 1, which happens by chance once in " +
        "twenty examinations; for a day its comparisons get no verdict: examine again, which lifts " +
        "that where it was chance",
    }];
  }
  if (smallestEffect !== null && smallestEffect > EFFECT_WANTED) {
    return [{
      kind: "noisy",
      text: `Effects below ${formatShare(smallestEffect)} are often missed in 10 s; ` +
        "end what need not run, or give larger budgets",
    }];
  }
  return [];
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
