/** Measurements as hyperfine's JSON, and back: one time a process. */

import { z } from "zod";
import { checkOptions } from "../measure/options.ts";
import type { MeasuredArm, MeasurementResult } from "../measure/result.ts";
import { median } from "../stats/mod.ts";
import { isTime, unitsPerNs } from "../catalog/unit.ts";
import { foreignMeasurement } from "./foreign.ts";
import { parseFile } from "./parse_file.ts";
import type { ReadOptions } from "./pyperf_read.ts";
import { redact } from "./redact.ts";
import { type Exportable, exportedValue, measurementOf } from "./select.ts";

/** What `toHyperfine()` may be told. */
export interface HyperfineOptions {
  /** Key of the value, which must be a time; the compared or main one when not given. */
  readonly value?: string;
}

/**
 * Writes a measurement as hyperfine's JSON: one result an arm, one time in seconds a process.
 *
 * hyperfine times whole programs. Here a time is what the probe measured within a process, start-up left out; hyperfine's
 * `user` and `system`, the processor times of the whole program, are not written.
 *
 * ```ts
 * import { type MeasurementResult, toHyperfine } from "probes";
 *
 * async function save(measurement: MeasurementResult) {
 *   await Deno.writeTextFile("hyperfine.json", toHyperfine(measurement));
 * }
 * ```
 */
export function toHyperfine(result: Exportable, options: HyperfineOptions = {}): string {
  const doing = "Cannot export to hyperfine";
  const measurement = measurementOf(result, doing);
  checkOptions(doing, options, ["value"]);
  const { key, unit, kind } = exportedValue(result, options.value);
  if (kind === "exact" || !isTime(unit)) {
    throw new TypeError(`${doing}: "${key}" is no time, and hyperfine knows nothing else`);
  }
  // One division rounds once: 2 s stay 2.
  const perSecond = unitsPerNs(unit) * 1e9;
  const results = measurement.arms.flatMap((arm) => {
    const times = timesOf(arm, key).map((time) => time / perSecond);
    return times.length === 0 ? [] : [resultJson(arm, times)];
  });
  if (results.length === 0) throw new RangeError(`${doing}: no arm gave "${key}"`);
  return `${JSON.stringify(redact({ results }), null, 2)}\n`;
}

interface HyperfineJson {
  results: {
    command: string;
    times: number[];
    exit_codes?: (number | null)[] | undefined;
  }[];
}

const hyperfineJson: z.ZodType<HyperfineJson> = z.object({
  results: z.array(z.object({
    command: z.string(),
    times: z.array(z.number()),
    exit_codes: z.array(z.number().nullable()).optional(),
  })).min(1),
});

/**
 * Reads a file of hyperfine: one measurement, each command an arm, each run of it a process.
 *
 * Runs with another exit code than 0 are left out and told. Throws a `SyntaxError` or `TypeError` that says what is wrong
 * with the file.
 */
export function fromHyperfine(
  text: string,
  { file = "the file" }: ReadOptions = {},
): readonly MeasurementResult[] {
  const { results } = parseFile(text, { file, schema: hyperfineJson, what: "a hyperfine file" });
  const failedCount = results.reduce(
    (sum, { times, exit_codes = [] }) =>
      sum + times.filter((_, index) => hasFailed(exit_codes[index])).length,
    0,
  );
  return [foreignMeasurement({
    title: "whole command",
    unit: "second",
    file,
    flags: failedCount === 0 ? [] : [{
      kind: "incomplete_file",
      text: `${failedCount} runs of commands ended with an exit code that is not 0 and are left ` +
        "out; look at what they print",
    }],
    arms: results.map(({ command, times, exit_codes = [] }) => ({
      label: command.trim() === "" ? "command" : command,
      version: null,
      compiler: null,
      executable: null,
      processes: times.filter((_, index) => !hasFailed(exit_codes[index]))
        .map((time) => ({ values: [time] })),
    })),
  })];
}

function hasFailed(code: number | null | undefined): boolean {
  return code !== undefined && code !== 0;
}

function timesOf({ processes }: MeasuredArm, key: string): number[] {
  return processes.flatMap(({ values }) => {
    const value = values[key];
    return typeof value === "number" && value > 0 ? [value] : [];
  });
}

function resultJson({ label, params }: MeasuredArm, times: readonly number[]) {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const squares = times.reduce((sum, time) => sum + (time - mean) ** 2, 0);
  const parameters = Object.entries(params).map(([name, value]) => [name, `${value}`]);
  return {
    command: label,
    mean,
    // As hyperfine has it: none for a single run.
    stddev: times.length < 2 ? null : Math.sqrt(squares / (times.length - 1)),
    median: median(times),
    min: Math.min(...times),
    max: Math.max(...times),
    times,
    exit_codes: times.map(() => 0),
    // As hyperfine has it: absent without any, and every value a text.
    ...(parameters.length === 0 ? {} : { parameters: Object.fromEntries(parameters) }),
  };
}
