/** How busy the machine is now, also where Deno may not read that. */

import { askAttendant } from "../run/attendant.ts";
import { readLoad } from "./load.ts";
import { type AskedPython, type MachineLoad, parseLoad } from "./reading.ts";

/** Reads the load; by a Python process where only that may, which takes 1 ms more. Never rejects. */
export async function loadNow(
  { executable }: Pick<AskedPython, "executable">,
): Promise<MachineLoad> {
  if (!isRefused()) return readLoad();
  try {
    return parseLoad(await askAttendant(executable, "load"));
  } catch {
    // No answer, or none that makes sense: nothing is known then, and the measurement goes on.
    return readLoad();
  }
}

/** Deno lets nobody read these files but who may do everything. */
function isRefused(): boolean {
  try {
    Deno.statSync("/proc/stat");
    return false;
  } catch (error) {
    return error instanceof Deno.errors.NotCapable;
  }
}
