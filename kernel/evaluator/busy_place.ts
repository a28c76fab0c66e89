/** Where busy code is, as its stack tells, and whether it may be ended just there. */

import type { CallFrame } from "./cdp.ts";
import type { Caller } from "./runtime_contract.ts";

/**
 * - `cell`: the learner's code, called by a microtask or by Rust. May be ended.
 * - `held`: the wait of `child/hold.ts` behind busy code that has ended by itself. May be ended, but
 *   what comes next may be the learner's clean-up.
 * - `text`: a call of Deno's that makes a text of a value. A termination in it is lost, or ends the
 *   process (Deno 2.9.6), but code of ours where it may be ended mostly comes behind.
 * - `runtime`: code of Deno's that the learner's has called. It is over soon, and begins operations
 *   now and then.
 * - `delicate`: an operation that begins, a process that is started, a module that is loaded. They
 *   must not be ended halfway: an operation that was begun, and whose promise is not kept yet, ends
 *   the process when it is done ("Missing promise", Deno 2.9.6), and a module of the runtime that
 *   did not come to its end is broken for ever.
 * - `task`: all of it is called by a task of the event loop, whose end is that of the process
 *   ("Uncaught null"). What Rust calls survives, and so do microtasks, whose wrapper has no name.
 */
export type BusyPlace = "cell" | "held" | "text" | "runtime" | "delicate" | "task";

/** Says it of frames, the innermost first, of which the outermost may be missing. */
export function placeOf(frames: readonly CallFrame[], caller: Caller): BusyPlace {
  if (caller === "task") return "task";
  if (caller === "unseen" || caller === "module") return "delicate";
  if (frames.length > 0 && frames.every(isHold)) return "held";
  if (isTextMaking(frames[0])) return "text";
  const first = frames.findIndex((frame) => !isEvaluators(frame));
  if (leadsIntoRuntime(first < 0 ? frames : frames.slice(0, first))) return "delicate";
  // The evaluator's own code may lie on top of either: `Error.prepareStackTrace` and what it calls.
  const others = frames.filter((frame) => !isEvaluators(frame));
  const end = others.findIndex((frame) => !isRuntimes(frame));
  const onTop = end < 0 ? others : others.slice(0, end);
  if (onTop.length === 0) return end < 0 ? "runtime" : "cell";
  if (onTop.every(isMicrotask)) return "cell";
  if (onTop.some(isDelicate)) return "delicate";
  return onTop.some(isHarmless) ? "cell" : "runtime";
}

/** The frames in one line, for a trace. */
export function describeFrames(frames: readonly CallFrame[]): string {
  return frames.map(({ functionName, url, lineNumber, columnNumber }) =>
    `${functionName || "?"} ${url}:${lineNumber + 1}:${columnNumber + 1}`
  ).join(" < ");
}

const EVALUATOR_URL = new URL("./", import.meta.url).href;
const HOLD_URL = new URL("./child/hold.ts", import.meta.url).href;

/** Whether it is the evaluator's code on its way to what must not be ended halfway; see `child/hold.ts`. */
function leadsIntoRuntime(evaluators: readonly CallFrame[]): boolean {
  return evaluators.some(({ url }) => LEADING.test(url)) &&
    !evaluators.some(isHold);
}

/** The child's first lines come over its standard input, and Deno puts them into the notebook's folder. */
function isEvaluators({ url }: CallFrame): boolean {
  return url.startsWith(EVALUATOR_URL) || url.endsWith("/$deno$stdin.mts");
}

function isHold({ url }: CallFrame): boolean {
  return url === HOLD_URL;
}

const LEADING = /\/child\/(?:subprocesses|cell_pipes|workers|builtins|imports)\.ts$/;

function isRuntimes({ url }: CallFrame): boolean {
  return /^(?:ext|node):/.test(url);
}

/** `queueMicrotask()` and the wrapper of what it calls. */
function isMicrotask({ url, functionName }: CallFrame): boolean {
  return url === "ext:core/01_core.js" && /^(?:queueMicrotask)?$/.test(functionName);
}

/** The body of a module has no name. */
function isDelicate({ url, functionName }: CallFrame): boolean {
  return /^(?:lazyLoad|loadExtScript|setPromise|op_.*)?$/.test(functionName) ||
    /^ext:deno_process\/|\/child_process\.ts$/.test(url);
}

/** Rust does it, and shows no frame. */
function isTextMaking(frame: CallFrame | undefined): boolean {
  return frame !== undefined && isConsoles(frame);
}

/** What takes long and begins no operation: what lies on top of making texts, writing and reading. */
function isHarmless(frame: CallFrame): boolean {
  return isConsoles(frame) || frame.functionName.endsWith("Sync");
}

function isConsoles({ url }: CallFrame): boolean {
  return /^ext:.*\/01_console\.js$/.test(url);
}
