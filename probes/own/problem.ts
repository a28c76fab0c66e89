/** Why a Python program of a cell gave nothing usable, with the line where there is one. */

import { INSTALL_HINT } from "../interpreters/mod.ts";
import type { RunEnding } from "../run/run.ts";
import type { ProcessEnding } from "../run/process.ts";
import { endingText, unavailableText } from "../show/ending_text.ts";

/** What kept a program of a cell from giving its values. */
export type PythonProblem =
  /** It is no Python. */
  | { kind: "syntax_error"; line: number; text: string; message: string }
  /** It raised an exception; the line is the last one of its own, null where there is none. */
  | { kind: "python_error"; line: number | null; text: string; message: string; traceback: string }
  /** It gave something else than was declared. */
  | { kind: "wrong_schema"; field: string; message: string }
  /** It printed something that is not what it may print. */
  | { kind: "wrong_output"; printed: string; message: string }
  /** It ended without giving anything. */
  | { kind: "no_output"; message: string }
  /** It printed without an end. */
  | { kind: "too_much_output"; bytesMax: number }
  | { kind: "timed_out"; afterSeconds: number }
  /** It said that this CPython cannot show it. */
  | { kind: "unavailable"; reason: string; remedy: string | null }
  | { kind: "no_interpreter" }
  | { kind: "stopped" }
  /** Anything else, for example a crash of CPython itself. */
  | { kind: "failed"; message: string };

/** A problem as the end of a sentence. */
export function problemText(problem: PythonProblem): string {
  switch (problem.kind) {
    case "syntax_error":
      return `line ${problem.line} is no Python, ${problem.message}${quoted(problem.text)}`;
    case "python_error":
      return problem.line === null
        ? problem.message
        : `line ${problem.line} raised ${problem.message}${quoted(problem.text)}`;
    case "wrong_schema":
      return problem.field === ""
        ? `it gave something else than was declared, ${problem.message}`
        : `"${problem.field}" is not what was declared, ${problem.message}`;
    case "wrong_output":
      return `it printed "${problem.printed}", ${problem.message}`;
    case "no_output":
    case "failed":
      return problem.message;
    case "too_much_output":
      return `it printed more than ${problem.bytesMax.toLocaleString("en")} bytes`;
    case "timed_out":
      return `it still ran after ${problem.afterSeconds} s`;
    case "unavailable":
      return unavailableText(problem);
    case "no_interpreter":
      return INSTALL_HINT;
    case "stopped":
      return "it was stopped";
  }
}

function quoted(text: string): string {
  return text === "" ? "" : `: ${text}`;
}

/** What a process of a probe ended with, seen from the program; null where it completed. */
export function problemOfRun(ending: RunEnding, source: string): PythonProblem | null {
  switch (ending.kind) {
    case "completed":
      return null;
    case "exited":
      return problemOfError(ending.message, source);
    case "noise":
      return {
        kind: "wrong_output",
        printed: ending.line,
        message: `which is no event (${ending.reason})`,
      };
    case "broken_line":
      return { kind: "wrong_output", printed: ending.line, message: "and ended within the line" };
    case "missing_value":
      return { kind: "wrong_schema", field: ending.key, message: "it was not given" };
    case "wrong_value":
      return { kind: "wrong_schema", field: ending.key, message: ending.reason };
    case "incomplete":
      return { kind: "no_output", message: incompleteText(ending) };
    case "too_much_output":
    case "timed_out":
    case "unavailable":
    case "stopped":
      return ending;
    case "spawn_failed":
    case "signalled":
    case "wrong_state":
      return { kind: "failed", message: `its process ${endingText(ending)}` };
  }
}

function incompleteText(
  { sliceCount, expected }: { readonly sliceCount: number; readonly expected: number },
): string {
  return expected > 0
    ? `it made ${sliceCount} of ${expected} timings, time_slices(function) of the harness makes them`
    : "it gave no value, value(name, number) or events(name, times) of the harness gives one";
}

/** What a process of a snippet ended with; null where it ended well. */
export function problemOfProcess(
  { ending, errorTail }: { readonly ending: ProcessEnding; readonly errorTail: string },
  source: string,
): PythonProblem | null {
  switch (ending.kind) {
    case "exited":
      return ending.code === 0 ? null : problemOfError(errorTail, source);
    case "timed_out":
    case "too_much_output":
    case "stopped":
      return ending;
    case "signalled":
    case "spawn_failed":
      return { kind: "failed", message: `its process ${endingText(ending)}` };
  }
}

/** Reads a traceback: the exception stands in its last line, the place in the last one that names the program. */
export function problemOfError(traceback: string, source: string): PythonProblem {
  const message = traceback.split("\n").findLast((line) => /^\S/.test(line)) ?? "an unknown error";
  // Its own file is the only one without a folder: its process is started where it lies.
  const places = [...traceback.matchAll(/File "([^"/<\n]+)", line (\d+)/g)];
  const line = Number(places.at(-1)?.[2] ?? Number.NaN);
  const text = source.split("\n")[line - 1]?.trim() ?? "";
  if (/^(?:SyntaxError|IndentationError|TabError):/.test(message) && Number.isInteger(line)) {
    return { kind: "syntax_error", line, text, message };
  }
  return {
    kind: "python_error",
    line: Number.isInteger(line) ? line : null,
    text,
    message,
    traceback,
  };
}
