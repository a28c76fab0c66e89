/** Whether this machine can be measured on: compares a program with itself and watches the machine meanwhile. */

import { type ArmSpec, isMissingArm } from "../measure/arm.ts";
import { findProbe } from "../catalog/catalog.ts";
import { compareArms, type Comparison, emptyComparison, MIN_EFFECT_DEFAULT } from "./comparison.ts";
import { DISPLAY, type Displayable } from "../show/display.ts";
import { type DoctorFinding, findingsOf } from "./doctor_findings.ts";
import { doctorTable } from "./doctor_table.ts";
import { formatShare } from "../show/format.ts";
import { arms, type Interpreter } from "../interpreters/mod.ts";
import {
  type MachineChange,
  machineChange,
  type MachineReading,
  readMachine,
} from "../machine/mod.ts";
import { checkOptions, shown } from "../measure/options.ts";
import { makePlan, type MeasurePlan, type Progress } from "../measure/plan.ts";
import { resolutionOf } from "./resolution.ts";
import type { MeasurementEnding, MeasurementResult } from "../measure/result.ts";
import { type Running, running } from "../measure/running.ts";
import { excludesOne, keepExamination } from "../store/examinations.ts";
import { NEVER_ASKED } from "../store/recorder.ts";
import { tableBundle } from "../show/table.ts";

/** What `doctor()` may be told. */
export interface DoctorOptions {
  /** The program that is compared with itself; the main one of `arms()` when not given. */
  readonly python?: Interpreter | ArmSpec;
  /** How long it may take; 20 when not given. */
  readonly seconds?: number;
  /** Decides order and hash seeds; drawn when not given. */
  readonly seed?: number;
  /** Called after each process. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What is known of a machine as a place to measure on. Shows itself as a table. */
export interface DoctorResult extends Displayable {
  /** Name of the CPython that was compared with itself; null without one. */
  readonly python: string | null;
  /** Whether verdicts of this machine are not to be believed: the program differed from itself, or gave no interval. */
  readonly refusesVerdicts: boolean;
  /** The comparison of the program with itself, over a fixed number of rounds. */
  readonly comparison: Comparison;
  /** How far the interval of a comparison of 10 s reaches to each side, as a share; null without an interval. */
  readonly noiseFloor: number | null;
  /** The smallest effect that four of five comparisons of 10 s find, as a share. */
  readonly smallestEffect: number | null;
  /** Part of the timings that other programs interrupted, from 0 to 1. */
  readonly preemptedShare: number | null;
  /** The machine before. */
  readonly machine: MachineReading;
  /** What it went through meanwhile. */
  readonly change: MachineChange;
  /** What the reader should know and do. */
  readonly findings: readonly DoctorFinding[];
  /** The result in words. */
  readonly sentence: string;
  /** What was measured. */
  readonly measurement: MeasurementResult;
  /** How it ended, or that it still runs. */
  readonly ending: MeasurementEnding;
}

/** What `doctor()` gives: see `Running`. */
export type Examination = Running<DoctorResult>;

/** How long it takes when nobody says (statistics, section 3, Self-test). */
const SECONDS_DEFAULT = 20;

/** Below this there is not even one round; an hour is far beyond what a machine's mood lasts. */
const SECONDS_RANGE: readonly [number, number] = [1, 3600];

/** The time that the forecasts are for (statistics, section 3, Self-test). */
const FORECAST_SECONDS = 10;

/** Most rounds: the interval of so many is a third as wide as that of the longest comparison. */
const ROUNDS_MAX = 400;

/**
 * Examines this machine: compares a CPython with itself for some 20 s and tells which effects can be found here.
 *
 * Where even a program differs from itself no verdict can be believed, and the result says so. That happens by chance in
 * one of twenty examinations, so that a second one is worth its time: until it finds no difference, and for a day at most,
 * comparisons of that program on this machine get no verdict.
 *
 * ```ts
 * import { doctor } from "probes";
 *
 * const { sentence, smallestEffect } = await doctor({ seconds: 1 });
 * const words: string = sentence;
 * const share: number | null = smallestEffect;
 * ```
 */
export function doctor(options: DoctorOptions = {}): Examination {
  checkDoctor(options);
  const { python, seconds = SECONDS_DEFAULT, seed, onProgress } = options;
  const unread: MachineReading = { kind: "unavailable", reason: "it was not asked yet" };
  let [before, after]: MachineReading[] = [unread, unread];
  let asked: Interpreter | null = null;
  return running({
    async makePlan() {
      const arm = python ?? (await arms())[0];
      const plan = planOf(arm, seconds, seed);
      asked = plan.arms[0]?.python ?? null;
      if (asked !== null) before = await readMachine(asked);
      return plan;
    },
    async beforeEnd() {
      if (asked !== null) after = await readMachine(asked);
    },
    toResult: (measurement) =>
      resultOf(measurement, { before: before ?? unread, after: after ?? unread }),
    onProgress,
    question: { ...NEVER_ASKED, isExamination: true },
    async afterEnd(result) {
      if (asked !== null) await keep(asked, result);
    },
  });
}

/** What was stopped was no examination, for somebody chose its end; without an interval it found nothing. */
async function keep(python: Interpreter, { comparison, ending }: DoctorResult): Promise<void> {
  const { low, high } = comparison;
  if (ending.kind === "stopped" || low === null || high === null) return;
  await keepExamination({ python, low, high });
}

function checkDoctor(options: DoctorOptions): void {
  const doing = "Cannot examine this machine";
  checkOptions(doing, options, ["python", "seconds", "seed", "onProgress"]);
  const { seconds = SECONDS_DEFAULT, python, seed } = options;
  const [fewest, most] = SECONDS_RANGE;
  if (!(typeof seconds === "number" && seconds >= fewest && seconds <= most)) {
    throw new RangeError(
      `${doing}: "seconds" is ${shown(seconds)}, a number from ${fewest} to ${most} is needed`,
    );
  }
  // A wrong interpreter or seed shows at this line, too.
  planOf(python, seconds, seed);
}

function planOf(
  arm: DoctorOptions["python"],
  seconds: number,
  seed: number | undefined,
): MeasurePlan {
  const isThere = !isMissingArm(arm);
  return makePlan(findProbe("tight_loop"), {
    given: isThere ? [["python", arm], ["python", arm]] : [],
    base: isThere ? 0 : null,
    budget: `${seconds}s`,
    isFixed: true,
    roundsMax: ROUNDS_MAX,
    ...(seed === undefined ? {} : { seed }),
  });
}

function resultOf(
  measurement: MeasurementResult,
  { before, after }: { readonly before: MachineReading; readonly after: MachineReading },
): DoctorResult {
  const comparison = withItself(measurement);
  const { noiseFloor, smallestEffect } = resolutionOf(comparison, {
    seconds: FORECAST_SECONDS,
    runs: measurement.runs,
    taken: measurement.seconds,
  });
  const seen = {
    comparison,
    noiseFloor,
    smallestEffect,
    preemptedShare: preemptedShare(measurement),
    change: machineChange(before, after),
  };
  const refusesVerdicts = isRefused(comparison);
  const result: DoctorResult = {
    ...seen,
    python: measurement.arms[0]?.python.name ?? null,
    refusesVerdicts,
    machine: before,
    findings: findingsOf({ ...seen, refusesVerdicts, ending: measurement.ending }),
    sentence: sentenceOf({ ...seen, refusesVerdicts }),
    measurement,
    ending: measurement.ending,
    [DISPLAY]: () => tableBundle(doctorTable(result)),
  };
  return result;
}

function withItself(measurement: MeasurementResult): Comparison {
  const [base, test] = measurement.arms;
  const value = measurement.value;
  const common = { value, minEffect: MIN_EFFECT_DEFAULT };
  return base === undefined || test === undefined
    ? emptyComparison({ ...common, reason: "There is no CPython" })
    : compareArms(measurement, { ...common, base, test });
}

function isRefused({ low, high }: Comparison): boolean {
  return low === null || high === null || excludesOne({ low, high });
}

/** By the switches that the system counted, whatever the cleaning made of the timings. */
function preemptedShare({ runs }: MeasurementResult): number | null {
  const slices = runs.flatMap((run) => run.ending.kind === "completed" ? run.slices : []);
  if (slices.length === 0) return null;
  return slices.filter(({ switches }) => switches > 0).length / slices.length;
}

function sentenceOf(
  { comparison, refusesVerdicts, noiseFloor, smallestEffect }: Pick<
    DoctorResult,
    "comparison" | "refusesVerdicts" | "noiseFloor" | "smallestEffect"
  >,
): string {
  if (comparison.low === null || comparison.high === null) {
    return `No verdicts: ${comparison.sentence}`;
  }
  if (refusesVerdicts) {
    return `No verdicts: a program differs from itself here, ${comparison.sentence}`;
  }
  return `In 10 s an effect of ${
    formatShare(smallestEffect)
  } is found in four of five comparisons; ` +
    `their intervals reach ${formatShare(noiseFloor)} to each side`;
}
