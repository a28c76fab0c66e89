/** Part 1, after the two loops that are the same: is the difference between them more than noise? */

import type { ComparisonResult } from "../../../../probes/mod.ts";
import { nameEvidence } from "../../ledger/evidence.ts";
import { areAllTwins } from "../../ledger/rules.ts";
import { type ChoiceOption, judgeNoiseSize } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, numberPart } from "../parts.ts";

const OPTIONS: readonly ChoiceOption[] = [{
  key: "caching",
  text: "The second loop finds the computer's caches filled, so its time is a different one.",
  isRight: false,
  reason: "Every process is fresh, and the order is drawn anew in each round. If caches were the " +
    "reason, swapping the two would turn the result around: let B run first and look.",
}, {
  key: "noise",
  text: "The two are the same program; what lies between them is noise.",
  isRight: true,
  reason: "Nothing in the code differs, so what you see is how much this way of timing varies.",
}, {
  key: "broken",
  text: "Equal programs take exactly the same time, so something is broken.",
  isRight: false,
  reason: "Look at the distribution: even the processes of one and the same loop differ among " +
    "each other. No two timings are exactly equal.",
}, {
  key: "mean",
  text: "The mean of one run says which of the two costs more.",
  isRight: false,
  reason: "Look at the single processes, one after the other: each run gives another mean, and " +
    "sometimes A lies in front, sometimes B. One mean decides nothing.",
}];

/** How the difference of two equal loops is to be read. */
export const PART_1_NOISE: ExerciseDefinition = {
  id: "part1-noise",
  title: "Your ruler",
  task:
    `Two loops that are the same were timed, and the two times are not equal. Say what you make of it.

- \`difference\`: one of the words below.
- \`sizePercent\`: how far apart, in per cent, two equal programs may lie in a run like yours. Read it from the interval: how far does it reach from 1? \`2.5\` means 2.5 %.`,
  fields: [{
    name: "difference",
    kind: "choice",
    question: "What is the difference between the two loops?",
    options: OPTIONS,
    example: 'difference: "caching"',
  }, {
    name: "sizePercent",
    kind: "number",
    question: "How far apart may two equal programs lie, in per cent?",
    example: "sizePercent: 2.5",
  }],
  evidence: 'the comparison of the two loops, from the cell "Two loops that are the same"',
  hints: [
    "What differs in the code of the two?",
    "The interval shows where the ratio may lie. Take the end that is farther from 1.",
  ],
  max: 2,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const { evidence } = request;
  if (evidence.kind !== "comparison" || !areTwinsHere(evidence.comparison)) {
    const given = evidence.kind === "comparison"
      ? "a comparison of arms that differ"
      : nameEvidence(evidence);
    return { kind: "not_ready", reason: `what was given is ${given}` };
  }
  const { low, high, rounds } = evidence.comparison;
  return {
    kind: "judged",
    parts: [
      choicePart(request, {
        name: "what the difference is",
        field: "difference",
        max: 1,
        options: OPTIONS,
      }),
      numberPart(request, {
        name: "how large it may be",
        field: "sizePercent",
        max: 1,
        judge: (value) => judgeNoiseSize(value, { low, high, rounds }),
      }),
    ],
  };
}

function areTwinsHere(comparison: ComparisonResult): boolean {
  return comparison.kind === "ratio" && areAllTwins(comparison);
}
