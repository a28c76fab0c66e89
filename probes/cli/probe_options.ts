/** The options of `run` and `compare`, from texts to what `measure()` and `compare()` take. */

import { readBudget } from "../measure/budget.ts";
import { findProbe, findValue } from "../catalog/catalog.ts";
import type { ParamValue, Probe } from "../catalog/probe.ts";
import {
  findPythons,
  type FoundPython,
  INSTALL_HINT,
  type Interpreter,
} from "../interpreters/mod.ts";
import { completeParams } from "../catalog/params.ts";
import type { Arguments } from "./arguments.ts";
import type { Surroundings } from "./surroundings.ts";

/** A command line that cannot be carried out: its message names the option and what to do. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** For a command that takes options only. */
export function refuseWords({ words: [word] }: Arguments, doing: string): void {
  if (word === undefined) return;
  throw new UsageError(`Cannot ${doing}: "${word}" belongs to no option, remove it`);
}

/** The probe that the first word names. */
export function probeNamed(words: readonly string[], doing: string): Probe {
  const [name, extra] = words;
  if (name === undefined) {
    throw new UsageError(`Cannot ${doing}: no probe is named; "deno task probe list" lists them`);
  }
  if (extra !== undefined) {
    throw new UsageError(`Cannot ${doing} "${name}": "${extra}" belongs to no option, remove it`);
  }
  return asUsage("NAME", () => findProbe(name));
}

/** The texts of options as CommonOptions; what is not given is left out. */
export function commonOptions(
  options: Arguments,
): { budget?: string; rounds?: number; fresh: boolean } {
  const budget = options.one("--budget");
  if (budget !== undefined) asUsage("--budget", () => readBudget(budget));
  const rounds = options.one("--rounds");
  return {
    fresh: options.has("--fresh"),
    ...(budget === undefined ? {} : { budget }),
    ...(rounds === undefined ? {} : { rounds: wholeNumber("--rounds", rounds) }),
  };
}

/** The parameters given by one option, checked against the probe on top of those that are given for all. */
export function paramsOf(
  probe: Probe,
  options: Arguments,
  { name, under = {} }: { name: string; under?: Readonly<Record<string, ParamValue>> },
): Record<string, ParamValue> {
  const params = Object.fromEntries(
    pairsOf(options, name).map(([key, text]) => [key, paramValue(text)]),
  );
  asUsage(name, () => completeParams(probe, { ...under, ...params }, "quick"));
  return params;
}

/** The `name=value` pairs of a repeatable option; a later one with the same name is a mistake. */
export function pairsOf(options: Arguments, name: string): [key: string, text: string][] {
  const pairs = options.all(name).map((text): [string, string] => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (key !== undefined && value !== undefined) return [key, value];
    throw new UsageError(
      `Cannot use ${name} "${text}": a name, "=" and a value are needed, as in "n=100000"`,
    );
  });
  for (const [index, [key]] of pairs.entries()) {
    if (!pairs.slice(0, index).some(([earlier]) => earlier === key)) continue;
    throw new UsageError(`Cannot use ${name}: "${key}" is given twice, and once is meant`);
  }
  return pairs;
}

/** The key of the value that is compared; undefined for the main one. */
export function valueOf(probe: Probe, options: Arguments): string | undefined {
  const key = options.one("--value");
  if (key !== undefined) asUsage("--value", () => findValue(probe, key));
  return key;
}

/** A number between two others. */
export function numberOf(
  options: Arguments,
  { name, min, max }: { name: string; min: number; max: number },
): number | undefined {
  const text = options.one(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== "" && value >= min && value <= max) return value;
  throw new UsageError(`Cannot use ${name} "${text}": a number from ${min} to ${max} is needed`);
}

/** The interpreters that these options name, in their order. */
export async function pythonsOf(
  options: Arguments,
  names: readonly string[],
  { base, environment }: Surroundings,
): Promise<Interpreter[]> {
  const texts = names.map((name) => options.one(name));
  if (texts.includes(undefined)) {
    const missing = names.filter((_, index) => texts[index] === undefined);
    throw new UsageError(
      `Cannot measure: ${
        missing.join(" and ")
      } PYTHON is missing, a path or a name; "deno task interpreters" lists them`,
    );
  }
  const found = await findPythons(texts.map((text) => text ?? ""), { base, environment });
  return found.map((entry, index) => interpreterOf(entry, names[index] ?? ""));
}

function interpreterOf(entry: FoundPython, option: string): Interpreter {
  switch (entry.kind) {
    case "found":
      return entry.interpreter;
    case "rejected":
      throw new UsageError(
        `Cannot use ${option} "${entry.path}": ${entry.reason}\n` +
          'Remedy: name another program, or one of "deno task interpreters"',
      );
    case "unknown": {
      const names = entry.known.map((name) => `"${name}"`).join(", ");
      throw new UsageError(
        `Cannot use ${option} "${entry.name}": no CPython has that name\n` +
          (names === "" ? INSTALL_HINT : `Remedy: one of ${names}, or a path with a "/" in it`),
      );
    }
  }
}

/** What makes no sense is the caller's mistake; here that is the command line. */
export function asUsage<Value>(option: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new UsageError(`${error.message} (${option})`, { cause: error });
  }
}

/** A whole number where it is one; anything else is for the probe's own check to refuse. */
function paramValue(text: string): ParamValue {
  return /^[+-]?\d[\d_]*$/.test(text) ? Number(text.replaceAll("_", "")) : text;
}

function wholeNumber(name: string, text: string): number {
  const value = paramValue(text);
  if (typeof value === "number") return value;
  throw new UsageError(`Cannot use ${name} "${text}": a whole number is needed`);
}
