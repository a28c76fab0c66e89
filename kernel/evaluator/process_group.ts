/** Signals to the evaluator's process group, which its subprocesses share. */

/** A member of a group. The start time tells it from a later process with the same number. */
export interface GroupMember {
  readonly pid: number;
  readonly startTime: string;
}

/** Sends a signal to all of a group; a group that has gone is no error. */
export function signalGroup(group: number, signal: Deno.Signal): void {
  try {
    Deno.kill(-group, signal);
  } catch {
    // Gone already, which is what the signals sent here are to bring about.
  }
}

/** The members of a group other than its leader. */
export async function listMembers(group: number): Promise<GroupMember[]> {
  return Deno.build.os === "linux" ? await listFromProc(group) : await listFromPs(group);
}

/** Sends a signal to those of the processes that are still the same ones. */
export async function signalMembers(
  group: number,
  members: readonly GroupMember[],
  signal: Deno.Signal,
): Promise<void> {
  if (members.length === 0) return;
  const present = await listMembers(group);
  for (const { pid, startTime } of members) {
    if (!present.some((other) => other.pid === pid && other.startTime === startTime)) continue;
    try {
      Deno.kill(pid, signal);
    } catch {
      // It ended in the meantime.
    }
  }
}

async function listFromProc(group: number): Promise<GroupMember[]> {
  const members: GroupMember[] = [];
  if (hasNoChildren(group)) return members;
  try {
    for await (const { name } of Deno.readDir("/proc")) {
      const pid = Number(name);
      if (!Number.isInteger(pid) || pid === group) continue;
      const stat = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => "");
      // The name in parentheses may hold anything: fields are counted from its end (proc(5)).
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(fields[2]) === group) members.push({ pid, startTime: fields[19] ?? "" });
    }
  } catch {
    // No view of other processes here: stubborn subprocesses are left alone.
  }
  return members;
}

/**
 * Whether the leader has started nothing that still runs; false also when that is not known. Seven
 * small files instead of one for each process of the machine, because every interrupt asks.
 */
export function hasNoChildren(leader: number): boolean {
  try {
    for (const { name } of Deno.readDirSync(`/proc/${leader}/task`)) {
      if (Deno.readTextFileSync(`/proc/${leader}/task/${name}/children`) !== "") return false;
    }
    return true;
  } catch {
    // A thread ended meanwhile, or this kernel does not say: the long way answers.
    return false;
  }
}

async function listFromPs(group: number): Promise<GroupMember[]> {
  try {
    const { stdout } = await new Deno.Command("ps", {
      args: ["-A", "-o", "pid=,pgid=,lstart="],
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout).split("\n").flatMap((line) => {
      const [, pid, pgid, startTime] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return Number(pgid) === group && Number(pid) !== group
        ? [{ pid: Number(pid), startTime: startTime ?? "" }]
        : [];
    });
  } catch {
    // As above.
    return [];
  }
}
