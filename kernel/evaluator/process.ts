/** One child process: started, connected, watched until it ends. */

import { type Cdp, openCdp } from "./cdp.ts";
import { createStderrFilter, plainWords, type StderrFilter } from "./child_stderr.ts";
import { type CollectorListener, createOutputCollector, type PipePair } from "./output.ts";
import type { JsxSettings } from "./jsx.ts";
import { openPipeReader, type PipeReader } from "./pipe_reader.ts";
import { within } from "./deadline.ts";
import type { MemoryLimits } from "./memory_watch.ts";
import type { DeathReason } from "./port.ts";
import { signalGroup } from "./process_group.ts";
import { killTree } from "./process_tree.ts";
import { spawnChild, type SpawnedChild, type SpawnOptions } from "./spawn.ts";

/** How a child came to its end. */
export interface ChildEnd {
  readonly reason: DeathReason;
  readonly message: string;
}

/** A child that cells can run in. */
export interface Child {
  readonly pid: number;
  readonly cdp: Cdp;
  /** The object that holds the child's runtime; see `child/main.ts`. */
  readonly runtimeId: string;
  /** How JSX becomes calls in the folder it runs in. */
  readonly jsx: JsxSettings;
  /** Resolves when the process has gone and all its output was taken. */
  readonly ended: Promise<ChildEnd>;
  /** Kills it and its subprocesses; `reason` and `message` are what `ended` will say. */
  kill(reason: DeathReason, message?: string): void;
}

/** What became of the attempt to start a child. */
export type ChildStart =
  /** `remark` is what the learner should know of its permissions, or null. */
  | { kind: "ready"; child: Child; remark: string | null }
  | { kind: "failed"; message: string };

/** What a child needs. */
export interface ChildOptions extends SpawnOptions {
  /** Named when one of them is passed. */
  readonly limits: MemoryLimits;
  /** The process, if it was spawned already, with these same options. */
  readonly spawned?: SpawnedChild;
  readonly listener: Omit<CollectorListener, "onExit" | "onEnd" | "openPair" | "takeSpooled"> & {
    onEnd(cell: number): void;
  };
  /** Told the number of the process as soon as there is one. */
  readonly onSpawn: (pid: number) => void;
  /** Told how the process ended, unabridged. */
  readonly onTrace?: (text: string) => void;
}

/** Time from start to ready; 20-40 ms when idle, so this only catches what hangs. */
const READY_MS_MAX = 20_000;

/** How long output is awaited after the end: a subprocess may hold the pipes for ever. */
const DRAIN_MS_MAX = 500;

/** From the end of its connection to that of a process that ends; it takes some 10 ms. Chosen. */
const LAST_WORDS_MS = 200;

/** Quoted of what Deno said last in a message. Chosen. */
const LAST_WORD_LENGTH_MAX = 200;

/** Starts a child and waits until cells can run in it. */
export async function startChild(options: ChildOptions): Promise<ChildStart> {
  const { process, marker, spool, remark } = options.spawned ?? await spawnChild(options);
  options.onSpawn(process.pid);
  const words = createStderrFilter();
  const end = createEnd(process, { words, limits: options.limits });
  const ready = Promise.withResolvers<void>();
  const connected = Promise.withResolvers<Cdp>();
  const tell = async (expression: string) => {
    (await connected.promise).command("Runtime.evaluate", { expression, silent: true });
  };
  const collector = createOutputCollector(marker, {
    ...options.listener,
    onEnd: (cell) => {
      if (cell !== 0) return options.listener.onEnd(cell);
      words.comeUp();
      ready.resolve();
    },
    onExit: (code) => end.exit(code),
    takeSpooled: (place) => spool?.take(place) ?? null,
    openPair: (ends) => openPair(process.pid, { ends, tell: (code) => void tell(code) }),
  });
  const pipes = Promise.all([
    collector.readStdout(process.stdout),
    collector.readStderr(process.stderr, words.filter),
  ]).then(() => collector.readPairs()).catch(() => {
    // A pipe that fails to be read has ended.
  });
  const ended = end.whenGone(pipes).finally(() => spool?.close());
  void process.status.then(({ code, signal }) => {
    const text = JSON.stringify(words.lastWords());
    options.onTrace?.(`process ${process.pid} ended: code ${code}, signal ${signal}, ${text}`);
  });
  void words.exiting.then(() => end.kill("exit"));

  const failed = ended.then(({ message }) => ({ kind: "failed" as const, message }));
  const started = connect(words.inspectorUrl, ready.promise).then(async (connection) => {
    if (connection.kind === "failed") {
      // Left to end by itself it says why, which a broken connection does not.
      const gone = await within(LAST_WORDS_MS, process.status);
      end.kill("crash");
      return gone.kind === "settled" ? await failed : connection;
    }
    const { cdp, runtimeId } = connection;
    connected.resolve(cdp);
    // Left to end by itself, it may say why.
    const gone = process.status.then(() => {});
    void cdp.closed.then(() => within(LAST_WORDS_MS, gone)).then(() => end.kill("crash"));
    void ended.then(() => cdp.close());
    const { jsx } = options.modules;
    const child: Child = { pid: process.pid, cdp, runtimeId, jsx, ended, kill: end.kill };
    return await Promise.resolve({ kind: "ready" as const, child, remark });
  });
  const deadline = setTimeout(() => end.kill("unresponsive"), READY_MS_MAX);
  const start = await Promise.race([started, failed]);
  clearTimeout(deadline);
  return start;
}

function openPair(
  pid: number,
  { ends, tell }: {
    ends: { stdout: number; stderr: number };
    tell: (expression: string) => void;
  },
): PipePair | null {
  try {
    const stdout = openPipe(`/proc/${pid}/fd/${ends.stdout}`);
    const stderr = openPipe(`/proc/${pid}/fd/${ends.stderr}`);
    tell(`__probebook.pipesTaken(${ends.stdout}, ${ends.stderr})`);
    return { stdout, stderr, onEnd: () => tell("__probebook.pipesGone()") };
  } catch {
    // The process has gone: nobody has written into them.
    return null;
  }
}

let reader: PipeReader | null | undefined;

/** Without the C library each takes a thread, of which Deno has few. */
function openPipe(path: string): ReadableStream<Uint8Array> {
  if (reader === undefined) reader = openPipeReader();
  return reader === null ? Deno.openSync(path).readable : reader.open(path);
}

type Connection =
  | { kind: "connected"; cdp: Cdp; runtimeId: string }
  | { kind: "failed"; message: string };

async function connect(inspectorUrl: Promise<URL>, ready: Promise<void>): Promise<Connection> {
  try {
    const cdp = await openCdp(await inspectorUrl);
    // Code that is sent before the child is ready would run inside Deno's own start.
    await ready;
    const runtime = await cdp.call("Runtime.evaluate", { expression: "__probebook" });
    const runtimeId = runtime.kind === "value" ? runtime.value.objectId : undefined;
    return runtimeId === undefined
      ? { kind: "failed", message: "Cannot start the evaluator: its runtime is missing" }
      : { kind: "connected", cdp, runtimeId };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

interface End {
  exit(code: number): void;
  kill(reason: DeathReason, message?: string): void;
  whenGone(pipes: Promise<unknown>): Promise<ChildEnd>;
}

function createEnd(
  process: Deno.ChildProcess,
  { words, limits }: { words: StderrFilter; limits: MemoryLimits },
): End {
  let known: ChildEnd | null = null;
  let isGone = false;
  const kill = (reason: DeathReason, message?: string) => {
    known ??= reason === "crash" ? null : { reason, message: message ?? KILL_MESSAGE[reason] };
    if (!isGone) killTree(process.pid);
  };
  return {
    kill,
    exit: (code) => kill("exit", `The cell ended its process with exit code ${code}. ${LOST}`),
    async whenGone(pipes) {
      const status = await process.status;
      isGone = true;
      // Its subprocesses would otherwise live on, and hold the pipes open.
      signalGroup(process.pid, "SIGKILL");
      await Promise.race([pipes, delay(DRAIN_MS_MAX)]);
      return known ?? explainEnd(status, { lastWords: words.lastWords(), limits });
    },
  };
}

const LOST = "A new one has taken over: all variables are lost";

/**
 * What the learner reads when one of the limits was passed; `takenMib` is what the process took
 * then, and is not known where V8 ended it because of its heap.
 */
export function outOfMemory({ heapMib, processMib }: MemoryLimits, takenMib?: number): string {
  const how = takenMib === undefined
    ? heapMib === undefined ? "" : `: its values filled the heap of ${heapMib} MiB`
    : `: its process took ${takenMib} MiB, and the limit is ${processMib} MiB`;
  const limits = [
    ...(heapMib === undefined ? [] : [`heap ${heapMib} MiB (PROBEBOOK_HEAP_MIB)`]),
    ...(processMib === undefined ? [] : [`process ${processMib} MiB (PROBEBOOK_RSS_MIB)`]),
  ];
  const remedy = limits.length === 0 ? "" : ` Remedy: keep less at a time, or set a larger limit ` +
    `in the environment that Jupyter is started from; limits now: ${limits.join(", ")}.`;
  return `The cell ran out of memory${how}.${remedy} ${LOST}`;
}

/** What the learner reads of a process that was ended on purpose. */
export const KILL_MESSAGE: Record<Exclude<DeathReason, "crash">, string> = {
  exit: `The cell ended its process. ${LOST}`,
  out_of_memory: outOfMemory({}),
  unresponsive: `The cell could not be stopped, so its process was ended. ${LOST}`,
  shutdown: "The kernel is shutting down",
};

function explainEnd(
  status: Deno.CommandStatus,
  { lastWords, limits }: { lastWords: string; limits: MemoryLimits },
): ChildEnd {
  if (/out of memory|Last few GCs/i.test(lastWords)) {
    return { reason: "out_of_memory", message: outOfMemory(limits) };
  }
  const how = status.signal === null ? `with code ${status.code}` : `by ${status.signal}`;
  const words = plainWords(lastWords).filter((line) => line.trim() !== "");
  // An error begins with what matters; frames follow.
  const word = words.findLast((line) => line.startsWith("error: ")) ?? words.at(-1);
  const why = word === undefined ? "" : ` (last words: "${word.slice(0, LAST_WORD_LENGTH_MAX)}")`;
  return { reason: "crash", message: `The evaluator's process ended ${how}${why}. ${LOST}` };
}

function delay(timeMs: number): Promise<void> {
  return new Promise((resolve) => Deno.unrefTimer(setTimeout(resolve, timeMs)));
}
