/**
 * Finding the CPythons of a machine: `candidates.ts` looks into folders, `ask.ts` starts each program once,
 * `describe.ts` names them. Knows nothing of probes. Start reading at `discover.ts`.
 *
 * @module
 */

export { arms, type ArmsOptions, pickArms } from "./arms.ts";
export {
  discoverInterpreters,
  type DiscoverOptions,
  inspectCandidates,
  type InterpreterList,
} from "./discover.ts";
export { type FindOptions, findPythons, type FoundPython } from "./find.ts";
export {
  INSTALL_HINT,
  interpreterTable,
  NO_ARMS_HINT,
  NO_BASE_HINT,
  SECOND_HINT,
} from "./interpreter_table.ts";
export type {
  Build,
  InspectedCandidate,
  Interpreter,
  InterpreterSource,
  RejectedCandidate,
  RejectionKind,
} from "./interpreter.ts";
