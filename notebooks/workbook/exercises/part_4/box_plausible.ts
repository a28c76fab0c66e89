/** What times cannot be, whatever the machine did: copied, longer than the process, or not there. */

import { quoted } from "./output_lines.ts";
import { SECTION_KINDS, SECTIONS } from "./output_sections.ts";
import { milliseconds, type ProfilerRun, timesOf } from "./profiler_trial.ts";

/** How far the times that a program says it took may lie above the time that it took. */
const CLAIMED_MAX = 1.05;

/** Why the times of these runs are none; null where they may be. */
export function unmeasuredFault(finished: readonly ProfilerRun[]): string | null {
  return copiedFault(finished) ?? claimedFault(finished) ?? missingFault(finished);
}

/** Digits that are the same in three processes were not measured. */
function copiedFault(finished: readonly ProfilerRun[]): string | null {
  for (const kind of SECTION_KINDS) {
    const lines = timesOf(finished, kind).map(({ line }) => line);
    const [first] = lines;
    if (first !== undefined && lines.length > 1 && lines.every((line) => line === first)) {
      return `${
        quoted(first)
      } in all runs: these digits do not look measured. If they are, print ` +
        "more of them.";
    }
  }
  return null;
}

/** All timings together cannot take longer than the process. */
function claimedFault(finished: readonly ProfilerRun[]): string | null {
  for (const { run, output } of finished) {
    const claimedMs = SECTION_KINDS.reduce((sum, kind) => {
      const section = output.sections[kind];
      const statistics = section.kind === "found" ? section.value.statistics : null;
      return statistics?.kind === "found"
        ? sum + statistics.value.count * statistics.value.meanMs
        : sum;
    }, 0);
    if (claimedMs > run.wallMs * CLAIMED_MAX) {
      return `n times mean comes to ${milliseconds(claimedMs)} over the sections, more than the ` +
        `${milliseconds(run.wallMs)} that the whole process took: is the unit right?`;
    }
  }
  return null;
}

function missingFault(finished: readonly ProfilerRun[]): string | null {
  const missing = SECTION_KINDS.find((kind) => timesOf(finished, kind).length < finished.length);
  return missing === undefined
    ? null
    : `The times of ${SECTIONS[missing].name} cannot be compared: not every run has one that can ` +
      "be read. The next box says why.";
}
