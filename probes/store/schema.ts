/** The tables of the record, and how an older record becomes a newer one. */

import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";

/**
 * Each step leads from the version of its index to the next one. Steps are never changed once they are published: a
 * record that has taken one does not take it again.
 */
export const MIGRATIONS: readonly string[] = [
  // `question` tells what was asked: equal ones have the same answer. `plan`, `state`, `ending` and `body` are JSON.
  `CREATE TABLE sessions (
     id TEXT PRIMARY KEY,
     started_at TEXT NOT NULL,
     pid INTEGER NOT NULL,
     machine TEXT NOT NULL,
     machine_text TEXT NOT NULL,
     question TEXT,
     compared TEXT,
     plan TEXT NOT NULL,
     state TEXT NOT NULL,
     seconds REAL NOT NULL,
     ending TEXT
   ) STRICT;
   CREATE INDEX sessions_by_question ON sessions (question, started_at);
   CREATE TABLE runs (
     number INTEGER PRIMARY KEY,
     session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
     place INTEGER NOT NULL,
     body TEXT NOT NULL,
     UNIQUE (session, place)
   ) STRICT;`,
  // `metadata`, `pauses` and `refusals` are JSON, null in sessions of before. A row of `moments` is how busy the machine was after a
  // round, one of `programs` what a program said of itself, by its file, so that it is not asked in each session. In
  // `examinations` stands what the doctor found.
  `ALTER TABLE sessions ADD COLUMN metadata TEXT;
   ALTER TABLE sessions ADD COLUMN pauses TEXT;
   ALTER TABLE sessions ADD COLUMN refusals TEXT;
   CREATE TABLE moments (
     session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
     place INTEGER NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (session, place)
   ) STRICT;
   CREATE TABLE programs (
     key TEXT PRIMARY KEY,
     facts TEXT NOT NULL
   ) STRICT;
   CREATE TABLE examinations (
     number INTEGER PRIMARY KEY,
     machine TEXT NOT NULL,
     program TEXT NOT NULL,
     examined_at TEXT NOT NULL,
     low REAL NOT NULL,
     high REAL NOT NULL
   ) STRICT;
   CREATE INDEX examinations_by_program ON examinations (machine, program, examined_at);`,
];

const versionRow = z.object({ user_version: z.int() });

/** The version of a record: how many steps it has taken. */
export function schemaVersion(database: DatabaseSync): number {
  return versionRow.parse(database.prepare("PRAGMA user_version").get()).user_version;
}

/** Takes the steps that are missing, all or none. A record that is newer than the steps is left alone. */
export function migrate(
  database: DatabaseSync,
  steps: readonly string[] = MIGRATIONS,
): "ready" | "newer" {
  if (schemaVersion(database) > steps.length) return "newer";
  if (schemaVersion(database) === steps.length) return "ready";
  database.exec("BEGIN IMMEDIATE");
  try {
    // Asked again: another process may have migrated while this one waited.
    for (const step of steps.slice(schemaVersion(database))) database.exec(step);
    const version = Math.max(schemaVersion(database), steps.length);
    database.exec(`PRAGMA user_version = ${version}`);
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
  return schemaVersion(database) > steps.length ? "newer" : "ready";
}
