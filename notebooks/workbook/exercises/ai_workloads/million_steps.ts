/** A million steps: how far apart one's own CPythons are, beside the two and a half milliseconds of the lesson. */

import type { MeasuredArm } from "../../../../probes/mod.ts";
import type { ChoiceOption } from "../acceptance.ts";
import { judgeArithmetic } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, notMeasured, statedPart } from "../parts.ts";
import { armsOf } from "../tail_call_interpreter/measured.ts";

/** What the lesson speaks of. */
const STEPS = 1e6;

/** From 50 to 47.5 ms. */
const TOLD_GAP_MS = 2.5;

/** Whoever reads medians off a table rounds them, and a gap is a difference of two. */
const TOLERANCE = 0.1;

/** The gap of a million steps. */
export const MILLION_STEPS: ExerciseDefinition = {
  id: "lesson5-steps",
  title: "Two and a half milliseconds",
  task: `Take the medians of the table.

- \`gap\`: the difference between the largest and the smallest median, in ms.
- \`larger\`: is it larger than 2.5 ms, the difference that the lesson gives for one release?`,
  fields: [{
    name: "gap",
    kind: "quantity",
    unit: "ms",
    question: "How far apart are the largest and the smallest median?",
    example: "gap: 1.5",
  }, {
    name: "larger",
    kind: "choice",
    question: "Is that larger than 2.5 ms?",
    options: answers(null),
    example: 'larger: "yes"',
  }],
  evidence: 'the measured steps, from the section "A million steps"',
  hints: [
    "The largest median less the smallest one.",
    "The row “once more” is the first CPython a second time: how far is it from itself?",
  ],
  max: 2,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const medians = mediansOf(armsOf(request.evidence, "tight_loop"));
  if (medians.length < 2) return notMeasured(request.evidence);
  const gap = Math.max(...medians) - Math.min(...medians);
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "the gap",
        field: "gap",
        max: 1,
        judge: (answer) =>
          judgeArithmetic(answer, {
            expected: gap,
            unit: "ms",
            tolerance: TOLERANCE,
            mistakes: [
              {
                value: Math.max(...medians),
                reason: "That is the largest median itself. How far is the smallest from it?",
              },
              { value: TOLD_GAP_MS, reason: "That is the lesson's figure. What is your own?" },
            ],
            how: "Subtract the smallest median of the table from the largest.",
          }),
      }),
      choicePart(request, {
        name: "compared with 2.5 ms",
        field: "larger",
        max: 1,
        options: answers(gap),
      }),
    ],
  };
}

/** What was measured here, or else all that is frozen: the two are not mixed. A call is told as a million steps. */
function mediansOf(arms: readonly MeasuredArm[]): number[] {
  const here = arms.filter(({ frozen }) => frozen === undefined);
  return (here.length > 0 ? here : arms).flatMap(({ median, params }) => {
    const n = params["n"];
    return median === null || typeof n !== "number" ? [] : [median * STEPS / n];
  });
}

/** A gap so near that rounding decides is right either way. */
function answers(gap: number | null): ChoiceOption[] {
  const isNear = gap !== null && Math.abs(gap - TOLD_GAP_MS) <= TOLERANCE * TOLD_GAP_MS;
  const seen = gap === null ? "" : `The medians lie ${Number(gap.toPrecision(3))} ms apart.`;
  return [
    { key: "yes", text: "yes", isRight: isNear || (gap ?? 0) > TOLD_GAP_MS, reason: seen },
    { key: "no", text: "no", isRight: isNear || (gap ?? 0) <= TOLD_GAP_MS, reason: seen },
  ];
}
