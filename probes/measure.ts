/** Runs a probe in several CPythons: fresh processes, interleaved, one at a time. */

import { calibrate } from "./calibrate.ts";
import type { ProbeName } from "./catalog.ts";
import { DISPLAY, type Displayable, type DisplayBundle } from "./display.ts";
import { discoverInterpreters } from "./interpreters/mod.ts";
import { completePlan, type MeasureOptions, type MeasurePlan } from "./plan.ts";
import {
  type Calibration,
  type MeasurementEnding,
  type MeasurementResult,
  summarize,
} from "./result.ts";
import { type ProbeRun, runProbe } from "./run.ts";

/**
 * A measurement that starts when it is awaited, iterated or shown.
 *
 * `await` gives the result at the end. `for await` gives partial results while it runs; leaving
 * that loop early stops it. After a stop `await` gives what was measured until then.
 */
export interface Measurement
  extends
    PromiseLike<MeasurementResult>,
    AsyncIterable<MeasurementResult>,
    AsyncDisposable,
    Displayable {
  /** The newest result, also while it runs or after it was stopped; null before the first process has ended. */
  readonly latest: MeasurementResult | null;
  /** Ends the running process; resolves with what was measured. */
  stop(): Promise<MeasurementResult>;
}

/**
 * Measures a probe in several CPythons.
 *
 * Every round starts each interpreter once, as a fresh process, in an order drawn from a seed that is stored. Nothing
 * runs at the same time. A process that fails is kept in the result with its reason and does not count.
 *
 * ```ts
 * import { discoverInterpreters, measure } from "probes";
 *
 * const pythons = (await discoverInterpreters()).slice(-2);
 * const result = await measure("tight_loop", { pythons, params: { n: 1000 }, rounds: 2 });
 * for (const arm of result.arms) {
 *   const nanoseconds: number | null = arm.median;
 * }
 * ```
 */
export function measure(probe: ProbeName, options: MeasureOptions = {}): Measurement {
  // Wrong options are the caller's mistake: they show at this line, not when somebody awaits.
  completePlan(probe, { ...options, pythons: options.pythons ?? [] });
  return new RunningMeasurement(async () => {
    const pythons = options.pythons ?? await discoverInterpreters();
    return completePlan(probe, { ...options, pythons });
  }, options.onProgress ?? (() => {}));
}

class RunningMeasurement implements Measurement {
  readonly #makePlan: () => Promise<MeasurePlan>;
  readonly #onProgress: NonNullable<MeasureOptions["onProgress"]>;
  readonly #stopping = new AbortController();
  #finished: Promise<MeasurementResult> | null = null;
  #latest: MeasurementResult | null = null;
  #changed = Promise.withResolvers<void>();

  constructor(
    makePlan: () => Promise<MeasurePlan>,
    onProgress: NonNullable<MeasureOptions["onProgress"]>,
  ) {
    this.#makePlan = makePlan;
    this.#onProgress = onProgress;
  }

  get latest(): MeasurementResult | null {
    return this.#latest;
  }

  then<Value = MeasurementResult, Failure = never>(
    onResult?: ((result: MeasurementResult) => Value | PromiseLike<Value>) | null,
    onFailure?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Value | Failure> {
    return this.#start().then(onResult, onFailure);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<MeasurementResult, void> {
    const finished = this.#start();
    let seen: MeasurementResult | null = null;
    try {
      while (seen?.ending.kind === undefined || seen.ending.kind === "running") {
        if (this.#latest === seen) await Promise.race([this.#changed.promise, finished]);
        // A reader that is slow gets the newest result, not a queue of old ones.
        if (this.#latest !== seen && this.#latest !== null) yield seen = this.#latest;
      }
    } finally {
      await this.stop();
    }
  }

  stop(): Promise<MeasurementResult> {
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

  #start(): Promise<MeasurementResult> {
    this.#finished ??= this.#run();
    return this.#finished;
  }

  async #run(): Promise<MeasurementResult> {
    // A kernel's Stop sends SIGINT to the whole group: it may come between two processes.
    const onInterrupt = () => this.#stopping.abort();
    Deno.addSignalListener("SIGINT", onInterrupt);
    try {
      const plan = await this.#makePlan();
      return await this.#runPlan(plan);
    } finally {
      Deno.removeSignalListener("SIGINT", onInterrupt);
    }
  }

  async #runPlan(plan: MeasurePlan): Promise<MeasurementResult> {
    const runs: ProbeRun[] = [];
    let calibration: Calibration | null = null;
    const show = (ending: MeasurementEnding): MeasurementResult => {
      const result = summarize({ plan, calibration, runs: [...runs], ending });
      this.#latest = result;
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
      return result;
    };
    if (plan.pythons.length === 0) return show({ kind: "no_interpreters" });
    const signal = this.#stopping.signal;
    const calibrated = await calibrate(plan, signal);
    if (calibrated.kind === "failed") {
      return show(
        isStop(calibrated.run)
          ? { kind: "stopped" }
          : { kind: "not_calibrated", reason: calibrated.reason },
      );
    }
    calibration = calibrated.calibration;
    const total = plan.rounds.length * plan.pythons.length;
    for (const place of placesOf(plan)) {
      if (signal.aborted) return show({ kind: "stopped" });
      const run = await runProbe(plan, { ...place, loops: calibration.loops, signal });
      runs.push(run);
      if (isStop(run)) return show({ kind: "stopped" });
      if (runs.length < total) show({ kind: "running" });
      this.#onProgress({
        done: runs.length,
        total,
        round: run.round + 1,
        rounds: plan.rounds.length,
      });
    }
    return show({ kind: "complete" });
  }
}

function* placesOf(plan: MeasurePlan) {
  const byName = new Map(plan.pythons.map((python) => [python.name, python]));
  for (const { round, hashSeed, order } of plan.rounds) {
    for (const [position, name] of order.entries()) {
      const python = byName.get(name);
      if (python !== undefined) yield { python, round, position, hashSeed };
    }
  }
}

function isStop(run: ProbeRun): boolean {
  return run.ending.kind === "stopped";
}
