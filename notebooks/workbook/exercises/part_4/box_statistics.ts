/** Box three: intervals, mean and standard deviation, baseline and first call, each of which has to fit the others. */

import type { CheckPart } from "../../ledger/check_result.ts";
import { quoted } from "./output_lines.ts";
import { SECTION_KINDS, type SectionKind, SECTIONS } from "./output_sections.ts";
import type { ProfilerSection, StatedStatistics, StatedTime } from "./profiler_output.ts";
import {
  faultIn,
  faultsOver,
  faultText,
  type ProfilerRun,
  type ProfilerTrial,
  sectionsIn,
} from "./profiler_trial.ts";

/** Timings that the specification wants; an import takes longer than a loop, and five show its spread. */
const COUNT_MIN: Readonly<Record<SectionKind, number>> = { loop: 10, collector: 10, imports: 5 };

/** A time further from the mean is of other timings. */
const FAR_DEVIATIONS = 3;

/** An interval is no wider than nearly all of the timings. */
const WIDE_DEVIATIONS = 4;

/** A half width below this part of the standard error is none: the median's interval is narrower, but not by so much. */
const NARROW_ERRORS = 0.05;

/** From this part of the mean on a standard deviation is that of a few wild timings, of which a busy machine makes many. */
const WILD_DEVIATION = 0.5;

/** One point for each of the three kinds of lines. */
export function judgeStatistics({ finished }: ProfilerTrial): CheckPart {
  const max = 3;
  const name = "statistics that mean something";
  if (finished.length === 0) return { name, points: 0, max, reason: NOT_RUN };
  const groups = [intervalFaults, statisticsFaults, loopFaults].map((faultsOf) =>
    faultsOver(finished, faultsOf)
  );
  const faults = [...new Set(groups.flat())];
  return {
    name,
    points: groups.filter(({ length }) => length === 0).length,
    max,
    reason: faults.length === 0
      ? "Each time has its interval, mean and standard deviation, and they fit; the loop has its " +
        "baseline and its first call."
      : faultText(faults),
  };
}

/** What boxes say that have no output to look at. */
export const NOT_RUN = "Not judged before the program comes to its end.";

function intervalFaults(run: ProfilerRun): string[] {
  return SECTION_KINDS.flatMap((kind) => {
    const section = run.output.sections[kind];
    return section.kind === "fault" ? [section.reason] : faultIn(section.value.time);
  });
}

function statisticsFaults(run: ProfilerRun): string[] {
  const missing = SECTION_KINDS.flatMap((kind) => faultIn(run.output.sections[kind]));
  return [...missing, ...sectionsIn(run).flatMap(([kind, section]) => misfits(kind, section))];
}

/** Whether time, interval, mean and standard deviation can be of the same timings. */
function misfits(kind: SectionKind, { time, statistics }: ProfilerSection): string[] {
  if (statistics.kind === "fault") return [statistics.reason];
  const { count } = statistics.value;
  const { name } = SECTIONS[kind];
  if (count < COUNT_MIN[kind]) {
    return [`${name} has n = ${count}, and at least ${COUNT_MIN[kind]} timings are wanted`];
  }
  if (time.kind === "fault") return [];
  const fault = intervalMisfit(time.value, statistics.value);
  return fault === null ? [] : [`${quoted(time.value.line)} ${fault}`];
}

/** What is wrong with an interval beside the standard deviation of the same timings. */
function intervalMisfit(
  { ms, halfMs, digits: [timeDigits, halfDigits] }: StatedTime,
  { meanMs, deviationMs, count }: StatedStatistics,
): string | null {
  const isWild = deviationMs > WILD_DEVIATION * meanMs;
  const halfStep = stepOf(halfDigits);
  if (Math.abs(ms - meanMs) > FAR_DEVIATIONS * deviationMs + stepOf(timeDigits)) {
    return `lies more than three standard deviations from the mean of ${meanMs} ms: are they of ` +
      "the same timings?";
  }
  if (!isWild && halfMs >= ms) {
    return "may be nothing at all: take more and shorter timings, and use their median";
  }
  if (halfMs > WIDE_DEVIATIONS * deviationMs + halfStep) {
    return `has an interval wider than the timings themselves, with their std dev of ${deviationMs} ms`;
  }
  return !isWild && halfMs + halfStep < NARROW_ERRORS * deviationMs / Math.sqrt(count)
    ? `has an interval that ${count} timings with a std dev of ${deviationMs} ms do not allow: it ` +
      "is too narrow"
    : null;
}

/** One unit of the last digit. */
function stepOf(digits: string): number {
  return 10 ** -(digits.split(".")[1]?.length ?? 0);
}

function loopFaults({ output: { sections: { loop } } }: ProfilerRun): string[] {
  if (loop.kind === "fault") return [loop.reason];
  return [...faultIn(loop.value.baseline), ...faultIn(loop.value.first)];
}
