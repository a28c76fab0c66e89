/** What a measurement gave: the raw runs are the record, everything else is computed from them. */

import type { Arm } from "./arm.ts";
import type { ParamValue, Probe, ProbeValue } from "../catalog/probe.ts";
import { DISPLAY, type Displayable } from "../show/display.ts";
import type { DataTable, EventSeries, Slice } from "../run/event.ts";
import type { Flag } from "../show/flag.ts";
import type { FrozenSource } from "../show/frozen.ts";
import type { SessionMetadata } from "../machine/mod.ts";
import { type Pause, pauseFlag } from "../show/pause.ts";
import type { MeasurePlan, PlannedRound } from "./plan.ts";
import type { Refusal } from "../compare/refusal.ts";
import { resultTable } from "../show/result_table.ts";
import type { ProbeRun, Unavailable } from "../run/run.ts";
import { type CleanedProcess, cleanProcess, median } from "../stats/mod.ts";
import { tableBundle } from "../show/table.ts";
import { unitsPerNs } from "../catalog/unit.ts";

/** How loops were chosen: once, on the first arm, and then used in every process. */
export interface Calibration {
  /** Label of the arm that was used. */
  readonly arm: string;
  /** Calls in one timing. */
  readonly loops: number;
  /** The shortest slice seen with that many loops, in nanoseconds; null for a probe without slices. */
  readonly sliceNs: number | null;
  /** Timings a process. */
  readonly sliceCount: number;
  /** How long a process is expected to take, in milliseconds: the mean over the arms that were tried. */
  readonly processMs: number;
  /**
   * Processors on which all arms can take turns, timing by timing: each round is run on one of them. Empty where its
   * processes run one after the other, wherever the system puts them.
   */
  readonly processors: readonly number[];
  /** The processes that it took, rehearsals included. They are not in the result. */
  readonly runs: readonly ProbeRun[];
}

/** How a measurement stands. */
export type MeasurementEnding =
  | { kind: "running" }
  | { kind: "complete" }
  /** It was stopped; what had been measured is kept. */
  | { kind: "stopped" }
  /** The time was over before the planned rounds were. */
  | { kind: "budget" }
  | { kind: "no_interpreters" }
  /** A comparison was given a base and no arm to compare with it. */
  | { kind: "nothing_to_compare" }
  /** No arm gave a usable timing, or the base did not, so that nothing could be calibrated. */
  | { kind: "not_calibrated"; reason: string }
  /** Too many processes failed: nothing was left to measure or to compare with. */
  | { kind: "given_up"; reason: string }
  /** No arm can show it, or the base cannot, or all that is compared with it cannot. */
  | ({ kind: "unavailable" } & Unavailable);

/** One process that completed, reduced to numbers. */
export interface ProcessResult {
  /** Counted from 0. */
  readonly round: number;
  /** Position within its round, counted from 0. */
  readonly position: number;
  /** The main value; null where it is not a number. */
  readonly level: number | null;
  /** Every value by its key, the main one too. */
  readonly values: Readonly<Record<string, number | string | null>>;
  /** Each timing in the main value's unit, in order, and what became of it; empty for a probe without slices. */
  readonly slices: readonly SliceResult[];
  /** Lists that the process gave, for example its pauses. */
  readonly events: readonly EventSeries[];
  /** Tables that the process gave, for example a listing of its bytecode; left out where it gave none. */
  readonly tables?: readonly DataTable[];
  /** How the level came about; null for a probe without slices. Its times are for a whole timing, not for one call. */
  readonly cleaning: CleanedProcess | null;
}

/** One timing. */
export interface SliceResult {
  /** In the main value's unit. */
  readonly value: number;
  /** Whether it counts; the others were left out by the declared rule. */
  readonly use: "kept" | "warm-up" | "switched" | "unusable";
}

/** One value of an arm over its processes. */
export interface ValueSummary {
  /** The middle one; for texts the most frequent one. */
  readonly median: number | string | null;
  /** The least. */
  readonly low: number | string | null;
  /** The greatest. */
  readonly high: number | string | null;
  /** Processes that gave the value. */
  readonly count: number;
}

/** What one arm gave. */
export interface MeasuredArm extends Arm {
  /** Its processes that completed, in the order in which they ran. */
  readonly processes: readonly ProcessResult[];
  /** The median of the main value; null without a process that completed. */
  readonly median: number | null;
  /** The lowest one. */
  readonly low: number | null;
  /** The highest one. */
  readonly high: number | null;
  /** The same for every value, by key. */
  readonly summary: Readonly<Record<string, ValueSummary>>;
  /** Runs that failed, each with its ending, also before the first round; one that was stopped is only in `runs`. */
  readonly failures: readonly ProbeRun[];
  /** Whether it was not started any more: it failed twice in a row, or said that it cannot run the probe. */
  readonly isGivenUp: boolean;
  /** Where it was measured; left out where that is here and now. */
  readonly frozen?: FrozenSource;
}

/** A measurement's result, complete or as far as it got. Shows itself as a table. */
export interface MeasurementResult extends Displayable {
  /** Name of the probe; "imported" for a foreign program's file. */
  readonly probe: string;
  /** The same in words, with its parameters. */
  readonly title: string;
  /** What the main number means. */
  readonly value: ProbeValue;
  /** What all the numbers mean, the main one first. */
  readonly values: readonly ProbeValue[];
  /** The parameters that all arms share, completed. */
  readonly params: Readonly<Record<string, ParamValue>>;
  /** Decided the order and the hash seeds. */
  readonly seed: number;
  /** The budget as it was given. */
  readonly budget: string;
  /** How long it took or has taken, in seconds. */
  readonly seconds: number;
  /** The order that was drawn, round by round. */
  readonly rounds: readonly PlannedRound[];
  /** Rounds after which it was to end if it was decided, the last one at the latest; empty: their number was fixed. */
  readonly looks: readonly number[];
  /** Timings a process. */
  readonly sliceCount: number;
  /** How many calls one timing has, and why; null when it did not come to that. */
  readonly calibration: Calibration | null;
  /** Every process of the rounds as it was, in the order in which they ran. */
  readonly runs: readonly ProbeRun[];
  /** One entry an arm, in the order of the arms given. */
  readonly arms: readonly MeasuredArm[];
  /** What the reader should know. */
  readonly flags: readonly Flag[];
  /** How it ended, or that it still runs. */
  readonly ending: MeasurementEnding;
  /** The machine, how busy it was, and the programs; null where nothing was recorded. */
  readonly metadata: SessionMetadata | null;
  /** When it was cut off or stopped and went on later; usually empty. */
  readonly pauses: readonly Pause[];
  /** Programs in it that the doctor found to differ from themselves on this machine; usually empty. */
  readonly refusals: readonly Refusal[];
  /** Where it was measured; left out where that is here and now. */
  readonly frozen?: FrozenSource;
}

/** What a measurement has come to. */
export interface MeasurementState {
  readonly plan: MeasurePlan;
  /** The rounds that are to be run; all of the plan's until that is known. */
  readonly rounds: readonly PlannedRound[];
  /** When to look whether it is decided; empty where the number of rounds is fixed. */
  readonly looks: readonly number[];
  readonly calibration: Calibration | null;
  /** Failures before the first round. */
  readonly earlyFailures: readonly ProbeRun[];
  readonly runs: readonly ProbeRun[];
  /** Labels of the arms that were given up. */
  readonly givenUp: readonly string[];
  readonly seconds: number;
  readonly ending: MeasurementEnding;
  /** What the reader should know beside what follows from the rest, for example that it is an earlier answer. */
  readonly notes?: readonly Flag[];
  /** What the record keeps beside it. */
  readonly metadata?: SessionMetadata | null;
  readonly pauses?: readonly Pause[];
  readonly refusals?: readonly Refusal[];
}

/** Computes the result of a measurement as it stands. */
export function summarize(state: MeasurementState): MeasurementResult {
  const { plan, calibration, runs, ending, metadata = null, pauses = [], refusals = [] } = state;
  const arms = plan.arms.map((arm) => summarizeArm(arm, state));
  const result = {
    probe: plan.probe.name,
    title: titleOf(plan),
    value: plan.probe.values[0],
    values: plan.probe.values,
    params: sharedParams(plan),
    seed: plan.seed,
    budget: plan.budget.text,
    seconds: state.seconds,
    rounds: state.rounds,
    looks: state.looks,
    sliceCount: calibration?.sliceCount ?? plan.sliceCount ?? 0,
    calibration,
    runs,
    arms,
    flags: [...state.notes ?? [], ...pauses.map(pauseFlag), ...measurementFlags(state, arms)],
    ending,
    metadata,
    pauses,
    refusals,
    [DISPLAY]: () => tableBundle(resultTable(result)),
  };
  return result;
}

/** What stands above a chart: the probe and the parameters that all arms share. */
function titleOf(plan: MeasurePlan): string {
  const params = Object.entries(sharedParams(plan)).map(([name, value]) =>
    `${name} = ${typeof value === "number" ? value.toLocaleString("en") : value}`
  );
  return params.length === 0 ? plan.probe.title : `${plan.probe.title} (${params.join(", ")})`;
}

function sharedParams({ probe, arms, params }: MeasurePlan): Record<string, ParamValue> {
  const [first] = arms;
  if (first === undefined) return { ...params };
  const shared = probe.parameters.map(({ name }) => name).filter((name) =>
    arms.every((arm) => arm.params[name] === first.params[name])
  );
  return Object.fromEntries(shared.flatMap((name) => {
    const value = first.params[name];
    return value === undefined ? [] : [[name, value]];
  }));
}

function summarizeArm(arm: Arm, state: MeasurementState): MeasuredArm {
  const { probe } = state.plan;
  const own = state.runs.filter((run) => run.arm === arm.label);
  const processes = own.filter((run) => run.ending.kind === "completed").map((run) =>
    processResult(run, probe)
  );
  const levels = processes.flatMap(({ level }) => level === null ? [] : [level]);
  const early = state.earlyFailures.filter((run) => run.arm === arm.label);
  return {
    ...arm,
    processes,
    median: median(levels),
    low: levels.length === 0 ? null : Math.min(...levels),
    high: levels.length === 0 ? null : Math.max(...levels),
    summary: Object.fromEntries(
      probe.values.map(({ key }) => [key, summarizeValue(processes, key)]),
    ),
    failures: [...early, ...own.filter((run) => run.ending.kind !== "completed" && !isStop(run))],
    isGivenUp: state.givenUp.includes(arm.label),
  };
}

/** A process that was stopped with the measurement did not fail. */
function isStop(run: ProbeRun): boolean {
  return run.ending.kind === "stopped";
}

/** The middle of a value over processes, and its range; of texts the most frequent. */
export function summarizeValue(processes: readonly ProcessResult[], key: string): ValueSummary {
  const values = processes.flatMap((process) => {
    const value = process.values[key];
    return value === undefined || value === null ? [] : [value];
  });
  const numbers = values.filter((value) => typeof value === "number");
  const sorted = numbers.length === values.length
    ? numbers.toSorted((left, right) => left - right)
    : values.map(String).toSorted();
  return {
    median: numbers.length === values.length ? median(numbers) : mostFrequent(sorted.map(String)),
    low: sorted[0] ?? null,
    high: sorted.at(-1) ?? null,
    count: values.length,
  };
}

function mostFrequent(texts: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [first] = [...counts].sort(([, left], [, right]) => right - left);
  return first?.[0] ?? null;
}

/** Results by run, because a run never changes and a live chart asks for all of them after every process. */
const known = new WeakMap<ProbeRun, ProcessResult>();

function processResult(run: ProbeRun, probe: Probe): ProcessResult {
  const found = known.get(run);
  if (found !== undefined) return found;
  const [main] = probe.values;
  const cleaning = run.slices.length === 0 ? null : cleanProcess(run.slices);
  const level = cleaning?.level ?? null;
  const values = {
    ...probe.reduce(run),
    ...(main.kind === "slices"
      ? { [main.key]: level === null ? null : perCall(level, run.loops, main) }
      : {}),
  };
  const value = values[main.key];
  const result: ProcessResult = {
    round: run.round,
    position: run.position,
    level: typeof value === "number" ? value : null,
    values,
    slices: run.slices.map((slice: Slice, index) => ({
      value: perCall(slice.wallNs, slice.loops, main),
      use: cleaning?.uses[index] ?? "unusable",
    })),
    events: run.events,
    ...(run.tables === undefined ? {} : { tables: run.tables }),
    cleaning,
  };
  known.set(run, result);
  return result;
}

function perCall(ns: number, loops: number, value: ProbeValue): number {
  return ns / loops * unitsPerNs(value.unit);
}

function measurementFlags(state: MeasurementState, arms: readonly MeasuredArm[]): Flag[] {
  const flags: Flag[] = [];
  const doneRounds = Math.min(
    ...arms.filter((arm) => !arm.isGivenUp).map((arm) => arm.processes.length),
  );
  const of = `${Number.isFinite(doneRounds) ? doneRounds : 0} of ${state.rounds.length} rounds`;
  if (state.ending.kind === "stopped") {
    flags.push({
      kind: "stopped",
      text: `Stopped: this is what had been measured until then, ${of}; run the cell again for all`,
    });
  }
  if (state.ending.kind === "budget") {
    flags.push({
      kind: "budget",
      text: `Stopped by the budget of ${state.plan.budget.text} after ${of}; give a larger budget`,
    });
  }
  return [
    ...flags,
    ...overrunFlags(state),
    ...arms.filter((arm) => arm.isGivenUp).map(givenUpFlag),
  ];
}

/** The fewest rounds are run even where each takes longer than the whole budget; from this on that is told. Chosen. */
const OVERRUN_TOLD = 2;

function overrunFlags({ plan, seconds, rounds, ending }: MeasurementState): Flag[] {
  if (ending.kind !== "complete" || plan.seconds === null || plan.areRoundsGiven) return [];
  if (seconds <= plan.seconds * OVERRUN_TOLD) return [];
  const text =
    `It took ${seconds.toFixed(0)} s where the budget allows ${
      Number(plan.seconds.toPrecision(2))
    } s, because ${rounds.length} rounds are the fewest that are run; ask for less work a process, ` +
    "or allow more time";
  return [{ kind: "overrun", text }];
}

/** Why an arm was not started any more. */
export function givenUpFlag({ label, failures }: MeasuredArm): Flag {
  const ending = failures.at(-1)?.ending;
  const text = ending?.kind === "unavailable"
    ? `${label} cannot show this: ${ending.reason}; ${ending.remedy ?? "leave it out"}`
    : `${label} failed twice in a row and was not started any more; look at its failures`;
  return { kind: "given_up", text };
}
