/** The machine check of Part 4's program, performance_profiler.py: the checklist's boxes, each with points and a reason. */

import type { RepeatedRuns } from "../../../../probes/mod.ts";
import type { CheckPart, CheckResult } from "../../ledger/check_result.ts";
import { agreementOf, judgeBoth, judgeConsistent } from "./box_agreement.ts";
import { judgeCollector } from "./box_collector.ts";
import { changeNotes, intervalNotes, judgeRuns } from "./box_runs.ts";
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
  const trial = trialOf(repeated);
  if (trial === null) {
    const reason = repeated.runs[0]?.message ?? "Nothing was run.";
    const part = { name: "it runs", points: 0, max: PROFILER_POINTS_MAX, reason };
    return { points: 0, max: PROFILER_POINTS_MAX, parts: [part], notes: [], doVary: false };
  }
  return {
    ...summed(BOXES.map((judge) => judge(trial))),
    doVary: agreementOf(trial).kind === "varies",
    notes: [
      ...intervalNotes(trial),
      ...hintNotes(trial),
      ...changeNotes(trial),
      ...networkNotes(repeated),
    ],
  };
}

/** Judges a program whose first three runs did not agree by three more, and says which of them count for what. */
export function checkTries(first: RepeatedRuns, second: RepeatedRuns): ProfilerCheck {
  const [one, two] = [checkProfiler(first), checkProfiler(second)];
  const [firstTrial, secondTrial] = [trialOf(first), trialOf(second)];
  // Somebody may have saved another text between the two.
  if (firstTrial === null || secondTrial === null || first.text !== second.text) return one;
  const both = judgeBoth(firstTrial, secondTrial);
  const isLater = !two.doVary && two.points >= one.points;
  const counted = isLater ? two : one;
  const parts = counted.parts.map((part) => part.name === both.name ? both : part);
  return {
    ...summed(parts),
    doVary: one.doVary && two.doVary,
    notes: [isLater ? LATER_COUNT : ALL_COUNT, ...counted.notes],
  };
}

const AGAIN = "The first three runs did not agree, so it was run three times more.";
const LATER_COUNT = `${AGAIN} The three later runs count, in every box.`;
const ALL_COUNT = `${AGAIN} All six count for "three runs agree", and the first three for every ` +
  "other box.";

function summed(parts: readonly CheckPart[]): CheckResult {
  const points = parts.reduce((sum, part) => sum + part.points, 0);
  return { points, max: PROFILER_POINTS_MAX, parts };
}

function trialOf(repeated: RepeatedRuns): ProfilerTrial | null {
  const facts = repeated.runs[0]?.source;
  if (facts === undefined || facts.kind !== "facts") return null;
  return {
    repeated,
    finished: profilerRuns(repeated),
    facts,
    rules: repeated.rules?.kind === "rules" ? repeated.rules : null,
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
