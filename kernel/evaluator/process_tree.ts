/**
 * Ends a process with everything below it, also what leads a group of its own and so is not reached
 * by a signal to the group: the Python processes of a measurement do.
 */

import { signalGroup } from "./process_group.ts";
import { descendantsOf, hasNoChildren, readTableSync } from "./process_table.ts";

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
  const below = descendantsOf(leader, readTableSync());
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
