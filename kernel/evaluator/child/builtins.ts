/**
 * Node's own modules as cells shall see them: output captured, exits reported, timers stoppable.
 *
 * They are changed when a cell first uses them, because loading `node:process` and `node:timers`
 * would more than double the time to start. A module that a cell imports may get them unchanged:
 * what it prints is then captured as raw output, and its exit is noticed by the parent.
 */

import { captureNodeStream } from "./capture.ts";
import type { CellPipes } from "./cell_pipes.ts";
import { wayBack } from "./cells.ts";
import type { Channel } from "./channel.ts";
import { ownFileWriters } from "./file_writers.ts";
import { holdBefore } from "./hold.ts";
import type { Importer } from "./imports.ts";
import { hasNodeServers, ownListeners, ownNodeServers } from "./listeners.ts";
import type { Possessions } from "./possessions.ts";
import { ownStarters } from "./subprocesses.ts";
import { ownThreads, type WorkerSetup } from "./workers.ts";
import { Deno, Object, Promise, Reflect, TypeError, WeakMap } from "../primordials.ts";

/** What takes the place of Node's own functions. */
export interface BuiltinReplacements {
  readonly channel: Channel;
  readonly exit: (code?: number | string | null) => never;
  readonly timers: Readonly<Record<string, unknown>>;
  readonly pipes: CellPipes;
  readonly workers: WorkerSetup;
}

/** Changes the global `process` when it is first asked for, and modules when they are imported. */
export function withBuiltins(importer: Importer, replacements: BuiltinReplacements): Importer {
  const touchProcess = replaceProcess(replacements);
  const { channel, exit, pipes, timers, workers } = replacements;
  let starters: Record<string, unknown> | null = null;
  let threads: Record<string, unknown> | null = null;
  let writers: Record<string, unknown> | null = null;
  let emitters: Promise<void> | null = null;
  return async (specifier, options) => {
    // What is loaded in a cell's first turn would be broken by a termination.
    holdBefore();
    const loaded = await importer(specifier, options);
    if (specifier.startsWith("node:")) await (emitters ??= ownEmitters());
    if (hasNodeServers(specifier)) {
      // Servers of `node:http2` are of no class that it exports, but of one of these.
      ownNodeServers(workers.possessions, [loaded, await import("node:net")]);
    }
    if (/^(node:)?process$/.test(specifier)) {
      touchProcess();
      return { ...loaded, exit, reallyExit: exit, nextTick: nextMicrotask };
    }
    if (/^(node:)?timers$/.test(specifier)) return changed(loaded, timers);
    if (/^(node:)?child_process$/.test(specifier)) {
      return changed(loaded, starters ??= ownStarters(pipes, loaded));
    }
    if (/^(node:)?worker_threads$/.test(specifier)) {
      return changed(loaded, threads ??= ownThreads(workers, loaded));
    }
    if (/^(node:)?fs$/.test(specifier)) {
      return changed(loaded, writers ??= ownFileWriters(channel, loaded));
    }
    return loaded;
  };
}

/** A module with other functions: its named exports themselves cannot be changed. */
function changed(
  loaded: Record<string, unknown>,
  functions: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const main = Object(loaded["default"]);
  // `require()` gives this object. (Deno's `syncBuiltinESMExports` does nothing.)
  Object.assign(main, functions);
  return { ...loaded, ...functions, default: main };
}

function replaceProcess({ channel, exit }: BuiltinReplacements): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, "process");
  if (descriptor?.get === undefined) return () => {};
  const { get } = descriptor;
  let isChanged = false;
  const changed = (): unknown => {
    const process = get.call(globalThis);
    if (isChanged) return process;
    isChanged = true;
    Object.assign(process, { exit, reallyExit: exit, nextTick: nextMicrotask });
    for (const name of ["stdout", "stderr"] as const) captureStream(process, { channel, name });
    return process;
  };
  Object.defineProperty(globalThis, "process", { ...descriptor, get: changed });
  return () => {
    const { stdout, stderr } = Object(changed());
    // Named exports are these same streams, which are changed when they are read here.
    void [stdout, stderr];
  };
}

/**
 * Deno calls back from sockets and pipes without saying who listens. The listeners of an emitter
 * then belong to the cell that was the last to add one.
 */
async function ownEmitters(): Promise<void> {
  const { EventEmitter } = await import("node:events");
  const { prototype } = EventEmitter;
  const { on, emit } = prototype;
  const ways = new WeakMap<object, ReturnType<typeof wayBack>>();
  const add: typeof on = function (this: InstanceType<typeof EventEmitter>, ...given) {
    ways.set(this, wayBack());
    return on.apply(this, given);
  };
  const owned: typeof emit = function (this: InstanceType<typeof EventEmitter>, ...given) {
    const inCell = ways.get(this);
    return inCell === undefined ? emit.apply(this, given) : inCell(() => emit.apply(this, given));
  };
  Object.assign(prototype, { on: add, addListener: add, emit: owned });
}

/** Gives the requests that a server answers to the cell that started it, and ends it and all listeners with that. */
export function ownServers(possessions: Possessions): void {
  ownListeners(possessions);
  const { serve } = Deno;
  const owned = (...given: unknown[]) => {
    const [first] = given;
    // Without a handler of its own for errors Deno would print them under the cell that runs.
    const options = typeof first === "function" ? [{ onError }] : [];
    holdBefore();
    const server: Deno.HttpServer = Reflect.apply(
      serve,
      Deno,
      [...options, ...given].map(ownHandler),
    );
    possessions.keep(() => server.shutdown());
    return server;
  };
  Object.defineProperty(Deno, "serve", { value: owned, configurable: true, writable: true });
}

/** A handler, or options with one or with one for errors, that run in the cell which gives them. */
function ownHandler(given: unknown): unknown {
  if (typeof given === "function") {
    const inCell = wayBack();
    // Deno looks at the number of parameters: a handler without any is not given the request.
    return (request: unknown, info: unknown) => inCell(() => given(request, info));
  }
  const { handler, onError: own = onError } = Object(given);
  return {
    ...Object(given),
    ...(typeof handler === "function" ? { handler: ownHandler(handler) } : {}),
    onError: typeof own === "function" ? ownHandler(own) : own,
  };
}

/** What Deno does by itself. */
function onError(error: unknown): Response {
  // deno-lint-ignore no-console -- the console of cells, which prints under the one that serves
  console.error(error);
  return new Response("Internal Server Error", { status: 500 });
}

/** Gives what is said of collected values to the cell that asked for it. */
export function ownFinalizers(): void {
  const { FinalizationRegistry } = globalThis;
  class OwnRegistry<T> extends FinalizationRegistry<T> {
    constructor(callback: (held: T) => void) {
      const inCell = wayBack();
      super(typeof callback === "function" ? (held) => inCell(() => callback(held)) : callback);
    }
  }
  Object.defineProperty(OwnRegistry, "name", { value: "FinalizationRegistry" });
  Object.defineProperty(globalThis, "FinalizationRegistry", {
    value: OwnRegistry,
    configurable: true,
    writable: true,
  });
}

/** `process.nextTick()`: Deno calls back inside a task, where a termination ends the process. */
function nextMicrotask(callback: unknown, ...parameters: unknown[]): void {
  if (typeof callback !== "function") {
    throw new TypeError(`Cannot call back: the callback is of type ${typeof callback}`);
  }
  // A promise, and not `queueMicrotask()`, so that what it throws is a late error of the cell.
  void Promise.resolve().then(() => callback(...parameters));
}

function captureStream(
  process: object,
  { channel, name }: { channel: Channel; name: "stdout" | "stderr" },
): void {
  const descriptor = Object.getOwnPropertyDescriptor(process, name);
  if (descriptor?.get === undefined) return;
  const { get } = descriptor;
  let isChanged = false;
  Object.defineProperty(process, name, {
    ...descriptor,
    get() {
      const stream: object = get.call(process);
      if (!isChanged) captureNodeStream(channel, name, stream);
      isChanged = true;
      return stream;
    },
  });
}
