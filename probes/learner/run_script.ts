/** Runs a learner's program under limits and says how that ended. */

import { basename, join } from "@std/path";
import { describeEnding, endingOf, type LearnerEnding } from "./ending.ts";
import {
  compareSnapshots,
  type FolderChange,
  type FolderSnapshot,
  snapshotFolder,
} from "./folder_watch.ts";
import { LEARNER_LIMITS } from "./limits.ts";
import { lockNetwork } from "./network.ts";
import { readSource, type SourceFacts, type SourceProblem } from "./read_source.ts";
import {
  makeSandboxFolder,
  runSandboxed,
  type SandboxFolder,
  type StartablePython,
} from "./sandbox.ts";
import { type LearnerSource, type LoadedProgram, loadSource } from "./source_file.ts";

/** How to run a learner's program. */
export interface LearnerOptions {
  /** The interpreter that runs it. */
  readonly python: StartablePython;
  /** Wall-clock time, 60 s when left out. */
  readonly secondsMax?: number;
  /** PYTHONHASHSEED, 1 when left out. */
  readonly seed?: number;
  /** The folder to watch for files written outside; that of the program's file when left out. */
  readonly watch?: string;
  /** Ends the program. */
  readonly signal?: AbortSignal;
}

/** What is known of a program after it was run. */
export interface LearnerRun {
  /** File name of the program. */
  readonly name: string;
  /** How it ended. */
  readonly ending: LearnerEnding;
  /** The same as a sentence. */
  readonly message: string;
  /** What stands in the program, or why it is none. */
  readonly source: SourceFacts | SourceProblem;
  /** Standard output as text; what was not UTF-8 is replaced. */
  readonly stdout: string;
  /** The last part of standard error; the temporary folder's path is taken out. */
  readonly stderr: string;
  /** From start to end, in milliseconds. */
  readonly wallMs: number;
  /** PYTHONHASHSEED of the run. */
  readonly seed: number;
  /** Whether it ran without a network, or why not. */
  readonly network: { readonly kind: "closed" } | {
    readonly kind: "open";
    readonly reason: string;
  };
  /** Files in the watched folder that are not as they were before. */
  readonly changedOutside: readonly FolderChange[];
  /** Limits that this machine refused to set, with its reason. */
  readonly limitsNotSet: readonly string[];
  /** Processes that it left running outside of its group; they were ended. */
  readonly escapedCount: number;
  /** Remarks for the learner, besides the ending. */
  readonly notes: readonly string[];
}

/**
 * Runs a learner's program once, as a stranger: in a temporary folder, without our environment, under limits.
 *
 * It keeps accidents in, not attackers: a program may still read what you may read. Never rejects; nothing of the
 * program is left when this resolves. A kernel's Stop ends it.
 *
 * ```ts
 * import { discoverInterpreters, runLearnerScript } from "probes";
 *
 * const [python] = await discoverInterpreters();
 * if (python !== undefined) {
 *   const run = await runLearnerScript({ python, source: "print(6 * 7)", secondsMax: 10 });
 *   const text: string = run.stdout;
 * }
 * ```
 */
export async function runLearnerScript(
  options: LearnerOptions & LearnerSource,
): Promise<LearnerRun> {
  return await stoppable(options.signal, (signal) => readAndRun(options, signal));
}

/** Does something that a kernel's Stop ends as well as the signal that was given. */
export async function stoppable<Result>(
  given: AbortSignal | undefined,
  act: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stopping = new AbortController();
  // A kernel's Stop sends SIGINT to its own process group, which the program is not in.
  const stop = () => stopping.abort();
  Deno.addSignalListener("SIGINT", stop);
  given?.addEventListener("abort", stop);
  if (given?.aborted) stop();
  try {
    return await act(stopping.signal);
  } finally {
    Deno.removeSignalListener("SIGINT", stop);
    given?.removeEventListener("abort", stop);
  }
}

async function readAndRun(
  options: LearnerOptions & LearnerSource,
  signal: AbortSignal,
): Promise<LearnerRun> {
  const { python, seed = 1 } = options;
  const loaded = await loadSource(options);
  if (loaded.kind !== "loaded") return notStarted(loaded, { from: options, seed });
  // What was checked is what runs, also when the file is saved anew meanwhile.
  const source = await readSource(python, { source: loaded.text, name: loaded.name, signal });
  if (source.kind !== "facts") return notStarted(source, { from: options, seed });
  await using sandbox = await makeSandboxFolder();
  return { ...await runLoaded({ loaded, options, seed, sandbox, signal }), source };
}

/** A program that was read, and where to run it. */
export interface LoadedRun {
  readonly loaded: LoadedProgram;
  readonly options: LearnerOptions;
  readonly seed: number;
  /** Its home is the program's current folder; files of an earlier run may lie in it. */
  readonly sandbox: SandboxFolder;
  readonly signal: AbortSignal;
}

/** Runs a program that was read. */
export async function runLoaded(
  { loaded, options, seed, sandbox, signal }: LoadedRun,
): Promise<Omit<LearnerRun, "source">> {
  const { text, name } = loaded;
  const { python, secondsMax = LEARNER_LIMITS.secondsMax } = options;
  const limits = { ...LEARNER_LIMITS, secondsMax };
  const network = await lockNetwork(python);
  const watched = options.watch ?? loaded.folder;
  const path = join(sandbox.home, name);
  await Deno.writeTextFile(path, text);
  const before = await snapshotOf(watched);
  const lines: string[] = [];
  const outcome = await runSandboxed({
    python,
    args: [path],
    folder: sandbox,
    limits,
    seed,
    prefix: network.kind === "closed" ? network.prefix : [],
    signal,
    onLine: (line) => lines.push(line),
  });
  const changedOutside = compareSnapshots(before, await snapshotOf(watched));
  const ending = endingOf({ outcome, limits, name });
  const { elapsedMs: wallMs, limitsNotSet, escapedCount } = outcome;
  return {
    name,
    ending,
    message: describeEnding(ending, name),
    stdout: lines.join("\n"),
    stderr: outcome.errorTail.replaceAll(`${sandbox.home}/`, ""),
    wallMs,
    seed,
    network: network.kind === "closed" ? { kind: "closed" } : network,
    changedOutside,
    limitsNotSet,
    escapedCount,
    notes: notesOf({ name, changedOutside, escapedCount }),
  };
}

function snapshotOf(folder: string | null): Promise<FolderSnapshot> {
  return folder === null ? Promise.resolve(new Map()) : snapshotFolder(folder);
}

function notesOf(
  { name, changedOutside, escapedCount }: Pick<
    LearnerRun,
    "name" | "changedOutside" | "escapedCount"
  >,
): string[] {
  const notes: string[] = [];
  if (changedOutside.length > 0) {
    const shown = changedOutside.slice(0, 5).map(({ path, kind }) => `${path} (${kind})`);
    const more = changedOutside.length > 5 ? ` and ${changedOutside.length - 5} more` : "";
    notes.push(
      `While ${name} ran, files outside of its folder changed: ${shown.join(", ")}${more}. ` +
        "Write to the current folder instead, which is thrown away afterwards",
    );
  }
  if (escapedCount > 0) {
    const processes = escapedCount === 1 ? "a process" : `${escapedCount} processes`;
    notes.push(`${name} left ${processes} running; ended now`);
  }
  return notes;
}

/** A program that was not started, and why. */
export function notStarted(
  problem: SourceProblem,
  { from, seed }: { readonly from: LearnerSource; readonly seed: number },
): LearnerRun {
  const name = "path" in from ? basename(from.path) : from.name ?? "script.py";
  const ending = endingOfProblem(problem);
  return {
    name,
    ending,
    message: describeEnding(ending, name),
    source: problem,
    stdout: "",
    stderr: "",
    wallMs: 0,
    seed,
    network: { kind: "open", reason: "the program was not started" },
    changedOutside: [],
    limitsNotSet: [],
    escapedCount: 0,
    notes: [],
  };
}

function endingOfProblem(problem: SourceProblem): LearnerEnding {
  if (problem.kind === "stopped") return { kind: "stopped" };
  if (problem.kind === "cannot_start") return problem;
  return { kind: "not_started", problem };
}
