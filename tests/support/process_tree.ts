/** The processes that one process has started, and those that they have started. */

/** One process. */
export interface SeenProcess {
  readonly pid: number;
  /** Its command line. */
  readonly command: string;
}

/** All processes below `root` that run now. */
export async function processesBelow(root: number): Promise<SeenProcess[]> {
  const { stdout } = await new Deno.Command("ps", { args: ["-A", "-o", "pid=,ppid=,stat=,args="] })
    .output();
  const rows = new TextDecoder().decode(stdout).split("\n").flatMap((line) => {
    const [, pid, parent, state = "", command = ""] =
      /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ??
        [];
    // A zombie has ended; nobody has asked for its exit code yet.
    return pid === undefined || state.startsWith("Z")
      ? []
      : [{ pid: Number(pid), parent: Number(parent), command }];
  });
  const found: SeenProcess[] = [];
  for (let parents = [root]; parents.length > 0;) {
    const children = rows.filter(({ parent }) => parents.includes(parent));
    found.push(...children.map(({ pid, command }) => ({ pid, command })));
    parents = children.map(({ pid }) => pid);
  }
  return found;
}
