/** Everything that prints, led into the channel under the cell that prints. */

import { currentCell } from "./cells.ts";
import type { Channel } from "./channel.ts";
import { holdBefore } from "./hold.ts";
import {
  Object,
  Promise,
  queueMicrotask,
  Reflect,
  String,
  Symbol,
  Uint8Array,
} from "../primordials.ts";

type StreamName = "stdout" | "stderr";

/** Console levels from which Deno writes to stderr: warn, error and trace. */
const STDERR_LEVEL_MIN = 2;

/** Replaces `console` and the writers of `Deno.stdout` and `Deno.stderr`. */
export function captureOutput(channel: Channel): void {
  replaceConsole((text, level) =>
    channel.text(level >= STDERR_LEVEL_MIN ? "stderr" : "stdout", currentCell(), text)
  );
  for (const stream of ["stdout", "stderr"] as const) {
    captureDenoStream(channel, stream);
  }
  holdBeforeTexts();
}

/** Has `Deno.inspect` wait while a Stop decides, as all prints do; see `hold.ts`. */
function holdBeforeTexts(): void {
  const { inspect: own } = Deno;
  const inspect: typeof own = (value, options) => {
    holdBefore();
    return own(value, options);
  };
  Object.defineProperty(Deno, "inspect", { value: inspect });
}

type Print = (text: string, level: number) => void;

/** The class behind Deno's own console, as its own kernel uses it. */
function replaceConsole(print: Print): void {
  const internal = Reflect.get(Deno, Deno["internal" as keyof typeof Deno] as unknown as symbol) as
    | { Console?: new (print: Print) => Console }
    | undefined;
  if (internal?.Console === undefined) return;
  const replacement = new internal.Console(print);
  Object.defineProperty(globalThis, "console", {
    value: replacement,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

function captureDenoStream(channel: Channel, name: StreamName): void {
  const writeSync = (bytes: Uint8Array): number => {
    channel.bytes(name, currentCell(), bytes);
    return bytes.length;
  };
  let writable: WritableStream<Uint8Array> | null = null;
  // A stream that a cell closed is replaced, so that the next cell can pipe into it again.
  const forget = () => void (writable = null);
  const sink = () => {
    // Chunks wait in the stream: whose one is, is known only when it comes.
    const owners: number[] = [];
    const size = () => owners.push(currentCell()) && 1;
    return new WritableStream<Uint8Array>({
      write: (bytes) => channel.bytes(name, owners.shift() ?? currentCell(), bytes),
      close: forget,
      abort: forget,
    }, { highWaterMark: 1, size });
  };
  Object.defineProperties(Deno[name], {
    writeSync: { value: writeSync, writable: true, configurable: true },
    write: {
      // Not async: what is written must have left before the next line of the cell runs.
      value: (bytes: Uint8Array) => Promise.resolve(writeSync(bytes)),
      writable: true,
      configurable: true,
    },
    writable: { get: () => writable ??= sink(), configurable: true },
    // The next cells print as well, and what the subprocesses inherit shall be there.
    close: { value: () => {}, writable: true, configurable: true },
    [Symbol.dispose]: { value: () => {}, writable: true, configurable: true },
  });
}

type Done = (error?: Error | null) => void;

/** Replaces what writes and what ends in Node's `process.stdout` or `process.stderr`. */
export function captureNodeStream(channel: Channel, name: StreamName, stream: object): void {
  const write = processWriter(channel, name);
  const end = (...given: unknown[]): object => {
    const [chunk, encoding] = given;
    if (chunk !== undefined && chunk !== null && typeof chunk !== "function") {
      write(chunk, typeof encoding === "string" ? encoding as BufferEncoding : undefined);
    }
    const done = given.find((value) => typeof value === "function");
    if (done !== undefined) queueMicrotask(() => done());
    // What pipes into the stream waits for this.
    queueMicrotask(() => Reflect.get(stream, "emit").call(stream, "finish"));
    return stream;
  };
  // As in Node, these two streams stay open whatever is done to end them.
  Object.assign(stream, { write, end, destroy: () => stream });
}

/** The `write` of such a stream. */
function processWriter(channel: Channel, name: StreamName) {
  return (chunk: unknown, encoding?: BufferEncoding | Done, done?: Done): boolean => {
    if (chunk instanceof Uint8Array) channel.bytes(name, currentCell(), chunk);
    else if (typeof encoding === "string" && encoding !== "utf8" && encoding !== "utf-8") {
      channel.bytes(name, currentCell(), Buffer.from(String(chunk), encoding));
    } else channel.text(name, currentCell(), String(chunk));
    const callback = typeof encoding === "function" ? encoding : done;
    if (callback !== undefined) queueMicrotask(() => callback(null));
    return true;
  };
}
