/**
 * The program of the evaluator's child process: sets the stage for cells, says that it is ready
 * and then only answers what the parent sends over the inspector.
 *
 * It must load fast, because each kernel start and restart waits for it: no packages. It is one piece because here all
 * parts of the child are put together.
 */

import { createCellHelpers, reportThrown } from "../cell_helpers.ts";
import { folderUrl } from "../folder_url.ts";
import type { ThrownReport } from "../runtime_contract.ts";
import type { ChildMessage } from "../wire.ts";
import {
  awaiting,
  awaitingEach,
  begin,
  countTurns,
  currentCell,
  cutWait,
  enter,
  finishCell,
  Interrupted,
  isBeside,
  isSwallowing,
  runTask,
  turn,
} from "./cells.ts";
import { ownFinalizers, ownServers, withBuiltins } from "./builtins.ts";
import { captureOutput } from "./capture.ts";
import { takeCLibrary } from "./c_library.ts";
import { type CellPipes, createCellPipes, newPairCount } from "./cell_pipes.ts";
import { createCellStacks, type NamedCell } from "./cell_stacks.ts";
import { type Channel, createChannel } from "./channel.ts";
import { type Bundle, bundleOf, DISPLAY, formatPlain, isEmpty, showsItself } from "./format.ts";
import { installExit } from "./exit.ts";
import { errorOfFrames, holdBehind, letGo, lookBelow, makeStacks, nowMs } from "./hold.ts";
import { createForeign } from "./foreign_cells.ts";
import { type Importer, withNodeModules, withStoppableModules } from "./imports.ts";
import { installInput } from "./input.ts";
import { encodeBundle, installJupyter } from "./jupyter.ts";
import { createPossessions, type Possessions } from "./possessions.ts";
import { explainRefusals, type Narrowing, withRefusals } from "./refusals.ts";
import { showText } from "./show_text.ts";
import { enterStage, onStage } from "./stage.ts";
import { ownCommands } from "./subprocesses.ts";
import { installTimers } from "./timers.ts";
import { ownWorkers } from "./workers.ts";
import { Deno, JSON, Map, Object, Promise, Set, Uint8Array } from "../primordials.ts";

/** What the parent passes to the child at its start. */
export interface ChildOptions {
  /** The frames' marker in hexadecimal digits, and the file for long messages, if there is one. */
  readonly marker: string;
  readonly spoolPath: string | null;
  /** Whether the parent can open pipes that this process makes. */
  readonly hasCellPipes: boolean;
  /** Null where cells may do everything. */
  readonly narrowing: Narrowing | null;
  /** `import()` of a module that lies in the notebook's folder. */
  readonly importer: Importer;
  /** `import.defer()` of the same module. */
  readonly deferredImporter: Importer;
  /** `import.meta.resolve()` of the same module. */
  readonly resolver: (specifier: string) => string;
}

/**
 * Frames kept of a stack, so that a cell's own lines are among them. V8's 10 do not reach the cell when a package
 * finds a wrong argument a few calls down.
 */
const STACK_FRAMES_MAX = 50;

/** Starts the child's side; afterwards cells can run. */
export function startChild(
  { marker, spoolPath, hasCellPipes, narrowing, importer, deferredImporter, resolver }:
    ChildOptions,
): void {
  const library = takeCLibrary(narrowing?.library ?? null);
  const channel = createChannel(Uint8Array.fromHex(marker), { spoolPath, library });
  if (narrowing !== null) explainRefusals(narrowing.narrowed);
  const timers = installTimers();
  captureOutput(channel);
  const hasPairs = hasCellPipes && (narrowing === null || library !== null);
  const pipes = createCellPipes(channel, hasPairs ? newPairCount() : null, library);
  channel.beforeOutput(pipes.keepOrder);
  ownCommands(pipes);
  const possessions = createPossessions();
  const workers = { marker, pipes, possessions, narrowed: narrowing?.narrowed ?? null };
  ownWorkers(workers);
  ownServers(possessions);
  ownFinalizers();
  const comms = installJupyter(channel);
  const input = installInput(channel);
  const stacks = createCellStacks();
  makeStacks(stacks.prepare, STACK_FRAMES_MAX);
  const describe = (thrown: unknown) => reportThrown(thrown, { stackOf: stacks.trueStack });
  const tell = (thrown: unknown) => ({
    isInterrupt: Interrupted.isOne(thrown),
    report: describe(thrown),
  });
  reportLateErrors(channel, describe);
  const exit = installExit(channel);
  // Subprocesses shall die of the group's SIGINT, this process shall not.
  Deno.addSignalListener("SIGINT", () => {});
  keepAlive();
  const builtins = withBuiltins(
    withNodeModules(withStoppableModules(importer, deferredImporter)),
    {
      channel,
      exit,
      pipes,
      timers: timers.functions,
      workers,
    },
  );
  const helpers = createCellHelpers(folderUrl(Deno.cwd()), {
    importer: narrowing === null ? builtins : withRefusals(builtins, narrowing.narrowed),
    resolver,
    currentCell,
  });

  const outlets: Outlets = {
    channel,
    pipes,
    possessions,
    complain: (cell, error) =>
      channel.message(cell, { kind: "late_error", report: describe(error) }),
  };

  const mustDispose = new Set<number>();
  const endBadly = (cell: number) => {
    lastValues.delete(cell);
    const end = () => endCell(cell, outlets);
    if (mustDispose.delete(cell)) void helpers.dispose(cell).finally(end);
    // This may lie inside the busy code of another cell, in the middle of a frame of that.
    else if (isBeside(cell)) enterStage(end);
    // At once if possible: a termination would drop what waits for a turn.
    else end();
  };

  /** Values by cell: one that was stopped may go on much later. */
  const lastValues = new Map<number, unknown>();
  /** The turn of the event loop in which the first question found code busy. */
  let busyTurn: number | null = null;
  const runtime = {
    ...helpers,
    ...createHolder(),
    use(value: unknown, kind: "sync" | "async") {
      mustDispose.add(currentCell());
      return helpers.use(value, kind);
    },
    begin,
    enter(cell: number, named?: NamedCell) {
      if (named !== undefined) stacks.name(cell, named);
      enter(cell);
    },
    awaiting,
    awaitingEach,
    foreign: createForeign({ channel, marker, importModule: helpers.dynamicImport }),
    answer: input.answer,
    pipesTaken: pipes.taken,
    pipesGone: pipes.gone,
    deliver: comms.deliver,
    // Getters and methods of values may never end: on the stage they can be stopped.
    render: (value: unknown) => onStage(() => renderValue(value)),
    last(value: unknown) {
      lastValues.set(currentCell(), value);
    },
    finish(cell: number, value: unknown, isLast: boolean) {
      const end = () => finish(outlets, { cell, value, isLast });
      // Mostly a loop without a value: it need not take the way over the stage.
      return Object(value) === value || isBeside(cell) ? onStage(end) : end();
    },
    /** The same from within the cell, for the value that `last()` took. */
    finishLast(cell: number, isLast: boolean) {
      const value = lastValues.get(cell);
      lastValues.delete(cell);
      return finish(outlets, { cell, value, isLast });
    },
    /** Ends a cell that did not end well. */
    end: endBadly,
    /** The same for one that was stopped. */
    endStopped(cell: number) {
      possessions.endOf(cell);
      endBadly(cell);
    },
    /** The same for one that threw, and what it threw: one question instead of two. */
    fail(cell: number, thrown: unknown) {
      if (Interrupted.isOne(thrown)) possessions.endOf(cell);
      return onStage(() => {
        const told = tell(thrown);
        // Behind that: what it prints is the cell's.
        endBadly(cell);
        return told;
      });
    },
    report: (thrown: unknown) => onStage(() => tell(thrown)),
    runTask,
    turn,
    isSwallowing,
    letGo,
    /**
     * Runs inside busy code too. Always throws: the stack says whether and where code is busy, the
     * message how often the event loop has turned, when it was asked, and what has called. With `isLast`, which comes
     * second, a termination may follow if the same code is busy as before.
     */
    interrupt(forGood: boolean, isLast: boolean): never {
      letGo();
      const turnCount = countTurns();
      // Below lies the call itself.
      const below = lookBelow(runtime.interrupt);
      const isBusy = below.placeCount > 1 || below.caller === "unseen";
      if (!isLast) busyTurn = isBusy ? turnCount : null;
      // Sent behind the first without waiting: what cleans up since must not be cut a second time.
      if (!isLast || isBusy && busyTurn === turnCount) {
        timers.clearAll();
        cutWait(forGood);
        if (isLast) holdBehind();
      }
      throw errorOfFrames(`${turnCount} ${nowMs()} ${below.caller}`, STACK_FRAMES_MAX);
    },
  };
  Object.defineProperty(globalThis, "__probebook", { value: Object.freeze(runtime) });
  channel.end(0);
}

/** Keeps promises that the parent waits for, and tells them from values that are there at once. */
function createHolder() {
  const promises = new Map<number, Promise<unknown>>();
  let lastKey = 0;
  return {
    hold(value: unknown): { held: number | null; value?: unknown } {
      if (!(value instanceof Promise)) return { held: null, value };
      promises.set(++lastKey, value);
      return { held: lastKey };
    },
    release(key: number): Promise<unknown> | undefined {
      const promise = promises.get(key);
      const forget = () => void promises.delete(key);
      promise?.then(forget, forget);
      return promise;
    },
  };
}

/** Where a cell's output goes. */
interface Outlets {
  readonly channel: Channel;
  readonly pipes: CellPipes;
  readonly possessions: Possessions;
  /** Shows an error that does not end the cell. */
  readonly complain: (cell: number, error: unknown) => void;
}

/** Ends a cell, behind a last message, which is given as JSON. */
function endCell(
  cell: number,
  { channel, pipes, possessions, last }: Outlets & { last?: string },
): void {
  finishCell(cell);
  possessions.forget(cell);
  if (last !== undefined) pipes.keepOrder(cell);
  pipes.end(cell);
  channel.end(cell, last);
}

function finish(
  outlets: Outlets,
  { cell, value, isLast }: { cell: number; value: unknown; isLast: boolean },
): void | Promise<void> {
  const send = (bundle: Bundle | null) => {
    // A value that has shown itself by its own messages hands over an empty bundle: no result is left to show.
    if (bundle === null || isEmpty(bundle)) {
      if (isLast) endCell(cell, outlets);
      return;
    }
    const { message, json } = resultOf(bundle) ?? plainly(value);
    if (isLast) endCell(cell, { ...outlets, last: json });
    else outlets.channel.message(cell, message);
  };
  const resultOf = (bundle: Bundle) => {
    try {
      return packResult(bundle);
    } catch (error) {
      outlets.complain(cell, error);
      return null;
    }
  };
  const bundle = renderValue(value, (error) => outlets.complain(cell, error));
  return bundle instanceof Promise ? bundle.then(send) : send(bundle);
}

/** May throw: what a value shows of itself need not fit into JSON. */
function packResult(bundle: Bundle): { message: ChildMessage; json: string } {
  const result = { data: encodeBundle(bundle), metadata: {} };
  const message: ChildMessage = { kind: "result", bundle: result };
  return { message, json: JSON.stringify(message) };
}

function plainly(value: unknown): { message: ChildMessage; json: string } {
  return packResult({ "text/plain": showText(value) });
}

/**
 * Synchronous for plain values, because each turn of the event loop costs the cell time. With
 * `complain` a value whose method throws is shown as text. One whose promise rejects has failed at
 * what it was to do, such as a measurement, and that is how the cell ends.
 */
function renderValue(
  value: unknown,
  complain?: (error: unknown) => void,
): Bundle | null | Promise<Bundle | null> {
  if (value === undefined) return null;
  if (isPromise(value)) {
    return (async () => renderValue(await awaiting(value), complain))();
  }
  if (!showsItself(value)) return formatPlain(value);
  let shown: unknown;
  try {
    shown = value[DISPLAY]();
  } catch (error) {
    if (complain === undefined || Interrupted.isOne(error)) throw error;
    complain(error);
    return { "text/plain": showText(value) };
  }
  return (async () => bundleOf(await awaiting(shown)))();
}

/** A revoked proxy throws when it is asked; it is no promise. */
function isPromise(value: unknown): value is Promise<unknown> {
  try {
    return value instanceof Promise;
  } catch {
    return false;
  }
}

function reportLateErrors(
  channel: Channel,
  describe: (thrown: unknown) => ThrownReport,
): void {
  const report = (event: Event, error: unknown) => {
    // Without this the process would end. Ours is the first listener: whether one of a cell takes
    // the error too is known when all have run.
    event.preventDefault();
    if (Interrupted.isOne(error)) return;
    let isTaken = false;
    Object.defineProperty(event, "preventDefault", { value: () => void (isTaken = true) });
    const cell = currentCell();
    enterStage(() => {
      if (isTaken) return;
      channel.message(cell, { kind: "late_error", report: describe(error) });
    });
  };
  let onStageNow: Event | null = null;
  globalThis.addEventListener("unhandledrejection", (event) => {
    const { type, promise, reason } = event;
    if (event === onStageNow) return report(event, reason);
    // Deno asks its listeners inside a task. Those of cells are asked where they can be stopped.
    event.preventDefault();
    event.stopImmediatePropagation();
    enterStage(() => {
      onStageNow = new PromiseRejectionEvent(type, { promise, reason, cancelable: true });
      dispatch.call(globalThis, onStageNow);
    });
  });
  globalThis.addEventListener("error", (event) => {
    // Of an error in a worker only the text arrives, and Deno has printed that already.
    if (event.error !== null || event.message === "") report(event, event.error);
    else event.preventDefault();
  });
}

// Taken before a cell can replace them.
const { dispatchEvent: dispatch, PromiseRejectionEvent } = globalThis;

/** The signal listener alone does not keep the event loop turning. */
function keepAlive(): void {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {};
}
