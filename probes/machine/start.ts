/** The machine at the start of a measurement, without a process where it was asked a moment ago. */

import { isUnknown } from "./load.ts";
import { loadNow } from "./load_now.ts";
import { type AskedPython, type MachineReading, readMachine } from "./reading.ts";

/** What a machine is changes with a switch or a cable; chosen, longer than the sessions of a table take together. */
const FACTS_MS_MAX = 10 * 60 * 1000;

/** By the program that was asked: some do not run. */
const asked = new Map<string, { readonly reading: MachineReading; readonly ms: number }>();

/** Reads the machine; asking a process takes 30 to 90 ms, which the sessions of a table need not take each. */
export async function machineAtStart(
  python: AskedPython,
  options: { readonly signal?: AbortSignal } = {},
): Promise<MachineReading> {
  const load = await loadNow(python);
  const known = asked.get(python.executable);
  if (
    known?.reading.kind === "read" && performance.now() - known.ms < FACTS_MS_MAX &&
    !isUnknown(load)
  ) return { ...known.reading, at: new Date().toISOString(), load };
  const reading = await readMachine(python, options);
  asked.set(python.executable, { reading, ms: performance.now() });
  return reading;
}
