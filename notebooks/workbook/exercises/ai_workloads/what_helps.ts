/** Ten hours of which 95 % are C code: what saves minutes there, and what saves hours. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { pairParts } from "../parts.ts";

type Saving = "minutes" | "half" | "hours";

const SAVINGS: Readonly<Record<Saving, string>> = {
  minutes: "less than five minutes of the ten hours",
  half: "about half an hour",
  hours: "more than an hour",
};

/** What is done, what it saves, and why. */
const MEASURES: readonly {
  readonly key: string;
  readonly text: string;
  readonly saves: Saving;
  readonly reason: string;
  readonly how: string;
}[] = [{
  key: "release",
  text: "a release of CPython whose bytecode takes 5 % less time",
  saves: "minutes",
  reason: "5 % of half an hour: a minute and a half.",
  how: "Only the half hour of Python gains. What are 5 % of that?",
}, {
  key: "rewritten",
  text: "all of the Python part, written anew so that it takes next to no time",
  saves: "half",
  reason: "All of the twentieth is gone, which is half an hour, and no more than that is there.",
  how: "How long is the part that vanishes?",
}, {
  key: "library",
  text: "a build of the library, or a smaller model, that needs 20 % less time",
  saves: "hours",
  reason: "A fifth of nine and a half hours: 1.9 hours.",
  how: "Nine and a half hours are the library's. What is a fifth of them?",
}, {
  key: "cache",
  text: "a third of the requests answered from what was answered before",
  saves: "hours",
  reason: "What is not asked takes no time, neither in Python nor in C: more than three hours.",
  how: "A request that is not made saves its C code, too. What is a third of ten hours?",
}];

const ITEMS: readonly PairItem[] = MEASURES.map(({ key, text, saves, reason, how }) => ({
  key,
  text,
  options: Object.entries(SAVINGS).map(([saving, words]): ChoiceOption => ({
    key: saving,
    text: words,
    isRight: saving === saves,
    reason: saving === saves ? reason : how,
  })),
}));

/** What helps. */
export const WHAT_HELPS: ExerciseDefinition = {
  id: "lesson5-what-helps",
  title: "When 95 % is C code",
  task:
    `Ten hours, of which half an hour is Python and all else a library written in C. How much does each of these save?

- \`saves\`: one choice for each.`,
  fields: [{
    name: "saves",
    kind: "pairs",
    question: "How much does each of them save?",
    items: ITEMS,
    example: 'saves: { release: "hours" }',
  }],
  evidence: null,
  hints: [
    "Put the share that changes and its ratio into the calculator above.",
    "For a request that is not made at all the share that changes is the whole.",
  ],
  max: MEASURES.length,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return { kind: "judged", parts: pairParts(request, { field: "saves", items: ITEMS, max: 1 }) };
}
