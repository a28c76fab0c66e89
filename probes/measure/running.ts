/** What `measure()` and `compare()` give: something that starts when it is wanted, and can be watched and stopped. */

import { isBetweenRounds } from "./between_rounds.ts";
import { conduct, currentRound } from "./conduct.ts";
import { DISPLAY, type Displayable, type DisplayBundle } from "../show/display.ts";
import { partialResults } from "./partial_results.ts";
import type { MeasurePlan, Progress } from "./plan.ts";
import { type ConductOptions, proceed } from "./proceed.ts";
import { endText, ProgressLine, progressText } from "../show/progress_line.ts";
import { onStop } from "../show/stop.ts";
import type { MeasurementEnding, MeasurementResult, MeasurementState } from "./result.ts";
import { summarize } from "./result.ts";
import type { Question } from "../store/question.ts";
import { NEVER_ASKED, openRecorder, type Recorder } from "../store/recorder.ts";
import { takeTurn } from "./turn.ts";

/** Takes a partial result; what it returns is awaited before the next process starts. */
export type Watcher<Result> = (partial: Result) => void | Promise<void>;

/**
 * A measurement that starts when it is awaited, iterated or shown.
 *
 * `await` gives the result at the end. `for await` gives partial results while it runs; leaving
 * that loop early stops it. After a stop `await` gives what was measured until then.
 */
export interface Running<Result>
  extends PromiseLike<Result>, AsyncIterable<Result>, AsyncDisposable, Displayable {
  /** The newest result, also while it runs or after it was stopped; null before it has begun. */
  readonly latest: Result | null;
  /** Ends the running process; resolves with what was measured. */
  stop(): Promise<Result>;
  /**
   * Calls back with a partial result between two processes, at most about twice a second, and with the final one, and
   * waits for what is returned: so drawing never runs beside a probe. Does not start the measurement, and is not called
   * any more when it has ended. The callback must not await this or another measurement. Returns what ends the watching.
   */
  watch(callback: Watcher<Result>): () => void;
}

/** Watchers and the progress line are called at most this often, in milliseconds. */
const WATCH_MS_MIN = 500;

/**
 * Time for a stopped measurement to end by itself, in milliseconds; its process takes 30 to 60 ms. Chosen.
 *
 * A kernel's Stop ends whatever code is busy, which may be ours between two processes: then nobody is left to end it.
 */
const STOP_MS_MAX = 2000;

/** How a measurement becomes what its caller wants. */
export interface RunSpec<Result> {
  readonly makePlan: () => Promise<MeasurePlan>;
  readonly toResult: (measurement: MeasurementResult) => Result;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  /** Opens what it is recorded in, where a session goes on; a session of its own when not given. */
  readonly openRecorder?: (plan: MeasurePlan) => Promise<Recorder>;
  /** What is asked, so that the record can answer; it is measured in any case when not given. */
  readonly question?: Question;
  /** Whether nothing is left to find out; asked at the planned looks. */
  readonly isDecided?: (result: Result) => boolean;
  /** Awaited before the final result is made. */
  readonly beforeEnd?: () => Promise<void>;
  /** Awaited with the final result, unless a stop left it behind. */
  readonly afterEnd?: (result: Result) => Promise<void>;
}

/** Makes a measurement that has not begun. */
export function running<Result extends Displayable & { readonly ending: MeasurementEnding }>(
  spec: RunSpec<Result>,
): Running<Result> {
  return new RunningMeasurement(spec);
}

class RunningMeasurement<Result extends Displayable & { readonly ending: MeasurementEnding }>
  implements Running<Result> {
  readonly #spec: RunSpec<Result>;
  readonly #stopping = new AbortController();
  readonly #watchers = new Set<Watcher<Result>>();
  readonly #line = new ProgressLine();
  /** Whether somebody else shows how far it is. */
  #isShownElsewhere: boolean;
  #isLineOpen = false;
  #watchedMs = -Infinity;
  #finished: Promise<Result> | null = null;
  /** Makes the newest result, once, when somebody asks. */
  #makeLatest: (() => Result) | null = null;
  #changed = Promise.withResolvers<void>();
  readonly #stopped = Promise.withResolvers<void>();
  #state: MeasurementState | null = null;
  #turn: Disposable | null = null;
  #recorder: Recorder | null = null;

  constructor(spec: RunSpec<Result>) {
    this.#spec = spec;
    this.#isShownElsewhere = spec.onProgress !== undefined;
    this.#stopping.signal.addEventListener("abort", () => this.#stopped.resolve(), { once: true });
  }

  get latest(): Result | null {
    return this.#makeLatest?.() ?? null;
  }

  then<Value = Result, Failure = never>(
    onResult?: ((result: Result) => Value | PromiseLike<Value>) | null,
    onFailure?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Value | Failure> {
    return this.#start().then(onResult, onFailure);
  }

  [Symbol.asyncIterator](): AsyncGenerator<Result, void> {
    return partialResults<Result>({
      latest: () => this.latest,
      changed: () => this.#changed.promise,
      start: () => {
        this.#isShownElsewhere = true;
        return this.#start();
      },
      stop: () => this.stop(),
    });
  }

  watch(callback: Watcher<Result>): () => void {
    this.#isShownElsewhere = true;
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  stop(): Promise<Result> {
    this.#stopping.abort();
    return this.#start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#finished !== null) await this.stop();
  }

  async [DISPLAY](): Promise<DisplayBundle> {
    const result = await this.#start();
    return await result[DISPLAY]();
  }

  #start(): Promise<Result> {
    this.#finished ??= this.#run();
    return this.#finished;
  }

  async #run(): Promise<Result> {
    const { promise: leftBehind, resolve: giveUp } = Promise.withResolvers<Result>();
    // A kernel's Stop sends SIGINT to the whole group; probes lead groups of their own, so it reaches them through us.
    const ignoreStop = onStop({
      atOnce: () => this.#stopping.abort(),
      later: () => this.#endAsItStands(giveUp),
      laterMs: STOP_MS_MAX,
    });
    try {
      const plan = await this.#spec.makePlan();
      return await Promise.race([this.#follow(plan), leftBehind]);
    } finally {
      ignoreStop();
      this.#recorder?.[Symbol.dispose]();
    }
  }

  #endAsItStands(giveUp: (result: Result) => void): void {
    this.#turn?.[Symbol.dispose]();
    if (this.#state === null) return;
    const stopped: MeasurementState = { ...this.#state, ending: { kind: "stopped" } };
    giveUp(this.#tell(this.#recorder?.record(stopped) ?? stopped)());
  }

  async #follow(plan: MeasurePlan): Promise<Result> {
    const { signal } = this.#stopping;
    const states = this.#states(plan);
    let doneCount = 0;
    let turn: Disposable | null = null;
    try {
      for (;;) {
        turn ??= this.#turn = await takeTurn(signal);
        const next = await states.next();
        if (next.done) throw new TypeError("Cannot measure: the plan ended without an ending");
        const state = next.value;
        this.#state = state;
        if (state.ending.kind !== "running") await this.#spec.beforeEnd?.();
        const makeResult = this.#tell(state);
        if (state.runs.length > doneCount && state.ending.kind !== "stopped") {
          this.#spec.onProgress?.(progressOf(state));
        }
        doneCount = state.runs.length;
        await this.#show(makeResult, state);
        if (state.ending.kind !== "running") {
          await this.#spec.afterEnd?.(makeResult());
          return makeResult();
        }
        // The processes of a round belong together: what is compared must have met the same mood of the machine.
        if (isBetweenRounds(state)) {
          turn[Symbol.dispose]();
          turn = null;
        }
      }
    } finally {
      turn?.[Symbol.dispose]();
    }
  }

  /** What is measured, or was measured earlier. The record is opened and written within our turns, beside no probe. */
  async *#states(plan: MeasurePlan): AsyncGenerator<MeasurementState, void> {
    const { toResult, isDecided, question = NEVER_ASKED } = this.#spec;
    const open = this.#spec.openRecorder ?? (() => openRecorder(plan, question));
    const recorder = this.#recorder = await open(plan);
    const answer = recorder.answer();
    if (answer === null) await recorder.look(this.#stopping.signal);
    const options: ConductOptions = {
      signal: this.#stopping.signal,
      isDecided: (state) => isDecided?.(toResult(summarize(state))) ?? false,
    };
    const states = answer !== null
      ? [answer]
      : recorder.begun !== null
      ? proceed(recorder.begun, options)
      : conduct(plan, options);
    for await (const state of states) {
      await recorder.gauge(state);
      yield recorder.record(state);
    }
  }

  /**
   * Tells of a state and gives what makes its result: deciding after every process would cost time for nobody, and more
   * with each round.
   */
  #tell(state: MeasurementState): () => Result {
    let result: Result | null = null;
    this.#makeLatest = () => result ??= this.#spec.toResult(summarize(state));
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
    return this.#makeLatest;
  }

  async #show(makeResult: () => Result, state: MeasurementState) {
    const isOver = state.ending.kind !== "running";
    // No timer: a kernel may drop the timers of a cell that it interrupts.
    if (!isOver && performance.now() - this.#watchedMs < WATCH_MS_MIN) return;
    // Not on our own stack, and not waited for after a stop: a kernel's Stop ends a busy watcher for good.
    for (const watcher of this.#watchers) {
      const called = Promise.resolve(makeResult()).then(watcher);
      await (isOver ? called : Promise.race([called, this.#stopped.promise]));
    }
    if (this.#isLineOpen || !this.#isShownElsewhere) {
      this.#isLineOpen = true;
      const { name } = state.plan.probe;
      await this.#line.show(
        isOver ? endText(summarize(state)) : progressText(name, progressOf(state)),
      );
    }
    this.#watchedMs = performance.now();
  }
}

function progressOf(state: MeasurementState): Progress {
  const { plan, rounds, runs, seconds, calibration, givenUp } = state;
  const done = runs.length;
  const isLeft = (label: string) => !givenUp.includes(label);
  const round = currentRound(state);
  const left =
    rounds.slice(Math.max(0, round - 1)).flatMap((planned) =>
      planned.order.filter((label) =>
        isLeft(label) && !runs.some((run) => run.round === planned.round && run.arm === label)
      )
    ).length;
  // Processes that take turns last as long as all of their round together.
  const sideBySide = (calibration?.processors ?? []).length === 0
    ? 1
    : plan.arms.filter(({ label }) => isLeft(label)).length;
  const spentMs = runs.reduce((sum, run) => sum + run.elapsedMs, 0) / sideBySide;
  const processMs = done === 0 ? calibration?.processMs ?? 0 : spentMs / done;
  return {
    done,
    total: done + left,
    round,
    rounds: rounds.length,
    seconds,
    secondsLeft: left * processMs / 1000,
  };
}
