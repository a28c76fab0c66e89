/** Which cell the running code belongs to, and how its waits are cut short. */

import { AsyncLocalStorage } from "node:async_hooks";
import { schedule } from "./stage.ts";
import { Error, Map, Promise, Set, String, Symbol } from "../primordials.ts";

/** What a top-level await of a stopped cell throws, so that `finally` blocks run. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly #isOurs = true;

  constructor() {
    super("The cell was stopped; variables are kept");
  }

  /** Asks nothing of the value: neither a proxy's traps nor what a cell gave `Error` are run. */
  static isOne(value: unknown): boolean {
    return typeof value === "object" && value !== null && #isOurs in value;
  }
}

interface RunningCell {
  readonly allowStdin: boolean;
  /** The wait of the top level. That is sequential: there is never a second. */
  wait: Wait;
  /** Stopped between two waits: the next one is cut. */
  mustCutNext: boolean;
  /** The stack of the wait that was cut. */
  cutPlace: string | null;
}

interface Wait {
  readonly promise: Promise<unknown>;
  readonly cut: () => void;
}

const storage = new AsyncLocalStorage<number>();
/** Cells that have begun and not ended: while one waits, others may run. */
const running = new Map<number, RunningCell>();
let latest = 0;
/** Cells that were stopped for good: none of their awaits waits any more. */
const cancelled = new Set<number>();

/** The cell that started the code which runs now; the latest one when that is unknown. */
export function currentCell(): number {
  return storage.getStore() ?? latest;
}

/**
 * A way back to the cell that the running code belongs to, for callbacks of which the runtime has
 * forgotten who started them: those that belong to a cell stay there.
 */
export function wayBack(): <T>(callback: () => T) => T {
  const cell = storage.getStore();
  return (callback) =>
    cell === undefined || storage.getStore() !== undefined
      ? callback()
      : storage.run(cell, callback);
}

/** Whether the running code may ask the front end for input. */
export function mayAskInput(): boolean {
  return running.get(currentCell())?.allowStdin === true;
}

/** Whether the cell has begun and not ended. */
export function isRunning(cell: number): boolean {
  return running.has(cell);
}

/** Whether any other cell has begun and not ended. Then the question may come inside its code. */
export function isBeside(cell: number): boolean {
  return running.size > (running.has(cell) ? 1 : 0);
}

/**
 * Starts a cell: moves its body out of the inspector's dispatch, where nothing could stop it. The
 * dispatch may lie inside the busy code of another cell, so nothing that it sees changes here.
 */
export function begin(cell: number, allowStdin: boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const wait: Wait = { promise, cut: () => reject(new Interrupted()) };
  running.set(cell, { allowStdin, wait, mustCutNext: false, cutPlace: null });
  schedule(resolve);
  return promise;
}

/** The first thing that a cell's body does: gives its number to all that it starts. */
export function enter(cell: number): void {
  latest = cell;
  storage.enterWith(cell);
}

/** Waits for a value on behalf of the cell's top level; `cutWait()` cuts it short. */
export function awaiting<T>(value: T): T | Promise<Awaited<T>> {
  const cell = storage.getStore();
  if (cell !== undefined && cancelled.has(cell)) return Promise.reject(new Interrupted());
  const own = cell === undefined ? undefined : running.get(cell);
  if (cell === undefined || own === undefined) return value;
  // Made here, so that its stack names the line that waits.
  const interrupted = new Interrupted();
  const cut = () => {
    own.cutPlace = String(interrupted.stack);
    return interrupted;
  };
  if (own.mustCutNext) {
    own.mustCutNext = false;
    return Promise.reject(cut());
  }
  // A loop that catches its own end would wait here again, for ever.
  if (own.cutPlace !== null && own.cutPlace === interrupted.stack) {
    cancelled.add(cell);
    return Promise.reject(interrupted);
  }
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<T>>();
  own.wait = { promise, cut: () => reject(cut()) };
  // With resolve and reject themselves as reactions V8 still sees the awaiting cell in stacks.
  Promise.resolve(value).then(resolve, reject);
  return promise;
}

/** Waits once more when the wait was cut: for what was stopped to end. The next cut cuts that, too. */
export function awaitingEnd<T>(value: T): T | Promise<Awaited<T>> {
  const own = running.get(currentCell());
  // It is no loop, although the cell's author sees it wait at the same place.
  if (own !== undefined) own.cutPlace = null;
  return awaiting(value);
}

/** Wraps the iterable of a top-level `for await`, so that each of its steps can be cut short. */
export function awaitingEach(iterable: unknown): AsyncIterable<unknown> {
  const source = iterable as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
  return {
    [Symbol.asyncIterator]() {
      const iterator = source[Symbol.asyncIterator]?.() ??
        asyncSteps((iterable as Iterable<unknown>)[Symbol.iterator]());
      const { return: stop } = iterator;
      return {
        next: async () => await awaiting(iterator.next()),
        ...(stop === undefined ? {} : { return: (value) => stop.call(iterator, value) }),
      };
    },
  };
}

function asyncSteps(iterator: Iterator<unknown>): AsyncIterator<unknown> {
  return {
    async next() {
      const { done, value } = iterator.next();
      return { done: done === true, value: await value };
    },
    return: (value) => Promise.resolve(iterator.return?.(value) ?? { done: true, value }),
  };
}

/** Makes the event loop run a task that does nothing. */
export function runTask(): void {
  schedule(() => {});
}

/** Resolves behind the next task of the event loop, which an endless chain of promises keeps away. */
export function turn(): Promise<void> {
  return new Promise(schedule);
}

/** How often the event loop has turned, counted only while somebody asks. */
let turnCount = 0;

/** The count, which the event loop's next task raises: what runs on meanwhile sees the same. */
export function countTurns(): number {
  schedule(() => turnCount += 1);
  return turnCount;
}

/** Cuts the wait of each running cell short, or its next one; with `forGood` all later ones too. */
export function cutWait(forGood: boolean): void {
  for (const [cell, own] of running) {
    if (isPending(own.wait.promise)) own.wait.cut();
    else own.mustCutNext = true;
    if (forGood) cancelled.add(cell);
  }
}

/** Whether a cell that runs was stopped for good: it goes on only by catching that. */
export function isSwallowing(): boolean {
  for (const cell of running.keys()) if (cancelled.has(cell)) return true;
  return false;
}

/** Only the printed form tells the state of a promise. */
function isPending(promise: Promise<unknown>): boolean {
  return inspect(promise, { depth: 0, colors: false }) === "Promise { <pending> }";
}

// Taken before a cell can replace it.
const { inspect } = Deno;

/** Ends a cell: its waits are no longer ours to cut. */
export function finishCell(cell: number): void {
  running.delete(cell);
}
