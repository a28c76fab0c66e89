/** `%%python`: the cell as a script in a CPython of this machine. */

import type { PythonText } from "../../../cell_text/mod.ts";
import { choosePython, type FoundPython, isVersion, readPythons } from "./choose_python.ts";
import { type ForeignContext, foreignError, withTraceback } from "./foreign_cell.ts";
import { homePath } from "./home_path.ts";
import { waitForProcess } from "./process.ts";
import { typeOfValue } from "./value_type.ts";
import {
  Array,
  decodeURIComponent,
  Deno,
  Error,
  JSON,
  Object,
  String,
  URL,
} from "../../primordials.ts";

/** Runs the script; gives what its last line hands over, undefined where that was not asked for. */
export async function runPython(text: PythonText, context: ForeignContext): Promise<unknown> {
  const executable = await findPython(text.python, context);
  const job = makeJob(text, context.name);
  const process = startPython({ executable, text, job }, context);
  try {
    const status = await waitForProcess(process, context);
    return finish(text, { status, job, context });
  } catch (error) {
    // Where the script was when it was stopped.
    const failure = context.isInterrupt(error) ? readFailure(job) : null;
    if (failure !== null) withTraceback(Object(error), failure.lines);
    throw error;
  } finally {
    // One that does not heed a Stop reads and writes there until it is killed.
    void process.status.then(() => removeJob(job));
  }
}

/** The script and what comes back, in a folder of their own. */
interface Job {
  readonly folder: string;
  readonly script: string;
  readonly result: string;
  readonly value: string;
}

function makeJob({ code, codeLine }: PythonText, name: string): Job {
  try {
    const folder = Deno.makeTempDirSync({ prefix: "probebook_cell_" });
    const script = `${folder}/${name.replace(/\W+/g, "_")}.py`;
    // Its lines have the numbers that they have in the cell.
    Deno.writeTextFileSync(script, "\n".repeat(codeLine) + code);
    return { folder, script, result: `${folder}/result.json`, value: `${folder}/value.json` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot write the script into the temporary folder: ${reason}`);
  }
}

function removeJob({ folder }: Job): void {
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch {
    // Gone already, or held by what the script has left running: it lies in the system's temporary folder.
  }
}

const RUNNER = decodeURIComponent(new URL("./python_cell.py", import.meta.url).pathname);

function startPython(
  { executable, text: { flags, args, asName }, job }: {
    readonly executable: string;
    readonly text: PythonText;
    readonly job: Job;
  },
  { name, marker, cell, holdBefore }: ForeignContext,
): Deno.ChildProcess {
  holdBefore();
  const setup = [`<${name}>`, job.folder, job.script, asName ?? "", marker, String(cell)];
  try {
    return new Deno.Command(executable, {
      args: ["-u", ...flags, RUNNER, ...setup, ...args],
      stdin: "null",
      stdout: "inherit",
      stderr: "inherit",
    }).spawn();
  } catch (error) {
    removeJob(job);
    // A refusal says itself how it is lifted.
    if (error instanceof Deno.errors.NotCapable) throw error;
    const reason = error instanceof Deno.errors.NotFound
      ? "there is no such program"
      : error instanceof Error
      ? error.message
      : String(error);
    throw new Error(`Cannot run "${executable}": ${reason}`);
  }
}

function finish(
  { asName }: PythonText,
  { status: { success, code, signal }, job, context }: {
    readonly status: Deno.CommandStatus;
    readonly job: Job;
    readonly context: ForeignContext;
  },
): unknown {
  const failure = readFailure(job);
  if (failure !== null) throw foreignError(failure);
  if (!success) {
    const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
    throw new Error(`Cannot finish the script: its process was ended ${how}`);
  }
  if (asName === null) return undefined;
  const value = readValue(job, asName);
  context.declare(asName, typeOfValue(value));
  return value;
}

function readValue({ value }: Job, name: string): unknown {
  let json: string;
  try {
    json = Deno.readTextFileSync(value);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`Cannot hand over "${name}": the script ended before its last line`);
  }
  return JSON.parse(json);
}

interface Failure {
  readonly name: string;
  readonly message: string;
  readonly lines: readonly string[];
}

/** What `python_cell.py` wrote of an exception; null when there was none, or no time to write it. */
function readFailure({ result }: Job): Failure | null {
  try {
    const told: unknown = JSON.parse(Deno.readTextFileSync(result));
    return isFailure(told) ? told : null;
  } catch {
    // No file, or half a file of a process that was killed: its exit code is told instead.
    return null;
  }
}

function isFailure(told: unknown): told is Failure {
  return typeof told === "object" && told !== null &&
    "name" in told && typeof told.name === "string" &&
    "message" in told && typeof told.message === "string" &&
    "lines" in told && Array.isArray(told.lines) &&
    told.lines.every((line) => typeof line === "string");
}

/** CPythons of this machine, the main one first; asked once, and again for one that is not among them. */
let known: readonly FoundPython[] = [];

async function findPython(
  wanted: string | null,
  { importModule, awaiting }: ForeignContext,
): Promise<string> {
  if (wanted?.includes("/") === true) return homePath(wanted);
  const chosen = choosePython(wanted, known);
  if (chosen !== null) return chosen.executable;
  const probes = await awaiting(importModule("probes"));
  const { arms, INSTALL_HINT } = probes;
  if (typeof arms !== "function") {
    throw new Error('Cannot look for a CPython: "probes" means another module here');
  }
  const ask = async () => readPythons(await awaiting(arms({ all: true })));
  known = await ask();
  // A search that was cut short by the Stop of another cell finds none.
  if (known.length === 0) known = await ask();
  const found = choosePython(wanted, known);
  if (found !== null) return found.executable;
  if (known.length === 0) throw new Error(`Cannot run the script: ${String(INSTALL_HINT)}`);
  const names = known.map(({ name }) => name).join(", ");
  const remedy = wanted !== null && isVersion(wanted)
    ? `"deno task interpreters add ${
      wanted.replace(/^\D+/, "")
    }" fetches one, a path names any other`
    : 'a path names any other; arguments of the script stand behind "--"';
  throw new Error(`Cannot find the CPython "${wanted}": there are ${names}; ${remedy}`);
}
