/**
 * Keeps the event loop where a termination does no harm while the parent decides about it. What is
 * found busy may end by itself before the termination arrives; that would then hit a task of the
 * event loop, which is the end of the process ("Uncaught null", Deno 2.9.6).
 */

import { TERMINATED_NAME } from "../runtime_contract.ts";
import { Atomics, Error, Number, Object, Promise, Reflect } from "../primordials.ts";

/** A parent that says nothing for so long has died or is starved; nothing depends on the value. */
const HOLD_MS = 1000;

/** Chosen: a tenth of what an answer takes. */
const SLEEP_MS = 0.1;

const sleeper = new Int32Array(new SharedArrayBuffer(4));
// Taken before a cell can replace it.
const { performance } = globalThis;
const { now } = performance;
let latest = 0;

/**
 * Called within busy code: where that ends, in a microtask behind it, the process waits for the
 * parent to end it there, which costs nothing but microtasks, or to ask again.
 */
export function holdBehind(): void {
  const turn = ++latest;
  const hold = () => {
    // Microtasks may run within a task too: only where nothing lies below is it safe to be ended.
    if (turn !== latest || countBelow(hold) > 0) return;
    const endMs = now.call(performance) + HOLD_MS;
    // While it sleeps it hears nothing of its parent.
    while (turn === latest && !isTerminated() && now.call(performance) < endMs) {
      Atomics.wait(sleeper, 0, 0, SLEEP_MS);
    }
  };
  void Promise.resolve().then(hold);
}

/** Lets the process go on, when it waits. */
export function letGo(): void {
  latest += 1;
  // The process may have been ended in the middle of that.
  tidy();
  Reflect.deleteProperty(globalThis, TERMINATED_NAME);
}

/** Whether a termination was sent that hit something else. */
function isTerminated(): boolean {
  return TERMINATED_NAME in globalThis;
}

/** Counts the places in code below a function that runs; of many only some. */
export function countBelow(called: (...given: never[]) => unknown): number {
  const { prepareStackTrace, stackTraceLimit } = Error;
  own = { prepareStackTrace, stackTraceLimit };
  Object.assign(Error, { prepareStackTrace: countPlaces, stackTraceLimit: LOOKED_AT_MAX });
  const probe: { stack?: unknown } = {};
  Error.captureStackTrace(probe, called);
  const { stack } = probe;
  tidy();
  return Number(stack);
}

/** How stacks are made otherwise, while that is changed. */
let own: Pick<ErrorConstructor, "prepareStackTrace" | "stackTraceLimit"> | null = null;

function tidy(): void {
  if (own !== null) Object.assign(Error, own);
  own = null;
}

/** Frames of builtins, which are no places, may lie on top: a few. Chosen. */
const LOOKED_AT_MAX = 10;

/** The part of V8's CallSite that is looked at. */
interface StackFrame {
  isAsync(): boolean;
  getLineNumber(): number | null;
}

/** Functions that await this one are no part of the stack, though they are told of with it. */
function countPlaces(_error: unknown, frames: readonly StackFrame[]): number {
  return frames.filter((frame) => !frame.isAsync() && frame.getLineNumber() !== null).length;
}
