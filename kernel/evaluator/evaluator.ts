/** The evaluator: cells in a child process that is replaced when it dies. */

import type { Cdp } from "./cdp.ts";
import { CellRun } from "./cell_run.ts";
import { cellCompleteness } from "./cell_script.ts";
import { within } from "./deadline.ts";
import { folderUrl } from "./folder_url.ts";
import { findModules, type ModuleSetup } from "./import_map.ts";
import { climbLadder } from "./interrupt.ts";
import { createLivePort } from "./live.ts";
import type { CollectorListener } from "./output.ts";
import type {
  CommDelivery,
  Completeness,
  Evaluation,
  EvaluationRequest,
  EvaluatorOptions,
  EvaluatorPort,
  InterruptOutcome,
} from "./port.ts";
import { type MemoryWatch, watchMemory } from "./memory_watch.ts";
import {
  type Child,
  type ChildEnd,
  type ChildStart,
  KILL_MESSAGE,
  outOfMemory,
  startChild,
} from "./process.ts";
import { signalGroup } from "./process_group.ts";
import { groupOf } from "./run_group.ts";
import { isScriptUrl } from "./runtime_contract.ts";
import { describeThrown, type TracedCell, warmTranspiler } from "./source/mod.ts";
import type { HeadStart } from "./spawn.ts";
import { startWatchdog, type Watchdog } from "./watchdog.ts";

/** Starts an evaluator. It returns at once; the first cell waits until the child is ready. */
export function startEvaluator(options: EvaluatorOptions): EvaluatorPort {
  return new Evaluator(options);
}

/**
 * Cells kept for late output and for tracebacks through their functions. A function of an older
 * cell is traced without its lines.
 */
const CELLS_MAX = 8192;

/** How tracebacks name what callbacks of comms are called from. */
const COMM_NAME = "comm";

/** Requirement: a disposed evaluator is gone within 2 s, whatever it does. */
const DISPOSE_MS = 1500;

/** What is remembered of a cell. */
interface KnownCell {
  readonly id: string;
  traced: TracedCell | null;
}

class Evaluator implements EvaluatorPort {
  readonly live = createLivePort(() => this.#child?.cdp ?? this.#cdpToCome());
  readonly #options: EvaluatorOptions;
  readonly #folder: URL;
  readonly #watchdog: Watchdog;
  readonly #cells = new Map<number, KnownCell>();
  #cellCount = 0;
  #headStart: HeadStart | null;
  #modules: Promise<ModuleSetup> | null = null;
  #warning: string | null = null;
  #start: Promise<ChildStart>;
  #child: Child | null = null;
  #memory: MemoryWatch | null = null;
  readonly #runs = new Set<CellRun>();
  /** The end of each lane's last cell. */
  readonly #lanes = new Map<string, Promise<unknown>>();
  #interrupting: Promise<InterruptOutcome> | null = null;
  #isDisposed = false;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
    this.#folder = folderUrl(options.cwd);
    this.#headStart = options.headStart ?? null;
    this.#watchdog = this.#headStart?.watchdog ?? startWatchdog();
    this.#start = this.#startChild();
    void warmTranspiler();
  }

  evaluate(request: EvaluationRequest): Promise<Evaluation> {
    const { lane = "" } = request;
    const evaluation = Promise.resolve(this.#lanes.get(lane)).then(() => this.#evaluate(request));
    const free = evaluation.finally(() => {
      if (this.#lanes.get(lane) === free) this.#lanes.delete(lane);
    });
    this.#lanes.set(lane, free);
    return evaluation;
  }

  deliver(delivery: CommDelivery): Promise<Evaluation> {
    const { cellId } = delivery;
    return this.#evaluate({ cellId, code: "", name: COMM_NAME, allowStdin: false }, delivery);
  }

  interrupt(): Promise<InterruptOutcome> {
    // Cells that wait for an earlier Stop to be over: this Stop is meant for them.
    if (this.#interrupting !== null) this.#stopUnsent();
    this.#interrupting ??= this.#interrupt().finally(() => this.#interrupting = null);
    return this.#interrupting;
  }

  answerInput(text: string): void {
    void this.#child?.cdp.command("Runtime.evaluate", {
      expression: `__probebook.answer(${JSON.stringify(text)})`,
      silent: true,
    });
  }

  completeness(code: string): Completeness {
    return cellCompleteness(code);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    await within(DISPOSE_MS, this.#endChild());
    await this.#watchdog.close();
  }

  async #evaluate(request: EvaluationRequest, delivery?: CommDelivery): Promise<Evaluation> {
    if (this.#isDisposed) return SHUT_DOWN;
    const cell = this.#rememberCell(request.cellId);
    const run = new CellRun({
      request,
      ...(delivery === undefined ? {} : { delivery }),
      cell,
      directory: this.#options.cwd,
      cellOf: (url) => this.#tracedCellOf(url),
      onScript: (traced) => {
        const known = this.#cells.get(cell);
        if (known !== undefined) known.traced = traced;
      },
      say: (text) =>
        void this.#emit({ kind: "stream", cellId: request.cellId, name: "stderr", text }),
    });
    this.#runs.add(run);
    this.#memory?.hurry();
    try {
      // A Stop that is not over looks for what is busy, and would take this cell for it.
      await Promise.race([this.#interrupting, run.outcome]);
      const child = await this.#readyChild(run);
      if (child === null) return await run.outcome;
      await this.#sayWarning(request.cellId);
      return await run.execute(child);
    } finally {
      this.#runs.delete(run);
    }
  }

  /** The child to run in, or null when the cell has ended without one. */
  async #readyChild(run: CellRun): Promise<Child | null> {
    let start = await Promise.race([this.#start, run.outcome.then(() => null)]);
    if (start?.kind === "failed" && !this.#isDisposed) {
      // The last attempt failed; perhaps the cause has gone.
      this.#start = this.#startChild();
      start = await Promise.race([this.#start, run.outcome.then(() => null)]);
    }
    if (start === null) return null;
    if (start.kind === "ready") return start.child;
    run.die({ reason: "crash", message: `Cannot start the evaluator: ${start.message}` });
    return null;
  }

  async #interrupt(): Promise<InterruptOutcome> {
    const begun = performance.now();
    const child = this.#child;
    const runs = [...this.#runs];
    const sent = runs.filter((run) => run.isSent);
    this.#stopUnsent();
    if (child === null || (runs.length > 0 && sent.length === 0)) {
      if (runs.length === 0) return { kind: "idle" };
      // An earlier cell may have left a measurement running, which listens.
      if (child !== null) signalGroup(child.pid, "SIGINT");
      await Promise.all(runs.map((run) => run.settled));
      return { kind: "stopped", afterMs: performance.now() - begun };
    }
    const outcome = await climbLadder(child, groupOf(sent), this.#options);
    if (outcome === "restarted") {
      await child.ended;
      await this.#start;
    }
    await Promise.all(runs.map((run) => run.settled));
    if (outcome === "idle") return { kind: "idle" };
    return { kind: outcome, afterMs: performance.now() - begun };
  }

  async #cdpToCome(): Promise<Cdp | null> {
    const start = await this.#start;
    return start.kind === "ready" ? start.child.cdp : null;
  }

  #stopUnsent(): void {
    for (const run of this.#runs) if (!run.isSent) run.stop([]);
  }

  async #startChild(): Promise<ChildStart> {
    const headStart = this.#headStart;
    this.#modules ??= headStart === null
      ? findModules(this.#folder)
      : Promise.resolve(headStart.modules);
    const modules = await this.#modules;
    const start = await this.#tryChild(modules);
    if (start.kind === "ready") this.#warning ??= modules.warning ?? start.remark;
    if (start.kind === "ready" || !modules.useFolderConfig || this.#isDisposed) return start;
    // Our reading of the folder's configuration may be kinder than Deno's.
    const plain: ModuleSetup = { ...modules, useFolderConfig: false };
    const second = await this.#tryChild(plain);
    if (second.kind === "ready") {
      this.#modules = Promise.resolve(plain);
      this.#warning = `Cannot use the configuration of this folder: ${start.message}`;
    }
    return second;
  }

  async #tryChild(modules: ModuleSetup): Promise<ChildStart> {
    if (this.#isDisposed) return { kind: "failed", message: SHUT_DOWN.message };
    const { onTrace } = this.#options;
    const headStart = this.#headStart;
    this.#headStart = null;
    const start = await startChild({
      ...(headStart === null ? {} : { spawned: headStart.spawned }),
      cwd: this.#options.cwd,
      heapMib: this.#options.heapMib,
      limits: this.#options,
      modules,
      permissions: this.#options.permissions ?? "all",
      listener: this.#listener(),
      onSpawn: (pid) => this.#watchdog.guard(pid),
      ...(onTrace === undefined ? {} : { onTrace }),
    });
    if (start.kind === "failed") return start;
    const { child } = start;
    if (this.#isDisposed) child.kill("shutdown");
    this.#child = child;
    this.#watchMemory(child);
    void child.ended.then((end) => this.#replaceChild(child, end));
    return start;
  }

  #watchMemory(child: Child): void {
    const { processMib: limitMib } = this.#options;
    if (limitMib === undefined) return;
    const watch = watchMemory(child.pid, {
      limitMib,
      isBusy: () => this.#runs.size > 0,
      onExcess: (takenMib) => child.kill("out_of_memory", outOfMemory(this.#options, takenMib)),
    });
    if (this.#runs.size > 0) watch.hurry();
    this.#memory = watch;
    void child.ended.then(() => watch.stop());
  }

  async #replaceChild(child: Child, end: ChildEnd): Promise<void> {
    this.#watchdog.guard(null);
    if (this.#child === child) this.#child = null;
    if (!this.#isDisposed) this.#start = this.#startChild();
    const isStopped = this.#interrupting !== null && end.reason === "crash";
    const told = isStopped ? stoppedBadly(end) : end;
    const dead = [...this.#runs].filter((run) => run.child === child && run.die(told));
    if (dead.length > 0 || this.#isDisposed) return;
    await this.#emit({ kind: "restarted", cellId: this.#latestId(), ...told });
  }

  async #endChild(): Promise<void> {
    for (const run of this.#runs) run.die({ reason: "shutdown", message: SHUT_DOWN.message });
    this.#child?.kill("shutdown");
    const start = await this.#start;
    if (start.kind === "failed") return;
    start.child.kill("shutdown");
    await start.child.ended;
  }

  #listener(): Omit<CollectorListener, "onExit" | "openPair" | "takeSpooled"> {
    return {
      cellIdOf: (cell) => this.#cells.get(cell)?.id ?? this.#latestId(),
      currentCellId: () => this.#rawId(),
      onOutput: (event) => this.#options.onOutput(event),
      onDeclare: (name, type) => this.#options.onDeclare?.(name, type),
      onResult: (cell, bundle) => {
        for (const run of this.#runs) run.takeResult(cell, bundle);
      },
      onEnd: (cell) => {
        for (const run of this.#runs) run.takeEnd(cell);
      },
      describeLateError: (report) =>
        describeThrown(report, { cellOf: (url) => this.#tracedCellOf(url) }),
    };
  }

  #latestId(): string {
    return this.#cells.get(this.#cellCount)?.id ?? "";
  }

  /** The cell that bytes without an address belong to: callbacks of comms rarely start processes. */
  #rawId(): string {
    for (const run of this.#runs) if (run.isCell) return run.cellId;
    return this.#latestId();
  }

  #rememberCell(id: string): number {
    const cell = ++this.#cellCount;
    this.#cells.set(cell, { id, traced: null });
    this.#cells.delete(cell - CELLS_MAX);
    return cell;
  }

  #tracedCellOf(url: string): TracedCell | undefined {
    if (!isScriptUrl(url)) return undefined;
    const [, number] = /(\d+)$/.exec(url) ?? [];
    return this.#cells.get(Number(number))?.traced ?? undefined;
  }

  async #sayWarning(cellId: string): Promise<void> {
    const warning = this.#warning;
    this.#warning = null;
    if (warning !== null) {
      await this.#emit({ kind: "stream", cellId, name: "stderr", text: `${warning}\n` });
    }
  }

  async #emit(event: Parameters<EvaluatorOptions["onOutput"]>[0]): Promise<void> {
    try {
      await this.#options.onOutput(event);
    } catch {
      // The taker lost one event and knows it; nothing here depends on it.
    }
  }
}

/** A process that a Stop brought to its end, with what it said itself. */
function stoppedBadly({ message }: ChildEnd): ChildEnd {
  return { reason: "unresponsive", message: `Stopping the cell broke its process. ${message}` };
}

const SHUT_DOWN = {
  kind: "died",
  reason: "shutdown",
  message: KILL_MESSAGE.shutdown,
} as const satisfies Evaluation;
