/** Part 4, somebody else's output: what it lacks, and how little of its time its pauses are. */

import type { ChoiceOption, Ruling } from "../acceptance.ts";
import { judgeArithmetic } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, statedPart } from "../parts.ts";

/** The lesson's sample, in ms: the time of its second part, and the pauses that it lists there. */
const SAMPLE = { collectorMs: 234.5, pausesMs: [0.1, 0.2, 0.15] } as const;

const PAUSES_MS = SAMPLE.pausesMs.reduce((sum, ms) => sum + ms, 0);
const SHARE_PERCENT = 100 * PAUSES_MS / SAMPLE.collectorMs;

const MISSING: readonly ChoiceOption[] = [{
  key: "conditions",
  text: "the machine, the CPython and the work that was timed",
  isRight: true,
  reason: "Without these three nobody can say whether another number agrees with it.",
}, {
  key: "digits",
  text: "more digits behind the point",
  isRight: false,
  reason: "Its own interval is wider than a digit more would say.",
}, {
  key: "interval",
  text: "an interval",
  isRight: false,
  reason: "It has one behind each time. Of what, though?",
}, {
  key: "verdict",
  text: "a plainer verdict",
  isRight: false,
  reason: "A plainer word on the same numbers makes nobody see more in them.",
}];

const DIFFERENT: readonly ChoiceOption[] = [{
  key: "nothing",
  text: "nothing: it is another program on another machine",
  isRight: true,
  reason: "Only the form can be asked of you. Your numbers are held against your own runs.",
}, {
  key: "mistake",
  text: "your program has a mistake",
  isRight: false,
  reason: "How long is its loop, and on which machine did it run? You cannot know.",
}, {
  key: "slower",
  text: "your machine is twice as slow",
  isRight: false,
  reason: "That would need the same loop in the same CPython on both.",
}];

/** What a sample without a machine is worth. */
export const PART_4_SAMPLE: ExerciseDefinition = {
  id: "part4-sample",
  title: "Somebody else's output",
  task: `Look at the table above.

- \`missing\`: what keeps you from comparing your numbers with these?
- \`twice\`: your loop takes twice as long as the one of the sample. What follows?
- \`share\`: the three pauses that the sample lists, as a share of the ${SAMPLE.collectorMs} ms of its second part, in per cent.`,
  fields: [{
    name: "missing",
    kind: "choice",
    question: "What is missing?",
    options: MISSING,
    example: 'missing: "digits"',
  }, {
    name: "twice",
    kind: "choice",
    question: "Your loop takes twice as long: what follows?",
    options: DIFFERENT,
    example: 'twice: "slower"',
  }, {
    name: "share",
    kind: "quantity",
    unit: "%",
    question: "What share of the time are the three listed pauses?",
    example: 'share: "12 %"',
  }],
  evidence: null,
  hints: [
    "What would you have to tell a colleague so that she could get the same numbers?",
    "Add the three pauses, and divide by the time of the part that they are in.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      choicePart(request, { name: "what is missing", field: "missing", max: 1, options: MISSING }),
      choicePart(request, { name: "twice as long", field: "twice", max: 1, options: DIFFERENT }),
      statedPart(request, {
        name: "share of the pauses",
        field: "share",
        max: 1,
        judge: judgeShare,
      }),
    ],
  };
}

function judgeShare(share: number | string): Ruling {
  const ruling = judgeArithmetic(share, {
    expected: SHARE_PERCENT,
    unit: "%",
    tolerance: 0.05,
    mistakes: [
      { value: PAUSES_MS, reason: "These are milliseconds: what share of the whole are they?" },
      {
        value: SHARE_PERCENT / 100,
        reason: "That is the share as a fraction: in per cent it is 100 times that.",
      },
      {
        value: 100 * PAUSES_MS,
        reason: `Divide by the ${SAMPLE.collectorMs} ms of the whole part, too.`,
      },
    ],
    how: `Add the three pauses, and divide by ${SAMPLE.collectorMs} ms.`,
  });
  return ruling.kind === "right"
    ? {
      kind: "right",
      reason: "The dots behind the third may stand for many more: nobody can tell from this line " +
        "whether the collector mattered.",
    }
    : ruling;
}
