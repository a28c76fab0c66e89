/**
 * The machine under a measurement: what it is, how busy it is, what it went through meanwhile, and what its programs are.
 * A Python process is asked at the start; between two rounds a few small files are read. What a machine does not tell is
 * null and shown as not available. Knows nothing of probes.
 *
 * Start reading at `reading.ts`; `metadata.ts` has what is kept with a session.
 *
 * @module
 */

export { type MachineChange, machineChange } from "./change.ts";
export { isUnknown, type MachineMoment, readLoad } from "./load.ts";
export { loadNow } from "./load_now.ts";
export { type ArmProgram, parseMetadata, parseMoment, type SessionMetadata } from "./metadata.ts";
export { machineRows, NOT_AVAILABLE, textOf } from "./machine_text.ts";
export { metadataTable } from "./metadata_text.ts";
export { parseProgram, type ProgramFacts, readProgram } from "./program.ts";
export {
  type AskedPython,
  type MachineFacts,
  type MachineLoad,
  type MachineReading,
  readMachine,
} from "./reading.ts";
export { machineAtStart } from "./start.ts";
