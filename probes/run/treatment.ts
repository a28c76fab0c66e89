/**
 * Whether a process runs with what its arm asked for: it says so itself, nothing is inferred from how it was started.
 *
 * CPython ignores most settings that it does not know or cannot follow, silently: a comparison of a compiler with its
 * absence would then be one of a program with itself.
 */

import type { Arm } from "../measure/arm.ts";
import type { ProbeState } from "./event.ts";
import type { Unavailable } from "./run.ts";
import {
  GC_VARIABLE,
  isCompilerThreshold,
  isSwitchedOn,
  OPTIONS_SINCE,
  optionsOf,
  readGcSetting,
} from "./setting.ts";

/** What a process says that contradicts what was asked for. */
export interface WrongState {
  /** For example `version`. */
  readonly what: string;
  /** For example `3.14.0`. */
  readonly asked: string;
  /** For example `3.13.1`. */
  readonly reported: string;
}

type Treated = Pick<Arm, "python" | "env" | "flags">;

/** Why an interpreter cannot be treated so, as far as that is known before it is started; null where it may work. */
export function treatmentLack({ python, env, flags }: Treated): Unavailable | null {
  const options = optionsOf(flags);
  const gil = options.get("gil") ?? env["PYTHON_GIL"];
  if (gil === "0" && python.gil === "always") {
    return { reason: "its build always has the global lock", remedy: "uv python install 3.14t" };
  }
  if (isSwitchedOn(env["PYTHON_JIT"]) && python.jit === "absent") {
    const reason = "its build has no just-in-time compiler";
    return { reason, remedy: "uv python install 3.14" };
  }
  const isOld = (since: number) => python.major === 3 && python.minor < since;
  const isLeftGeneral = isSwitchedOn(env["PYTHON_SPECIALIZATION_OFF"]);
  if (isLeftGeneral && isOld(SPECIALIZATION_OFF_SINCE)) {
    const since = SPECIALIZATION_OFF_SINCE;
    return {
      reason: `CPython before 3.${since} cannot leave its bytecode unspecialized`,
      remedy: `uv python install 3.${since}`,
    };
  }
  const threshold = Object.keys(env).find(isCompilerThreshold);
  if (threshold !== undefined && isOld(THRESHOLDS_SINCE)) {
    const since = THRESHOLDS_SINCE;
    const reason = `CPython before 3.${since} does not know ${threshold}`;
    return { reason, remedy: `uv python install 3.${since}` };
  }
  for (const name of options.keys()) {
    const since = OPTIONS_SINCE[name] ?? 0;
    if (!isOld(since)) continue;
    const reason = `CPython before 3.${since} does not know -X ${name}`;
    return { reason, remedy: `uv python install 3.${since}` };
  }
  return null;
}

/** 3.15 is the first that has the variable. */
const SPECIALIZATION_OFF_SINCE = 15;

/** 3.15 is the first that can be told when its compiler is to begin: the names are not in the program of 3.14.10. */
const THRESHOLDS_SINCE = 15;

/** The first contradiction, or null. */
export function stateFault({ python, env, flags }: Treated, state: ProbeState): WrongState | null {
  if (state.version !== python.version) {
    return { what: "version", asked: python.version, reported: state.version };
  }
  const options = optionsOf(flags);
  return gilFault(options.get("gil") ?? env["PYTHON_GIL"], state) ??
    jitFault(env["PYTHON_JIT"], state) ??
    specializationFault(env["PYTHON_SPECIALIZATION_OFF"], state) ??
    collectorFault(env[GC_VARIABLE], state) ??
    optionFault(options, state);
}

function gilFault(asked: string | null | undefined, { gil }: ProbeState): WrongState | null {
  // Only these two are switches; anything else CPython refuses itself.
  return asked === "0" || asked === "1" ? switchFault("global lock", asked === "1", gil) : null;
}

function jitFault(asked: string | undefined, { jit }: ProbeState): WrongState | null {
  return isUnset(asked) ? null : switchFault("just-in-time compiler", isSwitchedOn(asked), jit);
}

function specializationFault(
  asked: string | undefined,
  { specialization }: ProbeState,
): WrongState | null {
  // Without the variable it may be off, too: builds without the lock had none at first.
  if (!isSwitchedOn(asked) || specialization === undefined) return null;
  return switchFault("specialization of bytecode", false, specialization);
}

function collectorFault(
  asked: string | undefined,
  { gcEnabled, gcThreshold }: ProbeState,
): WrongState | null {
  const setting = asked === undefined ? null : readGcSetting(asked);
  if (setting === null || gcEnabled === undefined) return null;
  if (setting === "off") return switchFault("garbage collector", false, gcEnabled);
  // The incremental collector takes a third threshold and keeps 0.
  const isSame = setting.slice(0, 2).every((threshold, index) => gcThreshold[index] === threshold);
  if (isSame) return null;
  const [what, reported] = ["collector's thresholds", gcThreshold.join(", ")];
  return { what, asked: setting.join(", "), reported };
}

function optionFault(
  asked: ReadonlyMap<string, string | null>,
  { options }: ProbeState,
): WrongState | null {
  if (options === undefined) return null;
  for (const [name, value] of asked) {
    const text = value === null ? name : `${name}=${value}`;
    if (options.includes(text)) continue;
    const other = options.find((option) => option === name || option.startsWith(`${name}=`));
    return { what: `-X ${name}`, asked: value ?? "set", reported: other ?? "not set" };
  }
  return null;
}

function isUnset(value: string | undefined): boolean {
  return value === undefined || value === "";
}

function switchFault(what: string, asked: boolean, isOn: boolean): WrongState | null {
  if (isOn === asked) return null;
  return { what, asked: asked ? "on" : "off", reported: isOn ? "on" : "off" };
}
