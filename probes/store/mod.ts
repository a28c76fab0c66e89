/**
 * The record: every process of every measurement in cells and on the command line, in a SQLite file of the project.
 *
 * Measuring goes on whatever happens to the file; what could not be kept is said in one flag. Only raw runs are kept:
 * tables, intervals and verdicts are computed from them when a session is opened. Knows nothing of how processes are
 * run. Start reading at `recorder.ts` (writing) and `sessions.ts` (reading); `schema.ts` has the tables.
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
