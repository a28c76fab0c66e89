/** Removes a CPython that was added. */

import { dirname, join } from "@std/path";
import { type AddedInterpreter, pythonsFolder } from "./added.ts";
import { lockFolder, removeAll, removeLeftovers } from "./files.ts";
import { type AddWorld, type Failure, refusal } from "./tool.ts";

/** What became of a request. */
export type RemoveOutcome = { kind: "removed"; added: AddedInterpreter } | Failure;

/** Removes it; a half removed one is never found again. */
export async function removeInterpreter(
  added: AddedInterpreter,
  world: AddWorld,
): Promise<RemoveOutcome> {
  const folder = pythonsFolder(world.environment) ?? dirname(added.program);
  const leaving = join(folder, `.removing-${added.name}`);
  try {
    using lock = await lockFolder(folder, world);
    if (lock === null) return { kind: "stopped" };
    await removeLeftovers(folder);
    await Deno.rename(join(folder, added.name), leaving);
    await removeAll(leaving);
    return { kind: "removed", added };
  } catch (error) {
    // Somebody else was faster.
    if (error instanceof Deno.errors.NotFound) return { kind: "removed", added };
    const message = error instanceof Error ? error.message : String(error);
    if (!/\(os error \d+\)/.test(message)) throw error;
    return refusal(message, `remove ${join(folder, added.name)} by hand`);
  }
}
