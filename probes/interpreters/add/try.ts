/** Whether what was made is what was asked for: it is started and asked, as any other CPython is. */

import { dirname, join } from "@std/path";
import { cleanEnvironment, startFlags } from "../../run/environment.ts";
import { askCandidate } from "../ask.ts";
import { describeInterpreter, type UnnamedInterpreter } from "../describe.ts";
import type { MakeTask } from "./make.ts";
import { diskFull, type Failure, refusal, runTool, troubleIn } from "./tool.ts";
import { isWanted } from "./wanted.ts";

/** Modules with libraries of their own, which are what comes out broken when one is missing. */
const DELICATE = "import bz2, ctypes, hashlib, lzma, sqlite3, ssl, zlib";

/**
 * Starts a program that was made; gives what it says of itself.
 *
 * Asked directly: what is remembered of an earlier one at the same place says nothing of this one.
 */
export async function tryProgram(
  program: string,
  { wanted, world }: MakeTask,
): Promise<UnnamedInterpreter | Failure> {
  const { answer } = await askCandidate({ realPath: program }, { signal: world.signal });
  if (world.signal.aborted) return { kind: "stopped" };
  if (answer.kind === "refused") return broken(`what was fetched does not run: ${answer.reason}`);
  const { facts } = answer;
  // Whatever starts itself again, as multiprocessing does, would start something else.
  if (facts.executable !== program) {
    return broken(`what was fetched takes itself for "${facts.executable}"`);
  }
  const interpreter = describeInterpreter(facts, { executable: program, source: "manager" });
  if (!isWanted(wanted, interpreter)) {
    const kind = interpreter.freeThreaded ? " without the lock" : "";
    return broken(`CPython ${wanted.text} was asked for, and ${interpreter.version}${kind} came`);
  }
  const outcome = await runTool({
    program,
    args: [...startFlags(interpreter), "-c", DELICATE],
    cwd: "/",
    env: cleanEnvironment(),
  }, world);
  switch (outcome.kind) {
    case "done":
      return interpreter;
    case "stopped":
      return outcome;
    case "failed":
      return broken(`what was fetched lacks a module: ${outcome.said.split("\n").at(-1)}`);
  }
}

/**
 * Compiles the library, as a distribution's installation does.
 *
 * Else the first process that imports a module would be timed with compiling it.
 */
export async function compileLibrary(
  program: string,
  { wanted, staging, final, world }: MakeTask,
): Promise<null | Failure> {
  world.progress?.("Compiling its library");
  const library = join(dirname(dirname(program)), "lib", libraryName(wanted));
  const args = ["-m", "compileall", "-q", "-s", staging, "-p", final, "-x", "/tests?/|lib2to3"];
  const outcome = await runTool(
    { program, args: ["-s", "-S", ...args, library], cwd: "/", env: cleanEnvironment() },
    world,
  );
  if (outcome.kind === "stopped") return outcome;
  // A file that cannot be compiled, as some examples of bad syntax, is nobody's loss.
  return outcome.kind === "failed" && troubleIn(outcome.said) === "disk" ? diskFull() : null;
}

function libraryName({ series, freeThreaded }: MakeTask["wanted"]): string {
  return `python${series}${freeThreaded ? "t" : ""}`;
}

function broken(reason: string): Failure {
  return refusal(reason, "run the command again; if it stays so, take it from elsewhere (--from)");
}
