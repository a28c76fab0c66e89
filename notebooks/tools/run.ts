/** `deno task run`: notebooks headless, one fresh kernel each, executed copies beside a clear list. */

import { dirname, fromFileUrl, relative } from "@std/path";
import { type CellReport, executeNotebook, isFailure } from "./execute.ts";
import type { CellKernel } from "./kernel_slot.ts";
import type { Notebook } from "./nbformat.ts";
import { tryFolderOf, writeFileAtomically } from "./atomic_file.ts";
import { convertToHtml, labPython } from "./html.ts";
import { fileProblem, matchKernel, readNotebookFile } from "./notebook_file.ts";
import { writeNotebook } from "./nbformat_write.ts";
import {
  type CellPermissions,
  readRunArguments,
  type RunFile,
  type RunPlan,
  typedFrom,
} from "./run_options.ts";
import { noteLine, printLine } from "./lines.ts";

/** What the command needs of the world; tests bring their own. */
export interface RunSurroundings {
  readonly openKernel: (options: KernelRequest) => Promise<CellKernel>;
  /** The checkout. */
  readonly root: string;
  /** Where relative names start. */
  readonly base: string;
  /** The Python that has nbconvert. */
  readonly python: string;
  /** Takes the lines of the result. */
  readonly print: (line: string) => void;
  /** Takes the lines of the progress. */
  readonly note: (line: string) => void;
  /** Ends the run early; what there is is kept. */
  readonly signal: AbortSignal;
}

/** The kernel that a notebook is run in. */
export interface KernelRequest {
  /** The notebook's folder. */
  readonly cwd: string;
  readonly permissions: CellPermissions;
}

/** Exit codes: all good, something failed, the command line is wrong. */
const GOOD = 0;
const FAILED = 1;
const MISUSED = 2;

/** Runs the command; the number is the exit code. */
export async function runCommand(
  args: string[],
  changes: Partial<RunSurroundings> = {},
): Promise<number> {
  const root = changes.root ?? fromFileUrl(new URL("../../", import.meta.url)).replace(/\/$/, "");
  const base = changes.base ?? typedFrom(root);
  const { print = printLine, note = noteLine } = changes;
  const request = readRunArguments(args, { base, root });
  if (request.kind === "help") {
    print(request.text);
    return GOOD;
  }
  if (request.kind === "wrong") {
    note(request.message);
    return MISUSED;
  }
  using stop = changes.signal === undefined ? listenForStop(note) : null;
  const code = await runAll(request.plan, {
    openKernel: openOurKernel,
    python: labPython(root),
    signal: stop?.signal ?? new AbortController().signal,
    ...changes,
    root,
    base,
    print,
    note,
  });
  return stop?.exitCode() ?? code;
}

/** What became of one file. */
type FileEnding =
  | { kind: "refused"; message: string }
  | { kind: "executed"; reports: readonly CellReport[]; target: string };

function refusal(message: string): FileEnding {
  return { kind: "refused", message };
}

async function runAll(plan: RunPlan, surroundings: RunSurroundings): Promise<number> {
  const endings: [RunFile, FileEnding][] = [];
  for (const file of plan.files) {
    const ending = surroundings.signal.aborted
      ? refusal(`Cannot run "${file.name}": the run was ended before it`)
      : await runFile(file, { plan, surroundings });
    endings.push([file, ending]);
  }
  const problems = endings.flatMap(([file, ending]) => problemsOf(file, ending));
  const copies = endings.flatMap(([, ending]) => ending.kind === "executed" ? [ending.target] : []);
  const { base, print, python, signal } = surroundings;
  for (const path of copies) print(`Executed copy: ${relative(base, path)}`);
  if (plan.html && copies.length > 0 && !signal.aborted) {
    const html = await convertToHtml(copies, python);
    if (html.kind === "failed") problems.push(`${html.message}; the executed copies are kept`);
    else for (const path of html.paths) print(`HTML: ${relative(base, path)}`);
  }
  if (problems.length === 0) return GOOD;
  print(`\nFailed:`);
  for (const problem of problems) print(`  ${problem}`);
  return FAILED;
}

async function runFile(
  file: RunFile,
  { plan, surroundings }: { plan: RunPlan; surroundings: RunSurroundings },
): Promise<FileEnding> {
  const { note, openKernel, signal } = surroundings;
  const read = await readNotebookFile(file.source, file.name);
  if (read.kind === "refused") return read;
  const match = matchKernel(read.notebook, file.name);
  if (match.kind === "foreign") return refusal(match.message);
  if (match.kind === "compatible") note(`Note: ${match.note}`);
  // Before anything runs: a folder that cannot be written must not cost a long run.
  const unwritable = await problemOf(file, () => tryFolderOf(file.target));
  if (unwritable !== null) return refusal(unwritable);
  const save = (notebook: Notebook) =>
    problemOf(file, () => writeFileAtomically(file.target, writeNotebook(notebook)));
  const execution = await executeNotebook(read.notebook, {
    openKernel: () => openKernel({ cwd: dirname(file.source), permissions: plan.permissions }),
    cellTimeoutMs: plan.cellTimeoutMs,
    signal,
    async onCell(report, notebook) {
      note(progressLine(file, report));
      // After each cell: a crash of the machine costs the running cell and no other.
      const problem = await save(notebook());
      if (problem !== null) note(problem);
    },
  });
  const problem = await save(execution.notebook);
  return problem === null
    ? { kind: "executed", reports: execution.reports, target: file.target }
    : refusal(problem);
}

/** Why the executed copy cannot be written, or null when it can. */
async function problemOf({ target }: RunFile, write: () => Promise<void>): Promise<string | null> {
  try {
    await write();
    return null;
  } catch (error) {
    return `Cannot write "${target}": ${fileProblem(error)}; choose another folder with --out`;
  }
}

function progressLine(file: RunFile, { number, count, elapsedMs, ending }: CellReport): string {
  const seconds = (elapsedMs / 1000).toFixed(1);
  const words = ending.kind.replace("_", " ");
  const detail = "message" in ending ? `${words}: ${ending.message}` : words;
  return `${file.name}: cell ${number} of ${count}, ${seconds} s, ${detail}`;
}

function problemsOf(file: RunFile, ending: FileEnding): string[] {
  if (ending.kind === "refused") return [ending.message];
  const failed = ending.reports.filter(isFailure);
  const notRun = failed.filter((report) => report.ending.kind === "not_run");
  const lines = failed.filter((report) => !notRun.includes(report)).map((report) =>
    `${file.name}, cell ${report.number}: ${
      "message" in report.ending ? report.ending.message : report.ending.kind
    }`
  );
  const first = notRun[0];
  if (first !== undefined) {
    const others = notRun.length === 1 ? "" : ` and ${notRun.length - 1} more`;
    lines.push(`${file.name}, cell ${first.number}${others}: not finished, the run was ended`);
  }
  return lines;
}

/** The first signal ends the run in order, the second at once. */
interface StopListener extends Disposable {
  readonly signal: AbortSignal;
  /** The exit code by which shells know the signal, or null when none came. */
  exitCode(): number | null;
}

/** Signal numbers are POSIX's; a shell reports 128 and the number. */
const STOP_SIGNALS: [name: Deno.Signal, exitCode: number][] = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
];

function listenForStop(note: (line: string) => void): StopListener {
  const controller = new AbortController();
  let code: number | null = null;
  const listeners = STOP_SIGNALS.map(([name, exitCode]) => {
    const listener = () => {
      // The copy on disk has every cell that ended.
      if (code !== null) Deno.exit(exitCode);
      code = exitCode;
      note("Ending the run: the running cell is stopped, what there is is kept");
      controller.abort();
    };
    Deno.addSignalListener(name, listener);
    return () => Deno.removeSignalListener(name, listener);
  });
  return {
    signal: controller.signal,
    exitCode: () => code,
    [Symbol.dispose]: () => listeners.forEach((remove) => remove()),
  };
}

/** Loaded when a notebook runs: the other commands need no kernel. */
async function openOurKernel(options: KernelRequest): Promise<CellKernel> {
  const { openKernel } = await import("../../kernel/mod.ts");
  return await openKernel(options);
}
