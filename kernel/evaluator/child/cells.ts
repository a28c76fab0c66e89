/** Which cell the running code belongs to, and how its waits are cut short. */

import { AsyncLocalStorage } from "node:async_hooks";
import { schedule } from "./stage.ts";
import { Error, Promise, Set, Symbol } from "../primordials.ts";

/** What a top-level await of a stopped cell throws, so that `finally` blocks run. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("The cell was stopped; variables are kept");
  }
}

interface RunningCell {
  readonly cell: number;
  readonly allowStdin: boolean;
  /** The wait of the top level. That is sequential: there is never a second. */
  wait: Wait;
  /** Stopped between two waits: the next one is cut. */
  mustCutNext: boolean;
}

interface Wait {
  readonly promise: Promise<unknown>;
  readonly cut: () => void;
}

const storage = new AsyncLocalStorage<number>();
let running: RunningCell | null = null;
let latest = 0;
/** Cells that were stopped for good: none of their awaits waits any more. */
const cancelled = new Set<number>();

/** The cell that started the code which runs now; the latest one when that is unknown. */
export function currentCell(): number {
  return storage.getStore() ?? latest;
}

/** Whether the running code may ask the front end for input. */
export function mayAskInput(): boolean {
  return running !== null && running.allowStdin && running.cell === currentCell();
}

/**
 * Starts a cell: gives its number to all that it starts, however late that runs, and moves the
 * cell's body out of the inspector's dispatch, where nothing could stop it.
 */
export function begin(cell: number, allowStdin: boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const wait: Wait = { promise, cut: () => reject(new Interrupted()) };
  running = { cell, allowStdin, wait, mustCutNext: false };
  latest = cell;
  storage.enterWith(cell);
  schedule(resolve);
  return promise;
}

/** Waits for a value on behalf of the cell's top level; `cutWait()` cuts it short. */
export function awaiting<T>(value: T): T | Promise<Awaited<T>> {
  const cell = storage.getStore();
  if (cell !== undefined && cancelled.has(cell)) return Promise.reject(new Interrupted());
  if (running === null || cell !== running.cell) return value;
  // Made here, so that its stack names the line that waits.
  const interrupted = new Interrupted();
  if (running.mustCutNext) {
    running.mustCutNext = false;
    return Promise.reject(interrupted);
  }
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<T>>();
  running.wait = { promise, cut: () => reject(interrupted) };
  // With resolve and reject themselves as reactions V8 still sees the awaiting cell in stacks.
  Promise.resolve(value).then(resolve, reject);
  return promise;
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

/** Cuts the wait of the running cell short, or its next one; with `forGood` all later ones too. */
export function cutWait(forGood: boolean): void {
  if (running === null) return;
  if (isPending(running.wait.promise)) running.wait.cut();
  else running.mustCutNext = true;
  if (forGood) cancelled.add(running.cell);
}

/** Only the printed form tells the state of a promise. */
function isPending(promise: Promise<unknown>): boolean {
  return inspect(promise, { depth: 0, colors: false }) === "Promise { <pending> }";
}

// Taken before a cell can replace it.
const { inspect } = Deno;

/** Ends a cell: its waits are no longer ours to cut. */
export function finishCell(cell: number): void {
  if (running?.cell === cell) running = null;
}
