/** Signals to the evaluator's process group, and to what it has started outside of that. */

import { descendantsOf, hasNoChildren, type ProcessEntry, readTable } from "./process_table.ts";

/** A subprocess. The start time tells it from a later one with the same number. */
export type GroupMember = Pick<ProcessEntry, "pid" | "startTime">;

/** Sends a signal to all of a group; a group that has gone is no error. */
export function signalGroup(group: number, signal: Deno.Signal): void {
  try {
    Deno.kill(-group, signal);
  } catch {
    // Gone already, which is what the signals sent here are to bring about.
  }
}

/** The members of a group other than its leader, and the processes below that which left the group. */
export async function listMembers(leader: number): Promise<GroupMember[]> {
  if (hasNoChildren(leader)) return [];
  const table = await readTable();
  const below = new Set(descendantsOf(leader, table));
  return table.filter(({ pid, group }) => pid !== leader && (group === leader || below.has(pid)));
}

/** Sends a signal to those of the processes that are still the same ones. */
export async function signalMembers(
  leader: number,
  members: readonly GroupMember[],
  signal: Deno.Signal,
): Promise<void> {
  if (members.length === 0) return;
  const present = await listMembers(leader);
  for (const { pid, startTime } of members) {
    if (!present.some((other) => other.pid === pid && other.startTime === startTime)) continue;
    try {
      Deno.kill(pid, signal);
    } catch {
      // It ended in the meantime.
    }
  }
}
