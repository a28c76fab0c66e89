/** Why threads that wait go side by side, and which way suits which job. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { choicePart, pairParts } from "../parts.ts";

const REASONS: readonly ChoiceOption[] = [{
  key: "own",
  text: "each thread has a lock of its own",
  isRight: false,
  reason: "Then threads that compute would gain as much. One interpreter has one lock.",
}, {
  key: "released",
  text: "who waits, or works in C for long, lets the lock go meanwhile",
  isRight: true,
  reason: "The lock guards bytecode. Whoever executes none may let the others have it.",
}, {
  key: "short",
  text: "sleeping takes no time, so there is nothing to share",
  isRight: false,
  reason: "Look at the time of one thread alone in your table: it sleeps for a while.",
}, {
  key: "off",
  text: "the lock is switched off as soon as there are two threads",
  isRight: false,
  reason: "Then threads that compute would gain as much: compare the rows of your picture.",
}];

const THREADS = "threads";
const PROCESSES = "processes";

const JOBS: readonly PairItem[] = [
  job("model", "a hundred questions to a model in another place, and waiting for the answers", {
    right: THREADS,
    wrong: "It would work, but who waits executes no bytecode, and threads start in a moment.",
  }),
  job("parser", "a parser in pure Python over a hundred large files", {
    right: PROCESSES,
    wrong: "A parser in Python executes bytecode all the time, so threads take turns.",
  }),
  job("digests", "SHA-256 of a hundred large files", {
    right: THREADS,
    wrong: "It would work, but hashlib lets the lock go for long texts: look at that row.",
  }),
];

function job(
  key: string,
  text: string,
  { right, wrong }: { readonly right: string; readonly wrong: string },
): PairItem {
  const options = [THREADS, PROCESSES].map((option): ChoiceOption => ({
    key: option,
    text: option === THREADS ? "threads are enough" : "processes, or interpreters with a lock each",
    isRight: option === right,
    reason: option === right ? "So it is, as long as there is a lock." : wrong,
  }));
  return { key, text, options };
}

/** Threads that do not compute. */
export const WAITING_THREADS: ExerciseDefinition = {
  id: "lesson6-waiting",
  title: "Threads that gain although there is a lock",
  task: `Think of a CPython whose lock is on.

- \`why\`: why some of the threads of your picture go side by side all the same.
- \`jobs\`: for each job, what it needs to make use of two processors.`,
  fields: [{
    name: "why",
    kind: "choice",
    question: "Why do they go side by side?",
    options: REASONS,
    example: 'why: "own"',
  }, {
    name: "jobs",
    kind: "pairs",
    question: "What does each job need?",
    items: JOBS,
    example: 'jobs: { model: "threads", parser: "threads", digests: "threads" }',
  }],
  evidence: null,
  hints: [
    "What does a thread execute while it sleeps?",
    "For each job: is bytecode executed most of the time?",
  ],
  max: 4,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      choicePart(request, { name: "why", field: "why", max: 1, options: REASONS }),
      ...pairParts(request, { field: "jobs", items: JOBS, max: 1 }),
    ],
  };
}
