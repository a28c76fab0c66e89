/** Finds earlier measurements in the record and makes results of them again. */

import { compareWithin, type ComparisonResult } from "../compare/compare.ts";
import { DISPLAY, type Displayable } from "../show/display.ts";
import type { Flag } from "../show/flag.ts";
import type { SessionMetadata } from "../machine/mod.ts";
import { checkOptions } from "../measure/options.ts";
import type { MeasurementEnding, MeasurementResult } from "../measure/result.ts";
import { summarize } from "../measure/result.ts";
import { tableBundle, type TableSpec } from "../show/table.ts";
import { lookForProcesses } from "./alive.ts";
import { type OpenedStore, openForReading, problemOf } from "./database.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { storePath } from "./place.ts";
import { readableTime } from "../show/format.ts";
import { cutOffFlag, reasonOf } from "./problem.ts";
import { readSession, readSessions, readState, type SessionRow } from "./read.ts";

/** How a session stands: how it ended, that it still runs, or that its program ended before it did. */
export type SessionStanding = MeasurementEnding["kind"] | "cut_off";

/** What the record says about one measurement. */
export interface SessionEntry {
  /** What `openSession()` takes. */
  readonly id: string;
  /** ISO date and time. */
  readonly startedAt: string;
  /** Which function was called. */
  readonly kind: "measure" | "compare";
  /** Name of the probe. */
  readonly probe: string;
  /** Labels of the arms; of a comparison the base first. */
  readonly arms: readonly string[];
  /** The budget as it was given. */
  readonly budget: string;
  /** Processes of its rounds. */
  readonly runs: number;
  /** How long it took, in seconds. */
  readonly seconds: number;
  /** The machine without its name, for example `linux 6.1.0 x64, 2 x Some Processor, 4 GB`. */
  readonly machine: string;
  /** How it stands. */
  readonly standing: SessionStanding;
}

/** Sessions of the record, the newest first. A plain array that shows itself as a table. */
export interface SessionList extends ReadonlyArray<SessionEntry>, Displayable {}

/** Which sessions. */
export interface SessionsOptions {
  /** The record's file; that of the project when not given. */
  readonly path?: string;
  /** At most so many; 100 when not given. */
  readonly count?: number;
}

/** One session with everything that was measured. Shows itself as its result does. */
export interface Session extends SessionEntry, Displayable {
  /** The measurement; as far as it got where it did not end. */
  readonly measurement: MeasurementResult;
  /** The comparison that it was made for; null for a plain measurement. */
  readonly comparison: ComparisonResult | null;
  /** The machine, how busy it was after each round, and the programs; null in records of before. */
  readonly metadata: SessionMetadata | null;
}

const COUNT_DEFAULT = 100;

/**
 * Lists the measurements that were recorded in this project, also those that were cut off or whose notebook was closed.
 *
 * ```ts
 * import { openSession, sessions } from "probes";
 *
 * const [newest] = await sessions();
 * if (newest !== undefined) {
 *   const { measurement } = await openSession(newest.id);
 *   const processCount: number = measurement.runs.length;
 * }
 * ```
 */
export async function sessions(options: SessionsOptions = {}): Promise<SessionList> {
  return listSessions(options, await lookAround());
}

/**
 * Opens a recorded measurement, the newest with `"latest"`: its raw runs, and its table or verdict computed from them anew.
 *
 * ```ts
 * import { openSession, sessions } from "probes";
 *
 * for (const { id, kind } of await sessions({ count: 3 })) {
 *   if (kind !== "compare") continue;
 *   const words: string | undefined = (await openSession(id)).comparison?.sentence;
 * }
 * ```
 */
export async function openSession(
  id: string,
  options: Pick<SessionsOptions, "path"> = {},
): Promise<Session> {
  return readWhole(id, options, await lookAround());
}

function listSessions(options: SessionsOptions, here: Here): SessionList {
  const doing = "Cannot list sessions";
  checkOptions(doing, options, ["path", "count"]);
  const { path = storePath(), count = COUNT_DEFAULT } = options;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`${doing}: "count" is ${count}, a whole number from 1 on is needed`);
  }
  using store = openOrThrow(doing, path);
  const { rows, unreadableCount } = store === null
    ? { rows: [], unreadableCount: 0 }
    : asReadable(doing, () => readSessions(store.database, count));
  const entries = rows.map((row) => entryOf(row, here));
  return Object.defineProperty(entries, DISPLAY, {
    // Not enumerable: the list should look like the plain array that it is.
    value: () => tableBundle(sessionTable(entries, unreadableCount)),
  }) as SessionEntry[] & Displayable;
}

function readWhole(id: string, options: Pick<SessionsOptions, "path">, here: Here): Session {
  // A cell has no compiler in its way: what a list without entries gives is undefined.
  if (typeof id !== "string") {
    throw new TypeError(`Cannot open a session: its id is ${id}, one of sessions() is needed`);
  }
  const doing = `Cannot open session "${id}"`;
  checkOptions(doing, options, ["path"]);
  using store = openOrThrow(doing, options.path ?? storePath());
  const isLatest = id === "latest";
  const row = store === null ? null : asReadable(
    doing,
    () =>
      isLatest ? readSessions(store.database, 1).rows[0] ?? null : readSession(store.database, id),
  );
  if (store === null || row === null) {
    const reason = isLatest
      ? "nothing is recorded yet"
      : "the record has no session of that id, sessions() lists them";
    throw new RangeError(`${doing}: ${reason}`);
  }
  const entry = entryOf(row, here);
  const isCutOff = entry.standing === "cut_off";
  // Somebody or something chose the end: what holds for a stopped measurement holds for it.
  const ending: MeasurementEnding = isCutOff ? { kind: "stopped" } : { kind: "running" };
  const state = asReadable(doing, () => readState(store.database, row, ending));
  const notes: Flag[] = isCutOff ? [cutOffFlag()] : [];
  const measurement = summarize({ ...state, notes });
  const comparison = row.compared === null ? null : compareWithin(measurement, row.compared);
  const shown = comparison ?? measurement;
  const { metadata } = measurement;
  return { ...entry, measurement, comparison, metadata, [DISPLAY]: () => shown[DISPLAY]() };
}

/** Throws where the record cannot be read: whoever asks for it must know. */
export function openOrThrow(
  doing: string,
  path: string,
): (Pick<OpenedStore, "database"> & Disposable) | null {
  const opened = openForReading(path);
  if (opened === null) return null;
  if (opened.kind !== "opened") throw new Error(`${doing}: ${reasonOf(opened)}`);
  const { database } = opened;
  return { database, [Symbol.dispose]: () => database.close() };
}

/** What is in the record may be damaged, locked just now, or come from another version, or from somebody's hand. */
export function asReadable<Value>(doing: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind !== "other") {
      throw new Error(`${doing}: ${reasonOf(problem)}`, { cause: error });
    }
    const isUnknownProbe = error instanceof TypeError && error.message.startsWith("Cannot find");
    const reason = isUnknownProbe
      ? error.message
      : "the record holds something else than this version of Probebook writes";
    throw new TypeError(`${doing}: ${reason}`, { cause: error });
  }
}

function entryOf(row: SessionRow, here: Here): SessionEntry {
  return {
    id: row.id,
    startedAt: row.startedAt,
    kind: row.compared === null ? "measure" : "compare",
    probe: row.plan.probe,
    arms: row.plan.arms.map((arm) => arm.label),
    budget: row.plan.budget.text,
    runs: row.runCount,
    seconds: row.seconds,
    machine: row.machineText,
    standing: standingOf(row, here),
  };
}

/** How a session stands, seen from here. */
export function standingOf(row: SessionRow, here: Here): SessionStanding {
  return row.ending?.kind ?? (isRunning(row, here) ? "running" : "cut_off");
}

/** What is needed to tell a session that runs from one that was cut off. */
export interface Here {
  readonly machine: Machine;
  readonly isAlive: (pid: number) => boolean;
}

/** Looks around. */
export async function lookAround(): Promise<Here> {
  return { machine: await thisMachine(), isAlive: await lookForProcesses() };
}

/** Whether the program that measures is still there; elsewhere nobody can tell, and it is not waited for. */
function isRunning({ pid, machine }: SessionRow, here: Here): boolean {
  return machine === here.machine.key && (pid === Deno.pid || here.isAlive(pid));
}

function sessionTable(entries: readonly SessionEntry[], unreadableCount: number): TableSpec {
  const unreadable = unreadableCount === 0
    ? []
    : [`${unreadableCount} more cannot be read: another version of Probebook wrote them.`];
  return {
    columns: [
      { title: "id" },
      { title: "started" },
      { title: "probe" },
      { title: "arms" },
      { title: "budget" },
      { title: "processes", align: "right" },
      { title: "seconds", align: "right" },
      { title: "ended" },
    ],
    rows: entries.map((entry) => [
      entry.id,
      readableTime(entry.startedAt),
      entry.probe,
      armsText(entry),
      entry.budget,
      `${entry.runs}`,
      entry.seconds.toFixed(1),
      STANDING_WORDS[entry.standing],
    ]),
    note: [
      entries.length === 0
        ? "Nothing is recorded yet: measure in a cell, or with deno task probe."
        : 'openSession(id), in a shell "deno task probe sessions ID", shows one of them.',
      ...entries.some(({ standing }) => standing === "cut_off" || standing === "stopped")
        ? [
          'resumeSession(id), in a shell "deno task probe resume ID", goes on with one that was cut ' +
          "off or stopped.",
        ]
        : [],
      ...unreadable,
    ].join("\n"),
  };
}

function armsText({ kind, arms }: SessionEntry): string {
  const [base, ...tests] = arms;
  return kind === "compare" ? `${tests.join(", ")} against ${base}` : arms.join(", ");
}

const STANDING_WORDS: Readonly<Record<SessionStanding, string>> = {
  running: "still runs",
  complete: "complete",
  stopped: "stopped",
  budget: "by the budget",
  no_interpreters: "no CPython",
  nothing_to_compare: "nothing to compare",
  not_calibrated: "nothing worked",
  given_up: "given up",
  unavailable: "unavailable",
  cut_off: "cut off",
};
