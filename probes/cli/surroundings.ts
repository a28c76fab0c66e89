/** What the commands need of the world, so that tests can bring their own. */

import { isAbsolute, relative } from "@std/path";
import { ALLOWED_FILE } from "../interpreters/mod.ts";

/** Exit codes of all commands; `--help` documents them. */
export const EXIT = {
  done: 0,
  /** Nothing usable was measured. */
  nothing: 1,
  /** The command line is wrong. */
  misused: 2,
  /** Ctrl-C, as a shell counts it: 128 and the number of SIGINT. */
  stopped: 130,
} as const satisfies Record<string, number>;

/** Standard output takes nothing more, for example because its disk is full. */
export class OutputError extends Error {
  override name = "OutputError";
}

/** The world around a command. */
export interface Surroundings {
  /** The environment's variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where relative paths start. */
  readonly base: string;
  /** Where kernels read what their cells may run; null where that is not to be written. */
  readonly allowedFile: string | null;
  /** Opens standard input. */
  readonly input: () => ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Takes a text for standard output. Throws an `OutputError`. */
  readonly print: (text: string) => void;
  /** Takes a text for standard error. */
  readonly note: (text: string) => void;
  /** Shows how far it is on a line that is written over; null where nobody would see that. */
  readonly progress: ((text: string) => void) | null;
  /** Is aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The real world. `using` gives the signals back and clears the progress line. */
export function openSurroundings(root: string): Surroundings & Disposable {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of STOP_SIGNALS) Deno.addSignalListener(signal, stop);
  let isLineShown = false;
  const clear = () => {
    if (isLineShown) write(Deno.stderr, CLEAR_LINE);
    isLineShown = false;
  };
  return {
    environment: Deno.env.toObject(),
    base: typedFrom(root),
    // A test's search sees only what the test names.
    allowedFile: Deno.env.get("PROBEBOOK_PYTHONS_ONLY") === "1" ? null : ALLOWED_FILE,
    signal: stopping.signal,
    // Opened only by a command that reads it: an open one would keep a program alive.
    input: () => Deno.stdin.readable,
    print(text) {
      clear();
      try {
        write(Deno.stdout, `${text}\n`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : `${error}`;
        throw new OutputError(`Cannot print the answer: ${reason}`, { cause: error });
      }
    },
    note(text) {
      clear();
      write(Deno.stderr, `${text}\n`);
    },
    progress: Deno.stderr.isTerminal()
      ? (text) => {
        write(Deno.stderr, CLEAR_LINE + text);
        isLineShown = true;
      }
      : null,
    [Symbol.dispose]() {
      clear();
      for (const signal of STOP_SIGNALS) Deno.removeSignalListener(signal, stop);
    },
  };
}

/** A closed terminal and a polite kill end a measurement as Ctrl-C does: measured processes lead groups of their own. */
const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Back to the begin of the line, and erase it (ECMA-48, EL). */
const CLEAR_LINE = "\r\x1b[K";

/** `deno task` starts in the checkout; what was typed is meant from where the user stands. */
function typedFrom(root: string): string {
  const started = Deno.cwd();
  const typed = Deno.env.get("INIT_CWD");
  // Set also by programs that start us elsewhere, which mean their own folder.
  return typed !== undefined && started === root && isInside(typed, root) ? typed : started;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith("../") && !isAbsolute(way);
}

function write(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let sent = 0; sent < bytes.length;) sent += stream.writeSync(bytes.subarray(sent));
  } catch (error) {
    // The reader, for example `head`, has seen enough.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}
