/** Where the code of cells runs: behind a task of the event loop, where it can be stopped. */

import { lookBelow } from "./hold.ts";
import { Promise } from "../primordials.ts";

/**
 * Terminating code that runs inside a task of the event loop ends the process ("Uncaught null",
 * Deno 2.9.6); a microtask behind a task only ends itself. Between two timers of a list, and
 * between two immediates, microtasks run inside the task. So cells, timers and immediates of cells
 * only take note here, and one immediate, never two, lets them run.
 */
const later = globalThis.setImmediate;

let entrances: (() => void)[] = [];
let isScheduled = false;

/** Calls back in a task of its own; what that resolves runs behind the task. */
export function schedule(enter: () => void): void {
  entrances.push(enter);
  if (isScheduled) return;
  later(open);
  // Last: a termination in between would leave it true for ever, with nobody to open.
  isScheduled = true;
}

/** Runs a callback of a cell on the stage, in the asynchronous context of the caller. */
export function enterStage(callback: () => unknown): void {
  void onStage(callback);
}

/** The same for what somebody waits for. */
export function onStage<T>(callback: () => T | Promise<T>): Promise<T> {
  return new Promise<void>(schedule).then(callback);
}

function open(): void {
  isScheduled = false;
  const waiting = entrances;
  entrances = [];
  void Promise.resolve().then(function enterAll() {
    // Not the only immediate: microtasks run inside the task, and so would the cell.
    if (lookBelow(enterAll).placeCount > 0 && attemptCount < ATTEMPTS_MAX) {
      attemptCount += 1;
      for (const enter of waiting) schedule(enter);
      return;
    }
    attemptCount = 0;
    for (const enter of waiting) enter();
  });
}

/** An endless chain of immediates may come between again and again. Chosen. */
const ATTEMPTS_MAX = 10;

let attemptCount = 0;
