/** Finds and ends processes that left their process group, by the home folder that they were started with. */

import { z } from "zod";
import { askAttendant } from "../run/attendant.ts";

/** Children may be born while we look; a search that finds nobody is the last one. */
const SEARCHES_MAX = 20;

/**
 * Ends every process whose environment names this folder as HOME, or that stands in it.
 *
 * A process group is left by `setsid()`, an environment only by starting a program with another one. Only Linux shows
 * the environments of processes as files; elsewhere, and where we may not look, nothing is found.
 */
export async function endEscaped(
  home: string,
  python: { readonly executable: string },
): Promise<number> {
  if (mayNotLook()) return await askToEnd(home, python.executable);
  const ended = new Set<number>();
  for (let search = 0; search < SEARCHES_MAX; search++) {
    const found = (await findProcesses(home)).filter(kill);
    if (found.length === 0) break;
    for (const pid of found) ended.add(pid);
  }
  return ended.size;
}

/** Deno shows the processes of others only to who may do everything. */
function mayNotLook(): boolean {
  try {
    Deno.statSync("/proc");
    return false;
  } catch (error) {
    return error instanceof Deno.errors.NotCapable;
  }
}

/** The same by a Python process; what does not answer has ended nobody that we know of. */
async function askToEnd(home: string, executable: string): Promise<number> {
  const answer = z.int().safeParse(await askAttendant(executable, `escaped ${home}`));
  return answer.data ?? 0;
}

async function findProcesses(home: string): Promise<number[]> {
  const found: number[] = [];
  try {
    for await (const { name } of Deno.readDir("/proc")) {
      if (/^\d+$/.test(name) && await belongsTo(name, home)) found.push(Number(name));
    }
  } catch {
    // No /proc on this system.
  }
  return found;
}

async function belongsTo(pid: string, home: string): Promise<boolean> {
  try {
    const environment = await Deno.readTextFile(`/proc/${pid}/environ`);
    if (environment.split("\0").includes(`HOME=${home}`)) return true;
    return (await Deno.readLink(`/proc/${pid}/cwd`)).startsWith(home);
  } catch {
    // It has ended meanwhile, or belongs to somebody else: then it is none of ours.
    return false;
  }
}

function kill(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGKILL");
    return true;
  } catch {
    // It has ended by itself.
    return false;
  }
}
