/** Timers whose callbacks survive being stopped, and which an interrupt can clear. */

import { wayBack } from "./cells.ts";
import { enterStage } from "./stage.ts";
import { Object, Set } from "../primordials.ts";

type Callback = (...parameters: unknown[]) => unknown;
type Timer = ReturnType<typeof globalThis.setTimeout>;
type Start = (callback: Callback, delayMs?: number, ...parameters: unknown[]) => Timer;

/** Stops every timer that cells have started. */
export interface Timers {
  clearAll(): void;
  /** The functions by name, for modules that offer them too. */
  readonly functions: Readonly<Record<string, unknown>>;
}

/** Replaces the global timers. */
export function installTimers(): Timers {
  const pending = new Set<Timer>();
  const clearOne = globalThis.clearTimeout;
  const target = globalThis as unknown as Record<string, Start>;
  const functions: Record<string, unknown> = {};
  for (const [name, repeats] of [["setTimeout", false], ["setInterval", true]] as const) {
    const start = target[name];
    if (start === undefined) continue;
    const replacement = wrap(start, { pending, repeats });
    functions[name] = replacement;
  }
  const clear = (timer: Timer) => {
    pending.delete(timer);
    clearOne(timer);
  };
  const immediates = replaceImmediates();
  replaceTimeoutSignals();
  Object.assign(functions, { clearTimeout: clear, clearInterval: clear, ...immediates.functions });
  Object.assign(globalThis, functions);
  return {
    functions,
    clearAll() {
      for (const timer of pending) clearOne(timer);
      pending.clear();
      immediates.clearAll();
    },
  };
}

interface WrapOptions {
  readonly pending: Set<Timer>;
  readonly repeats: boolean;
}

function wrap(start: Start, { pending, repeats }: WrapOptions): Start {
  const replacement: Start = (callback, delayMs, ...parameters) => {
    if (typeof callback !== "function") return start(callback, delayMs, ...parameters);
    // Set apart: a Stop may hit between the timer's start and its being kept, and it fires then too.
    let timer: Timer | null = null;
    const call = (kept: Timer) => {
      if (!repeats) pending.delete(kept);
      return callback.apply(kept, parameters);
    };
    timer = start(() => {
      // Cleared while it waited for the stage: it must not run.
      enterStage(() => timer !== null && pending.has(timer) ? call(timer) : undefined);
    }, delayMs);
    pending.add(timer);
    return timer;
  };
  return asOriginal(replacement, start);
}

function replaceImmediates(): Timers {
  type Immediate = ReturnType<typeof globalThis.setImmediate>;
  const pending = new Set<Immediate>();
  const start = globalThis.setImmediate;
  const clearOne = globalThis.clearImmediate;
  const replacement = asOriginal((callback: Callback, ...parameters: unknown[]) => {
    const immediate: Immediate = start(() => {
      enterStage(() => pending.delete(immediate) ? callback(...parameters) : undefined);
    });
    pending.add(immediate);
    return immediate;
  }, start);
  const clear = (immediate: Immediate) => {
    pending.delete(immediate);
    clearOne(immediate);
  };
  return {
    functions: { setImmediate: replacement, clearImmediate: clear },
    clearAll() {
      for (const immediate of pending) clearOne(immediate);
      pending.clear();
    },
  };
}

/** `AbortSignal.timeout()`: Deno tells its listeners inside a task. It goes on after a Stop. */
function replaceTimeoutSignals(): void {
  const { AbortController, AbortSignal } = globalThis;
  const original = AbortSignal.timeout;
  const timeout = asOriginal((...given: [number]): AbortSignal => {
    const timer = original.apply(AbortSignal, given);
    const controller = new AbortController();
    const inCell = wayBack();
    const abort = () => controller.abort(timer.reason);
    timer.addEventListener("abort", () => enterStage(() => inCell(abort)));
    return controller.signal;
  }, original);
  Object.assign(AbortSignal, { timeout });
}

/** Keeps what hangs on the original, such as the form that `util.promisify` looks for. */
function asOriginal<T extends object>(replacement: T, original: object): T {
  return Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(original));
}
