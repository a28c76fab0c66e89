/**
 * Keeps the event loop where a termination does no harm while the parent decides about it. What is
 * found busy may end by itself before the termination arrives; that would then hit a task of the
 * event loop, which is the end of the process ("Uncaught null", Deno 2.9.6).
 */

import { type Caller, TERMINATED_NAME } from "../runtime_contract.ts";
import { Atomics, Error, Object, Promise, Reflect, String } from "../primordials.ts";

/** A parent that says nothing for so long has died or is starved; nothing depends on the value. */
const HOLD_MS = 1000;

/** Chosen: a tenth of what an answer takes. */
const SLEEP_MS = 0.1;

const sleeper = new Int32Array(new SharedArrayBuffer(4));
// Taken before a cell can replace it.
const { performance } = globalThis;
const { now } = performance;
let latest = 0;
/** The one that may be followed by a termination. */
let asked = -1;

/**
 * Called within busy code: where that ends, in a microtask behind it, the process waits for the
 * parent to end it there, which costs nothing but microtasks, or to ask again.
 */
export function holdBehind(): void {
  const turn = ++latest;
  asked = turn;
  const hold = () => {
    // Microtasks may run within a task too: only where nothing lies below is it safe to be ended.
    if (turn === latest && lookBelow(hold).placeCount === 0) wait(turn);
  };
  void Promise.resolve().then(hold);
}

/**
 * Called before what must not be ended halfway and takes long, such as the start of a process, where
 * only a cell's code lies below: waits there when a termination may be on its way.
 */
export function holdBefore(): void {
  if (asked === latest) wait(latest);
}

function wait(turn: number): void {
  const endMs = now.call(performance) + HOLD_MS;
  // While it sleeps it hears nothing of its parent.
  while (turn === latest && !isTerminated() && now.call(performance) < endMs) {
    Atomics.wait(sleeper, 0, 0, SLEEP_MS);
  }
  // Nobody waits twice for the same parent.
  asked = -1;
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

/** What a stack tells that V8's inspector does not: it shows ten frames. */
export interface Below {
  /** The places in code. */
  readonly placeCount: number;
  /** What has called the outermost of them. */
  readonly caller: Caller;
}

/** Looks at the stack below a function that runs. */
export function lookBelow(called: (...given: never[]) => unknown): Below {
  const { prepareStackTrace, stackTraceLimit } = Error;
  own = { prepareStackTrace, stackTraceLimit };
  let below: Below = { placeCount: 0, caller: "unseen" };
  const look = (_error: unknown, frames: readonly StackFrame[]) => {
    below = describe(frames);
  };
  Object.assign(Error, { prepareStackTrace: look, stackTraceLimit: LOOKED_AT_MAX });
  const probe: { stack?: unknown } = {};
  Error.captureStackTrace(probe, called);
  // Some versions of V8 make it only when it is asked for.
  void probe.stack;
  tidy();
  return below;
}

/** How stacks are made otherwise, while that is changed. */
let own: Pick<ErrorConstructor, "prepareStackTrace" | "stackTraceLimit"> | null = null;

function tidy(): void {
  if (own !== null) Object.assign(Error, own);
  own = null;
}

/** More than fit into the stack of V8's usual size. */
const LOOKED_AT_MAX = 20_000;

/** The part of V8's CallSite that is looked at. */
interface StackFrame {
  isAsync(): boolean;
  getLineNumber(): number | null;
  getFileName(): string | null | undefined;
  getFunctionName(): string | null;
}

/** Functions that await this one are no part of the stack, though they are told of with it. */
function describe(frames: readonly StackFrame[]): Below {
  const places = frames.filter((frame) => !frame.isAsync() && frame.getLineNumber() !== null);
  const outermost = places.at(-1);
  const url = String(outermost?.getFileName() ?? "");
  const isRuntimes = /^(?:ext|node):/.test(url);
  // Rust calls the event loop's tasks from this room; the wrapper of microtasks in it has no name.
  const isTask = url.startsWith("ext:core/") && (outermost?.getFunctionName() ?? "") !== "";
  return {
    placeCount: places.length,
    caller: isTask ? "task" : isRuntimes ? "runtime" : "microtask",
  };
}
