/** Assessment: five sentences as an AI might say them, drawn by the learner's seed. */

import type { ExerciseDefinition, PairItem } from "../definition.ts";
import { pairParts } from "../parts.ts";
import { drawBy } from "../variant.ts";
import { SEED_DEFAULT, SEED_FIELD } from "./arithmetic.ts";
import { POOL, type PooledSentence } from "./sentence_pool.ts";

const WORDS = {
  true: "it is true",
  partly: "a part of it is true, or it is true of some builds only",
  false: "it is not true",
  outdated: "it was true of earlier releases and is not any more",
} as const;

/** One of the four. */
export type SentenceWord = keyof typeof WORDS;

const KEYS: readonly SentenceWord[] = ["true", "partly", "false", "outdated"];

/** How many of each kind are asked: whoever marks all alike earns two points at most. */
const ASKED: readonly (readonly [SentenceWord, count: number])[] = [
  ["true", 2],
  ["partly", 1],
  ["false", 1],
  ["outdated", 1],
];

const COUNT = ASKED.reduce((sum, [, count]) => sum + count, 0);

/** Who asks an AI has to know what is wrong with its answer. */
export const SENTENCES: ExerciseDefinition = sentences(SEED_DEFAULT);

function sentences(seed: number): ExerciseDefinition {
  const id = "assessment-sentences";
  const draw = drawBy(seed, id);
  const chosen = ASKED.flatMap(([word, count]) =>
    draw.some(POOL.filter(({ marks }) => marks[0] === word), count)
  );
  const drawn = draw.some(chosen, COUNT);
  const items = drawn.map((sentence, index) => itemOf(sentence, `s${index + 1}`));
  return {
    id,
    title: "Five sentences of an AI",
    task:
      `An AI was asked what Python 3.14 changed, and how one should measure it. Mark each sentence: ${
        KEYS.map((key) => `\`"${key}"\` (${WORDS[key]})`).join(", ")
      }. Judge for CPython as it is released today.`,
    fields: [SEED_FIELD, {
      name: "marks",
      kind: "pairs",
      question: "How does each sentence stand?",
      items,
      example: 'marks: { s1: "true" }',
    }],
    evidence: null,
    hints: [],
    max: COUNT,
    assessed: {
      look: "the cards of the lesson's notebooks, or at `challenge/part_2_ai_as_teacher`",
      records: ["L2-S0-05", ...drawn.map(({ record }) => record)],
    },
    variant: sentences,
    judge: (request) => ({
      kind: "judged",
      parts: pairParts(request, { field: "marks", items, max: 1 }),
    }),
  };
}

function itemOf({ text, marks, reason, record }: PooledSentence, key: string): PairItem {
  return {
    key,
    text: `“${text}”`,
    options: KEYS.map((mark) => ({
      key: mark,
      text: WORDS[mark],
      isRight: marks.includes(mark),
      reason: `${reason} (${record})`,
    })),
  };
}
