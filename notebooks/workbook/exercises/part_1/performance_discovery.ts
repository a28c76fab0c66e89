/** The machine check of Part 1's program, performance_discovery.py: runs it once, gives points and reasons. */

import {
  type LearnerRun,
  runLearnerScript,
  type SourceFacts,
  type SourceProblem,
  type StartablePython,
} from "../../../../probes/mod.ts";
import type { CheckPart, CheckResult } from "../../ledger/check_result.ts";
import { judgePauses, judgeSettings } from "./performance_discovery_collector.ts";
import type { Evidence, NoiseBand } from "./performance_discovery_evidence.ts";
import {
  judgeLoops,
  judgeNoise,
  judgeRepetitions,
  judgeRun,
  judgeSum,
  judgeTimes,
} from "./performance_discovery_loops.ts";
import { readPrinted } from "./printed.ts";

/** Options of the check. */
export interface CheckOptions {
  /** Quoted to a learner who calls one of the loops faster. */
  readonly band?: NoiseBand;
}

/** Points that the program can earn. */
export const PERFORMANCE_POINTS_MAX = 9;

const PARTS: readonly ((evidence: Evidence) => CheckPart)[] = [
  judgeRun,
  judgeSum,
  judgeLoops,
  judgeRepetitions,
  judgeTimes,
  judgePauses,
  judgeSettings,
  judgeNoise,
];

/** Judges a program that was run. Pure: the same run gives the same points. */
export function checkPerformanceDiscovery(
  run: Evidence["run"],
  facts: SourceFacts | SourceProblem,
  { band }: CheckOptions = {},
): CheckResult {
  if (facts.kind !== "facts") {
    const part = { name: "runs", points: 0, max: PERFORMANCE_POINTS_MAX, reason: run.message };
    return { points: 0, max: PERFORMANCE_POINTS_MAX, parts: [part] };
  }
  const evidence = { run, facts, printed: readPrinted(run.stdout), band: band ?? null };
  const parts = PARTS.map((judge) => judge(evidence));
  return { points: sum(parts, "points"), max: sum(parts, "max"), parts };
}

/** A program that was judged, or the reason why there is nothing to judge yet. */
export type PerformanceJudgement =
  | ({ kind: "not_answered"; reason: string } & CheckResult)
  /** The program was stopped, or Python could not be started: nothing that the learner did. */
  | ({ kind: "not_run"; reason: string } & CheckResult)
  | ({
    kind: "judged";
    /** What the program did, to be shown on request. */
    run: LearnerRun;
    /** Remarks that cost nothing. */
    notes: readonly string[];
  } & CheckResult);

/** What to judge, and by which interpreter. */
export interface JudgeOptions extends CheckOptions {
  readonly python: StartablePython;
  /** The learner's file. */
  readonly path: string;
  /** 60 s when left out. */
  readonly secondsMax?: number;
  readonly signal?: AbortSignal;
}

/** Runs a learner's file once and judges it. Never rejects. */
export async function judgePerformanceDiscovery(
  options: JudgeOptions,
): Promise<PerformanceJudgement> {
  const run = await runLearnerScript(options);
  const nothing = { points: 0, max: PERFORMANCE_POINTS_MAX, parts: [] };
  if (run.ending.kind === "stopped" || run.ending.kind === "cannot_start") {
    return { kind: "not_run", reason: run.message, ...nothing };
  }
  const reason = unansweredReason(run);
  if (reason !== null) return { kind: "not_answered", reason, ...nothing };
  const notes = [...run.notes];
  if (run.network.kind === "open" && run.source.kind === "facts") {
    notes.push(`It ran with the network open: ${run.network.reason}`);
  }
  return { kind: "judged", run, notes, ...checkPerformanceDiscovery(run, run.source, options) };
}

/** Why a file is no answer yet: no file, nothing in it, or nothing that does something. */
function unansweredReason({ source, name }: LearnerRun): string | null {
  switch (source.kind) {
    case "missing":
    case "empty":
      return `Not answered yet: ${source.message}`;
    case "facts":
      return source.statementCount === 0 ? `Not answered yet: ${name} does nothing so far` : null;
    case "not_a_file":
    case "not_readable":
    case "too_long":
    case "binary":
    case "not_utf8":
    case "does_not_compile":
    case "too_nested":
    case "parser_failed":
    case "cannot_start":
    case "stopped":
      return null;
  }
}

function sum(parts: readonly CheckPart[], field: "points" | "max"): number {
  return parts.reduce((total, part) => total + part[field], 0);
}
