/** Takes a session out of the record to go on with it, if nothing has changed that it depends on. */

import type { DatabaseSync } from "node:sqlite";
import { type ArmProgram, readProgram, type SessionMetadata } from "../machine/mod.ts";
import type { Pause } from "../show/pause.ts";
import { type BegunState, nextRound } from "../measure/proceed.ts";
import type { MeasurementState } from "../measure/result.ts";
import type { Machine } from "./machine.ts";
import { storePath } from "./place.ts";
import { scriptKey } from "./question.ts";
import { readSession, readSessions, readState, type SessionRow } from "./read.ts";
import {
  asReadable,
  lookAround,
  openOrThrow,
  type SessionStanding,
  standingOf,
} from "./sessions.ts";
import type { Compared } from "./stored.ts";

/** A session that may go on. It counts as running, for this process. */
export interface BegunAgain {
  readonly id: string;
  readonly path: string;
  readonly compared: Compared | null;
  /** With one more pause. */
  readonly state: BegunState;
}

/** Which session, and what to call it when it cannot go on. */
export interface BeginAgainOptions {
  readonly path?: string | undefined;
  readonly doing: string;
}

/** So many are searched for the latest that can go on. */
const LATEST_COUNT = 100;

/**
 * Looks at a session and takes it, or throws with what stands in the way: a `RangeError` where there is no such session, a
 * `TypeError` where it cannot go on.
 */
export async function beginAgain(
  id: string,
  { path = storePath(), doing }: BeginAgainOptions,
): Promise<BegunAgain> {
  const here = await lookAround();
  using store = openOrThrow(doing, path);
  const row = store === null
    ? null
    : asReadable(doing, () =>
      id === "latest"
        ? readSessions(store.database, LATEST_COUNT).rows.find((found) =>
          RESUMABLE.has(standingOf(found, here))
        ) ?? null
        : readSession(store.database, id));
  if (store === null || row === null) {
    throw new RangeError(
      id === "latest"
        ? `${doing}: none of the record was cut off or stopped`
        : `${doing}: the record has no session of that id, sessions() lists them`,
    );
  }
  const standing = standingOf(row, here);
  if (!RESUMABLE.has(standing)) throw new TypeError(`${doing}: ${REASONS[standing]}`);
  const { database } = store;
  const state = asReadable(doing, () => readState(database, row, { kind: "running" }));
  const { calibration } = state;
  if (calibration === null) {
    throw new TypeError(`${doing}: it ended before its first round, measure again`);
  }
  const changes = await changesSince(row, { state, machine: here.machine });
  if (changes.length > 0) throw new TypeError(`${doing}: ${changes.join("; ")}; measure again`);
  return {
    id: row.id,
    path,
    compared: row.compared,
    state: claim(database, { row, state: { ...state, calibration }, doing }),
  };
}

const RESUMABLE: ReadonlySet<SessionStanding> = new Set(["cut_off", "stopped"]);

/** Why a session that stands so cannot go on. */
const REASONS: Readonly<Record<SessionStanding, string>> = {
  running: "it still runs",
  complete: "it is complete",
  cut_off: "it was cut off",
  stopped: "it was stopped",
  budget: "its time is over, give a larger budget",
  no_interpreters: "there was no CPython",
  nothing_to_compare: "there was nothing to compare",
  not_calibrated: "nothing worked in it, measure again",
  given_up: "it was given up, look at its failures",
  unavailable: "its interpreters cannot show it",
};

/** What a measurement depends on and is not as it was, in words; empty where it can go on. */
async function changesSince(
  row: SessionRow,
  { state, machine }: { readonly state: MeasurementState; readonly machine: Machine },
): Promise<string[]> {
  if (row.machine !== machine.key) {
    const [was, is] = [row.machineText, machine.text];
    return [
      was === is
        ? `this is another machine of the same kind (${is})`
        : `the machine is another one, it was ${was} and is ${is}`,
    ];
  }
  const { metadata = null, plan } = state;
  if (metadata === null) {
    return ["it does not say which programs it measured, an earlier version recorded it"];
  }
  const changes = metadata.script === await scriptKey(plan)
    ? []
    : [`the probe ${plan.probe.name} has changed`];
  return [...changes, ...await changedPrograms(state, metadata)];
}

/** Programs that are asked anew: a new library behind the same file shows in what they say of themselves. */
async function changedPrograms(
  { plan }: MeasurementState,
  { programs }: SessionMetadata,
): Promise<string[]> {
  const changes = new Set<string>();
  for (const { label, python } of plan.arms) {
    const was = programs.find(({ arm }) => arm === label);
    const change = was === undefined
      ? "was not recorded"
      : changeOf(was, { arm: label, ...await readProgram(python) });
    if (change !== null) changes.add(`${python.name} ${change}`);
  }
  return [...changes];
}

function changeOf(was: ArmProgram, is: ArmProgram): string | null {
  if (is.fileBytes === null) return `is not there any more (${was.executable})`;
  if (was.banner !== is.banner) {
    return `was "${was.banner ?? "silent"}" and is "${is.banner ?? "silent"}"`;
  }
  const isSame = was.sha256 !== null && is.sha256 !== null
    ? was.sha256 === is.sha256
    : was.fileBytes === is.fileBytes && was.changedAt === is.changedAt;
  return isSame ? null : `is another file (${was.executable})`;
}

/** Makes the session ours and gives it with its pause; the processes of a round that is measured again do not count. */
function claim(
  database: DatabaseSync,
  { row, state, doing }: {
    readonly row: SessionRow;
    readonly state: BegunState;
    readonly doing: string;
  },
): BegunState {
  const from = nextRound(state);
  const pause: Pause = {
    round: from,
    from: state.runs.at(-1)?.startedAt ?? row.startedAt,
    until: new Date().toISOString(),
  };
  const claimed: BegunState = {
    ...state,
    // Their timings are kept.
    runs: state.runs.map((run) =>
      run.round >= from ? { ...run, ending: { kind: "stopped" as const } } : run
    ),
    pauses: [...state.pauses ?? [], pause],
    ending: { kind: "running" },
  };
  const isOurs = asReadable(doing, () => write(database, { row, state, claimed }));
  if (!isOurs) throw new TypeError(`${doing}: another program resumed it meanwhile`);
  return claimed;
}

/** Writes all or nothing, and only where the session stands as it was read: two may want to go on with it. */
function write(
  database: DatabaseSync,
  { row, state, claimed }: {
    readonly row: SessionRow;
    readonly state: BegunState;
    readonly claimed: BegunState;
  },
): boolean {
  database.exec("BEGIN IMMEDIATE");
  try {
    const { changes } = database.prepare(
      `UPDATE sessions SET pid = ?, ending = NULL, pauses = ?
       WHERE id = ? AND pid = ? AND ending IS ?`,
    ).run(
      Deno.pid,
      JSON.stringify(claimed.pauses),
      row.id,
      row.pid,
      row.ending === null ? null : JSON.stringify(row.ending),
    );
    const update = database.prepare("UPDATE runs SET body = ? WHERE session = ? AND place = ?");
    for (const [place, run] of claimed.runs.entries()) {
      if (run !== state.runs[place]) update.run(JSON.stringify(run), row.id, place);
    }
    database.exec(Number(changes) === 1 ? "COMMIT" : "ROLLBACK");
    return Number(changes) === 1;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
