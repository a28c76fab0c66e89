/** Whether the future import should stay, by the oldest CPython that a code base supports. */

import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { pairParts } from "../parts.ts";

type Advice = "keep" | "drop" | "same";

const ADVICE: readonly { readonly key: Advice; readonly text: string }[] = [
  { key: "keep", text: "Keep it" },
  { key: "drop", text: "Drop it" },
  { key: "same", text: "It makes no difference" },
];

const OLD: Readonly<Record<Advice, string>> = {
  keep: "On 3.13 and earlier it spares each import the making of its annotations.",
  drop:
    "On 3.13 and earlier annotations without it are evaluated at each import: compare the lines " +
    "hints and future there.",
  same:
    "Look at the lines hints and future, and at the bars of the bytecode: are they equal there?",
};

const NEW: Readonly<Record<Advice, string>> = {
  keep: "From 3.14 on annotations wait anyway: compare the lines hints and future there. What it " +
    "still does is to make text of what readers could have as objects.",
  drop: "Annotations wait without it, and who reads them gets objects instead of text.",
  same:
    "Imports hardly tell them apart there, but the bars of the bytecode do, and so do readers: " +
    "with it they get text.",
};

const CODE_BASES: readonly (readonly [key: string, text: string, isOld: boolean])[] = [
  ["library", "A library for 3.10 and later, with many hints", true],
  ["service", "A service that runs on 3.13 and nowhere else", true],
  ["tool", "A tool for 3.14 and later", false],
];

const ITEMS: readonly PairItem[] = CODE_BASES.map(([key, text, isOld]) => ({
  key,
  text,
  options: ADVICE.map((advice) => ({
    ...advice,
    isRight: advice.key === (isOld ? "keep" : "drop"),
    reason: (isOld ? OLD : NEW)[advice.key],
  })),
}));

/** The future import today. */
export const TODAY: ExerciseDefinition = {
  id: "lesson4-today",
  title: "Should the future import stay?",
  task: `Three code bases have \`from __future__ import annotations\` at the top of their files.

- \`future\`: ${ADVICE.map(({ key }) => `\`"${key}"\``).join(", ")} for each of them.`,
  fields: [{
    name: "future",
    kind: "pairs",
    question: "What should become of the future import?",
    items: ITEMS,
    example: 'future: { library: "same", service: "same", tool: "same" }',
  }],
  evidence: null,
  hints: [
    "Which panel of the prices is your oldest version most like?",
    "The oldest version decides: the newer ones manage either way.",
  ],
  max: CODE_BASES.length,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: pairParts(request, { field: "future", items: ITEMS, max: 1 }),
  };
}
