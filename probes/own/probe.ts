/** One's own probe: Python of a cell that is measured and compared like those of the catalogue. */

import { z } from "zod";
import { isProbeName } from "../catalog/catalog.ts";
import type {
  Probe,
  ProbeKind,
  ProbeParameter,
  ProbeValue,
  Statistic,
  ValuesByKey,
  WrongValue,
} from "../catalog/probe.ts";
import { isTime } from "../catalog/unit.ts";
import { checkOptions, checkRecord, shown } from "../measure/options.ts";
import { makeOwn } from "./definition.ts";
import { type DryRun, dryRunOf, type DryRunOptions } from "./dry_run.ts";
import { firstIssue, isObjectSchema, type ObjectSchema, type Schema } from "./schema.ts";
import type { Snippet } from "./snippet.ts";

/** What is special about one of the values of one's own probe. */
export interface OwnValue {
  /** What it is, for example `longest pause`; its key when not given. */
  readonly name?: string;
  /** Its unit; that of the probe when not given. */
  readonly unit?: string;
  /** Its kind; that of the probe when not given. */
  readonly kind?: Exclude<ProbeKind, "slices">;
  /** Whether less is better; true when not given, null for the kind `exact`. */
  readonly lowerIsBetter?: boolean | null;
  /** How the list of that name is reduced, for the kind `events`; `median` when not given. */
  readonly statistic?: Statistic;
}

/** What one's own probe is made of. */
export interface OwnProbeOptions<Values extends Record<string, unknown>> {
  /** Its name in results and in the record: small letters, digits, underscores. */
  readonly name: string;
  /** The program. It takes `time_slices`, `value`, `events`, `skip` and `parameters` from the module `harness`. */
  readonly source: Snippet | string;
  /** The kind of its values. */
  readonly kind: ProbeKind;
  /** Their unit, for example `ms`; empty for a count. */
  readonly unit: string;
  /** Its values: one key each, the main one first. `{ value: number }` when not given; none for the kind `slices`. */
  readonly values?: ObjectSchema<Values>;
  /** What is special about some of them, by key. */
  readonly about?: { readonly [Key in keyof Values]?: OwnValue };
  /** Its parameters, in the order of `parameters()`: a whole number, or a list of words of which the first is usual. */
  readonly params?: Readonly<Record<string, number | readonly string[]>>;
  /** What it does, in a few words; its name when not given. */
  readonly title?: string;
  /** What it measures and what it cannot show. */
  readonly summary?: string;
}

/** One's own probe, for `measure()`, `compare()` and `matrix()`. */
export interface OwnProbe<Values extends Record<string, unknown>> extends Probe {
  /** Runs it once and says what it gave, or what is wrong with it. Nothing is recorded. */
  dryRun(options?: DryRunOptions): Promise<DryRun<Values>>;
}

const OPTIONS = ["name", "source", "kind", "unit", "values", "about", "params", "title", "summary"];

const KINDS: readonly ProbeKind[] = ["slices", "once", "events", "exact"];

/** As a file, a Python name and a word of the command line. */
const NAME = /^[a-z][a-z0-9_]{0,59}$/;

/**
 * Makes a probe of Python in a cell. Throws where it is none; whether the program works, its dry run says.
 *
 * ```ts
 * import { compare, discoverInterpreters, probe, python } from "probes";
 *
 * const joining = probe({
 *   name: "joining",
 *   kind: "slices",
 *   unit: "µs",
 *   params: { n: 1000, how: ["join", "plus"] },
 *   source: python`
 *     from harness import parameters, time_slices
 *
 *     n, how = parameters()
 *     words = [str(number) for number in range(n)]
 *
 *     def plus():
 *         text = ""
 *         for word in words:
 *             text += word
 *
 *     time_slices(plus if how == "plus" else lambda: "".join(words))
 *   `,
 * });
 *
 * const [first] = await discoverInterpreters();
 * if (first !== undefined) {
 *   const tried = await joining.dryRun({ python: first });
 *   const base = { python: first, params: { how: "plus" } };
 *   const { sentence } = await compare(joining, { base, test: first, budget: "smoke" });
 * }
 * ```
 */
export function probe<Values extends Record<string, unknown> = { value: number }>(
  options: OwnProbeOptions<Values>,
): OwnProbe<Values> {
  const { name, source, title = name, summary = "" } = options;
  const doing = checkOwn(options);
  const made = makeOwn({
    name,
    title,
    summary,
    source: typeof source === "string" ? source : source.source,
    parameters: parametersOf(doing, options.params ?? {}),
    values: valuesOf(doing, options),
  }, checkOf(options));
  return { ...made, dryRun: (asked = {}) => dryRunOf<Values>(made, asked) };
}

/** Cells are not held to their types. */
function checkOwn<Values extends Record<string, unknown>>(
  options: OwnProbeOptions<Values>,
): string {
  checkOptions("Cannot make a probe", options, OPTIONS);
  const { name, source, kind, unit, values, about, params } = options;
  if (typeof name !== "string" || !NAME.test(name)) {
    throw new TypeError(
      `Cannot make a probe: "name" is ${
        shown(name)
      }, small letters, digits and underscores are needed`,
    );
  }
  const doing = `Cannot make probe "${name}"`;
  if (isProbeName(name)) throw new TypeError(`${doing}: the catalogue has one of that name`);
  const text = typeof source === "object" && source !== null ? source.source : source;
  if (typeof text !== "string" || text.trim() === "") {
    throw new TypeError(
      `${doing}: "source" is ${shown(source)}, python with a text in backticks is needed`,
    );
  }
  if (!KINDS.includes(kind)) {
    const kinds = KINDS.map((known) => `"${known}"`).join(", ");
    throw new TypeError(`${doing}: "kind" is ${shown(kind)}, one of ${kinds} is needed`);
  }
  if (typeof unit !== "string") {
    throw new TypeError(`${doing}: "unit" is ${shown(unit)}, a text is needed`);
  }
  if (values !== undefined && !isObjectSchema(values)) {
    throw new TypeError(`${doing}: "values" is no schema, such as z.object({ value: z.number() })`);
  }
  checkRecord(doing, { place: "about", given: about, example: '{ value: { unit: "ms" } }' });
  checkRecord(doing, { place: "params", given: params, example: "{ n: 1000 }" });
  return doing;
}

function valuesOf<Values extends Record<string, unknown>>(
  doing: string,
  { kind, unit, values, about = {} }: OwnProbeOptions<Values>,
): ProbeValue[] {
  const given = values === undefined
    ? kind === "slices" ? [] : ["value"]
    : Object.keys(values.shape);
  const keys = kind === "slices" ? ["call", ...given] : given;
  if (keys.length === 0) {
    throw new TypeError(`${doing}: "values" has no key, one at least is needed`);
  }
  const details: Readonly<Record<string, OwnValue | undefined>> = about;
  checkOptions(`${doing} by its "about"`, details, keys);
  return keys.map((key, index) => {
    const isTimed = kind === "slices" && index === 0;
    const usual = kind === "slices" ? "once" : kind;
    const value = ownValue(key, {
      unit,
      kind: isTimed ? "slices" : usual,
      about: details[key] ?? {},
    });
    checkUnit(doing, value);
    return value;
  });
}

/** What is timed in nanoseconds needs a unit of time, or its numbers would stand under a false one. */
function checkUnit(doing: string, { key, kind, unit, statistic }: ProbeValue): void {
  const isTimed = kind === "slices" || (kind === "events" && statistic !== "count");
  if (!isTimed || isTime(unit)) return;
  throw new TypeError(
    `${doing}: "unit" of "${key}" is "${unit}", one of ns, µs, ms and s is needed for what is timed`,
  );
}

function ownValue(
  key: string,
  { unit, kind: usual, about }: {
    readonly unit: string;
    readonly kind: ProbeKind;
    readonly about: OwnValue;
  },
): ProbeValue {
  const kind = usual === "slices" ? usual : about.kind ?? usual;
  return {
    key,
    name: about.name ?? (kind === "slices" ? "time per call" : key),
    unit: about.unit ?? unit,
    kind,
    lowerIsBetter: about.lowerIsBetter ?? (kind === "exact" ? null : true),
    ...(kind === "events" ? { statistic: about.statistic ?? "median" } : {}),
  };
}

function parametersOf(
  doing: string,
  params: Readonly<Record<string, number | readonly string[]>>,
): ProbeParameter[] {
  return Object.entries(params).map(([name, usual]) => {
    const [first] = Array.isArray(usual) ? usual : [];
    if (typeof usual === "number" && Number.isSafeInteger(usual)) {
      const range = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
      return { kind: "number", name, meaning: "a whole number", default: usual, ...range };
    }
    if (
      Array.isArray(usual) && first !== undefined && usual.every((word) => typeof word === "string")
    ) {
      return { kind: "choice", name, meaning: "one of the words", default: first, choices: usual };
    }
    throw new TypeError(
      `${doing}: parameter "${name}" is ${
        shown(usual)
      }, a whole number or a list of words is needed`,
    );
  });
}

/** Holds what a process gave to the schema. */
function checkOf<Values extends Record<string, unknown>>(
  { kind, values: schema }: OwnProbeOptions<Values>,
): (values: ValuesByKey) => WrongValue | null {
  const held: Schema<unknown> = schema ?? usualSchema(kind);
  return (values) => {
    const parsed = held.safeParse(values);
    if (parsed.success) return null;
    const { place, message } = firstIssue(parsed.error);
    return { key: place, reason: message };
  };
}

function usualSchema(kind: ProbeKind): Schema<unknown> {
  switch (kind) {
    case "slices":
      return z.object({});
    case "exact":
      return z.object({ value: z.union([z.number(), z.string()]) });
    case "once":
    case "events":
      return z.object({ value: z.number().nullable() });
  }
}
