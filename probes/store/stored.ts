/** What stands in the record as JSON: checked when it is read, since another version may have written it. */

import { z } from "zod";
import type { Arm } from "../measure/arm.ts";
import type { Budget } from "../measure/budget.ts";
import type { DataTable, EventSeries, ProbeState, Slice } from "../run/event.ts";
import type { Interpreter } from "../interpreters/mod.ts";
import type { MeasurePlan, PlannedRound } from "../measure/plan.ts";
import type { Calibration, MeasurementEnding, MeasurementState } from "../measure/result.ts";
import { definitionOf, type OwnDefinition, ownDefinition } from "../own/definition.ts";
import type { ProbeRun, RunEnding } from "../run/run.ts";

/** A plan with its probe by name; one's own probe beside it, which no catalogue has. */
export type StoredPlan = Omit<MeasurePlan, "probe"> & {
  readonly probe: string;
  readonly own?: OwnDefinition | undefined;
};

/** What a measurement has come to, beside its plan, its runs and its ending. */
export type StoredState = Pick<
  MeasurementState,
  "rounds" | "looks" | "calibration" | "earlyFailures" | "givenUp"
>;

/** What a comparison was asked; null for a measurement. */
export interface Compared {
  /** Key of the value. */
  readonly value: string;
  readonly minEffect: number;
}

/** A plan as JSON. */
export function planText(plan: MeasurePlan): string {
  const own = definitionOf(plan.probe);
  const stored = { ...plan, probe: plan.probe.name, ...(own === null ? {} : { own }) };
  return JSON.stringify(stored satisfies StoredPlan);
}

/** A state as JSON. */
export function stateText(state: MeasurementState): string {
  const { rounds, looks, calibration, earlyFailures, givenUp } = state;
  const stored: StoredState = { rounds, looks, calibration, earlyFailures, givenUp };
  return JSON.stringify(stored);
}

/** Reads a plan; throws where it is none. */
export function parsePlan(text: string): StoredPlan {
  return storedPlan.parse(JSON.parse(text));
}

/** Reads a state; throws where it is none. */
export function parseState(text: string): StoredState {
  return storedState.parse(JSON.parse(text));
}

/** Reads a process; throws where it is none. */
export function parseRun(text: string): ProbeRun {
  return probeRun.parse(JSON.parse(text));
}

/** Reads an ending; throws where it is none. */
export function parseEnding(text: string): MeasurementEnding {
  return measurementEnding.parse(JSON.parse(text));
}

/** Reads what was compared; throws where it is not that. */
export function parseCompared(text: string): Compared {
  return compared.parse(JSON.parse(text));
}

const compared: z.ZodType<Compared> = z.object({ value: z.string(), minEffect: z.number() });

const params = z.record(z.string(), z.union([z.number(), z.string()]));

const interpreter: z.ZodType<Interpreter> = z.object({
  name: z.string(),
  executable: z.string(),
  version: z.string(),
  major: z.int(),
  minor: z.int(),
  micro: z.int(),
  isFinal: z.boolean(),
  implementation: z.literal("CPython"),
  build: z.object({
    vendor: z.enum([
      "debian",
      "conda",
      "standalone",
      "pyenv",
      "homebrew",
      "python.org",
      "xcode",
      "macports",
      "nix",
      "distribution",
      "other",
    ]),
    compiler: z.string(),
    pgo: z.boolean().nullable(),
    // What has a default was not asked at first.
    lto: z.boolean().nullable().default(null),
    shared: z.boolean().nullable().default(null),
    family: z.string(),
  }),
  gil: z.enum(["always", "on", "off"]),
  freeThreaded: z.boolean(),
  jit: z.enum(["absent", "off", "on"]),
  collector: z.enum(["generational", "incremental", "free-threaded", "unknown"]),
  tailCalls: z.boolean(),
  subinterpreters: z.boolean(),
  remoteAttach: z.enum(["absent", "off", "on"]).default("absent"),
  specialization: z.enum(["absent", "always", "switchable", "unknown"]).default("unknown"),
  deferredAnnotations: z.boolean().nullable().default(null),
  bits: z.union([z.literal(32), z.literal(64)]).default(64),
  missingModules: z.array(z.string()).default([]),
  debug: z.boolean(),
  prefix: z.string(),
  source: z.enum(["named", "pyenv", "uv", "manager", "PATH", "system", "frozen"]),
});

const arm: z.ZodType<Arm> = z.object({
  label: z.string(),
  python: interpreter,
  params,
  env: z.record(z.string(), z.string()),
  flags: z.array(z.string()),
});

const budget: z.ZodType<Budget> = z.object({
  text: z.string(),
  name: z.enum(["smoke", "quick", "careful"]),
  seconds: z.number(),
  roundsMax: z.int(),
  looks: z.array(z.int()),
  roundsMin: z.int(),
  measuredMs: z.number(),
  slices: z.tuple([z.int(), z.int()]),
  processSecondsMax: z.number(),
});

const rounds: z.ZodType<PlannedRound[]> = z.array(
  z.object({ round: z.int(), hashSeed: z.int(), order: z.array(z.string()) }),
);

const storedPlan: z.ZodType<StoredPlan> = z.object({
  probe: z.string(),
  own: ownDefinition.optional(),
  params,
  arms: z.array(arm),
  base: z.string().nullable(),
  seed: z.int(),
  budget,
  seconds: z.number().nullable(),
  sliceCount: z.int().nullable(),
  secondsMax: z.number(),
  areRoundsGiven: z.boolean(),
  looks: z.array(z.int()),
  rounds,
});

const probeState: z.ZodType<ProbeState> = z.object({
  version: z.string(),
  gil: z.boolean(),
  jit: z.boolean(),
  gcThreshold: z.array(z.int()),
  clockNs: z.number(),
  specialization: z.boolean().optional(),
  gcEnabled: z.boolean().optional(),
  collector: z.string().optional(),
  options: z.array(z.string()).optional(),
  emptyLoopNs: z.number().optional(),
  processors: z.array(z.int()).optional(),
});

const slice: z.ZodType<Slice> = z.object({
  loops: z.int(),
  wallNs: z.int(),
  cpuNs: z.int(),
  switches: z.int(),
});

const column = z.array(z.number());

const eventSeries: z.ZodType<EventSeries> = z.object({
  name: z.string(),
  startNs: column,
  durationNs: column,
  group: column,
});

const dataTable: z.ZodType<DataTable> = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.number(), z.string()]).nullable())),
});

const unavailable = z.object({
  kind: z.literal("unavailable"),
  reason: z.string(),
  remedy: z.string().nullable(),
});

const runEnding: z.ZodType<RunEnding> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("completed") }),
  z.object({ kind: z.literal("spawn_failed"), message: z.string() }),
  z.object({ kind: z.literal("timed_out"), afterSeconds: z.number() }),
  z.object({ kind: z.literal("exited"), code: z.int(), message: z.string() }),
  z.object({ kind: z.literal("signalled"), signal: z.string() }),
  z.object({ kind: z.literal("noise"), line: z.string(), reason: z.string() }),
  z.object({ kind: z.literal("broken_line"), line: z.string() }),
  z.object({ kind: z.literal("too_much_output"), bytesMax: z.number() }),
  z.object({ kind: z.literal("incomplete"), sliceCount: z.int(), expected: z.int() }),
  z.object({ kind: z.literal("missing_value"), key: z.string() }),
  z.object({ kind: z.literal("wrong_value"), key: z.string(), reason: z.string() }),
  z.object({
    kind: z.literal("wrong_state"),
    what: z.string(),
    asked: z.string(),
    reported: z.string(),
  }),
  unavailable,
  // Its name in earlier records.
  z.object({ kind: z.literal("skipped"), reason: z.string() }).transform(({ reason }) => ({
    kind: "unavailable" as const,
    reason,
    remedy: null,
  })),
  z.object({ kind: z.literal("stopped") }),
]);

const probeRun: z.ZodType<ProbeRun> = z.object({
  arm: z.string(),
  python: z.string(),
  round: z.int(),
  position: z.int(),
  hashSeed: z.int(),
  loops: z.int(),
  startedAt: z.string(),
  pid: z.int().nullable(),
  elapsedMs: z.number(),
  ending: runEnding,
  state: probeState.nullable(),
  slices: z.array(slice),
  values: z.record(z.string(), z.union([z.number(), z.string()]).nullable()),
  events: z.array(eventSeries),
  tables: z.array(dataTable).optional(),
});

const calibration: z.ZodType<Calibration> = z.object({
  arm: z.string(),
  loops: z.int(),
  sliceNs: z.number().nullable(),
  sliceCount: z.int(),
  processMs: z.number(),
  // Measurements of before had one process after the other.
  processors: z.array(z.int()).default([]),
  runs: z.array(probeRun),
});

const storedState: z.ZodType<StoredState> = z.object({
  rounds,
  looks: z.array(z.int()),
  calibration: calibration.nullable(),
  earlyFailures: z.array(probeRun),
  givenUp: z.array(z.string()),
});

const measurementEnding: z.ZodType<MeasurementEnding> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("running") }),
  z.object({ kind: z.literal("complete") }),
  z.object({ kind: z.literal("stopped") }),
  z.object({ kind: z.literal("budget") }),
  z.object({ kind: z.literal("no_interpreters") }),
  z.object({ kind: z.literal("nothing_to_compare") }),
  z.object({ kind: z.literal("not_calibrated"), reason: z.string() }),
  z.object({ kind: z.literal("given_up"), reason: z.string() }),
  unavailable,
]);
