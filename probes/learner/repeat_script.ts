/** Runs a learner's program several times in one folder, with a loop of ours before each run as a ruler. */

import { fromFileUrl } from "@std/path";
import { median } from "../stats/mod.ts";
import { LEARNER_LIMITS } from "./limits.ts";
import { readRules, type RulesProblem, type SourceRules } from "./read_rules.ts";
import { readSource, type SourceProblem } from "./read_source.ts";
import {
  type LearnerOptions,
  type LearnerRun,
  notStarted,
  runLoaded,
  stoppable,
} from "./run_script.ts";
import {
  makeSandboxFolder,
  runSandboxed,
  type SandboxFolder,
  type StartablePython,
} from "./sandbox.ts";
import { type LearnerSource, loadSource } from "./source_file.ts";

/** How often, besides how to run it. */
export interface RepeatOptions extends LearnerOptions {
  /** Three when left out. */
  readonly runCount?: number;
}

/** What is known of a program after it was run several times. */
export interface RepeatedRuns {
  /** File name of the program. */
  readonly name: string;
  /** The text that ran; null where there was none. */
  readonly text: string | null;
  /** The interpreter. */
  readonly python: StartablePython;
  /** In their order; a run that did not come to its end is the last one. */
  readonly runs: readonly LearnerRun[];
  /** How many were wanted. */
  readonly runCount: number;
  /** What a loop of ours took right before each run, in ms: the middle of its slices, as far as it ran. */
  readonly referenceMs: readonly number[];
  /** What the whole process of that loop took, from its start to its end: files, start-up, and other programs' turns. */
  readonly referenceProcessMs: readonly number[];
  /** What stands in the program, for a reviewer, or why that is not known; null where it is no program. */
  readonly rules: SourceRules | RulesProblem | null;
}

/** Long enough on a machine under any load: the loop takes some 50 ms. */
const REFERENCE_SECONDS_MAX = 20;

/**
 * Runs a learner's program several times, each time as a fresh process, all in one temporary folder that is thrown away:
 * what a run leaves behind, the next one meets. It ends with the first run that does not come to its end. Never rejects.
 *
 * ```ts
 * import { discoverInterpreters, repeatLearnerScript } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const repeated = await repeatLearnerScript({ python, source: "print(6 * 7)", runCount: 2 });
 *   const count: number = repeated.runs.length;
 * }
 * ```
 */
export async function repeatLearnerScript(
  options: RepeatOptions & LearnerSource,
): Promise<RepeatedRuns> {
  return await stoppable(options.signal, (signal) => repeat(options, signal));
}

async function repeat(
  options: RepeatOptions & LearnerSource,
  signal: AbortSignal,
): Promise<RepeatedRuns> {
  const { python, runCount = 3, seed = 1 } = options;
  const unread = (problem: SourceProblem, text: string | null): RepeatedRuns => {
    const run = notStarted(problem, { from: options, seed });
    const nothing = { referenceMs: [], referenceProcessMs: [], rules: null };
    return { name: run.name, text, python, runs: [run], runCount, ...nothing };
  };
  const loaded = await loadSource(options);
  if (loaded.kind !== "loaded") return unread(loaded, null);
  const { name, text } = loaded;
  const source = await readSource(python, { source: text, name, signal });
  if (source.kind !== "facts") return unread(source, text);
  const rules = await readRules(python, { source: text, name, signal });
  await using sandbox = await makeSandboxFolder();
  const runs: LearnerRun[] = [];
  const references: Reference[] = [];
  while (runs.length < runCount && runs.every(({ ending }) => ending.kind === "finished")) {
    references.push(...await timeReference({ python, sandbox, signal }));
    runs.push({ ...await runLoaded({ loaded, options, seed, sandbox, signal }), source });
  }
  return {
    name,
    text,
    python,
    runs,
    runCount,
    referenceMs: references.map(({ loopMs }) => loopMs),
    referenceProcessMs: references.map(({ processMs }) => processMs),
    rules,
  };
}

interface Reference {
  /** The middle of the loop's slices. */
  readonly loopMs: number;
  readonly processMs: number;
}

/** One process with the loop; nothing where it could not run, which the program's own run tells. */
async function timeReference({ python, sandbox, signal }: {
  readonly python: StartablePython;
  readonly sandbox: SandboxFolder;
  readonly signal: AbortSignal;
}): Promise<Reference[]> {
  const slicesNs: number[] = [];
  const { elapsedMs: processMs } = await runSandboxed({
    python,
    args: [fromFileUrl(new URL("python/reference_loop.py", import.meta.url))],
    folder: sandbox,
    limits: { ...LEARNER_LIMITS, secondsMax: REFERENCE_SECONDS_MAX },
    seed: 0,
    prefix: [],
    signal,
    onLine: (line) => /^\d+$/.test(line) && slicesNs.push(Number(line)),
  });
  const middleNs = median(slicesNs);
  return middleNs === null ? [] : [{ loopMs: middleNs / 1e6, processMs }];
}
