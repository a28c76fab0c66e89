/** The lines that probe scripts print: NDJSON, read once and checked here. */

import { z } from "zod";

/** What a probe process says of itself before it measures. */
export interface ProbeState {
  /** For example `3.14.10`. */
  readonly version: string;
  /** Whether the global interpreter lock is on. */
  readonly gil: boolean;
  /** Whether the just-in-time compiler is on. */
  readonly jit: boolean;
  /** The collector's three thresholds. */
  readonly gcThreshold: readonly number[];
  /** Resolution of the wall clock in nanoseconds. */
  readonly clockNs: number;
  /** Whether bytecode that is warm becomes another one: seen, not asked. */
  readonly specialization?: boolean | undefined;
  /** Whether the collector collects by itself. */
  readonly gcEnabled?: boolean | undefined;
  /** The kind of collector, where the probe tries it out. */
  readonly collector?: string | undefined;
  /** What came by `-X`, for example `gil=0`. */
  readonly options?: readonly string[] | undefined;
  /** What one pass of an empty loop takes, in nanoseconds: the loop around the calls of a timing, never subtracted. */
  readonly emptyLoopNs?: number | undefined;
  /**
   * The processors on which it may run, given by a script that can take turns with others: with PROBEBOOK_TURNS in its
   * environment it reads a line of standard input before anything else and moves to the processor that it names, and
   * another line before each timing.
   */
  readonly processors?: readonly number[] | undefined;
}

/** One timing of `loops` calls of the measured code. */
export interface Slice {
  /** How many calls were timed together. */
  readonly loops: number;
  /** Time that passed, in nanoseconds. */
  readonly wallNs: number;
  /** Processor time that the process used, in nanoseconds. */
  readonly cpuNs: number;
  /** How often the process had to give way to another one meanwhile. */
  readonly switches: number;
}

/** Many like things that happened in one process, as columns of equal length. */
export interface EventSeries {
  /** What they are, for example `pause`. */
  readonly name: string;
  /** When each began, in nanoseconds from the begin of the measured part; empty when that is not known. */
  readonly startNs: readonly number[];
  /** How long each took, in nanoseconds. */
  readonly durationNs: readonly number[];
  /** A number that tells kinds of them apart, for example the generation; empty when there are none. */
  readonly group: readonly number[];
}

/** What stands in a field of a table. */
export type DataField = number | string | null;

/** Things that are no single number, one a row: the lines of a listing, the modules of an import, frames of a stack. */
export interface DataTable {
  /** What they are, for example `instruction`. */
  readonly name: string;
  /** What stands in each row, in this order. */
  readonly columns: readonly string[];
  /** In the order in which they were printed, each as long as the columns are. */
  readonly rows: readonly (readonly DataField[])[];
}

/** What one process printed, put together. */
export interface RawRun {
  /** What it said that it runs with. */
  readonly state: ProbeState | null;
  /** Its timings, in the order in which they were made. */
  readonly slices: readonly Slice[];
  /** Its single values by name; null where its CPython has no such thing. */
  readonly values: Readonly<Record<string, number | string | null>>;
  /** Its lists, each name once. */
  readonly events: readonly EventSeries[];
  /** Its tables, each name once; left out where it printed none, as most do. */
  readonly tables?: readonly DataTable[] | undefined;
}

/** One line that a probe script writes. */
export type ProbeEvent =
  | { event: "state" } & ProbeState
  | { event: "slice" } & Slice
  | { event: "value"; name: string; value: number | string | null }
  | {
    event: "events";
    name: string;
    startNs?: number[] | undefined;
    durationNs: number[];
    group?: number[] | undefined;
  }
  | { event: "table"; name: string; columns: string[]; rows: DataField[][] }
  | { event: "skip"; reason: string; remedy?: string | null | undefined };

/** A line that was read, or why it was not an event. */
export type ParsedLine =
  | { kind: "event"; event: ProbeEvent }
  | { kind: "noise"; line: string; reason: string };

/** Longest line read: 500 events of three columns with 15 digits each take 24 kB; most lines are about 100 characters. */
export const LINE_CHARACTERS_MAX = 32 * 1024;

/** Longest part of a line that is quoted. */
const QUOTE_CHARACTERS_MAX = 500;

/** Most events, or rows of a table, of one line. */
const COLUMN_ENTRIES_MAX = 500;

/** Most columns of a table; a dozen is more than a chart can draw. */
const TABLE_COLUMNS_MAX = 12;

const column = z.array(z.number().nonnegative()).max(COLUMN_ENTRIES_MAX);

const probeEvent: z.ZodType<ProbeEvent> = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("state"),
    version: z.string(),
    gil: z.boolean(),
    jit: z.boolean(),
    gcThreshold: z.array(z.int()),
    clockNs: z.number().positive(),
    specialization: z.boolean().optional(),
    gcEnabled: z.boolean().optional(),
    collector: z.string().optional(),
    options: z.array(z.string()).optional(),
    emptyLoopNs: z.number().nonnegative().optional(),
    processors: z.array(z.int().nonnegative()).optional(),
  }),
  z.object({
    event: z.literal("slice"),
    loops: z.int().positive(),
    wallNs: z.int().nonnegative(),
    cpuNs: z.int().nonnegative(),
    switches: z.int().nonnegative(),
  }),
  z.object({
    event: z.literal("value"),
    name: z.string(),
    value: z.union([z.number(), z.string()]).nullable(),
  }),
  z.object({
    event: z.literal("events"),
    name: z.string(),
    startNs: column.optional(),
    durationNs: column,
    group: z.array(z.int()).max(COLUMN_ENTRIES_MAX).optional(),
  }).refine(
    ({ startNs, durationNs, group }) =>
      [startNs, group].every((other) => other === undefined || other.length === durationNs.length),
    "columns differ in length",
  ),
  z.object({
    event: z.literal("table"),
    name: z.string(),
    columns: z.array(z.string()).min(1).max(TABLE_COLUMNS_MAX),
    rows: z.array(z.array(z.union([z.number(), z.string()]).nullable())).max(COLUMN_ENTRIES_MAX),
  }).refine(
    ({ columns, rows }) => rows.every((row) => row.length === columns.length),
    "a row is not as long as the columns are",
  ),
  z.object({
    event: z.literal("skip"),
    reason: z.string(),
    remedy: z.string().nullable().optional(),
  }),
]);

/** Reads one line of a probe's standard output. */
export function parseLine(line: string): ParsedLine {
  const quoted = line.slice(0, QUOTE_CHARACTERS_MAX);
  if (line.length > LINE_CHARACTERS_MAX) {
    return { kind: "noise", line: quoted, reason: `longer than ${LINE_CHARACTERS_MAX} characters` };
  }
  const json = parseJson(line);
  if (json === undefined) return { kind: "noise", line: quoted, reason: "not JSON" };
  const parsed = probeEvent.safeParse(json);
  return parsed.success
    ? { kind: "event", event: parsed.data }
    : { kind: "noise", line: quoted, reason: z.prettifyError(parsed.error) };
}

/** Reads JSON; undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON itself has no undefined, so this value can only mean "not JSON".
    return undefined;
  }
}
