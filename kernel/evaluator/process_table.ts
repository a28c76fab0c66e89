/** The processes of this machine: who started whom, in which group, and when. */

/** One process. The start time tells it from a later one with the same number. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly startTime: string;
}

/** What tells when a process was started. */
export type ProcessStart = Pick<ProcessEntry, "pid" | "startTime">;

/** A moment by the clock of start times, which is coarse, and the latest process number by then. */
export interface Moment {
  readonly time: number;
  readonly lastPid: number;
}

/** All processes that can be seen; none where there is no view of them. */
export async function readTable(): Promise<ProcessEntry[]> {
  const table: ProcessEntry[] = [];
  try {
    if (Deno.build.os !== "linux") {
      return parsePs((await new Deno.Command("ps", PS).output()).stdout);
    }
    for await (const { name } of Deno.readDir("/proc")) {
      if (!isNumber(name)) continue;
      const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "");
      table.push(...parseStat(name, stat));
    }
  } catch {
    // No view of other processes here.
  }
  return table;
}

/** The same at once, for an end that must not be late. */
export function readTableSync(): ProcessEntry[] {
  const table: ProcessEntry[] = [];
  try {
    if (Deno.build.os !== "linux") return parsePs(new Deno.Command("ps", PS).outputSync().stdout);
    for (const { name } of Deno.readDirSync("/proc")) {
      if (isNumber(name)) table.push(...parseStat(name, statSync(name)));
    }
  } catch {
    // As above.
  }
  return table;
}

/**
 * Longest time in which process numbers cannot begin anew and pass the same one again, in seconds:
 * the smallest range has 32,768 numbers. Chosen.
 */
const NUMBERED_SECONDS = 60;

/**
 * The processes that were started since a moment, with all that they descend from. Others may stand
 * there too: in a minute few of a machine's processes are new, and only those need be read.
 */
export async function readTableSince(since: Moment): Promise<ProcessEntry[]> {
  const { time, lastPid } = presentMoment();
  const isRecent = time - since.time < NUMBERED_SECONDS * TICKS_PER_SECOND;
  if (since.lastPid === 0 || lastPid < since.lastPid || !isRecent) return await readTable();
  const table = new Map<number, ProcessEntry>();
  const add = (name: string) => {
    for (const entry of parseStat(name, statSync(name))) table.set(entry.pid, entry);
  };
  try {
    for (const { name } of Deno.readDirSync("/proc")) {
      if (isNumber(name) && Number(name) > since.lastPid) add(name);
    }
  } catch {
    // No view of other processes here.
  }
  // A map goes on through what is added meanwhile.
  for (const { parent } of table.values()) {
    if (parent > 0 && !table.has(parent)) add(String(parent));
  }
  return [...table.values()];
}

/** The present moment, to be compared with the starts of processes. */
export function presentMoment(): Moment {
  if (Deno.build.os !== "linux") return { time: secondsOf(Date.now()), lastPid: 0 };
  try {
    const uptime = readAgain(UPTIME).split(" ", 1)[0];
    const lastPid = readAgain(LOADS).trimEnd().split(" ").at(-1);
    return { time: Math.round(Number(uptime) * TICKS_PER_SECOND), lastPid: Number(lastPid) };
  } catch {
    // No view of other processes here either.
    return { time: 0, lastPid: 0 };
  }
}

/** Every cell asks for the moment; opening the files each time takes twice as long (17 to 29 µs, November 2026). */
const UPTIME = openNow("/proc/uptime");
const LOADS = openNow("/proc/loadavg");

function openNow(path: string): Deno.FsFile | null {
  try {
    return Deno.openSync(path);
  } catch {
    return null;
  }
}

/** Longer than what these files have. */
const line = new Uint8Array(256);
const decoder = new TextDecoder();

function readAgain(file: Deno.FsFile | null): string {
  if (file === null) throw new Deno.errors.NotFound("there is no such file");
  file.seekSync(0, Deno.SeekMode.Start);
  return decoder.decode(line.subarray(0, file.readSync(line) ?? 0));
}

/** Whether a process was started behind that moment; true also when that is not known. */
export function isSince({ pid, startTime }: ProcessStart, { time, lastPid }: Moment): boolean {
  const started = Deno.build.os === "linux" ? Number(startTime) : secondsOf(Date.parse(startTime));
  // Two cells may run within the same tick.
  return started === time ? pid > lastPid : !(started < time);
}

/** The earlier one of two moments. */
export function earlierOf(one: Moment, other: Moment): Moment {
  const isEarlier = one.time === other.time ? one.lastPid < other.lastPid : one.time < other.time;
  return isEarlier ? one : other;
}

/** Linux tells start times to all programs in this unit: USER_HZ, whatever its own is (proc(5)). */
const TICKS_PER_SECOND = 100;

/** `ps` says no more than the second. */
function secondsOf(timeMs: number): number {
  return Math.floor(timeMs / 1000);
}

/** The processes below one, whatever their groups, in no particular order. */
export function descendantsOf(
  root: number,
  table: readonly Pick<ProcessEntry, "pid" | "parent">[],
): number[] {
  const found = new Set([root]);
  // A parent may stand behind its child in the table, since numbers are used again.
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const { pid, parent } of table) if (found.has(parent)) found.add(pid);
  }
  found.delete(root);
  return [...found];
}

/**
 * Whether a process has started nothing that still runs; false also when that is not known. Seven
 * small files instead of one for each process of the machine, so that an end is not late.
 */
export function hasNoChildren(pid: number): boolean {
  try {
    for (const { name } of Deno.readDirSync(`/proc/${pid}/task`)) {
      if (Deno.readTextFileSync(`/proc/${pid}/task/${name}/children`) !== "") return false;
    }
    return true;
  } catch {
    // A thread ended meanwhile, or this kernel does not say: the long way answers.
    return false;
  }
}

const PS: Deno.CommandOptions = {
  args: ["-A", "-o", "pid=,ppid=,pgid=,lstart="],
  stderr: "null",
};

function parsePs(stdout: Uint8Array): ProcessEntry[] {
  return new TextDecoder().decode(stdout).split("\n").flatMap((line) => {
    const [, pid, parent, group, startTime = ""] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ??
      [];
    return pid === undefined
      ? []
      : [{ pid: Number(pid), parent: Number(parent), group: Number(group), startTime }];
  });
}

function statSync(pid: string): string {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/stat`);
  } catch {
    // It ended in the meantime.
    return "";
  }
}

/** The name in parentheses may hold anything: fields are counted from its end (proc(5)). */
function parseStat(pid: string, stat: string): ProcessEntry[] {
  if (stat === "") return [];
  const [, parent, group, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return [{
    pid: Number(pid),
    parent: Number(parent),
    group: Number(group),
    startTime: rest[16] ?? "",
  }];
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}
