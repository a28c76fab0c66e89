/** When the collector's overhead matters: by its share of the time and by the longest pause of two programs. */

import type { MeasuredArm, MeasurementResult } from "../../../../probes/mod.ts";
import { type ChoiceOption, judgeChoice, type Ruling } from "../acceptance.ts";
import { judgeShare } from "../acceptance_numbers.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import {
  firstRun,
  frozenNotes,
  measurementOf,
  type Runs,
  runsOf,
} from "../garbage_collection/measured.ts";
import { choicePart, statedPart, textPart } from "../parts.ts";

/** Below this share of the time nobody would notice that the collector is gone; chosen, and said in the task. */
const SHARE_MIN = 5;

/** What the people of the task accept, in ms; chosen, and said in the task. */
const PAUSE_MS_MAX = 10;

/** One of the two programs. */
interface Program {
  readonly words: string;
  readonly share: string;
  readonly matters: string;
  readonly isMeant: (arm: MeasuredArm) => boolean;
}

const OBJECTS: Program = {
  words: "only objects",
  share: "objectsShare",
  matters: "objectsMatter",
  isMeant: ({ params }) => params["work"] === 0,
};

const ADDITIONS: Program = {
  words: "mostly additions",
  share: "additionsShare",
  matters: "additionsMatter",
  isMeant: ({ params }) => Number(params["work"]) > 0,
};

const FIRST_QUESTION: readonly ChoiceOption[] = [{
  key: "off",
  text: "What happens when I switch the collector off?",
  isRight: false,
  reason: "That is a remedy. Before it comes the question whether there is an illness: how much " +
    "of the time, and how long at once?",
}, {
  key: "share",
  text: "What share of the time are its pauses, and how long is the longest?",
  isRight: true,
  reason: "Two figures of your own program, and two limits of those who use it.",
}, {
  key: "version",
  text: "Which version of CPython brought another collector?",
  isRight: false,
  reason: "A release may change the size of what you have. Whether it is worth anything, your " +
    "own figures say first.",
}];

/** Two programs, each with its share and a judgement. */
export const MATTERS: ExerciseDefinition = {
  id: "practice3-matters",
  title: "Does it matter?",
  task:
    `The people who use these two programs say: the collector does not matter to us as long as its pauses are less than ${SHARE_MIN} % of the time *and* none of them takes ${PAUSE_MS_MAX} ms or more.

Give for each program the share of its pauses, and whether the collector matters there. Then say what you would ask first about any other program.`,
  fields: [
    ...[OBJECTS, ADDITIONS].flatMap(({ words, share, matters }): AnswerField[] => [{
      name: share,
      kind: "quantity",
      unit: "%",
      question: `Which share of the time are the pauses of “${words}”?`,
      example: `${share}: 20`,
    }, {
      name: matters,
      kind: "choice",
      question: `Does the collector matter to “${words}”?`,
      options: matterOptions(null),
      example: `${matters}: "yes"`,
    }]),
    {
      name: "ask",
      kind: "choice",
      question: "What is to be asked first about any other program?",
      options: FIRST_QUESTION,
      example: 'ask: "version"',
    },
  ],
  evidence: 'the measurement of two programs, from the section "When it matters"',
  hints: [
    "Read both panels of a row before you judge it: one limit is enough to be over.",
    "Where the range of your runs lies across a limit, either judgement is right.",
  ],
  max: 5,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, ["cyclic_objects"]);
  if (read.kind === "not_ready") return read;
  const { measurement } = read;
  return {
    kind: "judged",
    parts: [
      ...[OBJECTS, ADDITIONS].flatMap((program) => {
        const arm = armOf(measurement, program);
        const [share, longest] = [runsOf(arm, "share"), runsOf(arm, "longest")];
        return [
          statedPart(request, {
            name: `share, ${program.words}`,
            field: program.share,
            max: 1,
            judge: (value) =>
              judgeShare(value, {
                percents: arm?.processes.flatMap(({ values: { share } }) =>
                  typeof share === "number" ? [share] : []
                ) ?? [],
                what: `share of the pauses of “${program.words}”`,
                mistakes: longest === null ? [] : [{
                  value: longest.middle,
                  reason: "That is the longest pause, in ms. The share is in per cent of the time.",
                }],
              }),
          }),
          textPart(request, {
            name: `judgement, ${program.words}`,
            field: program.matters,
            max: 1,
            judge: (value) => judgeMatters(value, { share, longest }),
          }),
        ];
      }),
      choicePart(request, {
        name: "the first question",
        field: "ask",
        max: 1,
        options: FIRST_QUESTION,
      }),
    ],
    notes: frozenNotes(measurement),
  };
}

function armOf(measurement: MeasurementResult, { isMeant }: Program): MeasuredArm | undefined {
  const first = firstRun(measurement)?.python.name;
  return measurement.arms.find((arm) =>
    arm.processes.length > 0 && arm.python.name === first && isMeant(arm)
  );
}

/** What was measured of one program. */
interface Overhead {
  readonly share: Runs | null;
  /** Null where there was no pause. */
  readonly longest: Runs | null;
}

function judgeMatters(value: string, overhead: Overhead): Ruling {
  return overhead.share === null
    ? { kind: "unjudged", reason: "Not judged, no points lost: this program was not measured." }
    : judgeChoice(value, matterOptions(overhead));
}

/** Yes and no, right as the ranges of the runs lie to the limits; both where a range lies across one. */
function matterOptions(overhead: Overhead | null): readonly ChoiceOption[] {
  const limits = overhead === null ? [] : [
    { runs: overhead.share, limit: SHARE_MIN, name: "share", unit: "%" },
    { runs: overhead.longest, limit: PAUSE_MS_MAX, name: "longest pause", unit: "ms" },
  ];
  const isOver = limits.some(({ runs, limit }) => runs !== null && runs.low >= limit);
  const mayBeOver = limits.some(({ runs, limit }) => runs !== null && runs.high >= limit);
  const figures = limits.flatMap(({ runs, limit, name, unit }) =>
    runs === null ? [] : [
      `${name} ${figure(runs.low)} to ${figure(runs.high)} ${unit}, the limit is ${limit} ${unit}`,
    ]
  ).join("; ");
  return [
    {
      key: "yes",
      text: "it matters: a limit is passed",
      isRight: mayBeOver,
      reason: `Measured here: ${figures}.${mayBeOver ? "" : " Neither limit is passed."}`,
    },
    {
      key: "no",
      text: "it does not matter: both limits are kept",
      isRight: !isOver,
      reason: `Measured here: ${figures}.${isOver ? " One limit is enough." : ""}`,
    },
  ];
}

function figure(value: number): number {
  return Number(value.toPrecision(2));
}
