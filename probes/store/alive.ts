/** Whether a process is there: what tells a measurement that still runs from one that was cut off. */

import { z } from "zod";
import { discoverInterpreters } from "../interpreters/mod.ts";
import { askAttendant } from "../run/attendant.ts";
import { mayRunAll } from "../run/permission.ts";

/** Gives what tells whether a process is there; where we may not ask ourselves, as a Python process sees it now. */
export async function lookForProcesses(): Promise<(pid: number) => boolean> {
  if (!mayRunAll()) return await lookByPython();
  // Loaded here: a notebook's first cell would wait for it.
  const { kill } = (await import("node:process")).default;
  return (pid) => {
    try {
      // Signal 0 asks whether there is such a process and sends nothing.
      return kill(pid, 0);
    } catch (error) {
      return error instanceof Error && "code" in error && error.code === "EPERM";
    }
  };
}

async function lookByPython(): Promise<(pid: number) => boolean> {
  const [python] = await discoverInterpreters();
  const answer = python === undefined ? null : await askAttendant(python.executable, "processes");
  const numbers = z.array(z.int()).safeParse(answer);
  // Taken for alive where nobody can tell: what is measured twice at the same time spoils both.
  if (!numbers.success) return () => true;
  const alive = new Set(numbers.data);
  return (pid) => alive.has(pid);
}
