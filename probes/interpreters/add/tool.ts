/** The programs that fetch and unpack, run one after the other; what went wrong is told in our words. */

import { isAbsolute, join } from "@std/path";
import { runProcess } from "../../run/process.ts";

/** What adding needs of the world. */
export interface AddWorld {
  readonly environment: Readonly<Record<string, string>>;
  readonly os: string;
  /** Where a Linux system says which distribution it is. */
  readonly osRelease: string;
  /** Programs that may bring pip, the best first. */
  readonly pythons: readonly string[];
  /** Takes a line that stays. */
  readonly note: (text: string) => void;
  /** Takes a line that is written over; null where nobody would see that. */
  readonly progress: ((text: string) => void) | null;
  /** Is aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Why nothing was added. */
export type Failure =
  | {
    kind: "refused";
    /** What stands in the way, without a full stop. */
    reason: string;
    remedy: string;
    /** Whether what has arrived so far helps the next try. */
    keepsDownloads: boolean;
  }
  | { kind: "stopped" };

/** How a program ended. */
export type ToolOutcome =
  | { kind: "done"; output: string }
  /** What it said last, and how it ended. */
  | { kind: "failed"; said: string; ending: string }
  | { kind: "stopped" };

/** What to start. */
export interface ToolCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine?: (line: string) => void;
}

/** One download or one unpacking; a slow line takes minutes for 30 MB. Chosen. */
const SECONDS_MAX = 30 * 60;

/** The longest answer is a list of some thousand packages. */
const OUTPUT_BYTES_MAX = 4 * 1024 * 1024;

/** Variables that steer an interpreter or the loader; those of proxies and mirrors stay. */
const DROPPED = /^(?:PYTHON|LD_|DYLD_|PYENV|VIRTUAL_ENV|CONDA|APT_CONFIG)/;

/** Runs a program to its end; all that it started ends with it, also when we are stopped. */
export async function runTool(
  { program, args, cwd, env = {}, onLine }: ToolCall,
  { environment, signal }: Pick<AddWorld, "environment" | "signal">,
): Promise<ToolOutcome> {
  const lines: string[] = [];
  const kept = Object.entries(environment).filter(([name]) => !DROPPED.test(name));
  const { ending, errorTail } = await runProcess({
    executable: program,
    args,
    environment: { ...Object.fromEntries(kept), LC_ALL: "C", ...env },
    cwd,
    secondsMax: SECONDS_MAX,
    outputBytesMax: OUTPUT_BYTES_MAX,
    ownGroup: true,
    signal,
    onLine(line) {
      lines.push(line);
      onLine?.(line);
    },
  });
  if (signal.aborted) return { kind: "stopped" };
  const said = [...lines.slice(-20), errorTail].join("\n").trim();
  switch (ending.kind) {
    case "exited":
      return ending.code === 0
        ? { kind: "done", output: lines.join("\n") }
        : { kind: "failed", said, ending: `exit code ${ending.code}` };
    case "signalled":
      return { kind: "failed", said, ending: `ended by ${ending.signal}` };
    case "spawn_failed":
      return { kind: "failed", said: ending.message, ending: "not started" };
    case "timed_out":
      return { kind: "failed", said, ending: `no end after ${ending.afterSeconds / 60} minutes` };
    case "too_much_output":
      return { kind: "failed", said, ending: "it does not stop printing" };
    case "stopped":
      return { kind: "stopped" };
  }
}

/** What a program that failed means for whoever asked. */
export function failureOf(
  outcome: Exclude<ToolOutcome, { kind: "done" }>,
  { tool, networkRemedy }: { readonly tool: string; readonly networkRemedy: string },
): Failure {
  if (outcome.kind === "stopped") return outcome;
  const { said, ending } = outcome;
  switch (troubleIn(said)) {
    case "disk":
      return diskFull();
    case "network":
      return {
        kind: "refused",
        reason: `${tool} cannot reach what it fetches from\n${lastLines(said)}`,
        remedy: networkRemedy,
        keepsDownloads: true,
      };
    case null: {
      const reason = `${tool} failed, ${ending}\n${lastLines(said)}`.trimEnd();
      return refusal(reason, "read the lines above; then run the command again");
    }
  }
}

/** A refusal after which nothing is worth keeping. */
export function refusal(reason: string, remedy: string): Failure {
  return { kind: "refused", reason, remedy, keepsDownloads: false };
}

/** The refusal that a full disk deserves, whoever met it. */
export function diskFull(): Failure {
  return refusal(
    "the disk is full",
    "free about 200 MB, or name a folder on another disk in XDG_CACHE_HOME, and run the command again",
  );
}

/** What a program's words are about; they are those of apt, dpkg, uv, pip, patchelf and the C library. */
export function troubleIn(text: string): "disk" | "network" | null {
  if (/no space left|enough free space|quota exceeded|disk full/i.test(text)) return "disk";
  const network =
    /failed to fetch|resolv(?:e|ing)|name resolution|dns error|connect|timed? ?out|unreachable|proxy|error sending request|failed to download/i;
  return network.test(text) ? "network" : null;
}

/** The program of that name, looked for in PATH and then in `more`; null when it is not there. */
export function findProgram(
  name: string,
  environment: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): string | null {
  const folders = [...(environment["PATH"] ?? "").split(":"), ...more].filter(isAbsolute);
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && ((mode ?? 0) & 0o111) !== 0;
  } catch {
    // Not there, or not ours to see.
    return false;
  }
}

function lastLines(text: string): string {
  return text.split("\n").slice(-4).map((line) => `  ${line.trim()}`).join("\n");
}
