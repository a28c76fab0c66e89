/** How a process ended, in words. */

import type { RunEnding, Unavailable } from "../run/run.ts";

/** Why a CPython cannot show what a probe measures, and what helps. */
export function unavailableText({ reason, remedy }: Unavailable): string {
  return remedy === null ? reason : `${reason}; what helps: ${remedy}`;
}

/** Why a process does not count; reads on after the name of its arm. */
export function endingText(ending: RunEnding): string {
  switch (ending.kind) {
    case "completed":
      return "completed";
    case "spawn_failed":
      return `could not be started: ${ending.message}`;
    case "timed_out":
      return `was ended after ${ending.afterSeconds} s`;
    case "exited":
      return `ended with exit code ${ending.code}: ${ending.message.split("\n").at(-1) ?? ""}`;
    case "signalled":
      return `was ended by ${ending.signal}`;
    case "noise":
      return `printed "${ending.line}", which is no event (${ending.reason})`;
    case "broken_line":
      return `broke off in the middle of the line "${ending.line}"`;
    case "too_much_output":
      return `printed more than ${ending.bytesMax} bytes`;
    case "incomplete":
      return ending.sliceCount === ending.expected
        ? "did not say with what it runs"
        : `gave ${ending.sliceCount} of ${ending.expected} timings`;
    case "missing_value":
      return `did not give the value "${ending.key}"`;
    case "wrong_value":
      return `gave a value "${ending.key}" that is not what was promised: ${ending.reason}`;
    case "wrong_state":
      return `runs with another state than asked: ${ending.what} is ${ending.reported} instead of ${ending.asked}`;
    case "unavailable":
      return `cannot show it: ${unavailableText(ending)}`;
    case "stopped":
      return "was stopped";
  }
}
