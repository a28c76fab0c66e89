/** A request may take 50 ms: what room that leaves for a pause, and which heap still fits into it. */

import type { MeasurementResult } from "../../../../probes/mod.ts";
import type { ChoiceOption, Ruling } from "../acceptance.ts";
import { judgeArithmetic } from "../acceptance_numbers.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, statedPart } from "../parts.ts";
import { readStated } from "../stated.ts";
import { frozenNotes, measurementOf, PAUSE_PROBES, type Runs, runsOf } from "./measured.ts";
import { SUM_MS, TOLD_SUM_MS } from "./request.ts";

/** What a request may take, in ms: the lesson's own budget for an agent that answers messages. */
const BUDGET_MS = 50;

const ROOM_MS = BUDGET_MS - SUM_MS;

const DECIDES: readonly ChoiceOption[] = [{
  key: "mean",
  text: "the mean pause",
  isRight: false,
  reason: "Nobody waits for a mean: most requests meet no large pause, and one meets all of it.",
}, {
  key: "total",
  text: "all pauses together",
  isRight: false,
  reason: "The sum says how much work gets done in an hour. The budget is about a single request.",
}, {
  key: "longest",
  text: "the longest pause",
  isRight: true,
  reason: "The budget holds for every request, so also for the one that the longest pause meets.",
}];

/** The latency budget. */
export const BUDGET: ExerciseDefinition = {
  id: "lesson3-budget",
  title: "A latency budget of 50 ms",
  task: `No request may take more than 50 ms. The stages are those of the chat request.

- \`room\`: how long a pause may be, in ms.
- \`decides\`: which number of the pauses decides whether the budget holds.
- \`live\`: of the heaps that you measured the largest one that keeps the budget, as its number of live objects; \`0\` if none does.`,
  fields: [{
    name: "room",
    kind: "quantity",
    unit: "ms",
    question: "How long may a pause be?",
    example: "room: 20",
  }, {
    name: "decides",
    kind: "choice",
    question: "Which number decides?",
    options: DECIDES,
    example: 'decides: "mean"',
  }, {
    name: "live",
    kind: "quantity",
    unit: "",
    question: "With how many live objects does the budget hold?",
    example: "live: 10_000",
  }],
  evidence: 'the measurement of several sizes, from the section "What a collection has to look at"',
  hints: [
    "What is left of 50 ms when the stages have had their time?",
    "Take the longest of all runs, not the median one, and compare it with the room.",
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
        name: "room for a pause",
        field: "room",
        max: 1,
        judge: (value) => judgeArithmetic(value, ROOM),
      }),
      choicePart(request, {
        name: "the number that decides",
        field: "decides",
        max: 1,
        options: DECIDES,
      }),
      statedPart(request, {
        name: "the largest heap",
        field: "live",
        max: 1,
        judge: (value) => judgeLive(value, measurement),
      }),
    ],
    notes: frozenNotes(measurement),
  };
}

const ROOM = {
  expected: ROOM_MS,
  unit: "ms",
  mistakes: [
    { value: BUDGET_MS, reason: "The stages take their time as well: subtract them." },
    {
      value: BUDGET_MS - TOLD_SUM_MS,
      reason: "That is with the lesson's 15 ms for the stages. Add them up yourself.",
    },
  ],
  how: "Subtract the four stages from the budget.",
};

interface Heap {
  readonly live: number;
  readonly longest: Runs;
}

function judgeLive(value: number | string, measurement: MeasurementResult): Ruling {
  const heaps = heapsOf(measurement);
  if (heaps.length === 0) return { kind: "unjudged", reason: "Not judged: no heap was measured." };
  const stated = readStated(value);
  if (stated.kind === "unreadable") {
    return { kind: "wrong", reason: `The answer ${stated.why}: give a number of live objects.` };
  }
  const shown = heaps.map(({ live, longest }) =>
    `${live.toLocaleString("en")}: ${milliseconds(longest.low)} to ${milliseconds(longest.high)}`
  ).join("; ");
  const seen = `Longest pauses by live objects: ${shown}.`;
  // A heap whose runs lie on both sides of the room may be counted or not.
  const surely = largest(heaps, ({ high }) => high <= ROOM_MS);
  const perhaps = largest(heaps, ({ low }) => low <= ROOM_MS);
  const measured = [0, ...heaps.map(({ live }) => live)];
  if (!measured.includes(stated.value)) {
    return { kind: "wrong", reason: `Take one of the heaps that were measured, or 0. ${seen}` };
  }
  if (stated.value < surely) {
    return { kind: "wrong", reason: `A larger heap keeps the budget, too. ${seen}` };
  }
  return stated.value <= perhaps
    ? { kind: "right", reason: seen }
    : { kind: "wrong", reason: `Its pauses leave no room for the stages. ${seen}` };
}

function heapsOf({ arms }: MeasurementResult): Heap[] {
  return arms.flatMap((arm) => {
    const [live, longest] = [arm.params["live"], runsOf(arm, "longest")];
    return typeof live === "number" && longest !== null ? [{ live, longest }] : [];
  }).toSorted((one, other) => one.live - other.live);
}

function largest(heaps: readonly Heap[], keeps: (longest: Runs) => boolean): number {
  return heaps.filter(({ longest }) => keeps(longest)).at(-1)?.live ?? 0;
}

function milliseconds(ms: number): string {
  return `${Number(ms.toPrecision(3))} ms`;
}
