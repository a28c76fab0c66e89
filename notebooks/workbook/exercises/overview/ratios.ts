/** Overview: two ratios read from the trend, one between builds and one between releases. */

import type { Comparison } from "../../../../probes/mod.ts";
import { sortEvidence } from "../../ledger/material.ts";
import type { Ruling } from "../acceptance.ts";
import { judgeRatio } from "../acceptance_ratio.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { notMeasured, statedPart } from "../parts.ts";
import { largestSteps, type StepKind } from "./steps.ts";

/** Whoever compiled it may matter more than its number. */
export const OVERVIEW_RATIOS: ExerciseDefinition = {
  id: "lesson1-ratios",
  title: "Two ratios",
  task: `Read two ratios of times from the pictures above, from your own rows or the frozen ones.

- \`builds\`: two builds of one release (or of neighbouring ones) that lie farthest apart: the greater time ÷ the lesser one.
- \`release\`: the step to the next release that saved most time within one kind of build: the newer one's time ÷ the older one's.

A number such as \`0.95\` will do, and so will words: \`"5 % less time"\`, \`"0.95 of the time"\`, \`"cannot tell"\`.`,
  fields: [{
    name: "builds",
    kind: "ratio",
    question: "Time of the slower build ÷ time of the faster one?",
    example: "builds: 1.1",
  }, {
    name: "release",
    kind: "ratio",
    question: "Time of the newer release ÷ time of the older one?",
    example: 'release: "5 % less time"',
  }],
  evidence: 'the list of what was measured and what is frozen, from the cells of "Four loops ' +
    'through the releases"',
  hints: [
    "For the first, look at the hollow rows; for the second stay on one line of the trend.",
    "The trend shows speeds, and a speed is 1 ÷ a time: where it says 2, the time is halved.",
  ],
  max: 2,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const { live, frozen } = sortEvidence(request.evidence);
  // Both origins hold what can be read here; they are never mixed in one ratio.
  const origins = [live.measurements, frozen.measurements];
  const rows = {
    builds: decidedFirst(origins.flatMap((one) => largestSteps(one, "builds"))),
    releases: origins.flatMap((one) => largestSteps(one, "releases")),
  };
  if (rows.builds.length === 0 || rows.releases.length === 0) {
    return notMeasured(request.evidence);
  }
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "between two builds",
        field: "builds",
        max: 1,
        judge: (answer) => judgeStep(answer, rows, "builds"),
      }),
      statedPart(request, {
        name: "between two releases",
        field: "release",
        max: 1,
        judge: (answer) => judgeStep(answer, rows, "releases"),
      }),
    ],
  };
}

/** A pair that cannot be told apart is not the farthest where another one can. */
function decidedFirst(rows: readonly Comparison[]): readonly Comparison[] {
  const decided = rows.filter(({ verdict }) => verdict === "faster" || verdict === "slower");
  return decided.length > 0 ? decided : rows;
}

type Rows = Readonly<Record<StepKind, readonly Comparison[]>>;

function judgeStep(answer: number | string, rows: Rows, kind: StepKind): Ruling {
  const rulings = rows[kind].map((row) => ({ row, ruling: judgeRatio(answer, row) }));
  const fitting = rulings.find(({ ruling }) => ruling.kind === "right") ??
    rulings.find(({ ruling }) => ruling.kind === "unjudged");
  if (fitting !== undefined) return named(fitting.ruling, fitting.row);
  const [first] = rulings;
  const isFromOthers = kind === "releases" && rows.builds.some((row) => fits(answer, row));
  if (isFromOthers) {
    return {
      kind: "wrong",
      reason: "That is the ratio of two kinds of build, in which two things changed: the release " +
        "and the way it was compiled. Stay on one line of the trend.",
    };
  }
  return first === undefined ? NOTHING : named(first.ruling, first.row);
}

const NOTHING: Ruling = { kind: "unjudged", reason: "There is no such step to compare with." };

/** Either way round: whoever takes the wrong row often takes it upside down as well. */
function fits(answer: number | string, row: Comparison): boolean {
  const { low, high } = row;
  const turned = {
    ...row,
    low: high === null ? null : 1 / high,
    high: low === null ? null : 1 / low,
  };
  return [row, turned].some((one) => judgeRatio(answer, one).kind === "right");
}

function named(ruling: Ruling, { test, base, flags }: Comparison): Ruling {
  const origin = flags.some(({ kind }) => kind === "frozen") ? ", frozen" : "";
  return { ...ruling, reason: `${test} ÷ ${base}${origin}: ${ruling.reason}` };
}
