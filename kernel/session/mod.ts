/**
 * One session: requests of clients in, replies and outputs out.
 *
 * Holds the execution count, the order of requests and which output belongs to which cell. Does
 * not know sockets or signatures, nor how a cell is run. Start with `session.ts`; `execute.ts` is
 * the story of a cell, `outbox.ts` the only way out.
 *
 * @module
 */

export { languageInfo } from "./answers.ts";
export type { Identity } from "./context.ts";
export type { HistoryFileOptions } from "./history_file.ts";
export { createSession, type Session, type SessionOptions } from "./session.ts";
