/**
 * The machine under a measurement: what it is, how busy it is, and what it went through meanwhile. Everything is asked of
 * a Python process, and what a machine does not tell is null and shown as not available. Knows nothing of probes.
 *
 * Start reading at `reading.ts`.
 *
 * @module
 */

export { type MachineChange, machineChange } from "./change.ts";
export { machineRows, NOT_AVAILABLE, textOf } from "./machine_text.ts";
export {
  type AskedPython,
  type MachineFacts,
  type MachineLoad,
  type MachineReading,
  readMachine,
} from "./reading.ts";
