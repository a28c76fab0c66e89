/** Assessment: what becomes of a function's annotations, at its definition and at reading, by release. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart } from "../parts.ts";

const DEFINITION: readonly ChoiceOption[] = [{
  key: "evaluated",
  text: "each annotation is evaluated and kept",
  isRight: false,
  reason:
    "That is what 3.13 and earlier do. A name that does not exist would stop it; 3.14 goes on.",
}, {
  key: "strings",
  text: "each annotation is kept as a string",
  isRight: false,
  reason: "Strings come from the future import (PEP 563), or when they are asked for as strings.",
}, {
  key: "function",
  text: "a function is kept that can evaluate them",
  isRight: true,
  reason: "They are compiled into an annotate function, which nobody has called yet.",
}, {
  key: "nothing",
  text: "nothing is kept of them",
  isRight: false,
  reason: "Then they could not be read later, and they can.",
}];

const READING: readonly ChoiceOption[] = [{
  key: "free",
  text: "a dictionary is handed over that was ready since the definition",
  isRight: false,
  reason:
    "On 3.13 it was ready. On 3.14 it has to be made first, and the first reading pays for it.",
}, {
  key: "runs",
  text: "the annotate function runs, and its result is kept",
  isRight: true,
  reason: "The first reading pays for the evaluation, the next ones do not.",
}, {
  key: "again",
  text: "the annotate function runs at this and at every later reading",
  isRight: false,
  reason: "Its result is kept: a second reading gives the very same dictionary.",
}];

const FUTURE: readonly ChoiceOption[] = [{
  key: "drop",
  text: "drop it: hints cost nothing at import by then",
  isRight: false,
  reason: "On 3.12 and 3.13, which the library supports, hints are evaluated at definition " +
    "without it.",
}, {
  key: "keep",
  text: "keep it while the oldest supported release evaluates hints at definition",
  isRight: true,
  reason: "The oldest release decides: with the import 3.12 and 3.13 evaluate nothing. On 3.14 " +
    "alone it is of no use for the import's time.",
}, {
  key: "always",
  text: "keep it for ever: on 3.14, too, it costs less than doing without",
  isRight: false,
  reason:
    "On 3.14 the strings have to be kept as well: measured, the import with it does not take " +
    "less time than without.",
}];

/** Mechanism and advice. */
export const ANNOTATIONS: ExerciseDefinition = {
  id: "assessment-annotations",
  title: "When are annotations evaluated?",
  task: `A module defines functions with annotations.

- \`definition\`: what happens on Python 3.14 when a \`def\` is executed?
- \`reading\`: what happens there when \`f.__annotations__\` is read for the first time?
- \`future\`: a library supports 3.12 to 3.14 and has \`from __future__ import annotations\` for the sake of its import time. What do you advise?`,
  fields: [{
    name: "definition",
    kind: "choice",
    question: "On 3.14, when a def is executed?",
    options: DEFINITION,
    example: 'definition: "evaluated"',
  }, {
    name: "reading",
    kind: "choice",
    question: "On 3.14, at the first reading?",
    options: READING,
    example: 'reading: "free"',
  }, {
    name: "future",
    kind: "choice",
    question: "The future import of a library for 3.12 to 3.14?",
    options: FUTURE,
    example: 'future: "drop"',
  }],
  evidence: null,
  hints: [],
  max: 3,
  assessed: {
    look: "`lesson/04_deferred_annotations`",
    records: ["L2-S0-03", "L2-S4-05", "L2-S4-07"],
  },
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      choicePart(request, {
        name: "at the definition",
        field: "definition",
        max: 1,
        options: DEFINITION,
      }),
      choicePart(request, { name: "at reading", field: "reading", max: 1, options: READING }),
      choicePart(request, { name: "the future import", field: "future", max: 1, options: FUTURE }),
    ],
  };
}
