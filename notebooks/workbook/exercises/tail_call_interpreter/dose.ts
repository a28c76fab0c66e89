/** Section 2, after the dose: what twice the bytecode does around nothing, a hash, and a wait. */

import type { ComparisonResult } from "../../../../probes/mod.ts";
import type { Ruling } from "../acceptance.ts";
import { judgeRatio } from "../acceptance_ratio.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { notMeasured, statedPart } from "../parts.ts";
import { readRatio } from "../ratio_words.ts";
import { comparisonsBy } from "./measured.ts";

interface Around {
  /** The probe's word for it, and the field's name. */
  readonly key: string;
  readonly words: string;
  /** A ratio that people expect there, and what they are told when it is wrong. */
  readonly trap: { readonly ratio: number; readonly reason: string };
}

const AROUND: readonly Around[] = [{
  key: "nothing",
  words: "around nothing",
  trap: {
    ratio: 2,
    reason: "Twice the additions are not twice the loop: taking the next number and jumping back " +
      "cost something, too, and are there once in both.",
  },
}, {
  key: "sha256",
  words: "around a hash",
  trap: {
    ratio: 1.5,
    reason: "That is about the row of the loop around nothing. Read the second row: its time is " +
      "spent in C.",
  },
}, {
  key: "sleep",
  words: "around a wait",
  trap: {
    ratio: 1.5,
    reason:
      "That is about the row of the loop around nothing. Read the third row: while it waits " +
      "no bytecode runs.",
  },
}];

/** A ratio for each of the three. */
export const DOSE: ExerciseDefinition = {
  id: "lesson2-dose",
  title: "Twice the bytecode",
  task:
    `Three loops were timed with one addition in their body and with two. State time(two) ÷ time(one) for each, as your own intervals allow: a number, \`"the same"\`, or \`"cannot tell"\` where the data do not decide.`,
  fields: AROUND.map(({ key, words }): AnswerField => ({
    name: key,
    kind: "ratio",
    question: `The ratio ${words}.`,
    example: `${key}: 1.2`,
  })),
  evidence: 'the list of the three comparisons, from the section "Once and twice the bytecode"',
  hints: [
    "Where does the line of each row begin, and where does it end?",
    "All of a line within the shaded zone is “the same”. Reaching out of it on both sides is not.",
  ],
  max: AROUND.length,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const comparisons = comparisonsBy(request.evidence, "dose");
  if (comparisons.length === 0) return notMeasured(request.evidence);
  return {
    kind: "judged",
    parts: AROUND.map((around) => {
      const comparison = comparisons.find((one) => isAround(one, around.key));
      return statedPart(request, {
        name: around.words,
        field: around.key,
        max: 1,
        judge: (value) => judgeOne(value, around, comparison),
      });
    }),
  };
}

function isAround({ measurement }: ComparisonResult, key: string): boolean {
  return measurement.arms.length > 0 &&
    measurement.arms.every(({ params }) => params["around"] === key);
}

function judgeOne(
  value: number | string,
  { words, trap }: Around,
  comparison: ComparisonResult | undefined,
): Ruling {
  if (comparison === undefined) {
    return {
      kind: "unjudged",
      reason: `Not judged, no points lost: ${words} nothing was measured.`,
    };
  }
  const ruling = judgeRatio(value, comparison);
  const said = readRatio(value);
  const isTrap = said.kind === "ratio" &&
    said.readings.some(({ ratio }) => Math.abs(ratio - trap.ratio) < 0.05);
  return ruling.kind === "wrong" && isTrap
    ? { kind: "wrong", reason: `${ruling.reason} ${trap.reason}` }
    : ruling;
}
