/** What is compared: an interpreter together with how it is started. */

import type { Budget } from "./budget.ts";
import type { ParamValue, Probe } from "../catalog/probe.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import { checkOptions, checkRecord } from "./options.ts";
import { completeParams } from "../catalog/params.ts";
import { optionFault, optionsOf, variableFault } from "../run/setting.ts";

/** An interpreter and what is special about this arm. */
export interface ArmSpec {
  /** The program; undefined where a list of interpreters was too short, and then there is no such arm. */
  readonly python: Interpreter | undefined;
  /** Parameters of the probe for this arm alone. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /**
   * Environment variables for this arm alone, for example `{ PYTHON_JIT: "1" }`. `PROBEBOOK_GC` is `off` or thresholds
   * such as `5000,10,10`, which the process tells its collector before it measures.
   */
  readonly env?: Readonly<Record<string, string>>;
  /** Flags in front of the script, for example `["-X", "gil=0"]`. */
  readonly flags?: readonly string[];
  /** How tables and charts call it; made from what differs when not given. */
  readonly label?: string;
}

/** An arm as it may be given. Undefined is what a list of interpreters that is too short gives: no arm. */
export type ArmLike = Interpreter | ArmSpec | undefined;

/** An arm with nothing left open. */
export interface Arm {
  /** Unique in its measurement. */
  readonly label: string;
  /** The program. */
  readonly python: Interpreter;
  /** All parameters, completed. */
  readonly params: Readonly<Record<string, ParamValue>>;
  /** Variables on top of the clean environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Flags on top of the usual ones. */
  readonly flags: readonly string[];
}

const REMEDY = "an interpreter as discoverInterpreters() gives it, or { python, ... }, is needed";

/** Completes arms; throws where one is none. `doing` and the names of the places go into the message. */
export function completeArms(
  probe: Probe,
  { given, params, budget }: {
    /** Each with the name of its place, for example `arms[0]` or `base`. */
    readonly given: readonly (readonly [place: string, arm: ArmLike])[];
    readonly params: Readonly<Record<string, ParamValue>>;
    readonly budget: Budget;
  },
): Arm[] {
  const doing = `Cannot measure "${probe.name}"`;
  const specs = given.map(([place, arm]) => readSpec(doing, place, arm));
  const arms = specs.map((spec, index) => ({
    label: spec.label ?? "",
    python: spec.python,
    params: completeParams(probe, { ...params, ...spec.params }, budget.name),
    env: checkedEnv(doing, `${given[index]?.[0]}.env`, spec.env ?? {}),
    flags: checkedFlags(doing, `${given[index]?.[0]}.flags`, spec.flags ?? []),
  }));
  return withLabels(arms);
}

/** Whether there is no interpreter for an arm, which is no mistake: not every machine has one, or a second. */
export function isMissingArm(arm: ArmLike | null): boolean {
  if (arm === undefined) return true;
  return typeof arm === "object" && arm !== null && "python" in arm && arm.python === undefined;
}

/** Whether two arms were built by the same kind of build, so that their speeds can be compared. */
export function isSameFamily(left: Arm, right: Arm): boolean {
  return left.python.build.family === right.python.build.family;
}

/** Cells are not held to their types, and a path in place of an interpreter is an easy mistake. */
function readSpec(
  doing: string,
  place: string,
  given: unknown,
): ArmSpec & { readonly python: Interpreter } {
  if (isInterpreter(given)) return { python: startable(doing, place, given) };
  if (typeof given !== "object" || given === null || !("python" in given)) {
    throw new TypeError(`${doing}: "${place}" is no interpreter, ${REMEDY}`);
  }
  checkOptions(`${doing}: "${place}"`, given, ["python", "params", "env", "flags", "label"]);
  if (!isInterpreter(given.python)) {
    throw new TypeError(`${doing}: "${place}.python" is no interpreter, ${REMEDY}`);
  }
  const { label, params, env } = given as { label?: unknown; params?: unknown; env?: unknown };
  checkRecord(doing, { place: `${place}.params`, given: params, example: "{ n: 1000 }" });
  checkRecord(doing, { place: `${place}.env`, given: env, example: '{ PYTHON_JIT: "1" }' });
  if (label !== undefined && (typeof label !== "string" || label.trim() === "")) {
    throw new TypeError(`${doing}: "${place}.label" is no text, a name for tables is needed`);
  }
  return { ...given, python: startable(doing, place, given.python) };
}

/** What was measured elsewhere cannot be measured beside what is here. */
function startable(doing: string, place: string, python: Interpreter): Interpreter {
  if (python.source !== "frozen") return python;
  throw new TypeError(
    `${doing}: "${place}" is frozen, measured before and elsewhere, and cannot be measured beside ` +
      "CPythons of this machine; compareWithin() compares frozen arms with each other",
  );
}

function isInterpreter(value: unknown): value is Interpreter {
  if (typeof value !== "object" || value === null) return false;
  const { name, executable, build } = value as Partial<Interpreter>;
  return typeof name === "string" && typeof executable === "string" && build !== undefined;
}

function checkedEnv(
  doing: string,
  place: string,
  env: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => {
      const isName = /^[^=\0]+$/.test(name);
      if (!isName || typeof value !== "string" || value.includes("\0")) {
        throw new TypeError(`${doing}: "${place}" has "${name}", a name and a text are needed`);
      }
      const fault = variableFault(name, value);
      if (fault !== null) throw new TypeError(`${doing}: "${place}" has "${name}", ${fault}`);
      return [name, value];
    }),
  );
}

/** Flags of one letter that would start something else than the probe, or make CPython ignore its environment. */
const REFUSED_FLAGS: Readonly<Record<string, string>> = {
  c: "it would start something else than the probe",
  m: "it would start something else than the probe",
  V: "it would start something else than the probe",
  h: "it would start something else than the probe",
  i: "it would wait for input",
  I: "with it CPython ignores PYTHONHASHSEED and every setting of the environment",
  E: "with it CPython ignores PYTHONHASHSEED and every setting of the environment",
};

function checkedFlags(doing: string, place: string, flags: unknown): string[] {
  if (!Array.isArray(flags)) throw new TypeError(`${doing}: "${place}" is no list of flags`);
  const checked: string[] = [];
  let takesValue = false;
  for (const flag of flags) {
    if (typeof flag !== "string" || (!takesValue && !/^-./.test(flag))) {
      throw new TypeError(`${doing}: "${place}" has ${JSON.stringify(flag)}, which is no flag`);
    }
    // CPython takes "-X gil=0" as one word for the unknown option " gil=0", silently.
    const [, name, value] = takesValue ? [] : /^(-[XW])\s+(.+)$/.exec(flag) ?? [];
    checked.push(...(name === undefined || value === undefined ? [flag] : [name, value]));
    const refused = takesValue || flag.startsWith("--") ? undefined : refusedLetter(flag);
    if (refused !== undefined) {
      throw new TypeError(`${doing}: "${place}" has "${flag}", ${REFUSED_FLAGS[refused]}`);
    }
    takesValue = !takesValue && (flag === "-X" || flag === "-W");
  }
  if (takesValue) {
    throw new TypeError(`${doing}: "${place}" ends in "${checked.at(-1)}" without its value`);
  }
  for (const name of optionsOf(checked).keys()) {
    const fault = optionFault(name);
    if (fault !== null) throw new TypeError(`${doing}: "${place}" has "-X ${name}", ${fault}`);
  }
  return checked;
}

function refusedLetter(flag: string): string | undefined {
  // What follows X or W is their value.
  const letters = flag.slice(1).replace(/[XW].*$/s, "");
  return [...letters].find((letter) => letter in REFUSED_FLAGS);
}

/** The given labels, else the interpreter and what differs; equal ones get a letter. */
function withLabels(arms: readonly Arm[]): Arm[] {
  const texts = arms.map((arm) => arm.label === "" ? describeArm(arm, arms) : arm.label);
  const taken = new Set(texts);
  return arms.map((arm, index) => {
    const text = texts[index] ?? "";
    if (texts.filter((other) => other === text).length === 1) return { ...arm, label: text };
    let number = texts.slice(0, index).filter((other) => other === text).length;
    let label = `${text} ${letters(number)}`;
    while (taken.has(label)) label = `${text} ${letters(++number)}`;
    taken.add(label);
    return { ...arm, label };
  });
}

/** A, B .. Z, then AA as in a spreadsheet. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + index % 26);
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

function describeArm(arm: Arm, arms: readonly Arm[]): string {
  const names = Object.keys(arm.params).filter((name) =>
    arms.some((other) => other.params[name] !== arm.params[name])
  );
  const params = names.map((name) => {
    const value = arm.params[name];
    return `${name} = ${typeof value === "number" ? value.toLocaleString("en") : value}`;
  });
  const env = Object.entries(arm.env).filter(([name, value]) =>
    arms.some((other) => other.env[name] !== value)
  ).map(([name, value]) => `${name}=${value}`);
  const flags = arm.flags.join(" ");
  const areFlagsShared = arms.every((other) => other.flags.join(" ") === flags);
  return [arm.python.name, ...params, ...env, ...(areFlagsShared ? [] : [flags])].filter((part) =>
    part !== ""
  ).join(", ");
}
