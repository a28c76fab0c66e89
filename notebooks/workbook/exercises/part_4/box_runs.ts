/** Box one: does the program run, and leave alone what is not its own? And remarks on what changed beside it. */

import type { LearnerRun, RepeatedRuns } from "../../../../probes/mod.ts";
import type { CheckPart } from "../../ledger/check_result.ts";
import { SECTION_KINDS, SECTIONS } from "./output_sections.ts";
import { type ProfilerTrial, timesOf } from "./profiler_trial.ts";

type FolderChange = LearnerRun["changedOutside"][number];

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
  const changed = recurringChange(repeated);
  if (changed !== undefined) {
    return box(
      0,
      `${name} writes outside of its folder: ${changed.path} (${changed.kind}), in each of ` +
        `${runs.length} runs. A program that measures leaves the files of others alone; the ` +
        "current folder is its own.",
    );
  }
  const wallMs = finished.map(({ run }) => Math.round(run.wallMs));
  return box(2, `${runCount} runs came to their end, after ${wallMs.join(", ")} ms.`);
}

/**
 * A file that changed in every one of several runs. Once may be the learner, who saves something meanwhile, and so may
 * the program's own file be more often: it is being written.
 */
function recurringChange({ runs, name }: RepeatedRuns): FolderChange | undefined {
  const [first, ...others] = runs;
  if (first === undefined || others.length === 0) return undefined;
  return first.changedOutside.find(({ path }) =>
    path !== name &&
    others.every(({ changedOutside }) => changedOutside.some((change) => change.path === path))
  );
}

/** A remark on files that changed beside the program, which may have had nothing to do with it. */
export function changeNotes({ repeated }: ProfilerTrial): string[] {
  if (recurringChange(repeated) !== undefined) return [];
  const { runs, name } = repeated;
  const paths = new Set(
    runs.flatMap(({ changedOutside }) => changedOutside.map(({ path }) => path)),
  );
  const [path] = paths;
  if (path === undefined) return [];
  const more = paths.size > 1 ? ` and ${paths.size - 1} more` : "";
  return [
    `While ${name} ran, ${path}${more} changed in the folder of the notebook. No points lost: if ` +
    "you saved it yourself, check again; if the program did, let it write into its current folder.",
  ];
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
