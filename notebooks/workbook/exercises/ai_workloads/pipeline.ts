/** Ten hours of a pipeline, and what 5 % of its Python save. */

import { judgeArithmetic, type NumberMistake } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { notMeasured, statedPart } from "../parts.ts";
import { agentShare, FASTER, LESS_TIME, scaled } from "./measured.ts";

/** Ten hours in minutes. */
const MINUTES = 600;

/** The share of Python in the lesson's counterpart: inference takes the rest. */
const FIVE_PERCENT = 0.05;

/** A share whose last digit was rounded before the calculation changes the result by some per cent. */
const TOLERANCE_OWN = 0.1;

/** Minutes saved of ten hours. */
export const PIPELINE: ExerciseDefinition = {
  id: "lesson5-pipeline",
  title: "Minutes of ten hours",
  task:
    `A pipeline takes ten hours. Everything that is Python gains 5 %: 5 % less time or 5 % more speed, as you like; the rest does not change. How many minutes are saved?

- \`five\`: 5 % of the ten hours are Python.
- \`all\`: all of them are Python.
- \`own\`: the share of bytecode is that of the agent's step that you measured.`,
  fields: [{
    name: "five",
    kind: "quantity",
    unit: "min",
    question: "A twentieth is Python: how many minutes are saved?",
    example: "five: 12",
  }, {
    name: "all",
    kind: "quantity",
    unit: "min",
    question: "All of it is Python: how many minutes are saved?",
    example: 'all: "12 min"',
  }, {
    name: "own",
    kind: "quantity",
    unit: "min",
    question: "Your own share: how many minutes are saved?",
    example: "own: 12",
  }],
  evidence: "the measured shares, from the section “Where a step's time goes”",
  hints: [
    "How many minutes of the ten hours are Python? Only those gain.",
    "Saved = 600 minutes × share × (1 − ratio).",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const share = agentShare(request.evidence);
  if (share === null) return notMeasured(request.evidence);
  const own = scaled(share, MINUTES);
  const part = (
    field: string,
    { name, minutes, mistakes, tolerance = 0.02 }: {
      readonly name: string;
      /** Minutes of Python. */
      readonly minutes: typeof own;
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
          expected: scaled(minutes, LESS_TIME),
          name: "5 % less time",
          readings: [{ name: "5 % faster", value: scaled(minutes, FASTER) }],
          unit: "min",
          tolerance,
          mistakes,
          how: "Take 600 minutes times the share that is Python, and of that what 5 % save.",
        }),
    });
  const minutesOf = (minutes: number) => ({ value: minutes, low: minutes, high: minutes });
  return {
    kind: "judged",
    parts: [
      part("five", {
        name: "a twentieth",
        minutes: minutesOf(MINUTES * FIVE_PERCENT),
        mistakes: [
          {
            value: MINUTES * LESS_TIME,
            reason: "That is saved if all ten hours are Python. Here it is a twentieth of them.",
          },
          {
            value: 90,
            reason: "5 % is the share of the time, and once more the gain: multiply both.",
          },
          {
            value: MINUTES * (1 - LESS_TIME * LESS_TIME),
            reason: "That is what is left. How much is saved?",
          },
          {
            value: 0.25,
            reason: "That is the saving in per cent. How many minutes of 600 are it?",
          },
        ],
      }),
      part("all", {
        name: "all of it",
        minutes: minutesOf(MINUTES),
        mistakes: [
          { value: MINUTES * (1 - LESS_TIME), reason: "That is what is left. How much is saved?" },
          { value: 5, reason: "Those are per cent. How many minutes of 600 are 5 %?" },
        ],
      }),
      part("own", {
        name: "your own share",
        minutes: own,
        tolerance: TOLERANCE_OWN,
        mistakes: [
          {
            value: own.value,
            reason: "Those are all minutes of bytecode. By 5 % only a part of them is saved.",
          },
          {
            value: MINUTES * LESS_TIME,
            reason: "That is for a pipeline of nothing but Python. Take your own share.",
          },
        ],
      }),
    ],
  };
}
