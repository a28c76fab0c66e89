/** The history of all sessions in one SQLite file, which several kernels may share. */

import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { HistoryEntry } from "./history.ts";

/** Where the history is kept, and who hears when it cannot be. */
export interface HistoryFileOptions {
  readonly path: string;
  /** Takes at most one remark in the life of the file. */
  readonly say: (remark: string) => void;
  /** Called with the open file; for tests that need it full. */
  readonly onOpen?: (database: DatabaseSync) => void;
}

/** A line as it is added: its session is the present one. */
export type NewEntry = Omit<HistoryEntry, "session">;

/** What earlier sessions and the present one ran. No method rejects or throws. */
export interface HistoryFile {
  /** Keeps a line soon; it is never waited for. */
  add(entry: NewEntry): void;
  /** The number of the present session; null when the file cannot be used. */
  presentSession(): Promise<number | null>;
  /** Lines of one session in order. */
  lines(session: number): Promise<HistoryEntry[]>;
  /** Lines of all sessions, the latest first, until `take` says false. */
  latest(take: (entry: HistoryEntry) => boolean): Promise<void>;
  /** Keeps what is not kept yet, and closes the file. */
  close(): Promise<void>;
}

/** Lines wait for others this long, so that a run of many cells is one write. Chosen. */
const WRITE_AFTER_MS = 300;

/** Lines that wait while another kernel holds the file; then the oldest are lost. Chosen. */
const WAITING_MAX = 1000;

/** Lines kept of all sessions, as many as years of lessons make; a scan takes a tenth of a second. */
const LINES_MAX = 100_000;

/** Longer cells are not kept: nobody recalls a pasted data set, and the file is read as a whole. */
const INPUT_LENGTH_MAX = 1_000_000;

/** Kept of a result's text. Chosen. */
const OUTPUT_LENGTH_MAX = 10_000;

/** At the end there is no later attempt, so that one waits for other kernels. Chosen. */
const LAST_WRITE_WAIT_MS = 500;

/** Attempts in a row that find the file held by others before that is said: some seconds. */
const BUSY_UNSAID_MAX = 10;

/** Raised when a table changes; a file of a later version is left alone. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
  -- Stays with the file: readers and one writer do not wait for each other.
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS sessions (session INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT);
  CREATE TABLE IF NOT EXISTS lines (
    session INTEGER NOT NULL, line INTEGER NOT NULL, input TEXT NOT NULL, output TEXT,
    PRIMARY KEY (session, line)
  ) WITHOUT ROWID;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

const row: z.ZodType<HistoryEntry> = z.object({
  session: z.int(),
  line: z.int(),
  input: z.string(),
  output: z.string().nullable(),
});
const sessionRow = z.object({ session: z.int() });
const versionRow = z.object({ user_version: z.int() });

/** SQLite's own words for its results BUSY, LOCKED and READONLY; Deno 2.9.6 gives no code of them. */
const BUSY = /database (table )?is locked/;
const READONLY = /readonly database/;

/** Opens nothing yet: the file is touched when there is something to write or to read. */
export function createHistoryFile(options: HistoryFileOptions): HistoryFile {
  return new SqliteHistory(options);
}

class SqliteHistory implements HistoryFile {
  readonly #options: HistoryFileOptions;
  #opening: Promise<DatabaseSync | null> | null = null;
  #session: number | null = null;
  #waiting: NewEntry[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isGivenUp = false;
  #isReadOnly = false;
  #hasSpoken = false;
  #busyCount = 0;

  constructor(options: HistoryFileOptions) {
    this.#options = options;
  }

  add(entry: NewEntry): void {
    if (this.#isGivenUp || this.#isReadOnly || entry.input.length > INPUT_LENGTH_MAX) return;
    const output = entry.output?.slice(0, OUTPUT_LENGTH_MAX) ?? null;
    this.#waiting.push({ ...entry, output });
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
    this.#writeLater();
  }

  async presentSession(): Promise<number | null> {
    return await this.#use((database) => this.#session ?? nextSession(database), null);
  }

  async lines(session: number): Promise<HistoryEntry[]> {
    return await this.#use((database) => {
      const statement = database.prepare("SELECT * FROM lines WHERE session = ? ORDER BY line");
      return statement.all(session).map((line) => row.parse(line));
    }, []);
  }

  async latest(take: (entry: HistoryEntry) => boolean): Promise<void> {
    await this.#use((database) => {
      const order = "ORDER BY session DESC, line DESC";
      for (const line of database.prepare(`SELECT * FROM lines ${order}`).iterate()) {
        if (!take(row.parse(line))) return;
      }
    }, undefined);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#opening === null && this.#waiting.length === 0) return;
    await this.#use((database) => {
      if (this.#waiting.length > 0) database.exec(`PRAGMA busy_timeout = ${LAST_WRITE_WAIT_MS}`);
      this.#write(database);
    }, undefined);
    // What kept it from being opened was said when it was.
    const database = await this.#opening?.catch(() => null);
    this.#isGivenUp = true;
    database?.close();
  }

  #writeLater(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#use(() => {}, undefined);
    }, WRITE_AFTER_MS);
    Deno.unrefTimer(this.#timer);
  }

  /** Writes what waits, then does the work; what goes wrong is said once, and `otherwise` given. */
  async #use<Result>(
    work: (database: DatabaseSync) => Result,
    otherwise: Result,
  ): Promise<Result> {
    if (this.#isGivenUp) return otherwise;
    try {
      this.#opening ??= this.#open();
      const database = await this.#opening;
      if (database === null || this.#isGivenUp) return otherwise;
      this.#write(database);
      return work(database);
    } catch (error) {
      this.#giveUp(error);
      return otherwise;
    }
  }

  async #open(): Promise<DatabaseSync | null> {
    const { path, onOpen } = this.#options;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (folder !== "") await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    // Loaded here: a kernel that starts has no history to write or to tell.
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(path);
    try {
      onOpen?.(database);
      prepareTables(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** One write of all lines that wait. While another kernel writes they wait on. */
  #write(database: DatabaseSync): void {
    if (this.#waiting.length === 0) return;
    try {
      database.exec("BEGIN IMMEDIATE");
    } catch (error) {
      if (isSaid(error, BUSY)) return this.#tryAgain(error);
      if (isSaid(error, READONLY)) return this.#onlyRead(error);
      throw error;
    }
    this.#busyCount = 0;
    try {
      this.#session ??= beginSession(database);
      const insert = database.prepare("INSERT OR REPLACE INTO lines VALUES (?, ?, ?, ?)");
      for (const { line, input, output } of this.#waiting) {
        insert.run(this.#session, line, input, output);
      }
      database.exec("COMMIT");
      this.#waiting = [];
    } catch (error) {
      this.#session = null;
      if (database.isTransaction) database.exec("ROLLBACK");
      if (!isSaid(error, READONLY)) throw error;
      this.#onlyRead(error);
    }
  }

  #tryAgain(error: unknown): void {
    this.#busyCount += 1;
    if (this.#busyCount >= BUSY_UNSAID_MAX) this.#say(error);
    this.#writeLater();
  }

  /** Earlier sessions can still be told. */
  #onlyRead(error: unknown): void {
    this.#isReadOnly = true;
    this.#waiting = [];
    this.#say(error);
  }

  #giveUp(error: unknown): void {
    // The opening itself may have met a kernel that writes just now.
    if (isSaid(error, BUSY)) {
      this.#opening = null;
      return this.#tryAgain(error);
    }
    this.#isGivenUp = true;
    this.#waiting = [];
    this.#say(error);
  }

  #say(error: unknown): void {
    if (this.#hasSpoken) return;
    this.#hasSpoken = true;
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = isSaid(error, BUSY)
      ? "It is tried again as long as this kernel runs"
      : "This session's history is kept in memory only; remove or repair the file";
    this.#options.say(`Cannot use the history file "${this.#options.path}": ${reason}. ${remedy}`);
  }
}

function prepareTables(database: DatabaseSync): void {
  const version = versionRow.parse(database.prepare("PRAGMA user_version").get()).user_version;
  if (version > SCHEMA_VERSION) {
    throw new RangeError(`it is of version ${version}, and this kernel knows ${SCHEMA_VERSION}`);
  }
  if (version < SCHEMA_VERSION) database.exec(SCHEMA);
  // No write waits for the disk.
  database.exec("PRAGMA synchronous = NORMAL");
}

function beginSession(database: DatabaseSync): number {
  const began = database.prepare("INSERT INTO sessions (began) VALUES (?)")
    .run(new Date().toISOString());
  const session = Number(began.lastInsertRowid);
  database.prepare(
    "DELETE FROM lines WHERE session < " +
      "(SELECT min(session) FROM (SELECT session FROM lines ORDER BY session DESC LIMIT ?))",
  ).run(LINES_MAX);
  return session;
}

/** The number that this session would get: it has run nothing yet, so it has none. */
function nextSession(database: DatabaseSync): number {
  const found = database.prepare("SELECT seq AS session FROM sqlite_sequence WHERE name = ?")
    .get("sessions");
  return found === undefined ? 1 : sessionRow.parse(found).session + 1;
}

function isSaid(error: unknown, words: RegExp): boolean {
  return error instanceof Error && words.test(error.message);
}
