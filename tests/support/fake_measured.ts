/** Measurements that nobody made, by any probe and with any arms: for tests of what is concluded from them. */

import {
  DISPLAY,
  type FrozenSource,
  type Interpreter,
  type MeasuredArm,
  type MeasurementResult,
  type ParamValue,
  type ProbeName,
  PROBES,
  type ProcessResult,
} from "../../probes/mod.ts";
import { summarizeValue } from "../../probes/measure/result.ts";
import { cleanProcess } from "../../probes/stats/mod.ts";
import { fakeInterpreter, fakeProcess, fakeResult } from "./fake_interpreters.ts";

/** One arm: a CPython, how it was started, and what its processes gave. */
export interface FakeArm {
  /** Of the CPython. */
  readonly name: string;
  /** Second part of its version; 14 when not given. */
  readonly minor?: number;
  /** Kind of its build. */
  readonly family?: string;
  readonly facts?: Partial<Interpreter>;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly env?: Readonly<Record<string, string>>;
  /** The value that is meant: one a process, or the same in `rounds` processes. */
  readonly levels?: readonly (number | string | null)[];
  /** Of the first process; the others have the same. */
  readonly values?: Readonly<Record<string, number | string | null>>;
}

/** What a measurement is made of. */
export interface FakeMeasured {
  readonly arms: readonly FakeArm[];
  /** Key of the value that `levels` are; the probe's main one when not given. */
  readonly value?: string;
  readonly frozen?: FrozenSource;
  readonly ending?: MeasurementResult["ending"];
}

/** Levels of so many rounds around a middle, by a fixed pattern of half a per cent. */
export function levelsAround(middle: number, rounds = 12): number[] {
  return Array.from({ length: rounds }, (_, index) => middle * (1 + ((index % 5) - 2) / 400));
}

/** A measurement by that probe. */
export function fakeMeasured(
  probe: ProbeName,
  { arms, value, frozen, ending = { kind: "complete" } }: FakeMeasured,
): MeasurementResult {
  const { title, values } = PROBES[probe];
  const key = value ?? values[0].key;
  const result = fakeResult({}, { probe, title, value: values[0], values, params: {}, ending });
  const measured = arms.map((arm) => armOf(arm, { key, isFrozen: frozen !== undefined }));
  return {
    ...result,
    arms: measured,
    ...(frozen === undefined ? {} : { frozen }),
    [DISPLAY]: () => ({}),
  };
}

/** A CPython with these facts. */
export function fakePython(
  { name, minor = 14, family = "other, GCC 12", facts = {} }: FakeArm,
): Interpreter {
  const python = fakeInterpreter(name);
  return {
    ...python,
    version: `3.${minor}.0`,
    minor,
    build: { ...python.build, family },
    ...facts,
  };
}

function armOf(
  arm: FakeArm,
  { key, isFrozen }: { readonly key: string; readonly isFrozen: boolean },
): MeasuredArm {
  const { name, params = {}, env = {}, values = {}, levels = [null] } = arm;
  const processes = levels.map((level, round): ProcessResult => ({
    ...fakeProcess(round, level === null ? values : { ...values, [key]: level }, key),
    cleaning: typeof level === "number" ? cleanProcess(slicesOf(level)) : null,
  }));
  const python = fakePython(arm);
  const settings = [...Object.entries(params), ...Object.entries(env)];
  const main = summarizeValue(processes, key);
  const isNumber = typeof main.median === "number";
  return {
    label: [name, ...settings.map(([setting, given]) => `${setting} = ${given}`)].join(", "),
    python: isFrozen ? { ...python, source: "frozen" } : python,
    params,
    env,
    flags: [],
    processes,
    median: isNumber ? Number(main.median) : null,
    low: isNumber ? Number(main.low) : null,
    high: isNumber ? Number(main.high) : null,
    summary: { [key]: main },
    failures: [],
    isGivenUp: false,
  };
}

/** Five equal timings that nothing interrupted; only probes of timings look at them. */
function slicesOf(level: number) {
  const ns = Math.round(level * 1e6);
  return Array.from({ length: 5 }, () => ({ loops: 1, wallNs: ns, cpuNs: ns, switches: 0 }));
}
