/** What 5 % are: less time or more speed, once and three times. */

import type { ChoiceOption, Ruling } from "../acceptance.ts";
import { type ArithmeticRule, judgeArithmetic } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, statedPart } from "../parts.ts";
import { readStated } from "../stated.ts";

/** The readings lie a quarter of a per cent apart: who rounds to two decimals cannot tell them. */
const RATIO_TOLERANCE = 0.001;

/** Two readings of 5 %. */
export const FIVE_PERCENT: ExerciseDefinition = {
  id: "lesson5-five-percent",
  title: "5 % less time, 5 % faster",
  task: `Give the time after as a share of the time before: 1 is no change, 0.5 is half the time.

- \`less\`: what is left when it takes 5 % less time?
- \`speed\`: what is left when it is 5 % faster? Give three decimals.
- \`half\`: what is left when it is 50 % faster? Give three decimals.`,
  fields: [{
    name: "less",
    kind: "quantity",
    unit: "",
    question: "What share of the time is left when it takes 5 % less time?",
    example: "less: 0.9",
  }, {
    name: "speed",
    kind: "quantity",
    unit: "",
    question: "What share of the time is left when it is 5 % faster?",
    example: "speed: 0.913",
  }, {
    name: "half",
    kind: "quantity",
    unit: "",
    question: "What share of the time is left when it is 50 % faster?",
    example: "half: 0.913",
  }],
  evidence: null,
  hints: [
    "Speed is what is done in an hour. Who is twice as fast needs half the time.",
    "5 % more of it is 1.05 times the speed. What is the time, when the way is the same?",
  ],
  max: 3,
  judge: judgeReadings,
};

function judgeReadings(request: JudgeRequest): Judgement {
  const part = (field: string, name: string, rule: ArithmeticRule) =>
    statedPart(request, {
      name,
      field,
      max: 1,
      judge: (answer) => mistakesFirst(answer, { tolerance: RATIO_TOLERANCE, ...rule }),
    });
  const speed = {
    reason: "That is the speed after, compared with before. The time is its inverse.",
  };
  return {
    kind: "judged",
    parts: [
      part("less", "5 % less time", {
        expected: 0.95,
        mistakes: [
          { value: 0.05, reason: "That is what is saved. How much is left?" },
          { value: 0.952, reason: "That is 5 % faster. Here 5 % of the time itself are gone." },
          { value: 1.05, reason: "That is more time than before." },
        ],
        how: "Take 5 % of the time away from the whole.",
      }),
      part("speed", "5 % faster", {
        expected: 1 / 1.05,
        mistakes: [
          {
            value: 0.95,
            reason: "That is 5 % less time. Divide: the speed is 1.05 times as high.",
          },
          { value: 0.05, reason: "That is neither what is left nor what is saved: divide." },
          { value: 1.05, ...speed },
        ],
        how: "Divide 1 by the speed after, and give three decimals.",
      }),
      part("half", "50 % faster", {
        expected: 2 / 3,
        mistakes: [
          { value: 0.5, reason: "Half the time is 50 % less of it, and twice as fast." },
          { value: 1.5, ...speed },
        ],
        how: "Divide 1 by the speed after, and give three decimals.",
      }),
    ],
  };
}

const APART: readonly ChoiceOption[] = [{
  key: "add",
  text: "15 %: the three are added",
  isRight: false,
  reason: "5 % of a loop, 5 % of a pause and 5 % of an import are not parts of one thing.",
}, {
  key: "multiply",
  text: "14.3 %: the three are multiplied",
  isRight: false,
  reason: "Ratios multiply on the same work. Here each acts on something else.",
}, {
  key: "largest",
  text: "5 %: the largest counts",
  isRight: false,
  reason: "Of what would it be 5 %? The three have different units.",
}, {
  key: "none",
  text: "there is no such number: three figures, each with its own unit",
  isRight: true,
  reason: "The calculator refuses them, too: different units have no combined speed-up.",
}];

/** Three times 5 %. */
export const THREE_TIMES: ExerciseDefinition = {
  id: "lesson5-three-times",
  title: "Three times 5 %",
  task: `Calculate to a tenth of a per cent, by hand or with any tool.

- \`cuts\`: three improvements of the same loop, each takes 5 % of the time that is left. How much less time in all, in per cent?
- \`speedups\`: three improvements of the same loop, each makes it 1.05 times as fast. How much faster in all, in per cent? (How much less time it takes is accepted, too.)
- \`apart\`: one improves the loop by 5 %, one the longest pause, one the time of imports. What are they together?`,
  fields: [{
    name: "cuts",
    kind: "quantity",
    unit: "%",
    question: "Three cuts of 5 %: how much less time?",
    example: "cuts: 20.5",
  }, {
    name: "speedups",
    kind: "quantity",
    unit: "%",
    question: "Three times 1.05 times as fast: how much faster?",
    example: "speedups: 20.5",
  }, {
    name: "apart",
    kind: "choice",
    question: "5 % of three different things: what is that together?",
    options: APART,
    example: 'apart: "add"',
  }],
  evidence: null,
  hints: [
    "After the first cut 95 % are left. Of what is the second cut 5 %?",
    "1.05 × 1.05 × 1.05, and the inverse of it for the time.",
  ],
  max: 3,
  judge: judgeThree,
};

const ADDED =
  "You added. Multiply: each of them acts on what the one before has left, and only on " +
  "the same work.";

function judgeThree(request: JudgeRequest): Judgement {
  const added = { value: 15, reason: ADDED };
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "three cuts",
        field: "cuts",
        max: 1,
        judge: (answer) =>
          mistakesFirst(answer, {
            expected: 100 * (1 - 0.95 ** 3),
            unit: "%",
            mistakes: [
              added,
              { value: 100 * 0.95 ** 3, reason: "That is what is left. How much less is it?" },
              { value: 100 * (1.05 ** 3 - 1), reason: "Those are three speed-ups, not cuts." },
            ],
            how: "Multiply 0.95 by itself, and compare what is left with the whole.",
          }),
      }),
      statedPart(request, {
        name: "three speed-ups",
        field: "speedups",
        max: 1,
        judge: (answer) =>
          mistakesFirst(answer, {
            expected: 100 * (1.05 ** 3 - 1),
            name: "per cent faster",
            readings: [{ name: "per cent less time", value: 100 * (1 - 1.05 ** -3) }],
            unit: "%",
            mistakes: [added],
            how: "Multiply 1.05 by itself three times, and compare with 1.",
          }),
      }),
      choicePart(request, {
        name: "three different things",
        field: "apart",
        max: 1,
        options: APART,
      }),
    ],
  };
}

/** A number that a wrong way leads to is wrong, also where rounding would excuse it: 15 is near 14.3, and is added up. */
function mistakesFirst(answer: number | string, rule: ArithmeticRule): Ruling {
  const stated = readStated(answer, rule.unit);
  const mistake = stated.kind === "number"
    ? rule.mistakes?.find(({ value }) => Math.abs(value - stated.value) < 1e-9)
    : undefined;
  return mistake === undefined
    ? judgeArithmetic(answer, rule)
    : { kind: "wrong", reason: mistake.reason };
}
