/** One probe process: started, its lines checked, its ending a value. */

import { dirname, fromFileUrl, join } from "@std/path";
import type { Arm } from "../measure/arm.ts";
import {
  ownScriptName,
  padEnvironment,
  type ProbeStart,
  probeStart,
  startBytes,
} from "./environment.ts";
import {
  type DataField,
  type DataTable,
  type EventSeries,
  type ParsedLine,
  parseLine,
  type ProbeEvent,
  type ProbeState,
  type RawRun,
  type Slice,
} from "./event.ts";
import type { WrongValue } from "../catalog/probe.ts";
import type { MeasurePlan } from "../measure/plan.ts";
import { type ProcessOutcome, runProcess, type TurnPort } from "./process.ts";
import { stateFault, treatmentLack, type WrongState } from "./treatment.ts";

/** How one probe process ended. Only `completed` counts. */
export type RunEnding =
  | { kind: "completed" }
  | { kind: "spawn_failed"; message: string }
  | { kind: "timed_out"; afterSeconds: number }
  | { kind: "exited"; code: number; message: string }
  | { kind: "signalled"; signal: string }
  /** It printed something that is no event. */
  | { kind: "noise"; line: string; reason: string }
  /** Its last line broke off. */
  | { kind: "broken_line"; line: string }
  | { kind: "too_much_output"; bytesMax: number }
  /** It printed fewer or more slices than asked, or did not say with what it runs. */
  | { kind: "incomplete"; sliceCount: number; expected: number }
  /** It left out a value that the probe promises. */
  | { kind: "missing_value"; key: string }
  /** A value is not what the probe promises. */
  | ({ kind: "wrong_value" } & WrongValue)
  /** It says that it runs with something else than was asked for. */
  | ({ kind: "wrong_state" } & WrongState)
  /** The probe itself found that this CPython cannot show it, and what would help, if anything does. */
  | ({ kind: "unavailable" } & Unavailable)
  /** The measurement was stopped while it ran. */
  | { kind: "stopped" };

/** Why a CPython cannot show what a probe measures. */
export interface Unavailable {
  /** For example `its build has the global lock`. */
  readonly reason: string;
  /** What would help, for example `uv python install 3.14t`; null where nothing does. */
  readonly remedy: string | null;
}

/** Where a process stands in the plan. */
export interface RunPlace {
  /** Counted from 0; -1 before the first round. */
  readonly round: number;
  /** Position within its round, counted from 0. */
  readonly position: number;
  /** PYTHONHASHSEED of the process. */
  readonly hashSeed: number;
  /** Calls in one timing. */
  readonly loops: number;
}

/** Everything that one probe process gave: the raw record. */
export interface ProbeRun extends RunPlace, RawRun {
  /** Label of the arm. */
  readonly arm: string;
  /** Name of the interpreter. */
  readonly python: string;
  /** ISO date and time. */
  readonly startedAt: string;
  /** The process id; null when it could not be started. */
  readonly pid: number | null;
  /** From start to end of the process, in milliseconds. */
  readonly elapsedMs: number;
  /** How it ended; only `completed` counts. */
  readonly ending: RunEnding;
}

/** What one process is started for. */
export interface RunRequest extends RunPlace {
  readonly arm: Arm;
  /** Timings that it is to make. */
  readonly sliceCount: number;
  readonly signal: AbortSignal;
  /** Who lets it go on from timing to timing; it runs by itself when not given. */
  readonly turns?: TurnTaking;
}

/** Tells a script that it is to wait for its turns. */
const TURNS_VARIABLE = "PROBEBOOK_TURNS";

/** Is told how far a process is, and lets it go on. */
export interface TurnTaking {
  onStart(port: TurnPort): void;
  onEvent(event: ProbeEvent): void;
}

/** Runs one process of the plan. Never rejects; the process is gone when this resolves. */
export async function runProbe(plan: MeasurePlan, request: RunRequest): Promise<ProbeRun> {
  const { arm, signal, sliceCount, round, position, hashSeed, loops, turns } = request;
  const lack = treatmentLack(arm);
  if (lack !== null) return notStarted(request, { kind: "unavailable", ...lack });
  const reader = runReader();
  let brokenLine: string | null = null;
  const take = (line: ParsedLine) => {
    reader.take(line);
    if (line.kind === "event") turns?.onEvent(line.event);
  };
  const startedAt = new Date().toISOString();
  const outcome = await withFolder(plan, (cwd) =>
    runProcess({
      ...startOf(plan, request),
      cwd,
      secondsMax: plan.secondsMax,
      outputBytesMax: plan.probe.outputBytesMax,
      ownGroup: true,
      canAttend: true,
      signal,
      ...(turns === undefined ? {} : { onStart: (port) => turns.onStart(port) }),
      onLine: (line, isWhole) => {
        if (!isWhole) brokenLine = line.slice(0, 200);
        else take(parseLine(line));
      },
    }));
  const { unavailable, noise, ...raw } = reader.read();
  const run = {
    arm: arm.label,
    python: arm.python.name,
    round,
    position,
    hashSeed,
    loops,
    startedAt,
    pid: outcome.pid,
    elapsedMs: outcome.elapsedMs,
    ...raw,
  };
  const expected = plan.probe.kind === "slices" ? sliceCount : 0;
  const read = { unavailable, noise, ...raw };
  const ending = endingOf({ outcome, read, brokenLine, expected });
  return { ...run, ending: ending.kind === "completed" ? checked(plan, arm, run) : ending };
}

/** What is known of a process that there is no sense in starting. */
function notStarted(
  { arm, round, position, hashSeed, loops }: RunRequest,
  ending: RunEnding,
): ProbeRun {
  return {
    arm: arm.label,
    python: arm.python.name,
    round,
    position,
    hashSeed,
    loops,
    startedAt: new Date().toISOString(),
    pid: null,
    elapsedMs: 0,
    state: null,
    slices: [],
    values: {},
    events: [],
    ending,
  };
}

/** A process that ended well still has to be what was asked for. */
function checked(plan: MeasurePlan, arm: Arm, run: RawRun & Pick<RunPlace, "loops">): RunEnding {
  const fault = run.state === null ? null : stateFault(arm, run.state);
  if (fault !== null) return { kind: "wrong_state", ...fault };
  const other = run.slices.find(({ loops }) => loops !== run.loops);
  if (other !== undefined) {
    const [asked, reported] = [`${run.loops}`, `${other.loops}`];
    return { kind: "wrong_state", what: "the number of calls in a timing", asked, reported };
  }
  const values = plan.probe.reduce(run);
  const missing = plan.probe.values.find(({ key, kind }) =>
    kind !== "slices" && values[key] === undefined
  );
  if (missing !== undefined) return { kind: "missing_value", key: missing.key };
  const wrong = plan.probe.check?.(values) ?? null;
  return wrong === null ? { kind: "completed" } : { kind: "wrong_value", ...wrong };
}

/** How an arm's process is started, with its environment filled up to the largest of all arms. */
function startOf(plan: MeasurePlan, request: RunRequest): ProbeStart {
  const { arm, loops, sliceCount, hashSeed, turns } = request;
  const environment = {
    PYTHONHASHSEED: `${hashSeed}`,
    ...(turns === undefined ? {} : { [TURNS_VARIABLE]: "1" }),
  };
  const plain = (arm: Arm) => probeStart(plan.probe, { arm, loops, sliceCount, environment });
  const bytesOf = (start: ProbeStart) => startBytes(start.executable, start);
  const own = plain(arm);
  const mostBytes = Math.max(...plan.arms.map((other) => bytesOf(plain(other))));
  return { ...own, environment: padEnvironment(own.environment, mostBytes - bytesOf(own)) };
}

/** Runs it in a fresh folder where the probe writes or is one's own, else in that of the script. */
async function withFolder(
  { probe }: MeasurePlan,
  run: (cwd: string) => Promise<ProcessOutcome>,
): Promise<ProcessOutcome> {
  const { name, script } = probe;
  if (typeof script !== "string" && !probe.usesFolder) {
    return await run(dirname(fromFileUrl(script)));
  }
  let path: string;
  try {
    path = await Deno.makeTempDir({ prefix: `probebook_${name}_` });
    if (typeof script === "string") {
      await Deno.writeTextFile(join(path, ownScriptName(name)), script);
    }
  } catch (error) {
    const message = `no temporary folder: ${error instanceof Error ? error.message : error}`;
    const ending = { kind: "spawn_failed", message } as const;
    return { ending, pid: null, elapsedMs: 0, errorTail: "" };
  }
  const outcome = await run(path);
  await Deno.remove(path, { recursive: true }).catch(() => {
    // What cannot be removed lies in the system's folder for such things, which is emptied by the system.
  });
  return outcome;
}

/** What the lines of a process amount to. */
export interface ReadRun extends RawRun {
  /** Why it ended without measuring. */
  readonly unavailable: Unavailable | null;
  /** The first line that is no event. */
  readonly noise: { readonly line: string; readonly reason: string } | null;
}

/** Sorts the lines of a process. */
export function readRun(lines: readonly ParsedLine[]): ReadRun {
  const reader = runReader();
  for (const line of lines) reader.take(line);
  return reader.read();
}

/** Takes the lines of a process one by one and keeps what they say, so that a flood of noise takes no memory. */
function runReader(): { take(line: ParsedLine): void; read(): ReadRun } {
  let state: ProbeState | null = null;
  let unavailable: Unavailable | null = null;
  let noise: ReadRun["noise"] = null;
  const slices: Slice[] = [];
  const values: Record<string, number | string | null> = {};
  const series = new Map<string, Columns>();
  const tables = new Map<string, GrowingTable>();
  function takeEvent(event: ProbeEvent): void {
    switch (event.event) {
      case "state":
        state = withoutTag(event);
        break;
      case "slice":
        slices.push(withoutTag(event));
        break;
      case "value":
        values[event.name] = event.value;
        break;
      case "events":
        series.set(event.name, joined(series.get(event.name), event));
        break;
      case "table": {
        const table = tables.get(event.name) ?? { columns: event.columns, rows: [] };
        if (`${table.columns}` !== `${event.columns}`) noise ??= unevenLines(event.name);
        table.rows.push(...event.rows);
        tables.set(event.name, table);
        break;
      }
      case "skip":
        unavailable = { reason: event.reason, remedy: event.remedy ?? null };
        break;
    }
  }
  return {
    take(line) {
      if (line.kind === "event") takeEvent(line.event);
      else noise ??= { line: line.line, reason: line.reason };
    },
    read() {
      const events: EventSeries[] = [...series].map(([name, columns]) => ({ name, ...columns }));
      const uneven = events.find(isUneven);
      if (uneven !== undefined) noise ??= unevenLines(uneven.name);
      const read = { state, slices, values, events, unavailable, noise };
      const made: DataTable[] = [...tables].map(([name, table]) => ({ name, ...table }));
      return made.length === 0 ? read : { ...read, tables: made };
    },
  };
}

function unevenLines(name: string) {
  return { line: name, reason: "its lines have different columns" };
}

interface GrowingTable {
  readonly columns: readonly string[];
  readonly rows: DataField[][];
}

interface Columns {
  readonly startNs: number[];
  readonly durationNs: number[];
  readonly group: number[];
}

function joined(
  columns: Columns = { startNs: [], durationNs: [], group: [] },
  event: ProbeEvent & { event: "events" },
): Columns {
  columns.startNs.push(...event.startNs ?? []);
  columns.durationNs.push(...event.durationNs);
  columns.group.push(...event.group ?? []);
  return columns;
}

/** Whether some lines of a series had a column that others had not. */
function isUneven({ startNs, durationNs, group }: EventSeries): boolean {
  return [startNs, group].some(({ length }) => length !== 0 && length !== durationNs.length);
}

function withoutTag<Event extends { event: string }>(
  { event: _, ...content }: Event,
): Omit<Event, "event"> {
  return content;
}

/** How a process ended, all signs taken together; the process's own end goes before its lines. */
export function endingOf({ outcome, read, brokenLine, expected }: {
  readonly outcome: Pick<ProcessOutcome, "ending" | "errorTail">;
  readonly read: ReadRun;
  readonly brokenLine: string | null;
  readonly expected: number;
}): RunEnding {
  const { ending } = outcome;
  // Stop reaches the whole group: a process that dies of it says that Stop was pressed.
  if (ending.kind === "signalled" && ending.signal === "SIGINT") return { kind: "stopped" };
  if (ending.kind === "exited" && ending.code !== 0) {
    return { kind: "exited", code: ending.code, message: outcome.errorTail };
  }
  if (ending.kind !== "exited") return ending;
  if (read.noise !== null) return { kind: "noise", ...read.noise };
  if (brokenLine !== null) return { kind: "broken_line", line: brokenLine };
  if (read.unavailable !== null) return { kind: "unavailable", ...read.unavailable };
  if (read.state === null || read.slices.length !== expected) {
    return { kind: "incomplete", sliceCount: read.slices.length, expected };
  }
  return { kind: "completed" };
}
