/** Overview: a billion iterations, 5 % of them, instructions a second, and the largest step. */

import type { MeasurementResult } from "../../../../probes/mod.ts";
import { uncertain } from "../../calculators/mod.ts";
import type { ReadEvidence } from "../../ledger/evidence.ts";
import { sortEvidence } from "../../ledger/material.ts";
import type { ChoiceOption } from "../acceptance.ts";
import { type ExpectedRange, judgeArithmetic } from "../acceptance_numbers.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, notMeasured, statedPart } from "../parts.ts";

/** What the lesson speaks of. */
const ITERATIONS = 1e9;

/** A share of the time that is saved, by the two readings of 5 %. */
const LESS_TIME = 0.05;
const FASTER = 1 - 1 / 1.05;

/** The record's tolerance: whoever rounds the nanoseconds first is right, too. */
const TOLERANCE = 0.1;

/** Record L2-S1-07: a jump in 3.11, small steps since. */
const LARGEST = "3.11";

const MS_IN_NS = 1e6;
const NS_PER_SECOND = 1e9;

const STEPS: readonly ChoiceOption[] = ["3.11", "3.12", "3.13", "3.14", "3.15"].map((key) => ({
  key,
  text: `from the release before it to ${key}`,
  isRight: key === LARGEST,
  reason: key === LARGEST
    ? "Published runs have their largest step there, and so has the frozen line: one jump, no trend."
    : `Compare the piece of the trend that leads to ${key} with the one that leads to ${LARGEST}.`,
}));

const FIELDS: readonly AnswerField[] = [{
  name: "seconds",
  kind: "quantity",
  unit: "s",
  question: "How long do a billion iterations take?",
  example: "seconds: 10",
}, {
  name: "saved",
  kind: "quantity",
  unit: "s",
  question: "How much of it does 5 % save?",
  example: 'saved: "1 s"',
}, {
  name: "perSecond",
  kind: "quantity",
  unit: "",
  question: "How many bytecodes does your CPython execute in a second?",
  example: 'perSecond: "10 million"',
}, {
  name: "largestStep",
  kind: "choice",
  question: "Which release brought the largest step of the last five years?",
  options: STEPS,
  example: 'largestStep: "3.14"',
}];

/** The arithmetic is sound; the premise is not. */
export const OVERVIEW_BILLION: ExerciseDefinition = {
  id: "L2-S1-06",
  title: "A billion times",
  task:
    "Calculate with the nanoseconds of your own loop. Each iteration executes as many bytecodes " +
    "as the counting cell says. Write numbers, or texts with a unit.",
  fields: FIELDS,
  evidence: 'the list of the timed loop and the counted bytecodes, from the cell "A billion times"',
  hints: [
    "A billion nanoseconds are a second.",
    "5 % of the time, not of the iterations.",
    "Bytecodes of one iteration, divided by the time of one iteration.",
  ],
  max: 4,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const loop = loopOf(request.evidence);
  if (loop === null) {
    return notMeasured(request.evidence);
  }
  const { ns, bytecodes } = loop;
  const seconds = scaled(ns, ITERATIONS / NS_PER_SECOND);
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "a billion iterations",
        field: "seconds",
        max: 1,
        judge: (answer) =>
          judgeArithmetic(answer, {
            expected: seconds,
            unit: "s",
            tolerance: TOLERANCE,
            mistakes: [{
              value: seconds.value / 1e3,
              reason: "That is a thousand times too short: how many nanoseconds has a second?",
            }, {
              value: seconds.value * 1e3,
              reason: "That is a thousand times too long: how many nanoseconds has a second?",
            }],
            how:
              "Take the nanoseconds of one iteration times a billion, and turn them into seconds.",
          }),
      }),
      statedPart(request, {
        name: "what 5 % save",
        field: "saved",
        max: 1,
        judge: (answer) => judgeSaved(answer, seconds),
      }),
      statedPart(request, {
        name: "bytecodes a second",
        field: "perSecond",
        max: 1,
        judge: (answer) => judgePerSecond(answer, ns, bytecodes),
      }),
      choicePart(request, {
        name: "the largest step",
        field: "largestStep",
        max: 1,
        options: STEPS,
      }),
    ],
  };
}

function judgeSaved(answer: number | string, seconds: ExpectedRange) {
  return judgeArithmetic(answer, {
    expected: scaled(seconds, LESS_TIME),
    unit: "s",
    tolerance: TOLERANCE,
    name: "5 % less time",
    readings: [{ name: "5 % faster, 1 − 1 / 1.05", value: scaled(seconds, FASTER) }],
    mistakes: [{
      value: ITERATIONS * LESS_TIME,
      reason: "That is 5 % of the iterations. Asked is the time that is saved, not a count.",
    }, {
      value: seconds.value * (1 - LESS_TIME),
      reason: "That is the time that is left. How much shorter is it?",
    }, {
      value: seconds.value / 1.05,
      reason: "That is the time that is left when it is 5 % faster. How much shorter is it?",
    }],
    how:
      "Take the time of all iterations times 0.05, or times 1 − 1 / 1.05: both readings are right.",
  });
}

function judgePerSecond(answer: number | string, ns: ExpectedRange, bytecodes: number) {
  const perSecond = bytecodes / ns.value * NS_PER_SECOND;
  return judgeArithmetic(answer, {
    expected: perSecond,
    // An order of magnitude is asked for.
    factor: 2,
    mistakes: [{
      value: perSecond / bytecodes,
      reason: "These are iterations a second: each executes several bytecodes.",
    }, {
      value: 1e9,
      reason: "A round billion? Divide the bytecodes of one iteration by its time, and compare.",
    }],
    how: "Divide the bytecodes of one iteration by the time of one iteration, in seconds.",
  });
}

interface Loop {
  readonly ns: ExpectedRange;
  readonly bytecodes: number;
}

/** What was measured here counts before what is frozen; both of the same origin. */
function loopOf(evidence: ReadEvidence): Loop | null {
  const { live, frozen } = sortEvidence(evidence);
  return loopIn(live.measurements) ?? loopIn(frozen.measurements);
}

function loopIn(measurements: readonly MeasurementResult[]): Loop | null {
  const timed = measurements.find(({ probe }) => probe === "tight_loop");
  const counted = measurements.find(({ probe }) => probe === "dispatch");
  const n = timed?.arms[0]?.params["n"];
  const bytecodes = counted?.arms[0]?.summary["bytecodes"]?.median;
  if (timed === undefined || typeof n !== "number" || typeof bytecodes !== "number") return null;
  const ns = uncertain(timed, { times: MS_IN_NS / n });
  return ns === null ? null : { ns, bytecodes };
}

function scaled({ value, low, high }: ExpectedRange, factor: number): ExpectedRange {
  return { value: value * factor, low: low * factor, high: high * factor };
}
