/** The request of the lesson in its stages: what it takes, what 5 % of its Python save, and what somebody notices. */

import type { ChoiceOption } from "../acceptance.ts";
import { judgeArithmetic } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, statedPart } from "../parts.ts";
import { FASTER, LESS_TIME } from "./measured.ts";

/** The lesson's own figures, in ms: reading, looking up, the model, ranking, writing. */
const STAGES_MS: readonly number[] = [1, 5, 50, 2, 1];

const SUM_MS = STAGES_MS.reduce((sum, ms) => sum + ms, 0);

/** Reading, ranking and writing: what is called Python in the task. */
const PYTHON_MS = 4;

/** What the lesson saves, by making the model itself quicker. */
const TOLD_SAVED_MS = 2.5;

const NOTICES: readonly ChoiceOption[] = [{
  key: "mean",
  text: "the mean of all requests",
  isRight: false,
  reason: "Nobody waits for a mean. Few slow requests hardly move it, and they are what is felt.",
}, {
  key: "gain",
  text: "the milliseconds that a release saves on each request",
  isRight: false,
  reason: "Well below a tenth of a second nobody tells 59 ms from 56.5 ms.",
}, {
  key: "slowest",
  text: "how long the slowest requests take, and how many they are",
  isRight: true,
  reason: "A request that takes half a second is noticed; two milliseconds of all others are not.",
}];

/** A request of an agent. */
export const REQUEST: ExerciseDefinition = {
  id: "lesson5-request",
  title: "The lesson's request, added up",
  task:
    `The lesson's figures: reading 1 ms, looking up 5 ms, the model 50 ms, ranking 2 ms, writing 1 ms. Suppose that reading, ranking and writing are bytecode to the last microsecond; the model is a library, and looking up is waiting.

- \`sum\`: what a request takes, in ms.
- \`saved\`: what is saved when the Python in it takes 5 % less time (or has 5 % more speed), in ms.
- \`noticed\`: what people who use the agent notice.`,
  fields: [{
    name: "sum",
    kind: "quantity",
    unit: "ms",
    question: "What does a request take?",
    example: "sum: 40",
  }, {
    name: "saved",
    kind: "quantity",
    unit: "ms",
    question: "What do 5 % of its Python save?",
    example: "saved: 1.5",
  }, {
    name: "noticed",
    kind: "choice",
    question: "What do people notice?",
    options: NOTICES,
    example: 'noticed: "mean"',
  }],
  evidence: null,
  hints: [
    "Which of the five stages is bytecode at all?",
    "5 % of four milliseconds.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "the request",
        field: "sum",
        max: 1,
        judge: (answer) =>
          judgeArithmetic(answer, {
            expected: SUM_MS,
            unit: "ms",
            mistakes: [{
              value: SUM_MS - TOLD_SAVED_MS,
              reason:
                "That is the lesson's sum with a quicker model. Add the figures as they stand.",
            }],
            how: "Add the five stages.",
          }),
      }),
      statedPart(request, {
        name: "what 5 % save",
        field: "saved",
        max: 1,
        judge: (answer) =>
          judgeArithmetic(answer, {
            expected: PYTHON_MS * LESS_TIME,
            name: "5 % less time",
            readings: [{ name: "5 % faster", value: PYTHON_MS * FASTER }],
            unit: "ms",
            mistakes: [{
              value: TOLD_SAVED_MS,
              reason: "That takes 5 % off the model, which is a library. What is Python here?",
            }, {
              value: SUM_MS * LESS_TIME,
              reason: "That takes 5 % off everything. What is Python here?",
            }, {
              value: PYTHON_MS,
              reason: "That is all of the Python. 5 % of it are saved.",
            }],
            how: "Add the stages that are Python, and take 5 % of them.",
          }),
      }),
      choicePart(request, {
        name: "what is noticed",
        field: "noticed",
        max: 1,
        options: NOTICES,
      }),
    ],
  };
}
