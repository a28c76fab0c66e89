/**
 * The cases that `deno task stats` takes: timings of two arms that somebody else measured, one case or a table of them.
 *
 * Field names are those of the wire; what is optional there is completed here, and what is wrong is named with its field.
 */

import { z } from "zod";
import { CONFIDENCE_MAX, LOOK_ROUNDS, MIN_EFFECT } from "../stats/mod.ts";

/** One process of a case, its slices from the first on. */
export interface CaseProcess {
  readonly arm: string;
  readonly round: number;
  /** Seconds since the session began; null where nobody noted it. */
  readonly t: number | null;
  /** Wall time of a loop iteration in each slice. */
  readonly values: readonly number[];
  /** CPU time of the same slices. */
  readonly cpu: readonly (number | null)[] | null;
  /** Involuntary context switches during each of them. */
  readonly switches: readonly (number | null)[] | null;
}

/** A comparison to decide. */
export interface StatsCase {
  readonly kind: "case";
  readonly id: string | number | null;
  readonly confidence: number;
  readonly minEffect: number;
  readonly base: string;
  readonly test: string;
  /** `blocked`: all of one arm, then all of the other. */
  readonly layout: "interleaved" | "blocked";
  /** In the order in which they ran. */
  readonly processes: readonly CaseProcess[];
  /** Which look it is, counted from 0, of which; null where all rounds were planned beforehand. */
  readonly looks: { readonly look: number; readonly rounds: readonly number[] } | null;
}

/** Comparisons that are read together. */
export interface StatsTable {
  readonly kind: "table";
  readonly seed: number;
  readonly confidence: number;
  readonly cases: readonly StatsCase[];
  /** Whether to sum them up in one ratio, too: drawing its interval takes longer than all the rest. */
  readonly suite: boolean;
}

/** What was read, or why it is no case; the identity is given back where there is one. */
export type ReadCase =
  | StatsCase
  | StatsTable
  | { readonly kind: "wrong"; readonly message: string; readonly id: string | number | null };

/** Reads one case or table from its JSON text. */
export function readCase(text: string): ReadCase {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : `${error}`;
    return { kind: "wrong", message: `Cannot read the case: it is no JSON (${reason})`, id: null };
  }
  const head = wireHead.safeParse(data);
  if (!head.success) return wrong(head.error, data);
  const isTable = head.data.schema === TABLE_SCHEMA;
  const read = isTable ? wireTable.safeParse(data) : wireCase.safeParse(data);
  return read.success ? read.data : wrong(read.error, data);
}

const CASE_SCHEMA = "probe-stats-case/1";
const TABLE_SCHEMA = "probe-stats-table/1";

/** More processes are a broken writer: ten days of starting one after the other. Chosen. */
const PROCESSES_MAX = 1_000_000;

const wireHead = z.object({ schema: z.enum([CASE_SCHEMA, TABLE_SCHEMA]) });
/** What may be absent, or null, is null for us. */
const orNull = <Value>(value: Value | null | undefined) => value ?? null;

const identity = z.union([z.string(), z.number()]).nullish().transform(orNull);
const confidence = z.number().gt(0).max(CONFIDENCE_MAX).default(0.95);
const armName = z.string().min(1);

/**
 * A list of numbers, checked in one go: an object of zod's for each of 100,000 timings took more memory than all the rest.
 */
function numberList<Entry extends number | null>(
  isEntry: (entry: unknown) => entry is Entry,
  expected: string,
) {
  return z.unknown().transform((data, context): readonly Entry[] => {
    if (!Array.isArray(data)) {
      const message = `expected array, received ${kindOf(data)}`;
      context.addIssue({ code: "custom", path: [], message });
      return z.NEVER;
    }
    const list: unknown[] = data;
    if (list.every(isEntry)) return list;
    // The first one alone is named: a million wrong ones would fill the memory with remarks.
    const index = list.findIndex((entry) => !isEntry(entry));
    const message = `expected ${expected}, received ${kindOf(list[index])}`;
    context.addIssue({ code: "custom", path: [index], message });
    return z.NEVER;
  });
}

function kindOf(data: unknown): string {
  if (data === null || typeof data === "number") return `${data}`;
  return Array.isArray(data) ? "array" : typeof data;
}

function isNumber(entry: unknown): entry is number {
  return typeof entry === "number" && Number.isFinite(entry);
}

const times = numberList(isNumber, "number");
const cpuTimes = numberList(
  (entry): entry is number | null => entry === null || isNumber(entry),
  "number or null",
);
const switchCounts = numberList(
  (entry): entry is number | null => entry === null || (isNumber(entry) && entry >= 0),
  "number of 0 or more, or null",
);

const wireProcess = z.object({
  arm: armName,
  round: z.int().nonnegative(),
  t: z.number().nullish().transform(orNull),
  values: times,
  cpu: cpuTimes.nullish().transform(orNull),
  switches: switchCounts.nullish().transform(orNull),
}).superRefine(({ values, cpu, switches }, context) => {
  for (const [name, column] of [["cpu", cpu], ["switches", switches]] as const) {
    if (column === null || column.length === values.length) continue;
    context.addIssue({
      code: "custom",
      path: [name],
      message: `${column.length} entries for ${values.length} values`,
    });
  }
}) satisfies z.ZodType<CaseProcess>;

const wireLooks = z.array(z.int().positive()).min(1).refine(
  (looks) => looks.every((rounds, index) => rounds > (looks[index - 1] ?? 0)),
  "the numbers of rounds must ascend",
);

const wireCase = z.object({
  id: identity,
  confidence,
  min_effect: z.number().nonnegative().default(MIN_EFFECT),
  base: armName,
  test: armName,
  layout: z.enum(["interleaved", "blocked"]),
  processes: z.array(wireProcess).max(PROCESSES_MAX),
  look: z.int().nonnegative().nullish().transform(orNull),
  looks: wireLooks.nullish().transform(orNull),
}).superRefine((data, context) => {
  for (const { path, message } of caseFaults(data)) {
    context.addIssue({ code: "custom", path, message });
  }
}).transform(({ min_effect: minEffect, look, looks, ...rest }): StatsCase => ({
  kind: "case",
  ...rest,
  minEffect,
  looks: look === null ? null : placeLook(look, looks ?? LOOK_ROUNDS, roundCount(rest.processes)),
}));

const wireTable = z.object({
  seed: z.number().default(0),
  suite: z.boolean().default(false),
  confidence,
  cases: z.array(wireCase.refine(({ looks }) => looks === null, {
    path: ["look"],
    message: "a table is decided once; looks belong to single cases",
  })),
}).transform((table): StatsTable => ({ kind: "table", ...table }));

interface CaseFault {
  readonly path: (string | number)[];
  readonly message: string;
}

interface CaseData {
  readonly base: string;
  readonly test: string;
  readonly processes: readonly CaseProcess[];
  readonly look: number | null;
  readonly looks: readonly number[] | null;
}

/** What each field allows by itself, but not together with the others. */
function caseFaults({ base, test, processes, look, looks }: CaseData): CaseFault[] {
  const faults: CaseFault[] = [];
  if (base === test) faults.push({ path: ["test"], message: `"${test}" is the base, too` });
  const seen = new Set<string>();
  for (const [index, { arm, round }] of processes.entries()) {
    if (arm !== base && arm !== test) {
      const message = `"${arm}" is neither the base "${base}" nor the test "${test}"`;
      faults.push({ path: ["processes", index, "arm"], message });
    }
    const place = JSON.stringify([arm, round]);
    if (seen.has(place)) {
      const message = `arm "${arm}" has a process of round ${round} already`;
      faults.push({ path: ["processes", index, "round"], message });
    }
    seen.add(place);
  }
  if (looks !== null && look === null) faults.push({ path: ["look"], message: "it is missing" });
  const count = (looks ?? LOOK_ROUNDS).length;
  if (look !== null && look > count) {
    faults.push({ path: ["look"], message: `${look}, and there are ${count} looks` });
  }
  return faults;
}

/**
 * Looks count from 0. Where the data has just as many rounds as the look before, or there is no such look, they were
 * counted from 1: the contract leaves it open, and a look that is taken for the next one would spend its error twice.
 */
function placeLook(look: number, rounds: readonly number[], available: number) {
  const countsFromOne = look === rounds.length ||
    (available === rounds[look - 1] && available !== rounds[look]);
  return { look: countsFromOne ? look - 1 : look, rounds };
}

function roundCount(processes: readonly CaseProcess[]): number {
  const rounds = new Set(processes.map(({ round }) => round));
  return rounds.size === 0
    ? 0
    : processes.reduce((most, { round }) => Math.max(most, round), 0) + 1;
}

function wrong(error: z.ZodError, data: unknown): ReadCase {
  const [issue] = error.issues;
  const field = fieldName(issue?.path ?? []);
  const own = identity.safeParse(Object(data).id);
  const reason = (issue?.message ?? "it is wrong").replace(/^Invalid (?:input|option): /, "")
    .replace(/^expected .*, received undefined$/, "it is missing");
  return {
    kind: "wrong",
    message: field === ""
      ? `Cannot read the case: ${reason}`
      : `Cannot read the case: field "${field}": ${reason}`,
    id: own.success ? own.data : null,
  };
}

/** A path as one would write it in a program, for example `processes[3].cpu`. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.map((part) => typeof part === "number" ? `[${part}]` : `.${String(part)}`).join("")
    .replace(/^\./, "");
}
