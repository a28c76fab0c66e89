/** How often the collector sets out: for lists that die alone, and for lists that hold themselves. */

import type { ChoiceOption } from "../acceptance.ts";
import { judgeCount } from "../acceptance_exact.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart, statedPart } from "../parts.ts";
import { firstRun, frozenNotes, measurementOf } from "./measured.ts";

const WHY: readonly ChoiceOption[] = [{
  key: "counting",
  text: "Counting references frees such a list the moment its last name goes.",
  isRight: true,
  reason: "There is nothing left to search for, however many lists come and go.",
}, {
  key: "threshold",
  text: "There were too few lists to reach the collector's threshold.",
  isRight: false,
  reason: "There are many times more lists than any threshold asks for. But the threshold counts " +
    "objects that are alive, those made minus those freed: how many are alive at any one time here?",
}, {
  key: "off",
  text: "The collector was switched off for these lists.",
  isRight: false,
  reason: "It was on for both halves: the same process then collected the lists that hold " +
    "themselves.",
}];

/** Collections with and without cycles, exact. */
export const COUNTS: ExerciseDefinition = {
  id: "lesson3-counts",
  title: "How often does the collector come?",
  task: `Read both counts from your measurement; they are exact.

- \`acyclic\`: collections while the lists die alone.
- \`cyclic\`: collections while each list holds itself.
- \`why\`: what explains the first of the two.`,
  fields: [{
    name: "acyclic",
    kind: "quantity",
    unit: "",
    question: "How many collections for lists that die alone?",
    example: "acyclic: 12",
  }, {
    name: "cyclic",
    kind: "quantity",
    unit: "",
    question: "How many for lists that hold themselves?",
    example: "cyclic: 12",
  }, {
    name: "why",
    kind: "choice",
    question: "Why is the first count what it is?",
    options: WHY,
    example: 'why: "threshold"',
  }],
  evidence: 'the measurement of the counts, from the section "How many collections?"',
  hints: [
    "What does the collector look for that counting references cannot find?",
    "The picture has both counts of each CPython; take those of its first row.",
  ],
  max: 3,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const read = measurementOf(request.evidence, ["garbage_counts"]);
  if (read.kind === "not_ready") return read;
  const arm = firstRun(read.measurement);
  const counted = (key: string) => arm?.summary[key]?.median ?? null;
  const made = Number(arm?.params["objects"] ?? 0);
  const name = arm?.label ?? "";
  const mistakes = [{
    value: made,
    reason: "That is one collection a list. What frees a list before any collector looks for it?",
  }];
  return {
    kind: "judged",
    parts: [
      statedPart(request, {
        name: "lists that die alone",
        field: "acyclic",
        max: 1,
        judge: (value) =>
          judgeCount(value, {
            expected: counted("acyclic"),
            what: `collections for the rest in ${name}`,
            mistakes: [...mistakes, ...THRESHOLDS],
          }),
      }),
      statedPart(request, {
        name: "lists that hold themselves",
        field: "cyclic",
        max: 1,
        judge: (value) =>
          judgeCount(value, {
            expected: counted("cyclic"),
            what: `collections for cyclic garbage in ${name}`,
            mistakes: [{
              value: made,
              reason: "That is one collection a list: each collection takes many lists at once.",
            }, ...THRESHOLDS],
          }),
      }),
      choicePart(request, {
        name: "why",
        field: "why",
        max: 1,
        options: WHY,
      }),
    ],
    notes: frozenNotes(read.measurement),
  };
}

/** The first thresholds of CPython 3.8 to 3.12, and from 3.13 on. */
const THRESHOLDS = [700, 2000].map((value) => ({
  value,
  reason: "That is a threshold: so many more objects have to be alive before the collector sets " +
    "out. Counted are the times when it did.",
}));
