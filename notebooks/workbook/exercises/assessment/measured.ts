/** Assessment: one ratio that the learner has measured, stated with its interval. */

import type { ComparisonResult } from "../../../../probes/mod.ts";
import { evidenceParts } from "../../ledger/evidence.ts";
import type { Ruling } from "../acceptance.ts";
import { judgeRatio } from "../acceptance_ratio.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { notMeasured, statedPart, textPart } from "../parts.ts";

/** Ends are read off a chart or a table: within this much they are the same number. */
const END_TOLERANCE = 0.006;

/** A measurement of one's own, put into words. */
export const MEASURED: ExerciseDefinition = {
  id: "assessment-measured",
  title: "Measured here",
  task: `State what the comparison above has found, as you would tell a colleague.

- \`ratio\`: time(test) ÷ time(base), the base behind the ÷: a number, or words such as \`"the same"\` or \`"cannot tell"\`.
- \`interval\`: the two ends of its interval, for example \`"0.7 to 0.8"\`, or \`"none"\` if there is none.`,
  fields: [{
    name: "ratio",
    kind: "ratio",
    question: "What is the ratio?",
    example: 'ratio: "cannot tell"',
  }, {
    name: "interval",
    kind: "text",
    question: "From where to where does the interval reach?",
    example: 'interval: "0.7 to 0.8"',
  }],
  evidence: 'the comparison of the section "13. Measure one thing"',
  hints: [],
  max: 2,
  assessed: {
    look: "the words under the picture, and `00_start_here`",
    records: [],
  },
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const [comparison] = evidenceParts(request.evidence).flatMap((part) =>
    part.kind === "comparison" ? [part.comparison] : []
  );
  const [row] = comparison?.rows ?? [];
  if (row === undefined) return notMeasured(request.evidence);
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "the ratio",
        field: "ratio",
        max: 1,
        judge: (value) => judgeRatio(value, row),
      }),
      textPart(request, {
        name: "its interval",
        field: "interval",
        max: 1,
        judge: (value) => judgeInterval(value, row),
      }),
    ],
  };
}

type Row = ComparisonResult["rows"][number];

function judgeInterval(value: string, { low, high, rounds }: Row): Ruling {
  const ends = [...value.replaceAll(",", ".").matchAll(/\d+(?:\.\d+)?/g)].map(([text]) =>
    Number(text)
  );
  if (low === null || high === null) {
    return {
      kind: ends.length === 0 ? "right" : "unjudged",
      reason: `With ${rounds} rounds there is no interval with two ends.`,
    };
  }
  const [first, last] = ends;
  if (first === undefined || last === undefined || ends.length > 2) {
    return {
      kind: "wrong",
      reason: 'Give the two ends, for example "0.7 to 0.8".',
      isUnread: true,
    };
  }
  const seen = `The interval runs from ${written(low)} to ${written(high)}.`;
  return isNear(first, low) && isNear(last, high)
    ? { kind: "right", reason: seen }
    : isNear(first, high) && isNear(last, low)
    ? { kind: "right", reason: `${seen} Usually the lesser end comes first.` }
    : { kind: "wrong", reason: `${seen} Read its ends from the picture or its table.` };
}

function isNear(stated: number, end: number): boolean {
  return Math.abs(stated - end) <= END_TOLERANCE * Math.max(1, end);
}

function written(ratio: number): string {
  return `${Number(ratio.toFixed(3))}`;
}
