/** Asks a Python process one thing: a script prints one line, which is checked by its caller. */

import { dirname, fromFileUrl } from "@std/path";
import { cleanEnvironment, startFlags } from "../run/environment.ts";
import { parseJson } from "../run/event.ts";
import { type ProcessEnding, runProcess } from "../run/process.ts";
import type { AskedPython } from "./reading.ts";

/** What a script printed, or why it did not. */
export type Asked = { kind: "said"; json: unknown } | { kind: "silent"; reason: string };

/** It takes some 50 ms; a machine that needs longer than this is too busy to say. */
const SECONDS_MAX = 10;

/** An answer is one line of some 800 bytes; build options can be a few thousand. */
const ANSWER_BYTES_MAX = 64 * 1024;

/** Runs a script of ours in a program. Never rejects. */
export async function askPython(
  python: AskedPython,
  { script: url, signal }: { readonly script: URL; readonly signal?: AbortSignal | undefined },
): Promise<Asked> {
  const script = fromFileUrl(url);
  const lines: string[] = [];
  const { ending } = await runProcess({
    executable: python.executable,
    args: [...startFlags(python), script],
    environment: cleanEnvironment(),
    cwd: dirname(script),
    secondsMax: SECONDS_MAX,
    outputBytesMax: ANSWER_BYTES_MAX,
    ownGroup: true,
    canAttend: true,
    onLine: (line) => lines.push(line),
    ...(signal === undefined ? {} : { signal }),
  });
  const fault = faultOf(ending);
  if (fault !== null) return { kind: "silent", reason: `the process that asked ${fault}` };
  return { kind: "said", json: parseJson(lines[0] ?? "") };
}

/** Why an answer that came is none. */
export const SOMETHING_ELSE = "the process that asked printed something else";

function faultOf(ending: ProcessEnding): string | null {
  switch (ending.kind) {
    case "exited":
      return ending.code === 0 ? null : `ended with exit code ${ending.code}`;
    case "signalled":
      return `was ended by ${ending.signal}`;
    case "spawn_failed":
      return "could not be started";
    case "timed_out":
      return `gave no answer within ${ending.afterSeconds} s`;
    case "too_much_output":
      return "printed too much";
    case "stopped":
      return "was stopped";
  }
}
