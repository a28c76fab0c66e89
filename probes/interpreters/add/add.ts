/** Adds one CPython to the user's cache: made in a folder beside, tried, and put in place by one renaming. */

import { join, relative } from "@std/path";
import type { UnnamedInterpreter } from "../describe.ts";
import {
  type AddedInterpreter,
  type AddedRecord,
  type Giver,
  LAYOUT,
  pythonsFolder,
  readAdded,
  RECORD_NAME,
} from "./added.ts";
import { makeFromDebian, moveLoader } from "./debian.ts";
import { lockFolder, removeAll, removeDownloads, removeLeftovers, sizeOf } from "./files.ts";
import type { MakeTask } from "./make.ts";
import { type AddWorld, diskFull, type Failure, refusal, troubleIn } from "./tool.ts";
import { compileLibrary, tryProgram } from "./try.ts";
import { makeWithUv, moveTexts } from "./uv.ts";
import type { WantedVersion } from "./wanted.ts";

/** What became of a request. */
export type AddOutcome =
  | { kind: "added"; added: AddedInterpreter; interpreter: UnnamedInterpreter; seconds: number }
  | { kind: "there"; added: AddedInterpreter }
  | Failure;

/** What is asked for. */
export interface AddRequest {
  readonly wanted: readonly WantedVersion[];
  readonly from: Giver;
}

/** Adds these versions in their order and ends with the first that cannot be had. Never rejects for what the world does. */
export async function addInterpreters(
  { wanted, from }: AddRequest,
  world: AddWorld,
): Promise<AddOutcome[]> {
  const folder = pythonsFolder(world.environment);
  if (folder === null) return [refusal("there is no home folder", "set HOME or XDG_CACHE_HOME")];
  const outcomes: AddOutcome[] = [];
  try {
    using lock = await lockFolder(folder, world);
    if (lock === null) return [{ kind: "stopped" }];
    await removeLeftovers(folder);
    for (const version of wanted) {
      if (wanted.length > 1) world.note(`CPython ${version.text}:`);
      const outcome = await addOne(version, { from, folder, world });
      outcomes.push(outcome);
      if (outcome.kind === "refused" || outcome.kind === "stopped") break;
    }
    await removeDownloads(join(folder, ".downloads"), helpsNextTry(outcomes.at(-1)));
  } catch (error) {
    outcomes.push(failureIn(error));
  }
  return outcomes;
}

async function addOne(
  wanted: WantedVersion,
  { from, folder, world }: { from: Giver; folder: string; world: AddWorld },
): Promise<AddOutcome> {
  const startedMs = performance.now();
  const name = `${from}-${wanted.text}`;
  const final = join(folder, name);
  const there = readAdded(final, name);
  if (there !== null) return { kind: "there", added: there };
  const staging = join(folder, `.making-${name}`);
  const task = { wanted, staging, final, downloads: join(folder, ".downloads"), world };
  try {
    await Deno.mkdir(staging);
    const interpreter = await make(task, from);
    if (interpreter.kind !== "made") return interpreter;
    const added = readAdded(final, name);
    if (added === null) return refusal(`${final} was changed meanwhile`, "run the command again");
    const seconds = (performance.now() - startedMs) / 1000;
    return { kind: "added", added, interpreter: interpreter.interpreter, seconds };
  } catch (error) {
    return failureIn(error);
  } finally {
    await removeAll(staging);
  }
}

async function make(
  task: MakeTask,
  from: Giver,
): Promise<{ kind: "made"; interpreter: UnnamedInterpreter } | Failure> {
  const { staging, final, world } = task;
  const program = from === "uv" ? await makeWithUv(task) : await makeFromDebian(task);
  if (typeof program !== "string") return program;
  world.note("Starting it for the first time, and compiling its library");
  const tried = await tryProgram(program, task);
  if ("kind" in tried) return tried;
  if (from === "uv") await moveTexts(program, task);
  const failure = await compileLibrary(program, task) ??
    (from === "debian" ? await moveLoader(program, task) : null);
  if (failure !== null) return failure;
  if (world.signal.aborted) return { kind: "stopped" };
  const record: AddedRecord = {
    layout: LAYOUT,
    from,
    version: tried.version,
    program: relative(staging, program),
    bytes: await sizeOf(staging),
    madeFor: final,
  };
  await Deno.writeTextFile(join(staging, RECORD_NAME), `${JSON.stringify(record, null, 1)}\n`);
  // Whatever lies there has no record that counts: it was moved here, or is of an older layout.
  await removeAll(final);
  await Deno.rename(staging, final);
  const placed = await tryProgram(join(final, record.program), task);
  if (!("kind" in placed)) return { kind: "made", interpreter: placed };
  await removeAll(final);
  return placed;
}

function helpsNextTry(last: AddOutcome | undefined): boolean {
  return last?.kind === "stopped" || (last?.kind === "refused" && last.keepsDownloads);
}

/** What the file system refuses is told; anything else is a fault of ours. */
function failureIn(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (troubleIn(message) === "disk") return diskFull();
  if (!/\(os error \d+\)/.test(message)) throw error;
  return refusal(message, "make the folder writable, or name another one in XDG_CACHE_HOME");
}
