/** Boxes one and two: does the program run, and do three runs agree? */

import type { CheckPart } from "../../ledger/check_result.ts";
import { wholePercent } from "../../page/words.ts";
import { quoted, SECTION_KINDS, type SectionKind, SECTIONS } from "./profiler_output.ts";
import { type ProfilerRun, type ProfilerTrial, timesOf } from "./profiler_trial.ts";

/** Does it come to its end every time, and leave alone what is not its own? */
export function judgeRuns({ repeated, finished }: ProfilerTrial): CheckPart {
  const box = (points: number, reason: string) => ({ name: "it runs", points, max: 2, reason });
  const { runs, runCount, name } = repeated;
  const failed = runs.findIndex(({ ending }) => ending.kind !== "finished");
  const message = runs[failed]?.message;
  if (message !== undefined) {
    const place = failed === 0
      ? ""
      : `Run ${failed + 1}, in the folder that run 1 has left behind: `;
    return box(0, `${place}${message}.`);
  }
  const changed = runs.flatMap(({ changedOutside }) => changedOutside)[0];
  if (changed !== undefined) {
    return box(
      0,
      `${name} writes outside of its folder: ${changed.path} (${changed.kind}). A program that ` +
        "measures leaves the files of others alone; the current folder is its own.",
    );
  }
  const wallMs = finished.map(({ run }) => Math.round(run.wallMs));
  return box(2, `${runCount} runs came to their end, after ${wallMs.join(", ")} ms.`);
}

/** Ratios of the longest to the shortest time that count as the same, on a machine that keeps its speed. */
const AGREEING: Readonly<Record<SectionKind, number>> = {
  loop: 1.25,
  collector: 1.25,
  // An import reads files, and whoever else uses the disk is in its time.
  imports: 1.6,
};

/** A machine whose own speed changed by more between the runs says nothing about a program. */
const SPREAD_MAX = 0.5;

/** How far the times that a program says it took may lie above the time that it took. */
const CLAIMED_MAX = 1.05;

/** Do the times of three runs agree? */
export function judgeConsistent(trial: ProfilerTrial): CheckPart {
  const { points, reason } = agreement(trial);
  return { name: "three runs agree", points, max: 2, reason };
}

/** Whether the runs disagree by their times alone: on a busy machine that happens to good programs, too, though rarely twice. */
export function doVary(trial: ProfilerTrial): boolean {
  return agreement(trial).doVary === true;
}

interface Agreement {
  readonly points: number;
  readonly reason: string;
  readonly doVary?: boolean;
}

function agreement({ repeated, finished }: ProfilerTrial): Agreement {
  const { runCount, referenceMs, referenceProcessMs } = repeated;
  const box = (points: number, reason: string) => ({ points, reason });
  if (finished.length < runCount) {
    return box(0, `${runCount} runs are compared, and ${finished.length} came to their end.`);
  }
  const fault = copiedFault(finished) ?? claimedFault(finished) ?? missingFault(finished);
  if (fault !== null) return box(0, fault);
  const own = `A loop of ours took ${referenceMs.map(milliseconds).join(", ")} before the runs`;
  const spreads: Readonly<Record<SectionKind, number>> = {
    loop: spreadOf(referenceMs),
    collector: spreadOf(referenceMs),
    imports: Math.max(spreadOf(referenceMs), spreadOf(referenceProcessMs)),
  };
  if (referenceMs.length < runCount || spreads.loop > SPREAD_MAX) {
    return box(2, `Not judged, no points lost: ${own}, so this machine was too busy to tell.`);
  }
  const judged = SECTION_KINDS.filter((kind) => spreads[kind] <= SPREAD_MAX);
  const ratios = judged.map((kind) => ({ kind, ratio: ratioOf(finished, kind) }));
  const wild = ratios.find(({ kind, ratio }) => ratio > (1 + spreads[kind]) * AGREEING[kind]);
  if (wild !== undefined) {
    const reason = `${timesText(finished, wild.kind)}: the longest is ${wild.ratio.toFixed(2)} ` +
      `times the shortest. ${own}, so it is hardly the machine. Take more and shorter timings, ` +
      "drop the first ones, and use the median.";
    return { ...box(0, reason), doVary: true };
  }
  const shown = ratios.map(({ kind, ratio }) =>
    `${SECTIONS[kind].name} ${wholePercent(ratio - 1)}`
  );
  const left = judged.length === SECTION_KINDS.length
    ? ""
    : ` The import is not judged: a process of ours took ${
      referenceProcessMs.map(milliseconds).join(", ")
    }.`;
  return box(
    2,
    `Between the shortest and the longest of ${runCount}: ${shown.join(", ")}. ${own}.${left}`,
  );
}

/** By which part the longest is longer than the shortest. */
function spreadOf(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values) - 1;
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

function ratioOf(finished: readonly ProfilerRun[], kind: SectionKind): number {
  const times = timesOf(finished, kind).map(({ ms }) => ms);
  return Math.max(...times) / Math.min(...times);
}

function timesText(finished: readonly ProfilerRun[], kind: SectionKind): string {
  const times = timesOf(finished, kind).map(({ ms }) => milliseconds(ms));
  return `${SECTIONS[kind].name} took ${times.join(", ")}`;
}

/** A remark where the stated intervals of three runs do not meet: a process is the unit, not a timing. */
export function intervalNotes({ finished }: ProfilerTrial): string[] {
  return SECTION_KINDS.flatMap((kind) => {
    const times = timesOf(finished, kind);
    const apart = times.flatMap((left, index) =>
      times.slice(index + 1).filter((right) =>
        left.highMs < right.lowMs || right.highMs < left.lowMs
      )
    );
    return apart.length < 2 ? [] : [
      `The intervals of ${SECTIONS[kind].name} do not meet from run to run: your ± covers what ` +
      "differs within one process, and processes differ by more.",
    ];
  });
}

function milliseconds(ms: number): string {
  return `${Number(ms.toPrecision(3))} ms`;
}
