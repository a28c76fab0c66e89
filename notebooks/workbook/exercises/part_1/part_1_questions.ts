/** Part 1, the three questions for checking oneself. */

import type { ChoiceOption } from "../acceptance.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, textPart } from "../parts.ts";
import { LONGEST, TOTAL, WAITING } from "../synonyms.ts";
import { judgeText, type SynonymGroup, type TextRule } from "../text_rule.ts";

const FACTORS: readonly ChoiceOption[] = [{
  key: "cpu",
  text: "How fast the processor is",
  isRight: false,
  reason: "The processor was the same in all of your runs, and still they differ: what did you " +
    "change from one to the next?",
}, {
  key: "version",
  text: "The version number of CPython",
  isRight: false,
  reason: "Two builds of one version differ as well, and garbage changed your pauses within a " +
    "single interpreter. Look at the lanes of the pause picture.",
}, {
  key: "work",
  text:
    "The build, the length of the loop, the containers that are alive, and how long garbage lives",
  isRight: true,
  reason: "Each of these can be changed by itself, and you have changed most of them.",
}];

const OVERHEAD: readonly ChoiceOption[] = [{
  key: "total",
  text: "By the total time of the loop",
  isRight: false,
  reason: "The total holds the additions themselves too. Change the dose: with the loop's body " +
    "once and then twice, what grows, and what stays?",
}, {
  key: "baseline",
  text:
    "Against a baseline: an empty loop, the same work twice, or the C function that does the same",
  isRight: true,
  reason: "Only against a baseline can the interpreter's share be told from the work's.",
}, {
  key: "versions",
  text: "By comparing two versions of CPython",
  isRight: false,
  reason: "That tells how two interpreters differ. It does not tell how much of the time either " +
    "of them needs for itself: take a baseline in one interpreter.",
}];

const PAUSE: readonly ChoiceOption[] = [{
  key: "average",
  text: "The average of all pauses",
  isRight: false,
  reason: "Most pauses are too short to be felt, and they pull the average down. Look for the " +
    "longest one: somebody's request waits for it.",
}, {
  key: "sum",
  text: "All pauses together, as part of the total time",
  isRight: false,
  reason: "The sum matters for how much work gets done in an hour. One person waits for one " +
    "request, so look at the longest pause.",
}, {
  key: "longest",
  text: "The longest pause, which somebody's request has to wait for",
  isRight: true,
  reason: "A pause is felt by the request that comes at the wrong moment: the slowest one.",
}];

const PAUSE_WORD: SynonymGroup = { name: "pauses", synonyms: ["pause*", "stop*", "collection*"] };

const AVERAGE: SynonymGroup = { name: "the average", synonyms: ["average*", "mean", "typical*"] };

const SENTENCE: TextRule = {
  groups: [LONGEST, WAITING],
  wrong: [{
    groups: [AVERAGE, PAUSE_WORD],
    unless: [LONGEST],
    reason: "You speak of the average pause. Nobody waits for an average: look at the longest one.",
  }, {
    groups: [TOTAL, PAUSE_WORD],
    unless: [LONGEST],
    reason: "You tie the pause to the total time. What does the one user notice whose request " +
      "comes while the collector works?",
  }],
  compareWith:
    "a pause is felt by the one user whose request has to wait for the longest collection.",
  praise: "It says which pause counts, and who waits for it.",
};

const FIELDS: readonly AnswerField[] = [{
  name: "factors",
  kind: "choice",
  question: "What decided the results that you got?",
  options: FACTORS,
  example: 'factors: "cpu"',
}, {
  name: "overhead",
  kind: "choice",
  question: "How would you see the interpreter's own overhead?",
  options: OVERHEAD,
  example: 'overhead: "total"',
}, {
  name: "pause",
  kind: "choice",
  question: "Which pause matters to a user of an AI service?",
  options: PAUSE,
  example: 'pause: "average"',
}, {
  name: "sentence",
  kind: "text",
  question:
    "What does a pause mean for a user who waits for an answer, and which pause counts? One sentence.",
  example: 'sentence: "For a user who waits, a pause …"',
}];

/** The three questions, and one sentence in the learner's own words. */
export const PART_1_QUESTIONS: ExerciseDefinition = {
  id: "L2-P1-05",
  title: "Three questions for yourself",
  task:
    "Answer from what you measured. Three fields take one of the words below, the fourth a sentence of your own.",
  fields: FIELDS,
  evidence: null,
  hints: [
    "What would double the time of the loop: a second loop body, or a second loop around nothing?",
    "Look at the longest request, not at the sum of all.",
  ],
  max: 4,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const choices = [
    { name: "what drives the results", field: "factors", options: FACTORS },
    { name: "the interpreter's overhead", field: "overhead", options: OVERHEAD },
    { name: "the pause that matters", field: "pause", options: PAUSE },
  ].map((spec) => choicePart(request, { ...spec, max: 1 }));
  const sentence = textPart(request, {
    name: "what a pause means to somebody who waits",
    field: "sentence",
    max: 1,
    judge: (value) => judgeText(value, SENTENCE),
  });
  return { kind: "judged", parts: [...choices, sentence] };
}
