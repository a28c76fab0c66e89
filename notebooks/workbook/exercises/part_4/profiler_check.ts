/** The machine check of Part 4's program, performance_profiler.py: the checklist's boxes, each with points and a reason. */

import type { RepeatedRuns } from "../../../../probes/mod.ts";
import type { CheckPart, CheckResult } from "../../ledger/check_result.ts";
import { judgeCollector } from "./box_collector.ts";
import { doVary, intervalNotes, judgeConsistent, judgeRuns } from "./box_runs.ts";
import { hintNotes, judgeHints, judgeSource } from "./box_source.ts";
import { judgeStatistics } from "./box_statistics.ts";
import { judgeHypothesis, judgeVerdicts } from "./box_words.ts";
import { profilerRuns, type ProfilerTrial } from "./profiler_trial.ts";

/** In the order of the checklist. */
const BOXES: readonly ((trial: ProfilerTrial) => CheckPart)[] = [
  judgeRuns,
  judgeConsistent,
  judgeStatistics,
  judgeCollector,
  judgeHypothesis,
  judgeHints,
  judgeVerdicts,
  judgeSource,
];

/** Points that the program can earn. */
export const PROFILER_POINTS_MAX = 17;

/** A judged program, with remarks that cost nothing. */
export interface ProfilerCheck extends CheckResult {
  readonly notes: readonly string[];
  /** Whether the times of the runs alone disagree: then it is worth running it once more. */
  readonly doVary: boolean;
}

/** Judges a program that was run. Pure: the same runs give the same points. */
export function checkProfiler(repeated: RepeatedRuns): ProfilerCheck {
  const [first] = repeated.runs;
  const facts = first?.source;
  if (facts === undefined || facts.kind !== "facts") {
    const reason = first?.message ?? "Nothing was run.";
    const part = { name: "it runs", points: 0, max: PROFILER_POINTS_MAX, reason };
    return { points: 0, max: PROFILER_POINTS_MAX, parts: [part], notes: [], doVary: false };
  }
  const trial: ProfilerTrial = {
    repeated,
    finished: profilerRuns(repeated),
    facts,
    rules: repeated.rules?.kind === "rules" ? repeated.rules : null,
  };
  const parts = BOXES.map((judge) => judge(trial));
  return {
    points: parts.reduce((sum, { points }) => sum + points, 0),
    max: PROFILER_POINTS_MAX,
    parts,
    doVary: doVary(trial),
    notes: [...intervalNotes(trial), ...hintNotes(trial), ...networkNotes(repeated)],
  };
}

function networkNotes({ runs }: RepeatedRuns): string[] {
  const escaped = runs.find(({ escapedCount }) => escapedCount > 0);
  const open = runs.find(({ network }) => network.kind === "open");
  return [
    ...(escaped === undefined ? [] : [`${escaped.name} left processes running; ended now.`]),
    ...(open === undefined || open.network.kind === "closed"
      ? []
      : [`It ran with the network open: ${open.network.reason}.`]),
  ];
}
