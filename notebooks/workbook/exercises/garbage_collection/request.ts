/** A chat request in stages: what it takes without a pause, how often one comes, and what the unlucky request takes. */

import type { MeasurementResult } from "../../../../probes/mod.ts";
import { recordedRequests } from "../../calculators/mod.ts";
import type { Ruling } from "../acceptance.ts";
import { judgeCount } from "../acceptance_exact.ts";
import { judgeArithmetic } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { statedPart } from "../parts.ts";
import { firstRun, frozenNotes, measurementOf, PAUSE_PROBES, runsOf } from "./measured.ts";

/** The stages as the lesson gives them, in ms, without its pause: network, parser, model, sending. */
const STAGES_MS: readonly number[] = [1, 0.5, 10, 2];

/** What the lesson puts into the middle of them, in ms. */
const TOLD_PAUSE_MS = 50;

/** What the lesson says that a request takes without the pause, in ms. */
export const TOLD_SUM_MS = 15;

/** What it takes in truth: all stages, in ms. */
export const SUM_MS = STAGES_MS.reduce((sum, ms) => sum + ms, 0);

/** The chat request. */
export const REQUEST: ExerciseDefinition = {
  id: "lesson3-request",
  title: "The chat request, added up",
  task: `Network 1 ms, parser 0.5 ms, model 10 ms, sending 2 ms.

- \`without\`: what a request takes when no pause falls into it, in ms.
- \`hits\`: how many of the requests that you recorded met a large pause, as the calculator counts them.
- \`worst\`: what the unluckiest request takes: the stages and your longest pause, in ms.`,
  fields: [{
    name: "without",
    kind: "quantity",
    unit: "ms",
    question: "What does a request take without a pause?",
    example: "without: 20",
  }, {
    name: "hits",
    kind: "quantity",
    unit: "",
    question: "How many requests met a large pause?",
    example: "hits: 12",
  }, {
    name: "worst",
    kind: "quantity",
    unit: "ms",
    question: "What does the unluckiest request take?",
    example: "worst: 30",
  }],
  evidence: 'the measurement of pauses, from the section "Pauses while requests come"',
  hints: [
    "Add the four numbers by hand before you look at what anybody says they add up to.",
    "For the worst case add your longest pause to them.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, PAUSE_PROBES);
  if (read.kind === "not_ready") return read;
  const { measurement } = read;
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "without a pause",
        field: "without",
        max: 1,
        judge: (value) => judgeArithmetic(value, WITHOUT),
      }),
      statedPart(request, {
        name: "requests with a large pause",
        field: "hits",
        max: 1,
        judge: (value) => judgeHits(value, measurement),
      }),
      statedPart(request, {
        name: "the unluckiest request",
        field: "worst",
        max: 1,
        judge: (value) => judgeWorst(value, measurement),
      }),
    ],
    notes: frozenNotes(measurement),
  };
}

const WITHOUT = {
  expected: SUM_MS,
  unit: "ms",
  mistakes: [
    {
      value: TOLD_SUM_MS,
      reason: "That is what the lesson writes. Add its own four numbers once more.",
    },
    {
      value: SUM_MS + TOLD_PAUSE_MS,
      reason: "That includes a pause of 50 ms, as if every request met one. Without it?",
    },
  ],
  how: "Add the four stages: network, parser, model, sending.",
};

function judgeHits(value: number | string, measurement: MeasurementResult): Ruling {
  const arm = firstRun(measurement);
  const recorded = arm === undefined ? null : recordedRequests(measurement, { arm: arm.label });
  return judgeCount(value, {
    expected: recorded?.hits ?? null,
    what: "requests with a large pause",
    mistakes: recorded === null ? [] : [{
      value: recorded.requests,
      reason: "Those are all requests. In how many of them is there a large pause?",
    }],
  });
}

function judgeWorst(value: number | string, measurement: MeasurementResult): Ruling {
  const longest = runsOf(firstRun(measurement), "longest");
  if (longest === null) return { kind: "unjudged", reason: "Not judged: your run had no pause." };
  return judgeArithmetic(value, {
    expected: {
      value: SUM_MS + longest.middle,
      low: SUM_MS + longest.low,
      high: SUM_MS + longest.high,
    },
    unit: "ms",
    mistakes: [
      {
        value: SUM_MS + TOLD_PAUSE_MS,
        reason: "That is the lesson's pause of 50 ms. How long is your own longest one?",
      },
      {
        value: longest.middle,
        reason: "That is the pause alone. The stages take their time, too.",
      },
      {
        value: SUM_MS,
        reason: "That is the request without a pause. Add your longest one.",
      },
    ],
    how: "Add your longest pause to the four stages.",
  });
}
