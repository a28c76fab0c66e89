/** What kernels let their cells run is brought up to date by whoever searches the machine. */

import { type AllowedList, findAllowed, keepAllowed } from "../interpreters/mod.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lists what cells may run, and keeps it for the kernels that start from now on. */
export async function listAllowed(
  { environment, allowedFile, signal }: Surroundings,
): Promise<AllowedList> {
  const list = await findAllowed(environment);
  // A search that was stopped has not found all.
  if (allowedFile !== null && !signal.aborted) keepAllowed(list, allowedFile);
  return list;
}

/** The same where nobody asks for the list itself. */
export async function allowCells(surroundings: Surroundings): Promise<void> {
  if (surroundings.allowedFile !== null) await listAllowed(surroundings);
}
