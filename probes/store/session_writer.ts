/** Writes one session: its head once, then each process as it comes. */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { MachineMoment, SessionMetadata } from "../machine/mod.ts";
import type { BegunState } from "../measure/proceed.ts";
import type { MeasurePlan } from "../measure/plan.ts";
import type { Refusal } from "../compare/refusal.ts";
import type { MeasurementState } from "../measure/result.ts";
import { keepFromAnswering } from "./answer.ts";
import type { Machine } from "./machine.ts";
import { type Compared, planText, stateText } from "./stored.ts";

/** What the head of a session says. */
export interface SessionHead {
  readonly plan: MeasurePlan;
  readonly compared: Compared | null;
  /** The question's key; null where it cannot be told whether it is ever asked again. */
  readonly key: string | null;
  readonly machine: Machine;
  readonly now: Date;
  readonly state: MeasurementState;
  /** Null where nobody looked. */
  readonly metadata: SessionMetadata | null;
  /** Programs that the doctor found to differ from themselves. */
  readonly refusals: readonly Refusal[];
}

/** A session that stands in the record already, and how much of it. */
export interface BegunSession {
  readonly id: string;
  readonly state: BegunState;
}

/** A session in the record. Throws what SQLite throws; what was not written is written with the next call. */
export class SessionWriter {
  readonly #id: string;
  readonly #addRun: StatementSync;
  readonly #setSeconds: StatementSync;
  readonly #setState: StatementSync;
  readonly #addMoment: StatementSync;
  #writtenCount: number;
  #momentCount: number;
  /** The state that stands in the record. */
  #state: MeasurementState;

  constructor(
    database: DatabaseSync,
    { id, state }: { readonly id: string; readonly state: MeasurementState },
  ) {
    this.#id = id;
    this.#state = state;
    this.#writtenCount = state.runs.length;
    this.#momentCount = state.metadata?.moments.length ?? 0;
    this.#addRun = database.prepare("INSERT INTO runs (session, place, body) VALUES (?, ?, ?)");
    this.#setSeconds = database.prepare("UPDATE sessions SET seconds = ? WHERE id = ?");
    this.#setState = database.prepare(
      "UPDATE sessions SET seconds = ?, state = ?, ending = ? WHERE id = ?",
    );
    this.#addMoment = database.prepare(
      "INSERT INTO moments (session, place, body) VALUES (?, ?, ?)",
    );
    keepFromAnswering(this.#id);
  }

  /** Begins a session: writes its head and none of its processes. */
  static begin(
    database: DatabaseSync,
    { plan, compared, key, machine, now, state, metadata, refusals }: SessionHead,
  ): SessionWriter {
    const id = sessionId(now);
    database.prepare(
      `INSERT INTO sessions
         (id, started_at, pid, machine, machine_text, question, compared, plan, state, seconds,
          metadata, refusals)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      now.toISOString(),
      Deno.pid,
      machine.key,
      machine.text,
      key,
      compared === null ? null : JSON.stringify(compared),
      planText(plan),
      stateText(state),
      state.seconds,
      metadata === null ? null : JSON.stringify({ ...metadata, moments: [] }),
      refusals.length === 0 ? null : JSON.stringify(refusals),
    );
    return new SessionWriter(database, { id, state: { ...state, runs: [], metadata: null } });
  }

  /** Writes what has come since the last call. */
  write(state: MeasurementState, moments: readonly MachineMoment[]): void {
    for (const moment of moments.slice(this.#momentCount)) {
      this.#addMoment.run(this.#id, this.#momentCount, JSON.stringify(moment));
      this.#momentCount++;
    }
    for (const run of state.runs.slice(this.#writtenCount)) {
      this.#addRun.run(this.#id, this.#writtenCount, JSON.stringify(run));
      this.#writtenCount++;
    }
    const { seconds, ending } = state;
    if (ending.kind === "running" && isSameBesideRuns(state, this.#state)) {
      this.#setSeconds.run(seconds, this.#id);
    } else {
      const ended = ending.kind === "running" ? null : JSON.stringify(ending);
      this.#setState.run(seconds, stateText(state), ended, this.#id);
    }
    this.#state = state;
  }
}

function isSameBesideRuns(left: MeasurementState, right: MeasurementState): boolean {
  return left.calibration === right.calibration && left.rounds === right.rounds &&
    left.earlyFailures.length === right.earlyFailures.length &&
    left.givenUp.length === right.givenUp.length;
}

/** Sorted by time and short enough to be typed, for example `20261121-142233-4f9a01`. */
function sessionId(now: Date): string {
  const [day = "", time = ""] = now.toISOString().split("T");
  const digits = `${day.replaceAll("-", "")}-${time.slice(0, 8).replaceAll(":", "")}`;
  return `${digits}-${crypto.randomUUID().slice(0, 6)}`;
}
