/** Reads our NDJSON: what cannot be used is told, and what is left is used. */

import { z } from "zod";
import { readBudget } from "../measure/budget.ts";
import { findProbe, isProbeName } from "../catalog/catalog.ts";
import type { Probe } from "../catalog/probe.ts";
import { makeOwn, parseValues } from "../own/definition.ts";
import { DISPLAY } from "../show/display.ts";
import type { Flag } from "../show/flag.ts";
import { parseMetadata } from "../machine/mod.ts";
import { parsePauses } from "../show/pause.ts";
import { parseRefusals } from "../compare/refusal.ts";
import { type MeasurementEnding, type MeasurementResult, summarize } from "../measure/result.ts";
import { resultTable } from "../show/result_table.ts";
import type { ProbeRun } from "../run/run.ts";
import { parseEnding, parsePlan, parseRun, parseState } from "../store/stored.ts";
import { tableBundle } from "../show/table.ts";
import { NDJSON_SCHEMA } from "./ndjson.ts";
import { firstFault } from "./parse_file.ts";
import type { ReadOptions } from "./pyperf_read.ts";

/** Longest line: a process with 20,000 requests has some 600 kB. */
const LINE_CHARACTERS_MAX = 32 * 1024 * 1024;

/** Most processes of a session: a hundred of the longest measurements that can be asked for. */
const PROCESSES_MAX = 100_000;

/** After so many lines that make no sense the rest is not looked at; chosen, it takes about a second. */
const PROBLEMS_MAX = 10_000;

/**
 * Reads NDJSON that `toNdjson()` wrote: one measurement a session, computed anew from the raw runs.
 *
 * A file that was cut off or damaged gives what is left of it, with a flag that says so. Throws a `TypeError` when there
 * is no session in it, or when another version wrote it.
 */
export function fromNdjson(
  text: string,
  { file = "the file" }: ReadOptions = {},
): readonly MeasurementResult[] {
  const sessions = new Map<string, SessionLines>();
  const problems = new Problems();
  for (const { lineNumber, line } of linesOf(text)) {
    if (problems.areTooMany()) break;
    try {
      takeLine(readLine(line, file), { sessions, lineNumber });
    } catch (error) {
      if (error instanceof VersionError) throw new TypeError(error.message);
      problems.add(lineNumber, error);
    }
  }
  const measurements = [...sessions.values()].flatMap((session) => {
    try {
      return [restore(session, { file, problems })];
    } catch (error) {
      problems.add(session.lineNumber, error);
      return [];
    }
  });
  if (measurements.length > 0) return measurements;
  throw new TypeError(
    `Cannot read ${file} as NDJSON of Probebook: there is no session in it${problems.hint()}`,
  );
}

/** The lines that are not empty, one by one: a file of nothing but line ends would fill the memory as a list. */
function* linesOf(text: string): Generator<{ lineNumber: number; line: string }> {
  let lineNumber = 0;
  for (let begin = 0; begin < text.length;) {
    const found = text.indexOf("\n", begin);
    const end = found < 0 ? text.length : found;
    lineNumber++;
    const line = end > begin ? text.slice(begin, end).trim() : "";
    if (line !== "") yield { lineNumber, line };
    begin = end + 1;
  }
}

/** A line with its head checked; what it says is checked when its session is put together. */
type Line = z.infer<typeof anyLine>;

const anyLine = z.looseObject({
  schema: z.string(),
  session: z.string(),
  record: z.enum(["session", "process", "comparison", "end"]),
});

/** What was found of a session. */
interface SessionLines {
  head: Line | null;
  end: Line | null;
  /** Where it begins. */
  readonly lineNumber: number;
  readonly runs: Map<string, ProbeRun>;
}

/** Another version wrote the file, so that guessing would be wrong. */
class VersionError extends Error {}

function readLine(text: string, file: string): Line {
  if (text.length > LINE_CHARACTERS_MAX) {
    throw new RangeError(`it is longer than ${LINE_CHARACTERS_MAX} characters`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError("it is no JSON", { cause: error });
  }
  const { schema } = z.looseObject({ schema: z.unknown() }).catch({ schema: null }).parse(json);
  if (schema !== NDJSON_SCHEMA && typeof schema === "string" && schema.startsWith("probebook/")) {
    throw new VersionError(
      `Cannot read ${file}: its format is "${schema}", and this version reads "${NDJSON_SCHEMA}"`,
    );
  }
  const line = anyLine.parse(json);
  if (line.schema !== NDJSON_SCHEMA) throw new TypeError(`its schema is "${line.schema}"`);
  return line;
}

function takeLine(
  line: Line,
  { sessions, lineNumber }: {
    readonly sessions: Map<string, SessionLines>;
    readonly lineNumber: number;
  },
): void {
  const session = sessions.get(line.session) ??
    { head: null, end: null, lineNumber, runs: new Map() };
  switch (line.record) {
    case "session":
      session.head ??= line;
      break;
    case "end":
      session.end ??= line;
      break;
    case "process": {
      const run = readRun(line);
      const key = `${run.arm} ${run.round} ${run.position} ${run.startedAt}`;
      // The same process twice: somebody joined two copies of a file.
      if (!session.runs.has(key)) session.runs.set(key, run);
      break;
    }
    case "comparison":
      // Decided anew from the runs: a verdict that was edited by hand is worth nothing.
      break;
  }
  sessions.set(line.session, session);
}

function readRun({ pos, exit, meta, ...line }: Line): ProbeRun {
  return parseRun(JSON.stringify({ ...line, position: pos, ending: exit, state: meta }));
}

function restore(
  { head, end, lineNumber, runs: byKey }: SessionLines,
  { file, problems }: { readonly file: string; readonly problems: Problems },
): MeasurementResult {
  if (head === null) throw new TypeError("its session has no line that says what was measured");
  const budget = { ...readBudget("quick"), text: z.string().parse(head["budget"]) };
  const plan = parsePlan(JSON.stringify({
    ...head,
    base: null,
    budget,
    seconds: null,
    secondsMax: budget.processSecondsMax,
    areRoundsGiven: true,
  }));
  const all = [...byKey.values()];
  if (all.length > PROCESSES_MAX) throw new RangeError(`it has over ${PROCESSES_MAX} processes`);
  const known = all.filter(({ arm }) => plan.arms.some(({ label }) => label === arm));
  if (known.length < all.length) problems.add(null, new TypeError("it names an unknown arm"));
  const early = known.filter(({ round }) => round < 0);
  const isCompleted = ({ ending }: ProbeRun) => ending.kind === "completed";
  const state = parseState(JSON.stringify({
    ...head,
    calibration: z.looseObject({}).nullable().transform((found) =>
      found === null ? null : { ...found, runs: early.filter(isCompleted) }
    ).parse(head["calibration"]),
    earlyFailures: early.filter((run) => !isCompleted(run)),
  }));
  const result = summarize({
    ...state,
    plan: { ...plan, probe: probeOf(plan.probe, head) },
    runs: known.filter(({ round }) => round >= 0),
    seconds: z.number().nonnegative().catch(0).parse(end?.["seconds"]),
    ending: endingOf(end),
    metadata: head["metadata"] === undefined
      ? null
      : problems.orNull(lineNumber, () => parseMetadata(head["metadata"])),
    pauses: parsePauses(head["pauses"] ?? []),
    refusals: parseRefusals(head["refusals"] ?? []),
  });
  return imported(result, { file, flags: [...cutFlags(end), ...problems.flags()] });
}

/** One's own probe is in no catalogue: what its values mean stands in the file, its program does not. */
function probeOf(name: string, head: Line): Probe {
  if (isProbeName(name)) return findProbe(name);
  const values = parseValues(head["values"]);
  return makeOwn({ name, title: name, summary: "", source: "", parameters: [], values });
}

/** Nobody knows why a file ends early, so it is judged as if somebody had chosen the moment. */
function endingOf(end: Line | null): MeasurementEnding {
  const ending = end === null ? null : parseEnding(JSON.stringify(end["ending"]));
  return ending === null || ending.kind === "running" ? { kind: "stopped" } : ending;
}

/** With what is wrong with the file, and where it comes from. */
function imported(
  result: MeasurementResult,
  { file, flags }: { readonly file: string; readonly flags: readonly Flag[] },
): MeasurementResult {
  const whole: MeasurementResult = {
    ...result,
    flags: [
      ...result.flags.filter(({ kind }) => kind !== "stopped" || flags.length === 0),
      ...flags,
    ],
    [DISPLAY]() {
      const table = resultTable(whole);
      const from = `Imported from ${file}; nothing was measured here.`;
      return tableBundle({ ...table, note: [from, table.note].join("\n") });
    },
  };
  return whole;
}

function cutFlags(end: Line | null): Flag[] {
  if (end !== null) return [];
  return [{
    kind: "incomplete_file",
    text: "The file ends before its measurement does, and this is what is in it; ask for the rest",
  }];
}

/** What could not be used: counted, the first one in full. */
class Problems {
  #count = 0;
  #first = "";

  add(lineNumber: number | null, error: unknown): void {
    this.#count++;
    if (this.#count > 1) return;
    const reason = error instanceof z.ZodError
      ? firstFault(error)
      : error instanceof Error
      ? error.message
      : String(error);
    this.#first = lineNumber === null ? reason : `line ${lineNumber}: ${reason}`;
  }

  areTooMany(): boolean {
    return this.#count >= PROBLEMS_MAX;
  }

  /** What is worth having and not needed: without it the rest is used. */
  orNull<Value>(lineNumber: number, read: () => Value): Value | null {
    try {
      return read();
    } catch (error) {
      this.add(lineNumber, error);
      return null;
    }
  }

  hint(): string {
    return this.#count === 0 ? "" : ` (${this.#first})`;
  }

  flags(): Flag[] {
    if (this.#count === 0) return [];
    const over = this.areTooMany() ? " or more, where reading ended" : "";
    const lines = this.#count === 1 ? "1 line" : `${this.#count} lines${over}`;
    return [{
      kind: "incomplete_file",
      text: `${lines} of the file could not be used (${this.#first}); ask for an undamaged one`,
    }];
  }
}
