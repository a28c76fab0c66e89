/** The file of the record: opened, or why it cannot be. Nothing here throws. */

import { dirname, resolve, toFileUrl } from "@std/path";
import { DatabaseSync } from "node:sqlite";
import { migrate, MIGRATIONS, schemaVersion } from "./schema.ts";

/** Why something is not recorded. */
export type StoreProblem =
  /** Another process writes and does not end. */
  | { kind: "locked" }
  /** It comes from a newer version of ours. */
  | { kind: "newer" }
  /** It is no database, or a broken one. */
  | { kind: "damaged" }
  /** It may not be written. */
  | { kind: "read_only" }
  /** The disk is full, or the record as large as it may become. */
  | { kind: "full" }
  /** Anything else, in the system's words. */
  | { kind: "other"; message: string };

/** A record that is open. */
export interface OpenedStore {
  readonly kind: "opened";
  readonly database: DatabaseSync;
  /** Name of the file that a damaged record was moved to; usually null. */
  readonly setAside: string | null;
}

/** How to open it. */
export interface OpenOptions {
  readonly now?: Date;
  /** How long to wait for another process, in milliseconds. */
  readonly waitMs?: number;
  readonly bytesMax?: number;
}

/**
 * Longest wait for another process between two probes, in milliseconds. A row is written in less than one; what does not
 * get through is written with the next one.
 */
export const LOCK_WAIT_MS = 50;

/** A comparison takes 0.2 to 3 MB, so that this is room for thousands; a larger record would fill a learner's disk. */
const STORE_BYTES_MAX = 4 * 1024 ** 3;

/** SQLite's own default. */
const PAGE_BYTES = 4096;

/** Opens the record for writing and makes it if there is none; a damaged one is set aside. */
export function openStore(path: string, options: OpenOptions = {}): OpenedStore | StoreProblem {
  try {
    Deno.mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    return problemOf(error);
  }
  const opened = tryOpen(path, options);
  if (opened.kind !== "damaged") return opened;
  const setAside = moveAway(path, { now: options.now ?? new Date(), inode: inodeOf(path) });
  if (setAside === null) return opened;
  const anew = tryOpen(path, options);
  return anew.kind === "opened" ? { ...anew, setAside } : anew;
}

/** Opens the record for reading; null where there is none. */
export function openForReading(path: string): OpenedStore | StoreProblem | null {
  if (inodeOf(path) === null) return null;
  // Not read-only: a record whose writer was killed is put in order by whoever opens it next.
  const opened = tryOpen(path, { waitMs: 1000 });
  return opened.kind === "read_only" ? openWriteProtected(path) ?? opened : opened;
}

/**
 * Opens a record in a folder where nothing may be written, for example somebody else's; null where that gives less than
 * the whole: a record with a log is read with a file beside it that SQLite must write.
 */
export function openWriteProtected(path: string): OpenedStore | null {
  if (isLogLeft(path)) return null;
  const url = toFileUrl(resolve(path));
  // SQLite, URI filenames: no locks and no files beside it, for nobody writes.
  url.searchParams.set("immutable", "1");
  try {
    const database = new DatabaseSync(url, { readOnly: true });
    if (isOfThisVersion(database)) return { kind: "opened", database, setAside: null };
  } catch {
    // The caller says that it may not be written.
  }
  return null;
}

/** Closes what it cannot use. */
function isOfThisVersion(database: DatabaseSync): boolean {
  let isReady = false;
  try {
    return isReady = schemaVersion(database) === MIGRATIONS.length;
  } finally {
    if (!isReady) database.close();
  }
}

function isLogLeft(path: string): boolean {
  try {
    return Deno.statSync(`${path}-wal`).size > 0;
  } catch {
    // There is none.
    return false;
  }
}

/** What an error of SQLite or of the file system means. */
export function problemOf(error: unknown): StoreProblem {
  const message = error instanceof Error ? error.message : String(error);
  for (const [kind, pattern] of PATTERNS) if (pattern.test(message)) return { kind };
  if (
    error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable
  ) return { kind: "read_only" };
  // The path would say who works here; the system's own words begin before it.
  return { kind: "other", message: message.split(":")[0] ?? message };
}

/** The words of SQLite's result codes (busy, locked, notadb, corrupt, readonly, perm, full) and of the system. */
const PATTERNS: readonly (readonly [kind: "locked" | "damaged" | "read_only" | "full", RegExp])[] =
  [
    ["locked", /is locked|table is locked|locking protocol/i],
    ["damaged", /not a database|malformed/i],
    ["read_only", /readonly|read-only|permission denied|access permission denied/i],
    ["full", /is full|no space left|quota exceeded/i],
  ];

function tryOpen(path: string, options: OpenOptions): OpenedStore | StoreProblem {
  const { waitMs = LOCK_WAIT_MS, bytesMax = STORE_BYTES_MAX } = options;
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(path);
  } catch (error) {
    return problemOf(error);
  }
  try {
    database.exec(`PRAGMA busy_timeout = ${waitMs}`);
    // Readers and a writer do not wait for each other, and a row does not wait for the disk; what was written
    // survives a killed process, and a power cut costs the last rows only.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    database.exec(`PRAGMA max_page_count = ${Math.ceil(bytesMax / PAGE_BYTES)}`);
    if (migrate(database, MIGRATIONS) === "ready") {
      return { kind: "opened", database, setAside: null };
    }
    database.close();
    return { kind: "newer" };
  } catch (error) {
    database.close();
    return problemOf(error);
  }
}

/** Keeps a damaged record under another name; null where that cannot be done. */
function moveAway(
  path: string,
  { now, inode }: { readonly now: Date; readonly inode: number | null },
): string | null {
  const suffix = `.broken-${now.toISOString().replaceAll(":", "-")}`;
  try {
    // Another process may have put a new one in place meanwhile.
    if (inodeOf(path) !== inode) return null;
    Deno.renameSync(path, path + suffix);
    // The log belongs to the damaged record: a new one must not take it for its own.
    for (const log of ["-wal", "-shm"]) {
      if (inodeOf(path + log) !== null) Deno.renameSync(path + log, path + suffix + log);
    }
    return (path + suffix).slice(dirname(path).length + 1);
  } catch {
    // The caller says that the record is damaged.
    return null;
  }
}

function inodeOf(path: string): number | null {
  try {
    return Deno.statSync(path).ino;
  } catch {
    // There is none.
    return null;
  }
}
