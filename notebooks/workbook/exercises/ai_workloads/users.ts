/** 2.5 ms for a million people: the sum, the gain of one, and the word for it. */

import type { ChoiceOption } from "../acceptance.ts";
import { judgeArithmetic } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, statedPart } from "../parts.ts";

/** The lesson's figures. */
const SAVED_MS = 2.5;
const USERS_COUNT = 1e6;
const SUM_SECONDS = USERS_COUNT * SAVED_MS / 1000;

const WORDS: readonly ChoiceOption[] = [{
  key: "compounds",
  text: "it compounds: each saving makes the next one larger",
  isRight: false,
  reason:
    "Interest compounds, because it is paid on interest. The second request saves exactly as " +
    "much as the first.",
}, {
  key: "adds",
  text: "it adds up: each request saves the same, whatever the others do",
  isRight: true,
  reason: "A sum grows with the number of requests, and with nothing else.",
}, {
  key: "vanishes",
  text: "it vanishes: nobody notices, so nothing is saved",
  isRight: false,
  reason: "Nobody notices, and the processors work less all the same: that is on the bill.",
}];

/** A million people. */
export const USERS: ExerciseDefinition = {
  id: "lesson5-users",
  title: "A million times 2.5 ms",
  task: `Suppose the lesson's 2.5 ms a request, and a million people with one request each.

- \`sum\`: the computing that is saved in all, in seconds.
- \`each\`: how much less each of them waits, in ms.
- \`word\`: what such a saving does.`,
  fields: [{
    name: "sum",
    kind: "quantity",
    unit: "s",
    question: "How much computing is saved in all?",
    example: "sum: 100",
  }, {
    name: "each",
    kind: "quantity",
    unit: "ms",
    question: "How much less does each person wait?",
    example: "each: 10",
  }, {
    name: "word",
    kind: "choice",
    question: "Which of these is it?",
    options: WORDS,
    example: 'word: "vanishes"',
  }],
  evidence: null,
  hints: [
    "A million times 2.5 ms; then turn milliseconds into seconds.",
    "Does your request get shorter because somebody else's did?",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "in all",
        field: "sum",
        max: 1,
        judge: (answer) =>
          judgeArithmetic(answer, {
            expected: SUM_SECONDS,
            unit: "s",
            mistakes: [
              {
                value: SUM_SECONDS * 1000,
                reason: "Those are milliseconds. How many seconds are that?",
              },
              { value: SAVED_MS, reason: "That is 2.5 again. How many times is it saved?" },
            ],
            how: "Multiply 2.5 ms by a million, and turn milliseconds into seconds.",
          }),
      }),
      statedPart(request, {
        name: "each of them",
        field: "each",
        max: 1,
        judge: (answer) =>
          judgeArithmetic(answer, {
            expected: SAVED_MS,
            unit: "ms",
            // With the unit that the sum was asked in, and without one.
            mistakes: [SUM_SECONDS * 1000, SUM_SECONDS].map((value) => ({
              value,
              reason: "That is the sum over all of them. What is one person's part of it?",
            })),
            how: "Divide the sum by the number of people.",
          }),
      }),
      choicePart(request, { name: "the word for it", field: "word", max: 1, options: WORDS }),
    ],
  };
}
