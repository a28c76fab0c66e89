/** Waits for a process that a cell is about. */

import type { ForeignContext } from "./foreign_cell.ts";

/**
 * How a process ended. A Stop sends it SIGINT, and what then awaits its end is given the time that
 * other cells have for their `finally` blocks; what still runs is killed.
 */
export async function waitForProcess(
  process: Deno.ChildProcess,
  { awaiting, awaitingEnd, isInterrupt }: ForeignContext,
): Promise<Deno.CommandStatus> {
  const { status } = process;
  try {
    return await awaiting(status);
  } catch (error) {
    if (isInterrupt(error)) await awaitingEnd(status);
    throw error;
  }
}
