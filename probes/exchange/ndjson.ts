/** Measurements as NDJSON with every raw timing: the form of exports and of frozen data. */

import type { ComparisonResult } from "../compare/compare.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { MeasurementResult, ProcessResult } from "../measure/result.ts";
import type { ProbeRun } from "../run/run.ts";
import { redactWith } from "./redact.ts";
import { type Exportable, measurementOf } from "./select.ts";

/** What stands in every line; a version that readers do not know is refused by them. */
export const NDJSON_SCHEMA = "probebook/1";

/** What every line begins with. */
export interface LineHead {
  readonly schema: typeof NDJSON_SCHEMA;
  readonly session: string;
}

/**
 * Writes a measurement as NDJSON: one line about the session, one a process, one a comparison, and one at the end.
 *
 * Every line names its session, so that a file which was cut off, or into which two were written, can still be read. All
 * raw timings are in it; names of people and machines and paths of home folders are not.
 *
 * ```ts
 * import { fromNdjson, type MeasurementResult, toNdjson } from "probes";
 *
 * function copy(measurement: MeasurementResult) {
 *   const [again] = fromNdjson(toNdjson(measurement));
 *   return again;
 * }
 * ```
 */
export function toNdjson(result: Exportable): string {
  const doing = "Cannot export to NDJSON";
  const measurement = measurementOf(result, doing);
  if (measurement.probe === "imported") {
    throw new TypeError(`${doing}: "${measurement.title}" comes from a file without raw runs`);
  }
  const head: LineHead = { schema: NDJSON_SCHEMA, session: sessionOf(measurement) };
  const processes = new Map(
    measurement.arms.flatMap(({ label, processes }) =>
      processes.map((process) => [`${label} ${process.round}`, process] as const)
    ),
  );
  const lines = [
    { ...head, record: "session", ...sessionLine(measurement) },
    ...[...earlyRuns(measurement), ...measurement.runs].map((run) => ({
      ...head,
      record: "process",
      probe: measurement.probe,
      seed: measurement.seed,
      ...processLine(run, processes.get(`${run.arm} ${run.round}`)),
    })),
    ...comparisonsOf(result).map((row) => ({
      ...head,
      record: "comparison",
      ...comparisonLine(row),
    })),
    { ...head, record: "end", seconds: measurement.seconds, ending: measurement.ending },
  ];
  const hide = redactWith();
  return lines.map((line) => `${JSON.stringify(hide(line))}\n`).join("");
}

/** The same for every export of one measurement, so that a file that holds it twice can be seen through. */
function sessionOf({ seed, runs }: MeasurementResult): string {
  return `${runs[0]?.startedAt ?? "never"}-${seed}`;
}

/** Every process before the first round. */
function earlyRuns({ calibration, arms }: MeasurementResult): ProbeRun[] {
  const failed = arms.flatMap(({ failures }) => failures).filter(({ round }) => round < 0);
  return [...new Set([...calibration?.runs ?? [], ...failed])];
}

function sessionLine(measurement: MeasurementResult) {
  const { calibration, arms } = measurement;
  return {
    probe: measurement.probe,
    title: measurement.title,
    values: measurement.values,
    params: measurement.params,
    seed: measurement.seed,
    budget: measurement.budget,
    rounds: measurement.rounds,
    looks: measurement.looks,
    sliceCount: measurement.sliceCount,
    calibration: calibration === null ? null : {
      arm: calibration.arm,
      loops: calibration.loops,
      sliceNs: calibration.sliceNs,
      sliceCount: calibration.sliceCount,
      processMs: calibration.processMs,
      processors: calibration.processors,
    },
    arms: arms.map(({ label, python, params, env, flags }) => ({
      label,
      python,
      params,
      env,
      flags,
    })),
    givenUp: arms.filter(({ isGivenUp }) => isGivenUp).map(({ label }) => label),
    // Machine, moments and programs; left out where nobody looked.
    ...(measurement.metadata === null ? {} : { metadata: measurement.metadata }),
    ...(measurement.pauses.length === 0 ? {} : { pauses: measurement.pauses }),
    ...(measurement.refusals.length === 0 ? {} : { refusals: measurement.refusals }),
  };
}

function processLine(run: ProbeRun, process: ProcessResult | undefined) {
  const { position, ending, state, slices, ...others } = run;
  const cleaning = process?.cleaning ?? null;
  return {
    ...others,
    pos: position,
    exit: ending,
    meta: state,
    slices,
    // What follows from the slices, for readers that do not want to clean them again.
    warmupEnd: cleaning?.warmupCount ?? null,
    class: cleaning?.warmupClass ?? null,
    dropped: cleaning?.switchedCount ?? null,
    level: process?.level ?? null,
    floor: cleaning?.floor ?? null,
    maxRss: run.values["peakRss"] ?? null,
  };
}

function comparisonsOf(result: Exportable): readonly Comparison[] {
  return "rows" in result ? (result as ComparisonResult).rows : [];
}

function comparisonLine(row: Comparison) {
  const { value, roundRatios: _ratios, ...others } = row;
  return { ...others, value: value.key };
}
