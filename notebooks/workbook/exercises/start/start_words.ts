/** Three words that stand beside pictures: unclear, the same, hatched. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart } from "../parts.ts";

const UNCLEAR: readonly ChoiceOption[] = [{
  key: "equal",
  text: "The two are equal.",
  isRight: false,
  reason:
    "“The same” is a finding and needs an interval of its own, a narrow one; “unclear” is a " +
    "lack of data.",
}, {
  key: "more",
  text: "The rounds so far do not decide; more of them may.",
  isRight: true,
  reason: "The interval still holds ratios that mean different things.",
}, {
  key: "error",
  text: "Something has failed.",
  isRight: false,
  reason:
    "What fails is said in words of its own: “unavailable”, with the reason. Here everything " +
    "ran, only not for long enough.",
}];

const SAME: readonly ChoiceOption[] = [{
  key: "one",
  text: "The interval contains 1.",
  isRight: false,
  reason:
    "A wide interval contains 1 as well, beside much else. Where must the whole interval lie?",
}, {
  key: "zone",
  text: "The whole interval lies within the shaded zone around 1.",
  isRight: true,
  reason: "Then no ratio that the data allow is far enough from 1 to matter.",
}, {
  key: "exact",
  text: "The two times are equal to the last digit.",
  isRight: false,
  reason: "Not even two runs of one program are. Look at the curves of the one CPython that ran " +
    "twice.",
}];

const HATCHED: readonly ChoiceOption[] = [{
  key: "estimated",
  text: "It was estimated, not measured.",
  isRight: false,
  reason: "It was measured, on another machine, on the day that the caption names. Nothing is " +
    "estimated here.",
}, {
  key: "unsure",
  text: "It was measured here, with too few rounds.",
  isRight: false,
  reason: "Too few rounds are “unclear”, and are drawn like all else. Read the caption below the " +
    "hatched picture: where, and when?",
}, {
  key: "frozen",
  text: "It was measured elsewhere and earlier; the caption says where and when.",
  isRight: true,
  reason: "It shows what your machine has no CPython for, and is never compared with what you " +
    "measure yourself.",
}];

const QUESTIONS = [
  {
    name: "unclear",
    question: "What does the verdict “unclear” say?",
    options: UNCLEAR,
    example: 'unclear: "equal"',
  },
  {
    name: "same",
    question: "When does a verdict say “the same”?",
    options: SAME,
    example: 'same: "one"',
  },
  {
    name: "hatched",
    question: "What does hatching say of a row?",
    options: HATCHED,
    example: 'hatched: "estimated"',
  },
];

/** How to read a picture. */
export const START_WORDS: ExerciseDefinition = {
  id: "start-words",
  title: "Three words",
  task: "Verdicts are words, and each has one meaning. Choose what it is.",
  fields: QUESTIONS.map((question) => ({ ...question, kind: "choice" })),
  evidence: null,
  hints: [
    "The shaded zone of the ratio picture is one per cent wide on each side.",
    "Below each picture stands a caption: it says where the data come from.",
  ],
  max: 3,
  judge: (request: JudgeRequest): Judgement => ({
    kind: "judged",
    parts: QUESTIONS.map(({ name, options }) =>
      choicePart(request, {
        name,
        field: name,
        max: 1,
        options,
      })
    ),
  }),
};
