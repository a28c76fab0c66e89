/**
 * Finding the CPythons of a machine: `places.ts` knows where they lie, `candidates.ts` which programs may be some,
 * `ask.ts` starts each once, `answers.ts` remembers what it said, `describe.ts` names it, `lesson_needs.ts` says what it
 * is good for. Knows nothing of probes. Start reading at `discover.ts`.
 *
 * @module
 */

export {
  ALLOWED_FILE,
  type AllowedList,
  type AllowedPython,
  findAllowed,
  keepAllowed,
} from "./allowed_list.ts";
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
export { type LessonNeed, lessonNeeds, type NeedName } from "./lesson_needs.ts";
export type {
  Build,
  InspectedCandidate,
  Interpreter,
  InterpreterSource,
  RejectedCandidate,
  RejectionKind,
} from "./interpreter.ts";
