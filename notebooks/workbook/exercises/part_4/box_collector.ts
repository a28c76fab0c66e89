/** Box four: the collector's pauses, how they were taken, and what it costs by itself. */

import type { CheckPart } from "../../ledger/check_result.ts";
import { NOT_RUN } from "./box_statistics.ts";
import { quoted } from "./output_lines.ts";
import type { ProfilerSection } from "./profiler_output.ts";
import {
  faultIn,
  faultsOver,
  faultText,
  type ProfilerRun,
  type ProfilerTrial,
} from "./profiler_trial.ts";

/** How far a printed share may lie from the one that the printed pauses give, in points. */
const SHARE_POINTS_MAX = 10;

/** The pauses of a program cannot take longer than its timings. */
const PAUSES_MAX = 1.05;

/** What a verdict calls the collector. */
const COLLECTOR = /\b(?:gc|garbage|collector|collections?|churn)\b/i;

/** One point for a list of pauses, one for where they are from, one for what the collector costs. */
export function judgeCollector({ finished, facts }: ProfilerTrial): CheckPart {
  const name = "the collector by itself";
  const max = 3;
  if (finished.length === 0) return { name, points: 0, max, reason: NOT_RUN };
  const { callbacks, durations } = facts.collector;
  const groups = [
    faultsOver(finished, (run) => inCollector(run, pausesFaults)),
    callbacks.length + durations.length > 0
      ? []
      : ["The pauses are not from the collector: append a function to gc.callbacks"],
    faultsOver(finished, (run) => inCollector(run, impactFaults)),
  ];
  const faults = [...new Set(groups.flat())];
  return {
    name,
    points: groups.filter(({ length }) => length === 0).length,
    max,
    reason: faults.length === 0
      ? `${impactText(finished)}; its pauses are told by ` +
        `${callbacks.length > 0 ? "gc.callbacks" : "duration"}.`
      : faultText(faults),
  };
}

function inCollector(
  { output: { sections: { collector } } }: ProfilerRun,
  faultsOf: (section: ProfilerSection) => string[],
): string[] {
  return collector.kind === "fault" ? [collector.reason] : faultsOf(collector.value);
}

function pausesFaults({ pauses, statistics }: ProfilerSection): string[] {
  if (pauses.kind === "fault") return [pauses.reason];
  const timedMs = statistics.kind === "found"
    ? statistics.value.count * statistics.value.meanMs
    : Infinity;
  const totalMs = sumOf(pauses.value.pausesMs);
  return totalMs <= timedMs * PAUSES_MAX ? [] : [
    `${quoted(pauses.value.line)} come to ${totalMs.toFixed(2)} ms, and all timings of this ` +
    `section to ${timedMs.toFixed(2)} ms: are they of the same work, in the same unit?`,
  ];
}

function impactFaults({ pauses, statistics, impact, verdict }: ProfilerSection): string[] {
  if (impact.kind === "fault") {
    return verdict.kind === "found" && COLLECTOR.test(verdict.value)
      ? [
        `${quoted(verdict.value)} blames the collector, and a time alone does not show that ` +
        `(record L2-P4-03): a slow program may hardly collect. ${impact.reason}`,
      ]
      : faultIn(impact);
  }
  if (impact.value.kind === "off" || pauses.kind === "fault" || statistics.kind === "fault") {
    return [];
  }
  const { percent } = impact.value;
  const timedMs = statistics.value.count * statistics.value.meanMs;
  const listed = 100 * sumOf(pauses.value.pausesMs) / timedMs;
  const isOff = pauses.value.isComplete
    ? Math.abs(percent - listed) > SHARE_POINTS_MAX
    : percent < listed - SHARE_POINTS_MAX;
  return isOff
    ? [
      `A GC share of ${percent} % does not fit: the listed pauses are ${listed.toFixed(1)} % of ` +
      "n times mean",
    ]
    : [];
}

function impactText(finished: readonly ProfilerRun[]): string {
  const impacts = finished.flatMap(({ output: { sections: { collector } } }) =>
    collector.kind === "found" && collector.value.impact.kind === "found"
      ? [collector.value.impact.value]
      : []
  );
  const shown = impacts.map((impact) =>
    impact.kind === "share" ? `${impact.percent} %` : `${impact.ms} ms with it off`
  );
  return `What the collector costs, run by run: ${shown.join(", ")}`;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
