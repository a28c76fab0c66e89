/** Runs the cells of one notebook in a kernel; whatever a cell does, the rest still runs. */

import { KernelSlot, LATE, within } from "./kernel_slot.ts";
import type { CellKernel, CellMessage, CellOutcome } from "./kernel_slot.ts";
import { type Cell, type CodeCell, isCodeCell, type Notebook, tagsOf } from "./nbformat.ts";
import { createOutputRecorder, type OutputRecorder } from "./outputs.ts";

/** How one cell ended, seen by whoever ran the notebook. */
export type CellEnding =
  | { kind: "ok" }
  /** Tagged `stop-me`, and it could be stopped. */
  | { kind: "stopped" }
  /** Tagged `raises-exception`, and it did. */
  | { kind: "expected_error"; message: string }
  | { kind: "error"; message: string }
  | { kind: "timed_out"; message: string }
  /** The kernel could not start, or broke. */
  | { kind: "lost"; message: string }
  /** The run was ended before this cell was through. */
  | { kind: "not_run" };

/** One cell that was to be run. `number` counts the cells that have code, from 1. */
export interface CellReport {
  readonly number: number;
  readonly count: number;
  readonly elapsedMs: number;
  readonly ending: CellEnding;
}

/** A notebook with new outputs, and how each of its cells ended. */
export interface Execution {
  readonly notebook: Notebook;
  readonly reports: readonly CellReport[];
}

/** How a notebook is run. */
export interface ExecuteOptions {
  readonly openKernel: () => Promise<CellKernel>;
  /** Longest run of one cell. */
  readonly cellTimeoutMs: number;
  /** Ends the run: the running cell is stopped, the others are not run. */
  readonly signal: AbortSignal;
  /** Called after each cell that was begun; `notebook` is what there is up to here. */
  readonly onCell?: (report: CellReport, notebook: () => Notebook) => Promise<void>;
  readonly stopMeAfterMs?: number;
  readonly interruptMsMax?: number;
}

/** A learner presses Stop about so soon; settled for all notebooks, as is the tag. */
const STOP_ME_AFTER_MS = 2_000;

/**
 * Longest wait for an interrupted cell before the kernel is given up.
 *
 * The kernel itself replaces an evaluator that does not react within 10 s and then answers, so
 * that only a broken kernel is given up.
 */
const INTERRUPT_MS_MAX = 20_000;

/** Runs all cells of a notebook in order, in a fresh kernel. Never rejects because of a cell. */
export async function executeNotebook(
  notebook: Notebook,
  options: ExecuteOptions,
): Promise<Execution> {
  const state: RunState = { outputs: createOutputRecorder(), counts: new Map() };
  const current = () => assemble(notebook, state);
  const runnable = runnableCells(notebook);
  const reports: CellReport[] = [];
  {
    await using slot = new KernelSlot(options.openKernel);
    for (const target of runnable) {
      const place = { number: reports.length + 1, count: runnable.length };
      if (options.signal.aborted) {
        reports.push({ ...place, elapsedMs: 0, ending: { kind: "not_run" } });
        continue;
      }
      const startedMs = performance.now();
      const ending = await runCell(target, { slot, state, options });
      const report = { ...place, elapsedMs: performance.now() - startedMs, ending };
      reports.push(report);
      await options.onCell?.(report, current);
    }
  }
  // Only now: the end of the kernel brings the last late outputs.
  return { notebook: current(), reports };
}

/** Whether a cell ended in a way that makes the run fail. */
export function isFailure({ ending }: CellReport): boolean {
  switch (ending.kind) {
    case "ok":
    case "stopped":
    case "expected_error":
      return false;
    case "error":
    case "timed_out":
    case "lost":
    case "not_run":
      return true;
  }
}

interface RunState {
  readonly outputs: OutputRecorder;
  /** Execution counts by cell index. */
  readonly counts: Map<number, number>;
  languageInfo?: Readonly<Record<string, unknown>>;
}

interface RunnableCell {
  readonly cell: CodeCell;
  readonly index: number;
}

interface RunContext {
  readonly slot: KernelSlot;
  readonly state: RunState;
  readonly options: ExecuteOptions;
}

function runnableCells(notebook: Notebook): RunnableCell[] {
  return notebook.cells.flatMap((cell, index) =>
    isCodeCell(cell) && cell.source.trim() !== "" ? [{ cell, index }] : []
  );
}

async function runCell(target: RunnableCell, context: RunContext): Promise<CellEnding> {
  const { slot, options } = context;
  const { cellTimeoutMs, stopMeAfterMs = STOP_ME_AFTER_MS, signal } = options;
  const tags = tagsOf(target.cell);
  const isStopMe = tags.includes("stop-me");
  const limitMs = isStopMe ? Math.min(stopMeAfterMs, cellTimeoutMs) : cellTimeoutMs;
  try {
    const kernel = await slot.get();
    const running = startCell(target, { kernel, state: context.state });
    const outcome = await within(running, limitMs, { signal });
    if (outcome !== LATE) return endingOf(outcome, tags);
    const afterStop = await stopCell(running, { kernel, options });
    if (afterStop === LATE) await slot.drop();
    if (signal.aborted) return { kind: "not_run" };
    const isAlive = afterStop !== LATE && afterStop.error?.ename !== "EvaluatorRestarted";
    if (isStopMe && isAlive) return { kind: "stopped" };
    return record(target, context, {
      kind: "timed_out",
      message: `it ran longer than ${limitMs / 1000} s and was ${
        isAlive ? "interrupted" : "ended; the kernel was restarted and its variables are lost"
      }`,
    });
  } catch (error) {
    await slot.drop();
    return record(target, context, { kind: "lost", message: messageOf(error) });
  }
}

function startCell(
  { cell, index }: RunnableCell,
  { kernel, state }: { kernel: CellKernel; state: RunState },
): Promise<CellOutcome> {
  state.languageInfo ??= kernel.languageInfo;
  return kernel.execute(cell.source, {
    onMessage(message: CellMessage) {
      const count = message.content["execution_count"];
      if (typeof count === "number") state.counts.set(index, count);
      state.outputs.record(index, message);
    },
  });
}

/** The outcome after an interrupt, or `LATE` when the kernel does not even answer that. */
async function stopCell(
  running: Promise<CellOutcome>,
  { kernel, options }: { kernel: CellKernel; options: ExecuteOptions },
): Promise<CellOutcome | typeof LATE> {
  const stopped = Promise.all([running, kernel.interrupt()]).then(([outcome]) => outcome);
  return await within(stopped, options.interruptMsMax ?? INTERRUPT_MS_MAX);
}

function endingOf(outcome: CellOutcome, tags: readonly string[]): CellEnding {
  switch (outcome.status) {
    case "ok":
      return { kind: "ok" };
    case "aborted":
      return { kind: "lost", message: "the kernel did not run it" };
    case "error": {
      const { ename = "Error", evalue = "" } = outcome.error ?? {};
      const message = evalue === "" ? ename : `${ename}: ${evalue.split("\n")[0]}`;
      return { kind: tags.includes("raises-exception") ? "expected_error" : "error", message };
    }
  }
}

/** What the kernel could not say itself stands in the executed copy, too. */
function record(
  { index }: RunnableCell,
  { state }: RunContext,
  ending: CellEnding & { kind: "timed_out" | "lost" },
): CellEnding {
  const ename = ending.kind === "timed_out" ? "CellTimeout" : "KernelLost";
  const evalue = `Cannot finish this cell: ${ending.message}`;
  const content = { ename, evalue, traceback: [`${ename}: ${evalue}`] };
  state.outputs.record(index, { messageType: "error", content });
  return ending;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function assemble(notebook: Notebook, state: RunState): Notebook {
  return {
    ...notebook,
    metadata: {
      ...notebook.metadata,
      ...(state.languageInfo === undefined ? {} : { language_info: state.languageInfo }),
    },
    cells: notebook.cells.map((cell, index) => executedCell(cell, index, state)),
  };
}

function executedCell(cell: Cell, index: number, { outputs, counts }: RunState): Cell {
  if (!isCodeCell(cell)) return cell;
  // Times of an earlier run would be read as times of this one.
  const { execution: _, ...metadata } = cell.metadata;
  return {
    ...cell,
    metadata,
    outputs: outputs.outputsOf(index),
    execution_count: counts.get(index) ?? null,
  };
}
