/** Signals to the evaluator's process group, and to what it has started outside of that. */

import {
  descendantsOf,
  isSince,
  type Moment,
  type ProcessStart,
  readTable,
  readTableSince,
} from "./process_table.ts";

/** A subprocess. The start time tells it from a later one with the same number. */
export type GroupMember = ProcessStart;

/** Sends a signal to all of a group; a group that has gone is no error. */
export function signalGroup(group: number, signal: Deno.Signal): void {
  try {
    Deno.kill(-group, signal);
  } catch {
    // Gone already, which is what the signals sent here are to bring about.
  }
}

/**
 * What has been started below a group's leader since a moment: the other members of its group, also
 * those whose parent has gone, and the processes below it which left the group.
 *
 * What ran before that moment is spared, with all that it starts: an earlier cell meant it to go on.
 */
export async function listMembers(leader: number, since: Moment): Promise<GroupMember[]> {
  const table = await readTableSince(since);
  const below = new Set(descendantsOf(leader, table));
  const members = table.filter(({ pid, group }) =>
    pid !== leader && (group === leader || below.has(pid))
  );
  const spared = new Set(
    members.filter((member) => !isSince(member, since))
      .flatMap(({ pid }) => [pid, ...descendantsOf(pid, table)]),
  );
  return members.filter(({ pid }) => !spared.has(pid));
}

/** Sends a signal to those of the processes that are still the same ones. */
export async function signalMembers(
  members: readonly GroupMember[],
  signal: Deno.Signal,
): Promise<void> {
  if (members.length === 0) return;
  for (const { pid, startTime } of await readTable()) {
    if (!members.some((other) => other.pid === pid && other.startTime === startTime)) continue;
    try {
      Deno.kill(pid, signal);
    } catch {
      // It ended in the meantime.
    }
  }
}
