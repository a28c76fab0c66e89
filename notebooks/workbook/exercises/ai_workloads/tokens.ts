/** Tokens of a day: what 5 % save of a million, of fifty million, and with one's own share of Python. */

import { judgeArithmetic, type NumberMistake } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { notMeasured, statedPart } from "../parts.ts";
import { agentShare, FASTER, LESS_TIME, scaled } from "./measured.ts";

/** At 1 ms a token, in seconds a day. */
const MILLION_SECONDS = 1e3;
const FIFTY_SECONDS = 5e4;

/** As for the pipeline: the share is read off a picture. */
const TOLERANCE_OWN = 0.1;

/** Seconds saved of a day's tokens. */
export const TOKENS: ExerciseDefinition = {
  id: "L2-S5-08",
  title: "Tokens of a day",
  task: `A token takes 1 ms. What do 5 % save in a day: 5 % less time or 5 % faster, as you like?

- \`million\`: a million tokens a day, all of a token's time is Python. In seconds.
- \`fifty\`: the same for fifty million tokens.
- \`own\`: fifty million tokens, of whose time bytecode is the share that you measured for the agent's step.`,
  fields: [{
    name: "million",
    kind: "quantity",
    unit: "s",
    question: "A million tokens: how many seconds are saved in a day?",
    example: "million: 10",
  }, {
    name: "fifty",
    kind: "quantity",
    unit: "s",
    question: "Fifty million tokens: how many seconds are saved in a day?",
    example: 'fifty: "10 min"',
  }, {
    name: "own",
    kind: "quantity",
    unit: "s",
    question: "Fifty million with your own share: how many seconds are saved in a day?",
    example: "own: 10",
  }],
  evidence: "the measured shares, from the section “Where a step's time goes”",
  hints: [
    "How long do a million milliseconds last, in seconds?",
    "Saved = tokens × time of one × share of Python × (1 − ratio).",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const share = agentShare(request.evidence);
  if (share === null) return notMeasured(request.evidence);
  const own = scaled(share, FIFTY_SECONDS);
  const part = (
    field: string,
    { name, seconds, mistakes, tolerance = 0.02 }: {
      readonly name: string;
      /** Seconds of Python a day. */
      readonly seconds: typeof own;
      readonly mistakes: readonly NumberMistake[];
      readonly tolerance?: number;
    },
  ) =>
    statedPart(request, {
      name,
      field,
      max: 1,
      judge: (answer) =>
        judgeArithmetic(answer, {
          expected: scaled(seconds, LESS_TIME),
          name: "5 % less time",
          readings: [{ name: "5 % faster", value: scaled(seconds, FASTER) }],
          unit: "s",
          tolerance,
          mistakes,
          how:
            "Take the tokens times a millisecond, times the share of Python, times what 5 % save.",
        }),
    });
  return {
    kind: "judged",
    parts: [
      part("million", {
        name: "a million tokens",
        seconds: exact(MILLION_SECONDS),
        mistakes: mistakesAt(MILLION_SECONDS),
      }),
      part("fifty", {
        name: "fifty million tokens",
        seconds: exact(FIFTY_SECONDS),
        mistakes: [
          ...mistakesAt(FIFTY_SECONDS),
          {
            value: MILLION_SECONDS * LESS_TIME,
            reason: "That is for a million. Fifty times as many take fifty times as long.",
          },
        ],
      }),
      part("own", {
        name: "with your own share",
        seconds: own,
        tolerance: TOLERANCE_OWN,
        mistakes: [
          {
            value: FIFTY_SECONDS * LESS_TIME,
            reason: "That is as if all of a token were Python. Take your own share.",
          },
        ],
      }),
    ],
  };
}

function exact(seconds: number) {
  return { value: seconds, low: seconds, high: seconds };
}

function mistakesAt(seconds: number): NumberMistake[] {
  return [
    {
      value: seconds * LESS_TIME / 1000,
      reason: "That is a thousand times too little: how many milliseconds has a second?",
    },
    { value: seconds * LESS_TIME / 10, reason: "That is half a per cent. What are five?" },
    {
      value: seconds * (1 - LESS_TIME),
      reason: "That is what is still computed. How much is saved?",
    },
    { value: seconds, reason: "That is all of the day's computing. What do 5 % of it save?" },
  ];
}
