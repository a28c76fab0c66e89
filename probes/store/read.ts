/** Reads sessions out of an open record. */

import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { findProbe } from "../catalog/catalog.ts";
import type { Probe } from "../catalog/probe.ts";
import { parseMetadata, parseMoment, type SessionMetadata } from "../machine/mod.ts";
import { makeOwn } from "../own/definition.ts";
import { parsePauses } from "../show/pause.ts";
import { parseRefusals } from "../compare/refusal.ts";
import type { MeasurementEnding, MeasurementState } from "../measure/result.ts";
import {
  type Compared,
  parseCompared,
  parseEnding,
  parsePlan,
  parseRun,
  parseState,
  type StoredPlan,
} from "./stored.ts";

/** One row of the table of sessions, its parts read. */
export interface SessionRow {
  readonly id: string;
  readonly startedAt: string;
  readonly pid: number;
  /** Digest of the machine. */
  readonly machine: string;
  /** The machine for readers. */
  readonly machineText: string;
  readonly plan: StoredPlan;
  /** Null for a measurement. */
  readonly compared: Compared | null;
  readonly seconds: number;
  /** Null where nobody said that it ended. */
  readonly ending: MeasurementEnding | null;
  /** Processes of its rounds. */
  readonly runCount: number;
}

interface RawSession {
  readonly id: string;
  readonly started_at: string;
  readonly pid: number;
  readonly machine: string;
  readonly machine_text: string;
  readonly plan: string;
  readonly compared: string | null;
  readonly seconds: number;
  readonly ending: string | null;
  readonly run_count: number;
}

const rawSession: z.ZodType<RawSession> = z.object({
  id: z.string(),
  started_at: z.string(),
  pid: z.int(),
  machine: z.string(),
  machine_text: z.string(),
  plan: z.string(),
  compared: z.string().nullable(),
  seconds: z.number(),
  ending: z.string().nullable(),
  run_count: z.int(),
});

const COLUMNS = `id, started_at, pid, machine, machine_text, plan, compared, seconds, ending,
  (SELECT COUNT(*) FROM runs WHERE session = id) AS run_count`;

/** The newest sessions, the newest first, and how many of them make no sense. */
export function readSessions(
  database: DatabaseSync,
  countMax: number,
): { readonly rows: SessionRow[]; readonly unreadableCount: number } {
  const all = database.prepare(
    `SELECT ${COLUMNS} FROM sessions ORDER BY started_at DESC, rowid DESC LIMIT ?`,
  ).all(countMax);
  const rows = all.flatMap((row) => {
    try {
      return [readRow(row)];
    } catch {
      // One that another version wrote must not hide the others; it is counted.
      return [];
    }
  });
  return { rows, unreadableCount: all.length - rows.length };
}

/** The session of that id; null where there is none. */
export function readSession(database: DatabaseSync, id: string): SessionRow | null {
  const row = database.prepare(`SELECT ${COLUMNS} FROM sessions WHERE id = ?`).get(id);
  return row === undefined ? null : readRow(row);
}

/**
 * Ids of the sessions that went their planned way to its end or to that of their time, the newest first. Those whose
 * time was over belong to them: were only decided ones remembered, whoever asks often enough would get a verdict.
 */
export function readAnswered(database: DatabaseSync, question: string): string[] {
  const rows = database.prepare(
    `SELECT id FROM sessions
     WHERE question = ? AND ending IN ('{"kind":"complete"}', '{"kind":"budget"}')
     ORDER BY started_at DESC, rowid DESC LIMIT 100`,
  ).all(question);
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}

const stateRow = z.object({
  state: z.string(),
  metadata: z.string().nullable(),
  pauses: z.string().nullable(),
  refusals: z.string().nullable(),
});
const bodyRow = z.object({ body: z.string() });

/** All that a session came to; `ending` where the record has none. Throws where the record makes no sense. */
export function readState(
  database: DatabaseSync,
  session: SessionRow,
  ending: MeasurementEnding,
): MeasurementState {
  const row = stateRow.parse(
    database.prepare("SELECT state, metadata, pauses, refusals FROM sessions WHERE id = ?").get(
      session.id,
    ),
  );
  const bodies = database.prepare("SELECT body FROM runs WHERE session = ? ORDER BY place").all(
    session.id,
  );
  return {
    ...parseState(row.state),
    plan: { ...session.plan, probe: probeOf(session.plan) },
    runs: bodies.map((row) => parseRun(bodyRow.parse(row).body)),
    seconds: session.seconds,
    ending: session.ending ?? ending,
    metadata: row.metadata === null ? null : readMetadata(database, session.id, row.metadata),
    pauses: row.pauses === null ? [] : parsePauses(JSON.parse(row.pauses)),
    refusals: row.refusals === null ? [] : parseRefusals(JSON.parse(row.refusals)),
  };
}

function probeOf({ probe, own }: StoredPlan): Probe {
  return own === undefined ? findProbe(probe) : makeOwn(own);
}

function readMetadata(database: DatabaseSync, id: string, text: string): SessionMetadata {
  const bodies = database.prepare("SELECT body FROM moments WHERE session = ? ORDER BY place")
    .all(id);
  return {
    ...parseMetadata(JSON.parse(text)),
    moments: bodies.map((body) => parseMoment(JSON.parse(bodyRow.parse(body).body))),
  };
}

function readRow(row: unknown): SessionRow {
  const raw = rawSession.parse(row);
  return {
    id: raw.id,
    startedAt: raw.started_at,
    pid: raw.pid,
    machine: raw.machine,
    machineText: raw.machine_text,
    plan: parsePlan(raw.plan),
    compared: raw.compared === null ? null : parseCompared(raw.compared),
    seconds: raw.seconds,
    ending: raw.ending === null ? null : parseEnding(raw.ending),
    runCount: raw.run_count,
  };
}
