/** Tries a learner's two functions in one CPython, under limits: a trial is what the check saw there. */

import { z } from "zod";
import { type LearnerRun, runLearnerScript, type StartablePython } from "../../../../probes/mod.ts";

/** Something that went wrong in the learner's own lines. */
interface LearnerFault {
  readonly kind: "raised";
  readonly error: string;
  readonly line: number | null;
}

/** Whether the program could be loaded. */
export type LoadTrial = { kind: "loaded" } | LearnerFault;

/** What `detect_incremental()` gave. */
export type DetectorTrial =
  | { kind: "missing" }
  | LearnerFault
  /** Neither True nor False. */
  | { kind: "no_answer"; shown: string }
  | {
    kind: "answer";
    answer: boolean;
    /** The collector's functions that were called meanwhile. */
    asked: readonly string[];
    /** Another version in `sys` turned the answer around. */
    byVersion: boolean;
    /** Another threshold turned it around. */
    byThreshold: boolean;
  };

/** What `measure_pauses()` gave. */
export type PausesTrial =
  | { kind: "missing" }
  | LearnerFault
  /** Nothing that numbers can be read from. */
  | { kind: "no_list"; shown: string }
  | {
    kind: "list";
    count: number;
    arePositive: boolean;
    /** Null where it is no number. */
    totalMs: number | null;
    /** Collections while the workload ran, and their time, as the check saw them itself. */
    ownCount: number;
    ownTotalMs: number;
    wallMs: number;
    /** How often the workload was called. */
    calls: number;
    /** Whether the check's own callback was left in its place. */
    wasWatching: boolean;
    /** Callbacks that were not removed again. */
    left: number;
  };

/** A program in one CPython; null for what it did not come to. */
export interface CollectorTrial {
  readonly load: LoadTrial | null;
  readonly detect: DetectorTrial | null;
  readonly pauses: PausesTrial | null;
  readonly run: LearnerRun;
}

/** What to try, and where. */
export interface TrialRequest {
  readonly python: StartablePython;
  /** The learner's program. */
  readonly program: string;
  readonly name: string;
  readonly secondsMax: number;
  /** The folder in which it may change nothing. */
  readonly watch: string;
}

const fault = {
  kind: z.literal("raised"),
  error: z.string(),
  line: z.int().nullable(),
};

const loadSchema: z.ZodType<LoadTrial> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("loaded") }),
  z.object(fault),
]);

const detectSchema: z.ZodType<DetectorTrial> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("missing") }),
  z.object(fault),
  z.object({ kind: z.literal("no_answer"), shown: z.string() }),
  z.object({
    kind: z.literal("answer"),
    answer: z.boolean(),
    asked: z.array(z.string()),
    byVersion: z.boolean(),
    byThreshold: z.boolean(),
  }),
]);

const pausesSchema: z.ZodType<PausesTrial> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("missing") }),
  z.object(fault),
  z.object({ kind: z.literal("no_list"), shown: z.string() }),
  z.object({
    kind: z.literal("list"),
    count: z.int(),
    arePositive: z.boolean(),
    totalMs: z.number().nullable(),
    ownCount: z.int(),
    ownTotalMs: z.number(),
    wallMs: z.number(),
    calls: z.int(),
    wasWatching: z.boolean(),
    left: z.int(),
  }),
]);

const CHECK = new URL("python/collector_tools_check.py", import.meta.url);

/** Runs the program in its CPython. Never rejects for anything that the program does. */
export async function tryCollectorTools(
  { python, program, name, secondsMax, watch }: TrialRequest,
): Promise<CollectorTrial> {
  // Not to be guessed by a program that prints lines like ours by accident.
  const mark = `check-${crypto.randomUUID()}`;
  // JSON's texts are Python's, too.
  const head = `NAME, SOURCE, MARK = ${[name, program, mark].map(pythonText).join(", ")}\n`;
  const source = head + await Deno.readTextFile(CHECK);
  const run = await runLearnerScript({ python, source, name, secondsMax, watch });
  const told = new Map(run.stdout.split("\n").flatMap((line) => toldBy(line, mark)));
  return {
    load: loadSchema.safeParse(told.get("load")).data ?? null,
    detect: detectSchema.safeParse(told.get("detect")).data ?? null,
    pauses: pausesSchema.safeParse(told.get("pauses")).data ?? null,
    run,
  };
}

/** A text as Python reads it. JSON's form is the same for all but halves of a pair, which UTF-8 cannot hold either. */
function pythonText(text: string): string {
  return JSON.stringify(text.toWellFormed());
}

const lineSchema = z.looseObject({ what: z.string() });

function toldBy(line: string, mark: string): [string, unknown][] {
  if (!line.startsWith(`${mark} `)) return [];
  try {
    const facts = lineSchema.parse(JSON.parse(line.slice(mark.length + 1)));
    return [[facts.what, facts]];
  } catch {
    // Cut off in the middle, because the program was ended: then this was not seen.
    return [];
  }
}
