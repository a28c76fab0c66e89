/** What a measurement gave: the raw runs are the record, everything else is computed from them. */

import type { Probe, ProbeName, ProbeValue } from "./catalog.ts";
import { DISPLAY, type Displayable } from "./display.ts";
import type { Interpreter } from "./interpreters/mod.ts";
import type { MeasurePlan, PlannedRound } from "./plan.ts";
import { resultTable } from "./result_table.ts";
import type { ProbeRun } from "./run.ts";
import { tableBundle } from "./table.ts";

/** How loops were chosen: once, on the first interpreter, and then used in every process. */
export interface Calibration {
  /** Name of the interpreter that was used. */
  readonly python: string;
  /** Calls in one timing. */
  readonly loops: number;
  /** The shortest slice seen with that many loops, in nanoseconds. */
  readonly sliceNs: number;
  /** The processes that it took. */
  readonly runs: readonly ProbeRun[];
}

/** How a measurement stands. */
export type MeasurementEnding =
  | { kind: "running" }
  | { kind: "complete" }
  /** It was stopped; what had been measured is kept. */
  | { kind: "stopped" }
  | { kind: "no_interpreters" }
  /** The first interpreter gave no usable timing, so that nothing could be calibrated. */
  | { kind: "not_calibrated"; reason: string };

/** One process, reduced to a number. */
export interface ProcessLevel {
  /** Counted from 0. */
  readonly round: number;
  /**
   * The median of the process's slices, in the probe's unit per iteration.
   *
   * No slice is left out yet: warm-up and slices that were interrupted count.
   */
  readonly level: number;
  /** Each slice in the same unit, in the order in which they ran. */
  readonly slices: readonly number[];
}

/** What one interpreter gave. */
export interface MeasuredArm {
  /** The interpreter. */
  readonly python: Interpreter;
  /** Its processes that completed, in the order in which they ran. */
  readonly processes: readonly ProcessLevel[];
  /** The median of the processes' levels; null without a process that completed. */
  readonly median: number | null;
  /** The lowest level; null without a process that completed. */
  readonly low: number | null;
  /** The highest level; null without a process that completed. */
  readonly high: number | null;
  /** Runs that failed, each with its ending; one that was stopped is only in `runs`. */
  readonly failures: readonly ProbeRun[];
}

/** A measurement's result, complete or as far as it got. Shows itself as a table. */
export interface MeasurementResult extends Displayable {
  /** What was measured. */
  readonly probe: ProbeName;
  /** The same in words, with its parameters. */
  readonly title: string;
  /** What the numbers mean. */
  readonly value: ProbeValue;
  /** The parameters, completed. */
  readonly params: Readonly<Record<string, number>>;
  /** Decided the order and the hash seeds. */
  readonly seed: number;
  /** The order that was drawn, round by round. */
  readonly rounds: readonly PlannedRound[];
  /** Timings a process. */
  readonly sliceCount: number;
  /** How many calls one timing has, and why; null when it did not come to that. */
  readonly calibration: Calibration | null;
  /** Every process as it was, in the order in which they ran. */
  readonly runs: readonly ProbeRun[];
  /** One entry an interpreter, in the order of the interpreters given. */
  readonly arms: readonly MeasuredArm[];
  /** How it ended, or that it still runs. */
  readonly ending: MeasurementEnding;
}

/** What a measurement has come to. */
export interface MeasurementState {
  readonly plan: MeasurePlan;
  readonly calibration: Calibration | null;
  readonly runs: readonly ProbeRun[];
  readonly ending: MeasurementEnding;
}

/** Computes the result of a measurement as it stands. */
export function summarize(
  { plan, calibration, runs, ending }: MeasurementState,
): MeasurementResult {
  const innerLoops = plan.probe.innerLoops(plan.params);
  const result = {
    probe: plan.probe.name,
    title: titleOf(plan.probe, plan.params),
    value: plan.probe.value,
    params: plan.params,
    seed: plan.seed,
    rounds: plan.rounds,
    sliceCount: plan.sliceCount,
    calibration,
    runs,
    arms: plan.pythons.map((python) => summarizeArm(python, runs, innerLoops)),
    ending,
    [DISPLAY]: () => tableBundle(resultTable(result)),
  };
  return result;
}

/** The middle value; the mean of the two middle ones where there is no single one. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

function titleOf(probe: Probe, params: Readonly<Record<string, number>>): string {
  const values = probe.parameters.map(({ name }) =>
    `${name} = ${params[name]?.toLocaleString("en")}`
  );
  return `${probe.title} (${values.join(", ")})`;
}

function summarizeArm(
  python: Interpreter,
  runs: readonly ProbeRun[],
  innerLoops: number,
): MeasuredArm {
  const own = runs.filter((run) => run.python === python.name);
  const processes = own.filter((run) => run.ending.kind === "completed").map((run) =>
    summarizeProcess(run, innerLoops)
  );
  const levels = processes.map((process) => process.level);
  return {
    python,
    processes,
    median: median(levels),
    low: levels.length === 0 ? null : Math.min(...levels),
    high: levels.length === 0 ? null : Math.max(...levels),
    failures: own.filter((run) => run.ending.kind !== "completed" && !isStop(run)),
  };
}

/** A process that was stopped with the measurement did not fail. */
function isStop(run: ProbeRun): boolean {
  return run.ending.kind === "stopped";
}

function summarizeProcess(run: ProbeRun, innerLoops: number): ProcessLevel {
  const slices = run.slices.map((slice) => slice.wallNs / (slice.loops * innerLoops));
  return { round: run.round, level: median(slices) ?? Number.NaN, slices };
}
