/** Writes a measurement into the record while it runs, between its processes. */

import type { DatabaseSync } from "node:sqlite";
import type { Flag } from "../flag.ts";
import type { MeasurePlan } from "../plan.ts";
import type { MeasurementState } from "../result.ts";
import { findAnswer } from "./answer.ts";
import { openStore, problemOf, type StoreProblem } from "./database.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { recordPath } from "./place.ts";
import { notRecordedFlag, setAsideFlag } from "./problem.ts";
import { type Question, questionKey } from "./question.ts";
import { SessionWriter } from "./session_writer.ts";

/** Keeps one measurement. Nothing here throws or ends a measurement: what went wrong is a flag of its result. */
export interface Recorder extends Disposable {
  /** An earlier answer to the same question; null when it has to be measured. */
  answer(): MeasurementState | null;
  /** Writes what is new; gives the state back with what the reader should know about the record. */
  record(state: MeasurementState): MeasurementState;
}

/** How a recorder is opened; a test brings its own place. */
export interface RecorderOptions {
  /** The file; null where nothing is recorded. */
  readonly path?: string | null;
  readonly now?: () => Date;
  readonly bytesMax?: number;
  /** Where the switches for repeated answers are read. */
  readonly environment?: { get(name: string): string | undefined };
}

/** At its end a measurement waits this long for another program, in milliseconds: there is no later chance. */
const LAST_WAIT_MS = 2000;

/** For a measurement that no earlier one can stand in for. */
export const NEVER_ASKED: Question = { compared: null, isSeedGiven: false, isFresh: true };

/** Opens the record for a plan. */
export async function openRecorder(
  plan: MeasurePlan,
  question: Question,
  options: RecorderOptions = {},
): Promise<Recorder> {
  const path = options.path === undefined ? recordPath() : options.path;
  if (path === null) return NO_RECORDER;
  const machine = await thisMachine();
  const key = await questionKey(plan, question);
  return new StoreRecorder({ ...options, plan, question, path, machine, key });
}

const NO_RECORDER: Recorder = {
  answer: () => null,
  record: (state) => state,
  [Symbol.dispose]: () => {},
};

interface StoreOptions extends RecorderOptions {
  readonly plan: MeasurePlan;
  readonly question: Question;
  readonly path: string;
  readonly machine: Machine;
  /** Null where nobody can tell whether the question is ever asked again: the session is kept and never answers. */
  readonly key: string | null;
}

class StoreRecorder implements Recorder {
  readonly #options: StoreOptions;
  #database: DatabaseSync | null = null;
  #problem: StoreProblem | null = null;
  #notes: readonly Flag[] = [];
  /** Null until the session stands in the record. */
  #writer: SessionWriter | null = null;
  #isAnswered = false;
  #isOver = false;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#open();
  }

  answer(): MeasurementState | null {
    const { key, plan, question, environment = Deno.env } = this.#options;
    if (this.#database === null || key === null) return null;
    const answer = findAnswer(this.#database, { key, plan, question, environment });
    this.#isAnswered = answer !== null;
    this.#notes = [...this.#notes, ...answer?.notes ?? []];
    return answer;
  }

  record(state: MeasurementState): MeasurementState {
    if (!this.#isAnswered && !this.#isOver) this.#write(state);
    if (state.ending.kind !== "running") this.#close();
    const notes = this.#problem === null || !this.#isTelling(state)
      ? this.#notes
      : [...this.#notes, notRecordedFlag(this.#problem)];
    return { ...state, notes };
  }

  [Symbol.dispose](): void {
    this.#close();
  }

  /** Another program's lock may be gone with the next process: that is said at the end only. */
  #isTelling(state: MeasurementState): boolean {
    return state.ending.kind !== "running" || this.#problem?.kind !== "locked";
  }

  #open(): void {
    const { path, bytesMax, now } = this.#options;
    const opened = openStore(path, {
      ...(bytesMax === undefined ? {} : { bytesMax }),
      ...(now === undefined ? {} : { now: now() }),
    });
    if (opened.kind !== "opened") {
      this.#problem = opened;
      return;
    }
    this.#database = opened.database;
    if (opened.setAside !== null) this.#notes = [setAsideFlag(opened.setAside)];
  }

  #write(state: MeasurementState): void {
    const isLast = state.ending.kind !== "running";
    // A lock may be gone by now; nothing else mends itself while a measurement runs.
    if (this.#database === null && this.#problem?.kind === "locked") this.#reopen();
    if (this.#database === null || (this.#writer === null && !hasBegun(state))) return;
    try {
      if (isLast) this.#database.exec(`PRAGMA busy_timeout = ${LAST_WAIT_MS}`);
      const { plan, question, key, machine } = this.#options;
      const head = { plan, compared: question.compared, key, machine, state };
      const now = this.#options.now?.() ?? new Date();
      this.#writer ??= new SessionWriter(this.#database, { ...head, now });
      this.#writer.write(state);
      this.#problem = null;
    } catch (error) {
      this.#problem = problemOf(error);
    }
  }

  #reopen(): void {
    this.#problem = null;
    this.#open();
  }

  #close(): void {
    this.#isOver = true;
    try {
      this.#database?.close();
    } catch {
      // What was written is in the file; a log that could not be cleared is by the next one who opens it.
    }
    this.#database = null;
  }
}

/** What ended before its first process, for want of interpreters, is no measurement. */
function hasBegun({ runs, calibration, earlyFailures }: MeasurementState): boolean {
  return runs.length + earlyFailures.length > 0 || calibration !== null;
}
