/** Assessment: three sums about gains, with numbers that are drawn by the learner's seed. */

import type { Ruling } from "../acceptance.ts";
import { type ArithmeticRule, judgeArithmetic } from "../acceptance_numbers.ts";
import type { AnswerField, ExerciseDefinition, JudgeRequest } from "../definition.ts";
import { statedPart, textPart } from "../parts.ts";
import { readStated } from "../stated.ts";
import { judgeText, type TextRule } from "../text_rule.ts";
import { drawBy } from "../variant.ts";

/** The number by which the others are drawn; kept with the answer, so that a grader draws the same. */
export const SEED_FIELD: AnswerField = {
  name: "seed",
  kind: "seed",
  question: "The whole number of the first cell, by which the numbers are drawn.",
  example: "seed",
};

/** The seed of a text that is shown without one. */
export const SEED_DEFAULT = 1;

const SECONDS_PER_MS = 1e-3;

const HINTS = { evidence: null, hints: [] } as const;

/** Tokens of a day, and what a quicker interpreter saves of their time. */
export const TOKENS: ExerciseDefinition = tokens(SEED_DEFAULT);

function tokens(seed: number): ExerciseDefinition {
  const id = "assessment-tokens";
  const draw = drawBy(seed, id);
  const millions = draw.one([10, 20, 30, 40]);
  const ms = draw.one([0.5, 1, 2]);
  const share = draw.one([20, 30, 40]);
  const cut = draw.one([4, 5, 8]);
  const total = millions * 1e6 * ms * SECONDS_PER_MS;
  const saved = total * (share / 100) * (cut / 100);
  return {
    ...HINTS,
    id,
    title: "Tokens of a day",
    task:
      `A service makes ${millions} million tokens a day, each in ${ms} ms. ${share} % of that time is bytecode. A new interpreter needs ${cut} % less time for bytecode; nothing else changes.

- \`total\`: how much time do the tokens of a day take?
- \`saved\`: how much of it does the new interpreter save?

Write numbers of seconds, or texts with a unit.`,
    fields: [SEED_FIELD, {
      name: "total",
      kind: "quantity",
      unit: "s",
      question: "The time of a day's tokens?",
      example: 'total: "7 h"',
    }, {
      name: "saved",
      kind: "quantity",
      unit: "s",
      question: "What is saved of it?",
      example: "saved: 7",
    }],
    max: 2,
    assessed: {
      look: "`lesson/05_ai_workloads`, where tokens are added up",
      records: ["L2-S5-08"],
    },
    variant: tokens,
    judge: (request) => ({
      kind: "judged",
      parts: [
        sumPart(request, {
          name: "the time of a day's tokens",
          field: "total",
          rule: {
            expected: total,
            unit: "s",
            mistakes: [{ value: total * 1e3, reason: "That is in ms: the answer is in seconds." }],
            how: "Tokens times the time of one.",
          },
        }),
        sumPart(request, {
          name: "what is saved of it",
          field: "saved",
          rule: {
            expected: saved,
            unit: "s",
            mistakes: [
              {
                value: total * (cut / 100),
                reason: "That would be so if all of the time were bytecode: take its share first.",
              },
              {
                value: total * (share / 100),
                reason: "That is all of the bytecode's time: only a part of it is saved.",
              },
              {
                value: total - saved,
                reason: "That is what is left, not what is saved.",
              },
            ],
            how: "Only bytecode gets quicker? Then: time, times its share, times the cut.",
          },
        }),
      ],
    }),
  };
}

/** Three cuts on the same work, and on parts of it. */
export const GAINS: ExerciseDefinition = gains(SEED_DEFAULT);

function gains(seed: number): ExerciseDefinition {
  const id = "assessment-gains";
  const draw = drawBy(seed, id);
  const cut = draw.one([3, 4, 6, 8]);
  const [first, second, third] = draw.one([[50, 30, 20], [60, 25, 15], [40, 40, 20]]);
  const same = 100 * (1 - (1 - cut / 100) ** 3);
  const sum = 3 * cut;
  return {
    ...HINTS,
    id,
    title: "Three gains",
    task: `Three changes each take ${cut} % less time for what they act on.

- \`same\`: all three act on all of the work, one after the other. How much less time in all, in per cent, with one decimal?
- \`parts\`: each acts on a part of its own: ${first} %, ${second} % and ${third} % of the time. How much less time in all, in per cent?`,
    fields: [SEED_FIELD, {
      name: "same",
      kind: "quantity",
      unit: "%",
      question: "On the same work?",
      example: "same: 1.5",
    }, {
      name: "parts",
      kind: "quantity",
      unit: "%",
      question: "On three parts?",
      example: "parts: 1.5",
    }],
    max: 2,
    assessed: {
      look: "`lesson/05_ai_workloads`, where gains are put together",
      records: ["L2-S5-05"],
    },
    variant: gains,
    judge: (request) => ({
      kind: "judged",
      parts: [
        sumPart(request, {
          name: "on the same work",
          field: "same",
          rule: {
            expected: same,
            unit: "%",
            how:
              "The second cut acts on what the first one left: multiply what is left three times.",
          },
          // Within rounding of the right one, and yet another idea.
          never: [{
            value: sum,
            reason: "Adding them up takes the second cut of time that the first has saved already.",
          }],
        }),
        sumPart(request, {
          name: "on three parts",
          field: "parts",
          rule: {
            expected: cut,
            unit: "%",
            mistakes: [
              { value: sum, reason: "No part of the time gets all three cuts." },
              { value: same, reason: "No part of the time gets all three cuts." },
              { value: cut / 3, reason: "The parts make up all of the time: weigh, then add." },
            ],
            how: "Each cut times its part of the time, added up.",
          },
        }),
      ],
    }),
  };
}

const REASON: TextRule = {
  groups: [{
    name: "how small the share of bytecode is",
    synonyms: [
      ...["share", "fraction", "proportion", "only a part", "small part", "rest", "remaining"],
      ...["per cent", "percent", "amdahl*", "most of the time", "little of the time"],
    ],
  }, {
    name: "the library in C",
    synonyms: [
      ...["c code", "in c", "library", "libraries", "native", "extension*", "outside", "numpy"],
      ...["compiled code", "machine code", "kernels"],
    ],
  }],
  wrong: [],
  compareWith:
    "only the share that is bytecode can get quicker, and most of the time is spent in C.",
  praise: "The share bounds what can be gained.",
};

/** What an interpreter's gain is worth where C code does the work. */
export const LIBRARY: ExerciseDefinition = library(SEED_DEFAULT);

function library(seed: number): ExerciseDefinition {
  const id = "assessment-library";
  const draw = drawBy(seed, id);
  const native = draw.one([90, 95, 96, 98]);
  const cut = draw.one([4, 5, 6]);
  const share = (100 - native) / 100;
  return {
    ...HINTS,
    id,
    title: "Where a library does the work",
    task:
      `A program spends ${native} % of its time in a library of C code. A new interpreter needs ${cut} % less time for bytecode.

- \`less\`: how much less time does the whole program need, in per cent?
- \`why\`: tell somebody who expects ${cut} % why it is not that.`,
    fields: [SEED_FIELD, {
      name: "less",
      kind: "quantity",
      unit: "%",
      question: "How much less time in all?",
      example: "less: 1.5",
    }, {
      name: "why",
      kind: "text",
      question: "Why is that so?",
      example: 'why: "Because …"',
    }],
    max: 2,
    assessed: {
      look: "`challenge/part_3_you_as_teacher` and `lesson/05_ai_workloads`",
      records: ["L2-P3-02"],
    },
    variant: library,
    judge: (request) => ({
      kind: "judged",
      parts: [
        sumPart(request, {
          name: "the number",
          field: "less",
          rule: {
            expected: share * cut,
            unit: "%",
            name: `${cut} % less time`,
            readings: [{
              name: `a speed ${cut} % higher`,
              value: 100 * share * (1 - 1 / (1 + cut / 100)),
            }],
            mistakes: [
              {
                value: cut,
                reason: "That is the gain of the bytecode alone: weigh it by its share.",
              },
              {
                value: native / 100 * cut,
                reason: "That is weighed by the library's share, which does not change at all.",
              },
            ],
            how: "The share that is bytecode, times the cut.",
          },
        }),
        textPart(request, {
          name: "the reason",
          field: "why",
          max: 1,
          judge: (value) => judgeText(value, REASON),
        }),
      ],
    }),
  };
}

interface SumPart {
  readonly name: string;
  readonly field: string;
  readonly rule: ArithmeticRule;
  /** Exactly these are wrong, however near to the right one. */
  readonly never?: readonly { readonly value: number; readonly reason: string }[];
}

function sumPart(request: JudgeRequest, { name, field, rule, never = [] }: SumPart) {
  return statedPart(request, {
    name,
    field,
    max: 1,
    judge: (value): Ruling => {
      const stated = readStated(value, rule.unit);
      const mistake = never.find((one) =>
        stated.kind === "number" && Math.abs(stated.value - one.value) < 1e-9
      );
      return mistake === undefined
        ? judgeArithmetic(value, rule)
        : { kind: "wrong", reason: mistake.reason };
    },
  });
}
