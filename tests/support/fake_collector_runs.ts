/** Measurements about the collector that nobody made: values over runs by arm, for tests of exercises. */

import {
  DISPLAY,
  type Interpreter,
  type MeasuredArm,
  type MeasurementResult,
  type ParamValue,
  type ProbeName,
} from "../../probes/mod.ts";
import { summarizeValue } from "../../probes/measure/result.ts";
import { fakeMeasurement } from "./fake_comparisons.ts";
import { fakeArm, fakeInterpreter, fakeProcess } from "./fake_interpreters.ts";

/** One arm: each value once a run. */
export interface FakeRunArm {
  readonly label?: string;
  readonly collector?: Interpreter["collector"];
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly values: Readonly<Record<string, readonly (number | string)[]>>;
}

/** A measurement of that probe with these arms, all complete. */
export function fakeRunsOf(probe: ProbeName, arms: readonly FakeRunArm[]): MeasurementResult {
  return { ...fakeMeasurement({}), probe, arms: arms.map(armOf), [DISPLAY]: () => ({}) };
}

function armOf({ label = "py3.14.0", collector, params = {}, values }: FakeRunArm): MeasuredArm {
  const runCount = Math.max(0, ...Object.values(values).map((runs) => runs.length));
  const python = {
    ...fakeInterpreter("py3.14.0"),
    ...(collector === undefined ? {} : { collector }),
  };
  const processes = Array.from({ length: runCount }, (_, round) =>
    fakeProcess(
      round,
      Object.fromEntries(Object.entries(values).map(([key, runs]) => [key, runs[round] ?? null])),
    ));
  return {
    ...fakeArm(label, []),
    python,
    params,
    processes,
    summary: Object.fromEntries(
      Object.keys(values).map((key) => [key, summarizeValue(processes, key)]),
    ),
  };
}
