/** What threads and processes gained here, and which way pays for how much work. */

import type { ChoiceOption } from "../acceptance.ts";
import type { AnswerField, ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { frozenNotes, measurementOf } from "../garbage_collection/measured.ts";
import { statedPart, textPart } from "../parts.ts";
import type { CheckPart } from "../../ledger/check_result.ts";
import { judgeSpeedup, judgeWay, type Way, type WayRuns, waysOf } from "./ways.ts";

/** The amounts of work that a way is chosen for, from too short to share to worth any start; chosen. */
const AMOUNTS = [
  { field: "short", workMs: 2, words: "2 ms" },
  { field: "middle", workMs: 200, words: "200 ms" },
  { field: "long", workMs: 2_000, words: "2 s" },
] as const;

/** Which of them is right is asked of the measurement. */
const CHOICES: readonly ChoiceOption[] = [
  { key: "alone", text: "one after the other, in one thread" },
  { key: "threads", text: "threads" },
  { key: "interpreters", text: "interpreters in one process" },
  { key: "processes", text: "processes" },
].map((option) => ({ ...option, isRight: false, reason: "" }));

/** Speed-ups and the choice that follows from them. */
export const SPEEDUPS: ExerciseDefinition = {
  id: "lesson6-speedups",
  title: "What two workers bring",
  task: `Take two speed-ups from your chart, and choose a way for three amounts of work.

- \`threads\`, \`processes\`: the speed-up of two of them. “1.5” means: done in two thirds of the time.
- \`short\`, \`middle\`, \`long\`: the way that is done first with work that one thread needs 2 ms, 200 ms or 2 s for. The workers have to be started first.`,
  fields: [{
    name: "threads",
    kind: "quantity",
    unit: "x",
    question: "Speed-up of two threads?",
    example: "threads: 1.5",
  }, {
    name: "processes",
    kind: "quantity",
    unit: "x",
    question: "Speed-up of two processes?",
    example: "processes: 1.5",
  }, ...AMOUNTS.map(amountField)],
  evidence: 'the measurement of threads and processes, from the section "Two workers"',
  hints: [
    "Read the speed-ups at two workers, and how far the runs reach.",
    "With a start of 80 ms and a speed-up of 2, work of 200 ms takes 80 + 200 / 2 = 180 ms.",
  ],
  max: 5,
  judge,
};

function amountField({ field, words }: (typeof AMOUNTS)[number]): AnswerField {
  return {
    name: field,
    kind: "choice",
    question: `Which way for ${words} of work?`,
    options: CHOICES,
    example: `${field}: "threads"`,
  };
}

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, ["workers"]);
  if (read.kind === "not_ready") return read;
  const ways = waysOf(read.measurement);
  if (ways.length === 0) {
    return { kind: "not_ready", reason: "what was given has no two workers at once" };
  }
  return {
    kind: "judged",
    parts: [
      speedupPart(request, { ways, name: "threads" }),
      speedupPart(request, { ways, name: "processes" }),
      ...AMOUNTS.map(({ field, workMs, words }) =>
        textPart(request, {
          name: `the way for ${words}`,
          field,
          max: 1,
          judge: (value) => judgeWay(value, { ways, workMs }),
        })
      ),
    ],
    notes: frozenNotes(read.measurement),
  };
}

function speedupPart(
  request: JudgeRequest,
  { ways, name }: { readonly ways: readonly WayRuns[]; readonly name: Way },
): CheckPart {
  const way = ways.find((one) => one.way === name);
  return statedPart(request, {
    name: `speed-up of ${name}`,
    field: name,
    max: 1,
    judge: (value) =>
      way === undefined
        ? { kind: "unjudged", reason: `Not judged: no ${name} ran here.` }
        : judgeSpeedup(value, { way, others: ways.filter((one) => one !== way) }),
  });
}
