/**
 * Keeps the event loop where a termination does no harm while the parent decides about it. What is
 * found busy may end by itself before the termination arrives; that would then hit a task of the
 * event loop, which is the end of the process ("Uncaught null", Deno 2.9.6).
 */

import { type Caller, TERMINATED_NAME } from "../runtime_contract.ts";
import {
  Atomics,
  decodeURIComponent,
  Error,
  Object,
  Promise,
  Reflect,
  String,
  URL,
} from "../primordials.ts";

/** A parent that says nothing for so long has died or is starved; nothing depends on the value. */
const HOLD_MS = 1000;

/** Chosen: a tenth of what an answer takes. */
const SLEEP_MS = 0.1;

/** Where the termination has hit something else it is waited for in vain, for about a millisecond. Chosen. */
const SLEEPS_MAX = 10;

const sleeper = new Int32Array(new SharedArrayBuffer(4));
// Taken before a cell can replace them.
const { performance } = globalThis;
const { now } = performance;
const { captureStackTrace } = Error;
const { includes, startsWith } = String.prototype;
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
    if (turn === latest && lookBelow(hold).placeCount === 0) waitWhileAsked();
  };
  void Promise.resolve().then(hold);
}

/**
 * Called before what must not be ended halfway and takes long, such as the start of a process, where
 * only a cell's code lies below: waits there when a termination may be on its way. And before each
 * print: on its way through one a termination was lost (Deno 2.9.6 on a busy machine), and V8
 * refuses another one while it takes the first for open.
 */
export function holdBefore(): void {
  waitWhileAsked();
}

/** The parent may ask once more what waits here, which is then what it decides about. */
function waitWhileAsked(): void {
  while (asked === latest) wait(latest);
}

function wait(turn: number): void {
  const endMs = nowMs() + HOLD_MS;
  // While it sleeps it hears nothing of its parent.
  while (turn === latest && !isTerminated() && nowMs() < endMs) {
    Atomics.wait(sleeper, 0, 0, SLEEP_MS);
  }
  // One that was sent may not have arrived: optimized code looks for it only here and there, and it would hit what
  // begins behind this. While it sleeps V8 does look.
  for (let count = 0; count < SLEEPS_MAX && isTerminated(); count += 1) {
    Atomics.wait(sleeper, 0, 0, SLEEP_MS);
  }
  // Nobody waits twice for the same question.
  if (asked === turn) asked = -1;
}

/** The time, whatever cells have made of `Function.prototype`. */
export function nowMs(): number {
  return Reflect.apply(now, performance, []);
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
  let below: Below = { placeCount: 0, caller: "unseen" };
  looking = (frames) => {
    below = describe(frames);
  };
  change("prepareStackTrace", prepareOwn);
  change("stackTraceLimit", LOOKED_AT_MAX);
  const probe: { stack?: unknown } = {};
  try {
    captureStackTrace(probe, called);
    // Some versions of V8 make it only when it is asked for.
    void probe.stack;
  } catch {
    // A cell's way to make stacks that throws and cannot be changed: it remains unseen.
  }
  tidy();
  return below;
}

/** An error of which V8's inspector tells so many frames, in a text that no code of a cell's makes. */
export function errorOfFrames(message: string, frameCountMax: number): Error {
  change("stackTraceLimit", frameCountMax);
  const error = new Error(message);
  tidy();
  // What would make the text otherwise may be a cell's.
  Object.defineProperty(error, "stack", { value: `Error: ${message}` });
  return error;
}

type Prepare = NonNullable<ErrorConstructor["prepareStackTrace"]>;

let prepareUsually: (error: unknown, frames: readonly StackFrame[]) => unknown = () => "";

let looking: ((frames: readonly StackFrame[]) => void) | null = null;

const prepareOwn: Prepare = (error, frames) => {
  if (looking === null) return prepareUsually(error, frames);
  looking(frames);
  return "";
};

/** Has stacks made that way. A cell may freeze `Error` then: they can be looked at all the same. */
export function makeStacks(prepare: typeof prepareUsually, frameCountMax: number): void {
  prepareUsually = prepare;
  Object.assign(Error, { prepareStackTrace: prepareOwn, stackTraceLimit: frameCountMax });
}

type Changed = "prepareStackTrace" | "stackTraceLimit";

/** How stacks are made otherwise, while that is changed. */
const own: { [name in Changed]?: PropertyDescriptor | null } = {};

/** Where a cell has frozen it, nothing changes; where it is a cell's getter, that is not called. */
function change(name: Changed, value: unknown): void {
  const descriptor = Reflect.getOwnPropertyDescriptor(Error, name);
  // Before, as a termination may come between, and behind, as a question may, which tidies.
  remember(name, descriptor);
  if (descriptor !== undefined) Reflect.defineProperty(Error, name, { value });
  else Reflect.defineProperty(Error, name, { value, writable: true, configurable: true });
  remember(name, descriptor);
}

/** The first one: where this was ended halfway, the other is our own. */
function remember(name: Changed, descriptor: PropertyDescriptor | undefined): void {
  if (own[name] === undefined) own[name] = descriptor ?? null;
}

function tidy(): void {
  looking = null;
  restore("prepareStackTrace");
  restore("stackTraceLimit");
}

function restore(name: Changed): void {
  const descriptor = own[name];
  if (descriptor === undefined) return;
  if (descriptor === null) Reflect.deleteProperty(Error, name);
  else Reflect.defineProperty(Error, name, descriptor);
  delete own[name];
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
  let outermost: StackFrame | null = null;
  let placeCount = 0;
  // By index, and with functions of our own: cells replace those of arrays and texts.
  for (let index = 0; index < frames.length; index += 1) {
    const frame = frames[index];
    if (frame === undefined || frame.isAsync() || frame.getLineNumber() === null) continue;
    outermost = frame;
    placeCount += 1;
  }
  const limit: unknown = Reflect.getOwnPropertyDescriptor(Error, "stackTraceLimit")?.value;
  // A cell has frozen the limit, and what lies below it cannot be told.
  if (limit !== LOOKED_AT_MAX && frames.length === limit) return { placeCount, caller: "unseen" };
  const url = String(outermost?.getFileName() ?? "");
  // Rust calls the event loop's tasks from this room; the wrapper of microtasks in it has no name.
  const isTask = begins(url, "ext:core/") && (outermost?.getFunctionName() ?? "") !== "";
  const isRuntimes = begins(url, "ext:") || begins(url, "node:");
  // Its frame has no name either; an unnamed callback in the same files is short.
  const isModule = (outermost?.getFunctionName() ?? "") === "" && isShared(url);
  const caller = isTask ? "task" : isRuntimes ? "runtime" : isModule ? "module" : "microtask";
  return { placeCount, caller };
}

/** Whether a module is none of the learner's own: of a package, or one of ours that cells import or have loaded for them. */
function isShared(path: string): boolean {
  for (let index = 0; index < OUR_ROOMS.length; index += 1) {
    if (begins(path, OUR_ROOMS[index] ?? "")) return true;
  }
  return Reflect.apply(includes, path, ["/npm/"]);
}

/** Deno gives the names of files as paths. */
const OUR_ROOMS = [
  "probes/",
  "notebooks/workbook/",
  "kernel/cell_text/",
  "kernel/evaluator/child/foreign/",
].map((room) => decodeURIComponent(new URL(`../../../${room}`, import.meta.url).pathname));

function begins(text: string, start: string): boolean {
  return Reflect.apply(startsWith, text, [start]);
}
