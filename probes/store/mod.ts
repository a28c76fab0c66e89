/**
 * The record: every process of every measurement in cells and on the command line, in a SQLite file of the project.
 *
 * Measuring goes on whatever happens to the file; what could not be kept is said in one flag. Only raw runs are kept:
 * tables, intervals and verdicts are computed from them when a session is opened. Beside them stand machine, moments and
 * programs (`metadata.ts`) and what the doctor found (`examinations.ts`). Knows nothing of how probes are run. Start
 * reading at `recorder.ts` (writing), `sessions.ts` (reading) and `begin_again.ts` (going on with a session); `schema.ts`
 * has the tables.
 *
 * @module
 */

export { recordCommandLine } from "./place.ts";
export { openRecorder, type Recorder } from "./recorder.ts";
export {
  openSession,
  type Session,
  type SessionEntry,
  type SessionList,
  sessions,
  type SessionsOptions,
  type SessionStanding,
} from "./sessions.ts";
export type { Question } from "./question.ts";
