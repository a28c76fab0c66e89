/** Starts Python under limits in a temporary folder of its own, and leaves nothing of it behind. */

import { fromFileUrl, join } from "@std/path";
import { startFlags } from "../run/environment.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import { type ProcessOutcome, runProcess } from "../run/process.ts";
import { endEscaped } from "./escaped.ts";
import type { LearnerLimits } from "./limits.ts";

/** What is needed of an interpreter in order to start it. */
export type StartablePython = Pick<Interpreter, "executable" | "major" | "minor">;

/** What to start, and where. */
export interface SandboxRequest {
  readonly python: StartablePython;
  /** What comes after the interpreter's flags. */
  readonly args: readonly string[];
  readonly folder: SandboxFolder;
  readonly limits: LearnerLimits;
  /** PYTHONHASHSEED. */
  readonly seed: number;
  /** A command in front of the program, which closes the network; empty for none. */
  readonly prefix: readonly string[];
  readonly signal?: AbortSignal;
  readonly onLine: (line: string) => void;
}

/** How the process ended, and what was not as asked. */
export interface SandboxOutcome extends ProcessOutcome {
  /** Limits that this machine refused, with its reason. */
  readonly limitsNotSet: readonly string[];
  /** Why the interpreter could not be started; null when it was. */
  readonly startFailure: string | null;
  /** Processes that had left the group of the program and were ended one by one. */
  readonly escapedCount: number;
}

/** Runs Python to its end. Never rejects; its processes are gone when this resolves. */
export async function runSandboxed(request: SandboxRequest): Promise<SandboxOutcome> {
  const { python, folder, limits, prefix, signal } = request;
  const flags = startFlags(python);
  const launcher = fromFileUrl(new URL("python/launcher.py", import.meta.url));
  const outcome = await runProcess({
    executable: python.executable,
    // Python goes before the command: a cell may start nothing else.
    args: [
      ...flags,
      launcher,
      folder.reportPath,
      ...numbers(limits),
      ...prefix,
      python.executable,
      ...flags,
      ...request.args,
    ],
    environment: learnerEnvironment(folder.home, request.seed),
    cwd: folder.home,
    secondsMax: limits.secondsMax,
    outputBytesMax: limits.outputBytesMax,
    ownGroup: true,
    canAttend: true,
    onLine: request.onLine,
    ...(signal === undefined ? {} : { signal }),
  });
  const escapedCount = await endEscaped(folder.home, python);
  return { ...outcome, escapedCount, ...await readReport(folder.reportPath) };
}

/** The whole environment: where to find programs, the encoding, a home that is thrown away, and a seed. */
function learnerEnvironment(home: string, seed: number): Record<string, string> {
  return {
    PATH: "/usr/bin:/bin",
    LANG: "C.UTF-8",
    HOME: home,
    TMPDIR: home,
    PYTHONHASHSEED: `${seed}`,
  };
}

function numbers(limits: LearnerLimits): string[] {
  // The processor's limit counts whole seconds, and the wall clock is to strike first.
  const cpuSeconds = Math.ceil(limits.secondsMax) + 1;
  const { memoryBytesMax, fileBytesMax, openFilesMax } = limits;
  return [cpuSeconds, memoryBytesMax, fileBytesMax, openFilesMax].map(String);
}

async function readReport(
  path: string,
): Promise<Pick<SandboxOutcome, "limitsNotSet" | "startFailure">> {
  // Ended before the launcher could write: then nothing is known to be wrong.
  const text = await Deno.readTextFile(path).catch(() => "");
  const linesOf = (word: string) =>
    text.split("\n").filter((line) => line.startsWith(`${word} `)).map((line) =>
      line.slice(word.length + 1)
    );
  return { limitsNotSet: linesOf("limit"), startFailure: linesOf("start")[0] ?? null };
}

/** A temporary folder: the program's home, and beside it what is ours. */
export interface SandboxFolder extends AsyncDisposable {
  /** Current folder, HOME and TMPDIR of the program. */
  readonly home: string;
  /** What the launcher could not do stands in this file. */
  readonly reportPath: string;
}

/** Makes the folder; it removes itself with everything that was put into it. */
export async function makeSandboxFolder(): Promise<SandboxFolder> {
  const path = await Deno.realPath(await Deno.makeTempDir({ prefix: "probebook_learner_" }));
  const home = join(path, "home");
  await Deno.mkdir(home);
  return {
    home,
    reportPath: join(path, "launcher.txt"),
    [Symbol.asyncDispose]: () => removeFolder(path),
  };
}

async function removeFolder(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    // A program may have taken away its own right to write there.
    await unlock(path);
    await Deno.remove(path, { recursive: true }).catch(() => {
      // A temporary folder that resists is left to the system, which empties it one day.
    });
  }
}

async function unlock(path: string): Promise<void> {
  try {
    await Deno.chmod(path, 0o700);
    for await (const entry of Deno.readDir(path)) {
      if (entry.isDirectory) await unlock(join(path, entry.name));
    }
  } catch {
    // Whatever cannot be unlocked shows when the folder is removed.
  }
}
