/** The learner's own detector of the collector's kind, and a way to measure pauses: tried in every CPython found. */

import { INSTALL_HINT, readSource } from "../../../../probes/mod.ts";
import type { MeasuredArm } from "../../../../probes/mod.ts";
import type { CheckPart } from "../../ledger/check_result.ts";
import { currentFolder } from "../answers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import {
  COLLECTOR_TOOLS_MAX,
  collectorNotes,
  collectorParts,
  type NamedTrial,
} from "./collector_parts.ts";
import { tryCollectorTools } from "./collector_trial.ts";
import { measurementOf } from "./measured.ts";

/** In each CPython. The workload takes some 0.1 s; what lasts so long does not end. */
export const COLLECTOR_SECONDS_MAX = 5;

/** The program that the notebook starts with: it runs, and does nothing. */
export const COLLECTOR_TOOLS_STUB = `
import gc
import time


def measure_pauses(workload):
    """Call workload() once. Return a list: the length of every collection meanwhile, in ms."""


def detect_incremental():
    """Return True if this CPython's collector is incremental, else False."""
`;

/** `measure_pauses()` and `detect_incremental()`. */
export const COLLECTOR_TOOLS: ExerciseDefinition = {
  id: "L2-S3-12",
  title: "Your own instruments",
  task: `Write two functions with the standard library alone.

1. \`measure_pauses(workload)\` calls \`workload()\` once and returns a list of numbers: the length of every collection meanwhile, in milliseconds, also of those that CPython starts by itself.
2. \`detect_incremental()\` returns \`True\` if the collector that runs it is incremental, and \`False\` if not. Try out what the collector does; a version number says what somebody intended.

The check runs your program in each of your CPythons, for at most ${COLLECTOR_SECONDS_MAX} s, in an empty folder. It compares your list with what it sees itself, and your detector with its own.`,
  fields: [{
    name: "program",
    kind: "program",
    question: "Your program, as a text.",
    stub: COLLECTOR_TOOLS_STUB,
    example: "program: tools",
  }],
  evidence: 'the measurement that asks each CPython for its collector, from the section "Which ' +
    'collector is this?"',
  hints: [
    'The collector calls every function in gc.callbacks with ("start", info) and ("stop", info): read a clock in both.',
    "Make an object that holds itself and keep it. Then gc.collect(0): where is the object now? gc.get_objects(generation=1) lists what is in one generation.",
    "A generational collector puts such a survivor into generation 1. An incremental one has no use for that step. gc.get_threshold() is only a hint: anybody may set it.",
  ],
  max: COLLECTOR_TOOLS_MAX,
  judge: (request) =>
    judgeProgram(request, {
      name: "collector_tools.py",
      runsMax: COLLECTOR_TOOLS_MAX,
      nothing: "your two functions do nothing so far.",
      partsOf: collectorParts,
      notesOf: collectorNotes,
    }),
};

/** What is made of a program's trials. */
export interface ProgramRules {
  /** How the program is called in messages. */
  readonly name: string;
  /** What a program loses that cannot be run. */
  readonly runsMax: number;
  /** What somebody is told whose program has no statement of its own. */
  readonly nothing: string;
  readonly partsOf: (trials: readonly NamedTrial[]) => CheckPart[];
  readonly notesOf: (trials: readonly NamedTrial[]) => string[];
}

/** Tries a program about the collector in every CPython that was measured. */
export async function judgeProgram(
  { fields, evidence }: JudgeRequest,
  { name, runsMax, nothing, partsOf, notesOf }: ProgramRules,
): Promise<Judgement> {
  const field = fields["program"];
  if (field?.kind === "wrong") return unready(field.reason);
  if (field?.kind !== "text") return { kind: "not_answered", reason: 'fill in "program".' };
  const read = measurementOf(evidence, ["gc_state"]);
  if (read.kind === "not_ready") return read;
  const arms = read.measurement.arms.filter(isHere);
  const [first] = arms;
  if (first === undefined) return unready(INSTALL_HINT);
  const source = await readSource(first.python, { source: field.value, name });
  if (source.kind === "stopped") return unready("it was stopped");
  if (source.kind === "facts" && source.statementCount === 0) {
    return { kind: "not_answered", reason: nothing };
  }
  if (source.kind !== "facts") {
    const part = {
      name: "runs in every CPython",
      points: 0,
      max: runsMax,
      reason: `${source.message}.`,
    };
    return { kind: "judged", parts: [part] };
  }
  const trials = await tryAll(arms, { name, program: field.value });
  if (trials.some(({ run }) => run.ending.kind === "stopped")) {
    return unready("it was stopped");
  }
  return { kind: "judged", parts: partsOf(trials), notes: notesOf(trials) };
}

/** The measurement was given: what is missing is something else, and the reason says what. */
function unready(reason: string): Judgement {
  return { kind: "not_ready", reason, saysAll: true };
}

/** Frozen programs cannot be started. */
function isHere({ processes, frozen, python }: MeasuredArm): boolean {
  return processes.length > 0 && frozen === undefined && python.source !== "frozen";
}

/** One after the other; where one did not end, the others would not either, and each would take as long. */
async function tryAll(
  arms: readonly MeasuredArm[],
  { name, program }: { readonly name: string; readonly program: string },
): Promise<NamedTrial[]> {
  const trials: NamedTrial[] = [];
  for (const { python, label, summary } of arms) {
    const trial = await tryCollectorTools({
      python,
      program,
      name,
      secondsMax: COLLECTOR_SECONDS_MAX,
      watch: currentFolder(),
    });
    const isIncremental = summary["collector"]?.median === "incremental";
    trials.push({ ...trial, python: label, isIncremental });
    const { kind } = trial.run.ending;
    if (kind === "timed_out" || kind === "stopped") break;
  }
  return trials;
}
