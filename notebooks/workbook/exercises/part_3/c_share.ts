/** Teaching back: a program that is 95 % C code, and an interpreter that is 5 % faster. */

import type { ChoiceOption } from "../acceptance.ts";
import { judgeArithmetic } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, statedPart, textPart } from "../parts.ts";
import { judgeText, type SynonymGroup, type TextRule } from "../text_rule.ts";

/** Of the time of the whole, in per cent: 0.05 × (1 − 1 / 1.05), and what rounding may make of it. */
const SAVED = { value: 0.238, low: 0.19, high: 0.29 };

const TARGETS: readonly ChoiceOption[] = [{
  key: "interpreter",
  text: "Another interpreter, by a newer CPython",
  isRight: false,
  reason: "It works on the small part. What is left if that part took no time at all?",
}, {
  key: "c",
  text: "The C code and the way to it: fewer and larger calls, batches, another library",
  isRight: true,
  reason: "There is the time. What a program does not spend cannot be saved.",
}, {
  key: "collector",
  text: "The collector's settings, for shorter pauses",
  isRight: false,
  reason:
    "Nobody has said that anybody waits for the collector: its time is a share as well, and " +
    "it was not measured.",
}, {
  key: "hints",
  text: "Modules without type hints, for a shorter start",
  isRight: false,
  reason:
    "A start happens once. The share in question is that of a step that is done over and over.",
}];

const SHARE: SynonymGroup = {
  name: "how large the share is that changes",
  synonyms: [
    "share*",
    "fraction*",
    "proportion*",
    "part of the time",
    "amdahl*",
    "95",
    "at most 5",
    "at most five",
    "5 per cent of",
  ],
};

const FASTER: SynonymGroup = {
  name: "the interpreter",
  synonyms: [
    "faster interpreter",
    "interpreter speed",
    "interpreter is",
    "5 faster",
    "speedup",
    "speed-up",
  ],
};

const WHOLE: SynonymGroup = {
  name: "the whole program",
  synonyms: ["whole", "overall", "entire", "everything", "all of it", "my inference", "my program"],
};

const SENTENCE: TextRule = {
  groups: [SHARE],
  wrong: [{
    groups: [FASTER, WHOLE],
    unless: [SHARE, { name: "hardly", synonyms: ["hardly", "little", "barely", "almost nothing"] }],
    reason: "That carries the gain of a part over to the whole. How large is the part?",
  }],
  compareWith: "what changes is at most 5 % of the time, so look first at the share of the C code.",
  praise: "It says how large the part is that changes.",
};

/** A number, a choice and a sentence. */
export const C_SHARE: ExerciseDefinition = {
  id: "L2-P3-02",
  title: "Teach it back",
  task:
    `Your step spends 95 % of its time in C code. An AI tells you that a new interpreter runs Python code at 1.05 times the speed.

- \`saved\`: by how much the time of the whole step falls, in per cent.
- \`target\`: what you would work on instead.
- \`sentence\`: what you tell the AI, in one sentence.`,
  fields: [{
    name: "saved",
    kind: "quantity",
    unit: "%",
    question: "By how many per cent does the time of the whole step fall?",
    example: 'saved: "1.5 %"',
  }, {
    name: "target",
    kind: "choice",
    question: "What would you work on?",
    options: TARGETS,
    example: 'target: "collector"',
  }, {
    name: "sentence",
    kind: "text",
    question: "What do you tell the AI?",
    example: 'sentence: "Your benchmark shows …"',
  }],
  evidence: null,
  hints: [
    "Of which part of the time does the interpreter's gain take something away?",
    "1 − share × (1 − ratio) is left of the whole. amdahl() computes it.",
    "1.05 times the speed is 1 / 1.05 of the time.",
  ],
  max: 4,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "what is saved",
        field: "saved",
        max: 2,
        judge: (value) =>
          judgeArithmetic(value, { expected: SAVED, unit: "%", mistakes: MISTAKES, how: HOW }),
      }),
      choicePart(request, { name: "what to work on", field: "target", max: 1, options: TARGETS }),
      textPart(request, {
        name: "what to tell the AI",
        field: "sentence",
        max: 1,
        judge: (value) => judgeText(value, SENTENCE),
      }),
    ],
  };
}

const HOW =
  "Take the share of the time that is not C code, and from that what the new interpreter saves.";

const MISTAKES = [
  {
    value: 5,
    reason: "Of the whole? The interpreter's gain holds for the rest beside the C code.",
  },
  {
    value: 4.75,
    reason: "You took 95 % of 5 %, or the gain of the small part by itself. The interpreter has " +
      "no part in the C code.",
  },
  { value: 0.05, reason: "Look at the unit: 0.05 is a share of 5 %, and per cent are asked for." },
  { value: 0.0024, reason: "Look at the unit: that is a share, and per cent are asked for." },
  { value: 99.76, reason: "That is what is left. Asked is what is saved." },
];
