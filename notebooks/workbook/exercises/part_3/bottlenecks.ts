/** Three hidden programs: what takes the time of each, and how much of it, judged by shares that are measured here. */

import {
  arms,
  INSTALL_HINT,
  type Interpreter,
  type MeasurementResult,
} from "../../../../probes/mod.ts";
import type { CheckPart } from "../../ledger/check_result.ts";
import { evidenceParts, type ReadEvidence } from "../../ledger/evidence.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { entriesParts, type Entry, LIMITS } from "./bottleneck_parts.ts";
import { bottleneckOf, BOTTLENECKS } from "./hidden_names.ts";
import { HIDDEN_PROBE, LOOKING_TOOLS } from "./hidden_probe.ts";
import { measureShares } from "./reference.ts";

/** For each program: what takes its time, the share, and a run that shows it. */
const POINTS = 4;

/** What limits each of the three. */
export const BOTTLENECK: ExerciseDefinition = {
  id: "L2-P3-03",
  title: "Three programs, three bottlenecks",
  task: `Look into the three programs, and say for each what takes most of its time.

- \`limit\`: one of ${LIMITS.map(({ key }) => `\`"${key}"\``).join(", ")}.
- \`share\`: how much of its time that takes, in per cent, from your own runs.

The check runs each program three times with a clock around every C function and every collection, and compares. Points are also given for having looked: a guess without a run is a guess.`,
  fields: [{
    name: "programs",
    kind: "entries",
    question: "By the program's name: what limits it, and which share of the time is that?",
    example: 'programs: { name: { limit: "memory", share: 50 } }',
  }],
  evidence: 'the runs of your tools, from the section "Three hidden programs"',
  hints: [
    "Sort what cProfile says by own time: which function spends it, and is that function written in C?",
    "Count the collections, and divide the time in them by the time of the run.",
    "What is neither in a C function nor in a collection is left for the interpreter: add to the loop, and see what grows.",
  ],
  max: BOTTLENECKS.length * POINTS,
  judge,
};

async function judge(
  { fields, evidence, isGraded = false }: JudgeRequest,
): Promise<Judgement> {
  const field = fields["programs"];
  if (field?.kind === "wrong") return { kind: "not_ready", reason: field.reason, saysAll: true };
  if (field?.kind !== "entries") return { kind: "not_answered", reason: 'fill in "programs".' };
  const entries: readonly Entry[] = Object.entries(field.value)
    .map(([name, entry]) => ({ name, entry }));
  const stranger = entries.find(({ name }) => bottleneckOf(name) === null);
  if (stranger !== undefined) {
    return {
      kind: "not_ready",
      reason: `none of the programs is called "${stranger.name}"; copy the names from their card`,
      saysAll: true,
    };
  }
  // One draw has each cause once; names of a second draw would earn points again.
  if (new Set(entries.map(({ name }) => bottleneckOf(name))).size < entries.length) {
    return {
      kind: "not_ready",
      reason: "the names are of more than one draw; keep the three that stand on their card",
      saysAll: true,
    };
  }
  const looks = looksOf(evidence);
  const python = looks[0]?.python ?? (await arms())[0];
  if (python === undefined) return { kind: "not_ready", reason: INSTALL_HINT, saysAll: true };
  const names = entries.map(({ name }) => name).toSorted();
  const shares = await measureShares(names, { python });
  if (shares.kind === "not_measured") {
    return { kind: "not_ready", reason: shares.reason, saysAll: true };
  }
  return {
    kind: "judged",
    parts: [
      ...entriesParts(entries, { shares: shares.byName, looks, isGraded }),
      ...missingParts(entries),
    ],
    notes: [`Compared with three runs of each in ${python.name}.`],
  };
}

/** A run of the learner's that looked into a program. */
export interface Look {
  readonly program: string;
  readonly python: Interpreter;
}

/** The learner's own runs, those that came to an end. */
function looksOf(evidence: ReadEvidence): Look[] {
  const measurements = evidenceParts(evidence).flatMap((part): MeasurementResult[] =>
    part.kind === "measurement" ? [part.measurement] : []
  );
  return measurements.filter(({ probe }) => probe === HIDDEN_PROBE).flatMap(({ arms }) =>
    arms.filter(({ params, processes }) =>
      processes.length > 0 && LOOKING_TOOLS.some((tool) => tool === params["tool"])
    ).map(({ params, python }) => ({ program: `${params["program"]}`, python }))
  );
}

/** Programs that nothing was said about. */
function missingParts(entries: readonly Entry[]): CheckPart[] {
  const count = BOTTLENECKS.length - entries.length;
  if (count <= 0) return [];
  return [{
    name: count === 1 ? "one more program" : `${count} more programs`,
    points: 0,
    max: count * POINTS,
    reason: 'Not answered yet: add an entry for each of the three to "programs".',
  }];
}
