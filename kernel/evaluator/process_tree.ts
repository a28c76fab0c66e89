/**
 * Ends a process with everything below it, also what leads a group of its own and so is not reached
 * by a signal to the group: the Python processes of a measurement do.
 */

import { hasNoChildren, signalGroup } from "./process_group.ts";

/** One line of the table of processes. */
export interface ProcessLink {
  readonly pid: number;
  readonly parent: number;
}

/**
 * Kills a group, and every process below its leader with the groups that those lead.
 *
 * Nothing tells whose child a process was once its parent has gone, so this must come before the
 * end of the leader: afterwards only its group is reached.
 */
export function killTree(leader: number): void {
  if (hasNoChildren(leader)) return signalGroup(leader, "SIGKILL");
  // Held, so that it starts nothing between the look and the end.
  signalGroup(leader, "SIGSTOP");
  const below = descendantsOf(leader, listProcesses());
  signalGroup(leader, "SIGKILL");
  for (const pid of below) {
    signalGroup(pid, "SIGKILL");
    try {
      Deno.kill(pid, "SIGKILL");
    } catch {
      // It went with its group.
    }
  }
}

/** The processes below one, in no particular order. */
export function descendantsOf(root: number, processes: readonly ProcessLink[]): number[] {
  const found = new Set([root]);
  // A parent may stand behind its child in the table, since numbers are used again.
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const { pid, parent } of processes) if (found.has(parent)) found.add(pid);
  }
  found.delete(root);
  return [...found];
}

function listProcesses(): ProcessLink[] {
  return Deno.build.os === "linux" ? listFromProc() ?? listFromPs() : listFromPs();
}

function listFromProc(): ProcessLink[] | null {
  try {
    return [...Deno.readDirSync("/proc")].flatMap(({ name }) => {
      const pid = Number(name);
      const parent = Number.isInteger(pid) ? parentOf(pid) : null;
      return parent === null ? [] : [{ pid, parent }];
    });
  } catch {
    return null;
  }
}

function parentOf(pid: number): number | null {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    // The name in parentheses may hold anything: fields are counted from its end (proc(5)).
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    // It ended in the meantime.
    return null;
  }
}

function listFromPs(): ProcessLink[] {
  try {
    const { stdout } = new Deno.Command("ps", { args: ["-A", "-o", "pid=,ppid="], stderr: "null" })
      .outputSync();
    return new TextDecoder().decode(stdout).split("\n").flatMap((line) => {
      const [, pid, parent] = /^\s*(\d+)\s+(\d+)\s*$/.exec(line) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent) }];
    });
  } catch {
    // No view of other processes here: the group is all that can be ended.
    return [];
  }
}
