/** Writes a measurement into the record while it runs, between its processes. */

import type { DatabaseSync } from "node:sqlite";
import { isBetweenRounds } from "../measure/between_rounds.ts";
import type { Flag } from "../show/flag.ts";
import { loadNow, type MachineLoad, readLoad, type SessionMetadata } from "../machine/mod.ts";
import type { MeasurePlan } from "../measure/plan.ts";
import type { BegunState } from "../measure/proceed.ts";
import type { Refusal } from "../compare/refusal.ts";
import type { MeasurementState } from "../measure/result.ts";
import { findAnswer } from "./answer.ts";
import { openStore, problemOf, type StoreProblem } from "./database.ts";
import { readRefusals } from "./examinations.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { gatherMetadata } from "./metadata.ts";
import { recordPath } from "./place.ts";
import { notRecordedFlag, setAsideFlag } from "./problem.ts";
import { VARIABLES } from "../variables.ts";
import { type Question, questionKey } from "./question.ts";
import { type BegunSession, SessionWriter } from "./session_writer.ts";

/** Keeps one measurement. Nothing here throws or ends a measurement: what went wrong is a flag of its result. */
export interface Recorder extends Disposable {
  /** An earlier answer to the same question; null when it has to be measured. */
  answer(): MeasurementState | null;
  /** Looks at machine and programs, for at most some 100 ms a program; no probe may run meanwhile. */
  look(signal: AbortSignal): Promise<void>;
  /** Reads how busy the machine is where the state is one at which that is kept; for `record()`, which cannot wait. */
  gauge(state: MeasurementState): Promise<void>;
  /** The session to go on with; null for a new one. */
  readonly begun: BegunState | null;
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
  /** A session that goes on; a new one begins when not given. */
  readonly begun?: BegunSession;
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
  const recorder = new StoreRecorder({ ...options, plan, question, path, machine, key });
  await recorder.askDoctor();
  return recorder;
}

const NO_RECORDER: Recorder = {
  answer: () => null,
  look: () => Promise.resolve(),
  gauge: () => Promise.resolve(),
  begun: null,
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
  readonly begun: BegunState | null;
  readonly #options: StoreOptions;
  #database: DatabaseSync | null = null;
  #problem: StoreProblem | null = null;
  #notes: readonly Flag[] = [];
  #metadata: SessionMetadata | null = null;
  /** Processes that had run at the last moment. */
  #momentRuns = 0;
  /** What was read for the next moment. */
  #load: MachineLoad | null = null;
  #refusals: readonly Refusal[] = [];
  /** Null until the session stands in the record. */
  #writer: SessionWriter | null = null;
  #isAnswered = false;
  #isOver = false;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.begun = options.begun?.state ?? null;
    this.#metadata = this.begun?.metadata ?? null;
    this.#momentRuns = this.begun?.runs.length ?? 0;
    this.#open();
  }

  /** What the doctor found of these programs lately limits what is said of them. */
  async askDoctor(): Promise<void> {
    const { plan: { arms }, machine: { key: machine }, question } = this.#options;
    if (this.#database === null || question.isExamination === true) return;
    const now = this.#now();
    const found = await readRefusals(this.#database, { arms, machine, now });
    const earlier = this.begun?.refusals ?? [];
    const isNew = ({ executable }: Refusal) =>
      earlier.every((refusal) => refusal.executable !== executable);
    this.#refusals = [...earlier, ...found.filter(isNew)];
  }

  async look(signal: AbortSignal): Promise<void> {
    const { plan } = this.#options;
    // A session that goes on has the machine of its start already.
    if (this.#metadata !== null || plan.arms.length === 0) return;
    this.#metadata = await gatherMetadata(plan, { database: this.#database, signal });
  }

  async gauge(state: MeasurementState): Promise<void> {
    const [arm] = this.#options.plan.arms;
    // After a Stop nothing is started any more, and nobody waits.
    if (arm === undefined || state.ending.kind === "stopped" || !this.#isMoment(state)) return;
    this.#load = await loadNow(arm.python);
  }

  answer(): MeasurementState | null {
    const { key, plan, question, environment = VARIABLES } = this.#options;
    if (this.#database === null || key === null) return null;
    const answer = findAnswer(this.#database, { key, plan, question, environment });
    this.#isAnswered = answer !== null;
    this.#notes = [...this.#notes, ...answer?.notes ?? []];
    return answer === null ? null : { ...answer, refusals: this.#refusals };
  }

  record(state: MeasurementState): MeasurementState {
    if (!this.#isAnswered && !this.#isOver) {
      this.#takeMoment(state);
      this.#write(state);
    }
    if (state.ending.kind !== "running") this.#close();
    const kept = this.#isAnswered ? {} : { metadata: this.#metadata, refusals: this.#refusals };
    return { ...this.#told(state), ...kept };
  }

  #told(state: MeasurementState): MeasurementState {
    const notes = this.#problem === null || !this.#isTelling(state)
      ? this.#notes
      : [...this.#notes, notRecordedFlag(this.#problem)];
    return { ...state, notes };
  }

  /** Between two rounds, and at the end. */
  #takeMoment(state: MeasurementState): void {
    if (this.#metadata === null || !this.#isMoment(state)) return;
    const { runs } = state;
    this.#momentRuns = runs.length;
    const over = new Set(runs.map(({ round }) => round)).size - (isBetweenRounds(state) ? 0 : 1);
    const load = this.#load ?? readLoad();
    this.#load = null;
    const moment = { rounds: over, at: this.#now().toISOString(), load };
    this.#metadata = { ...this.#metadata, moments: [...this.#metadata.moments, moment] };
  }

  #isMoment(state: MeasurementState): boolean {
    const { runs, ending } = state;
    if (this.#metadata === null || runs.length === this.#momentRuns) return false;
    return ending.kind !== "running" || isBetweenRounds(state);
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
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
      this.#writer ??= this.#begin(this.#database, state);
      this.#writer.write(state, this.#metadata?.moments ?? []);
      this.#problem = null;
    } catch (error) {
      this.#problem = problemOf(error);
    }
  }

  #begin(database: DatabaseSync, state: MeasurementState): SessionWriter {
    const { plan, question: { compared }, key, machine, begun } = this.#options;
    if (begun !== undefined) return new SessionWriter(database, begun);
    const [metadata, refusals, now] = [this.#metadata, this.#refusals, this.#now()];
    const head = { plan, compared, key, machine, state, metadata, refusals, now };
    return SessionWriter.begin(database, head);
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
