/** Looks at processes of this machine: a test that ends one wants to see that it has gone. */

/** Far above what an end takes, also where ten programs want each processor; only a failing test waits so long. */
const GONE_MS_MAX = 60_000;

/** Whether a process runs. A zombie that nobody reaps (no init in a container) is gone as well. */
export async function isRunning(pid: number): Promise<boolean> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", `${pid}`] })
    .output();
  const state = new TextDecoder().decode(stdout).trim();
  return state !== "" && !state.startsWith("Z");
}

/** Waits for the end of a process; throws when it lives on. */
export async function assertGone(pid: number | string): Promise<void> {
  const number = Number(pid);
  // A number that is none would look like a process that has gone.
  if (!Number.isInteger(number) || number <= 1) {
    throw new TypeError(`Cannot look for a process: "${pid}" is no number of one`);
  }
  const deadlineMs = performance.now() + GONE_MS_MAX;
  while (performance.now() < deadlineMs) if (!await isRunning(number)) return;
  throw new RangeError(`Cannot see process ${number} end: it lives on`);
}

/** Starts of a program of ours while waiting for another one's file; each takes some milliseconds. */
const LOOKS_MAX = 5000;

/** Waits until a fake program has written the number of its process into a file. */
export function pidWritten(path: string): Promise<string> {
  return textWritten(path);
}

/** Waits until another process has written a line into a file; gives what stands there. */
export async function textWritten(path: string): Promise<string> {
  for (let look = 0; look < LOOKS_MAX; look++) {
    const text = await Deno.readTextFile(path).catch(() => "");
    if (text.endsWith("\n")) return text.trim();
    // Another process writes the file: starting one of ours gives it time.
    await new Deno.Command("true").output();
  }
  throw new RangeError(`Cannot read what a process should have written: ${path} is not there`);
}

/** The processes whose command line holds a text, for example the path of a test's folder. */
export async function processesWith(text: string): Promise<string[]> {
  const { stdout } = await new Deno.Command("ps", { args: ["-A", "-o", "pid=,stat=,args="] })
    .output();
  return new TextDecoder().decode(stdout).split("\n").map((line) => line.trim()).filter((line) =>
    line.includes(text) && !/^\d+\s+Z/.test(line)
  );
}
