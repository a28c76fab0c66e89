/** One child process with limits: its lines as they come, its ending as a value, nobody left behind. */

import { endGroup, guardGroup, offerAttendant } from "./attendant.ts";
import { mayRunAll } from "./permission.ts";

/** What to start and how much of it to bear. */
export interface ProcessRequest {
  readonly executable: string;
  readonly args: readonly string[];
  /** The whole environment: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly secondsMax: number;
  readonly outputBytesMax: number;
  /**
   * Lead a process group of its own, ended as a whole afterwards, so that nothing that the program has started is left.
   * A Ctrl-C or Stop does not reach such a group: whoever starts it listens for SIGINT and aborts.
   */
  readonly ownGroup: boolean;
  /** Whether the program is a CPython that runs: where we may not signal groups, a second process of it does that for us. */
  readonly canAttend?: boolean;
  readonly signal?: AbortSignal;
  /** Takes each line of standard output; `isWhole` is false for a last line without its end. */
  readonly onLine: (line: string, isWhole: boolean) => void;
  /** Gets what lets the process take turns with others; without it there is nothing on its standard input. */
  readonly onStart?: (port: TurnPort) => void;
}

/** What tells a process that it may go on, line by line on its standard input. */
export interface TurnPort {
  /** Writes a line; from now on its time counts. */
  grant(line: string): void;
  /** Its time stands still until the next line: others have their turn. */
  hold(): void;
  /** Closes its input, so that it runs to its end. */
  release(): void;
}

/** How a child process ended. */
export type ProcessEnding =
  | { kind: "exited"; code: number }
  | { kind: "signalled"; signal: string }
  | { kind: "spawn_failed"; message: string }
  | { kind: "timed_out"; afterSeconds: number }
  | { kind: "too_much_output"; bytesMax: number }
  | { kind: "stopped" };

/** What is known of a child process afterwards. */
export interface ProcessOutcome {
  readonly ending: ProcessEnding;
  readonly pid: number | null;
  readonly elapsedMs: number;
  /** The last part of standard error. */
  readonly errorTail: string;
}

/** Enough of standard error for a Python traceback of some twenty frames; chosen. */
const ERROR_TAIL_CHARACTERS = 4096;

/** How long a grandchild may hold our pipe open after its parent has ended; chosen. */
const PIPE_GRACE_MS = 200;

/** Runs a program to its end. Never rejects; the process is gone when this resolves. */
export async function runProcess(request: ProcessRequest): Promise<ProcessOutcome> {
  const startedMs = performance.now();
  const child = spawn(request);
  if (!(child instanceof Deno.ChildProcess)) {
    return { ending: child, pid: null, elapsedMs: 0, errorTail: "" };
  }
  const group = groupOf(child, request);
  using _ = endedOnExit(group);
  let cause: ProcessEnding | null = null;
  const end = (ending: ProcessEnding) => {
    cause ??= ending;
    group.end();
  };
  const stop = () => end({ kind: "stopped" });
  const { secondsMax, outputBytesMax, onLine, signal } = request;
  const limit = timeLimit(
    secondsMax * 1000,
    () => end({ kind: "timed_out", afterSeconds: secondsMax }),
  );
  const port = request.onStart === undefined ? null : turnPort(child, limit);
  if (port !== null) request.onStart?.(port);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  const output = readLines(child.stdout, {
    onLine,
    bytesMax: outputBytesMax,
    onExcess: () => end({ kind: "too_much_output", bytesMax: outputBytesMax }),
  });
  const errors = readTail(child.stderr);
  const status = await child.status;
  port?.release();
  limit.stop();
  signal?.removeEventListener("abort", stop);
  group.leave();
  await closeSoon([output, errors], signal?.aborted ? 0 : PIPE_GRACE_MS);
  return {
    ending: cause ??
      (status.signal === null
        ? { kind: "exited", code: status.code }
        : { kind: "signalled", signal: status.signal }),
    pid: child.pid,
    elapsedMs: performance.now() - startedMs,
    errorTail: await errors.done,
  };
}

function spawn(request: ProcessRequest): Deno.ChildProcess | ProcessEnding {
  try {
    return new Deno.Command(request.executable, {
      args: [...request.args],
      env: { ...request.environment },
      clearEnv: true,
      cwd: request.cwd,
      stdin: request.onStart === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "piped",
      detached: request.ownGroup,
    }).spawn();
  } catch (error) {
    return {
      kind: "spawn_failed",
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

/** A process with what it starts, as far as that is to end with it. */
interface ProcessGroup {
  /** Ends all of it. */
  end(): void;
  /** Ends what is left after the process itself has ended. */
  leave(): void;
}

function groupOf(
  child: Deno.ChildProcess,
  { executable, ownGroup, canAttend = false }: ProcessRequest,
): ProcessGroup {
  const { pid } = child;
  if (mayRunAll()) {
    return { end: () => kill(ownGroup ? -pid : pid), leave: () => ownGroup && kill(-pid) };
  }
  if (canAttend) offerAttendant(executable);
  if (ownGroup) guardGroup(pid);
  return {
    end() {
      try {
        // A process of one's own needs no permission.
        child.kill("SIGKILL");
      } catch {
        // It has ended already, which is what was wanted.
      }
    },
    leave: () => ownGroup && endGroup(pid),
  };
}

function kill(pid: number): void {
  try {
    Deno.kill(pid, "SIGKILL");
  } catch {
    // It has ended already, which is what was wanted.
  }
}

/** A time limit that can stand still. */
interface TimeLimit {
  go(): void;
  stop(): void;
}

/** A time limit that runs from now on. */
function timeLimit(limitMs: number, onOver: () => void): TimeLimit {
  let leftMs = limitMs;
  let sinceMs = performance.now();
  let timer: ReturnType<typeof setTimeout> | null = setTimeout(onOver, leftMs);
  return {
    go() {
      if (timer !== null) return;
      sinceMs = performance.now();
      timer = setTimeout(onOver, leftMs);
    },
    stop() {
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      leftMs = Math.max(0, leftMs - (performance.now() - sinceMs));
    },
  };
}

function turnPort(child: Deno.ChildProcess, limit: TimeLimit): TurnPort {
  const writer = child.stdin.getWriter();
  const encoder = new TextEncoder();
  const ignoreEnd = () => {
    // A process that is gone reads nothing any more; its end is told by its status.
  };
  let isReleased = false;
  return {
    grant(line) {
      limit.go();
      if (!isReleased) writer.write(encoder.encode(`${line}\n`)).catch(ignoreEnd);
    },
    hold: limit.stop,
    release() {
      if (isReleased) return;
      isReleased = true;
      limit.go();
      writer.close().catch(ignoreEnd);
    },
  };
}

/** Ends the process with ours, should a cell or a command call `Deno.exit()` while it runs. */
function endedOnExit(group: ProcessGroup): Disposable {
  const onUnload = () => group.end();
  globalThis.addEventListener("unload", onUnload);
  return { [Symbol.dispose]: () => globalThis.removeEventListener("unload", onUnload) };
}

/** A stream being read in the background. */
interface Reading<Result> {
  /** Settles when the stream ended or was given up. */
  readonly done: Promise<Result>;
  giveUp(): Promise<void>;
}

interface LineLimits {
  readonly onLine: (line: string, isWhole: boolean) => void;
  readonly bytesMax: number;
  readonly onExcess: () => void;
}

function readLines(stream: ReadableStream<Uint8Array>, limits: LineLimits): Reading<void> {
  let rest = "";
  let byteCount = 0;
  let isOver = false;
  const reading = readText(stream, (text, chunkBytes) => {
    byteCount += chunkBytes;
    if (byteCount > limits.bytesMax) {
      if (!isOver) limits.onExcess();
      isOver = true;
      return;
    }
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) limits.onLine(line, true);
  });
  const done = reading.done.then(() => {
    if (rest !== "" && !isOver) limits.onLine(rest, false);
  });
  return { done, giveUp: reading.giveUp };
}

function readTail(stream: ReadableStream<Uint8Array>): Reading<string> {
  let tail = "";
  const reading = readText(stream, (text) => {
    tail = (tail + text).slice(-ERROR_TAIL_CHARACTERS);
  });
  return { done: reading.done.then(() => tail.trim()), giveUp: reading.giveUp };
}

function readText(
  stream: ReadableStream<Uint8Array>,
  onText: (text: string, chunkBytes: number) => void,
): Reading<void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  async function readAll(): Promise<void> {
    for (;;) {
      const chunk = await reader.read();
      if (chunk.done) return;
      onText(decoder.decode(chunk.value, { stream: true }), chunk.value.byteLength);
    }
  }
  return { done: readAll(), giveUp: () => reader.cancel() };
}

async function closeSoon(readings: readonly Reading<unknown>[], graceMs: number): Promise<void> {
  const finished = Promise.all(readings.map((reading) => reading.done));
  // No timer after a stop: a kernel may drop the timers of a cell that it interrupts.
  if (graceMs > 0) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const graceOver = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([finished, graceOver]);
    clearTimeout(timer);
  }
  await Promise.all(readings.map((reading) => reading.giveUp()));
  await finished;
}
