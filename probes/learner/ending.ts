/** How a learner's program ended, and the sentence that tells the learner. */

import type { LearnerLimits } from "./limits.ts";
import type { SourceProblem } from "./read_source.ts";
import type { SandboxOutcome } from "./sandbox.ts";

/** How a program ended. Every ending is a value. */
export type LearnerEnding =
  | { kind: "finished" }
  /** It ended itself with another exit code than 0. */
  | { kind: "exit_code"; code: number; said: string }
  /** An exception that nothing caught; `line` is that of the learner's file. */
  | { kind: "raised"; error: string; line: number | null }
  /** It asked for input, and there is none. */
  | { kind: "read_input"; line: number | null }
  /** It needs a module that this interpreter does not have. */
  | { kind: "missing_module"; module: string; line: number | null }
  | { kind: "out_of_memory"; bytesMax: number }
  | { kind: "file_too_big"; bytesMax: number }
  | { kind: "too_much_output"; bytesMax: number }
  | { kind: "timed_out"; afterSeconds: number }
  | { kind: "signalled"; signal: string }
  | { kind: "stopped" }
  /** The file is no program; it was not started. */
  | { kind: "not_started"; problem: SourceProblem }
  /** The interpreter could not be started. */
  | { kind: "cannot_start"; message: string };

/** What an ending is told from. */
export interface EndingSigns {
  readonly outcome: Pick<SandboxOutcome, "ending" | "errorTail" | "startFailure">;
  readonly limits: LearnerLimits;
  /** File name of the program, as it stands in its tracebacks. */
  readonly name: string;
}

/** Tells how a process ended from its ending and the end of its standard error. */
export function endingOf({ outcome, limits, name }: EndingSigns): LearnerEnding {
  const { ending, errorTail, startFailure } = outcome;
  if (startFailure !== null) return { kind: "cannot_start", message: startFailure };
  switch (ending.kind) {
    case "exited":
      if (ending.code === 0) return { kind: "finished" };
      return readTraceback({ errorTail, name, limits }) ??
        { kind: "exit_code", code: ending.code, said: errorTail.split("\n").at(-1) ?? "" };
    case "signalled":
      // The launcher's limit of processor time, and its alarm: several threads can be faster than the wall clock.
      if (ending.signal === "SIGXCPU" || ending.signal === "SIGALRM") {
        return { kind: "timed_out", afterSeconds: limits.secondsMax };
      }
      return ending.signal === "SIGINT" ? { kind: "stopped" } : ending;
    case "spawn_failed":
      return { kind: "cannot_start", message: ending.message };
    case "timed_out":
    case "too_much_output":
    case "stopped":
      return ending;
  }
}

/** What an uncaught exception says; null when standard error does not end in a traceback. */
function readTraceback(
  { errorTail, name, limits }: {
    readonly errorTail: string;
    readonly name: string;
    readonly limits: LearnerLimits;
  },
): LearnerEnding | null {
  // A long traceback may have lost its beginning: its frames are a sign as well.
  const start = errorTail.lastIndexOf("Traceback (most recent call last):");
  const traceback = start === -1 ? errorTail : errorTail.slice(start);
  if (start === -1 && !/^ {2}File ".*", line \d+/m.test(traceback)) return null;
  const error = errorText(traceback);
  const line = lineIn(traceback, name);
  if (error === null) return null;
  if (error.startsWith("EOFError: EOF when reading")) return { kind: "read_input", line };
  if (error.startsWith("MemoryError")) {
    return { kind: "out_of_memory", bytesMax: limits.memoryBytesMax };
  }
  // EFBIG is 27 on Linux and on macOS.
  if (error.startsWith("OSError: [Errno 27]")) {
    return { kind: "file_too_big", bytesMax: limits.fileBytesMax };
  }
  const module = /^ModuleNotFoundError: No module named '([^']+)'/.exec(error)?.[1];
  if (module !== undefined) return { kind: "missing_module", module, line };
  return { kind: "raised", error, line };
}

/** The line after the frames: the exception's name and message. */
function errorText(traceback: string): string | null {
  const lines = traceback.split("\n");
  let last: string | null = null;
  for (const line of lines.slice(1)) {
    // Frames and their excerpts are indented; the first line behind them is the exception.
    if (/^\S/.test(line)) last ??= line;
    else if (/^ {2}File "/.test(line)) last = null;
  }
  return last?.slice(0, 200) ?? null;
}

function lineIn(traceback: string, name: string): number | null {
  const frames = [...traceback.matchAll(/^ {2}File "([^"]*)", line (\d+)/gm)];
  const own = frames.filter(([, path = ""]) => path === name || path.endsWith(`/${name}`));
  const line = own.at(-1)?.[2];
  return line === undefined ? null : Number(line);
}

/** One sentence for the learner: what happened, and what can be done about it. */
export function describeEnding(ending: LearnerEnding, name: string): string {
  switch (ending.kind) {
    case "finished":
      return `${name} ran to its end`;
    case "exit_code":
      return `${name} ended with exit code ${ending.code} instead of 0` +
        (ending.said === "" ? "" : `: ${ending.said.slice(0, 200)}`);
    case "raised":
      return `${name} stopped with an error${at(ending.line)}: ${ending.error}`;
    case "read_input":
      return `${name} asks for input${
        at(ending.line)
      }: nobody is there to type it, so give the value in the program`;
    case "missing_module":
      return `${name} imports ${ending.module}${
        at(ending.line)
      }, which this interpreter does not have: ` +
        "the standard library is enough here";
    case "out_of_memory":
      return `${name} asked for more than ${mib(ending.bytesMax)} MiB of memory`;
    case "file_too_big":
      return `${name} wrote a file of more than ${mib(ending.bytesMax)} MiB`;
    case "too_much_output":
      return `${name} printed more than ${
        mib(ending.bytesMax)
      } MiB and was ended: print the results only`;
    case "timed_out":
      return `${name} was still running after ${ending.afterSeconds} s and was ended`;
    case "signalled":
      return `${name} was ended by the signal ${ending.signal}`;
    case "stopped":
      return `${name} was stopped`;
    case "not_started":
      return ending.problem.message;
    case "cannot_start":
      return `Python could not be started: ${ending.message}`;
  }
}

function at(line: number | null): string {
  return line === null ? "" : ` in line ${line}`;
}

function mib(bytes: number): number {
  return bytes / 1024 / 1024;
}
