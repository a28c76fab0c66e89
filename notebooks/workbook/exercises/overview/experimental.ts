/** Overview: which of 3.13's experiments a plain 3.14 has switched on. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart } from "../parts.ts";

const OPTIONS: readonly ChoiceOption[] = [{
  key: "jit",
  text: "The just-in-time compiler",
  isRight: false,
  reason: "It may be built in and still be off: look at the row “JIT: on”, not at “JIT: built in”.",
}, {
  key: "free-threading",
  text: "Running without the global lock",
  isRight: false,
  reason: "It is supported since 3.14, which is a promise. It still takes another build: look at " +
    "the row “built without the lock”.",
}, {
  key: "tail-calls",
  text: "An interpreter loop of tail calls",
  isRight: false,
  reason: "It was no experiment of 3.13. Whoever compiles a CPython chooses it: look at its row.",
}, {
  key: "none",
  text: "None of them",
  isRight: true,
  reason:
    "Each of the three has to be asked for: by a switch, by another build, by a build option.",
}];

/** Being there is not being switched on. */
export const OVERVIEW_EXPERIMENTAL: ExerciseDefinition = {
  id: "lesson1-experimental",
  title: "From experiment to default?",
  task: "Three things were tried out around 3.13. Read the picture of signs above: which of them " +
    "does a plain 3.14 do without being asked?",
  fields: [{
    name: "onByDefault",
    kind: "choice",
    question: "What is on by default in 3.14?",
    options: OPTIONS,
    example: 'onByDefault: "jit"',
  }],
  evidence: null,
  hints: ["Look for a row that says whether something is on, not whether it is there."],
  max: 1,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [choicePart(request, {
      name: "what is switched on",
      field: "onByDefault",
      max: 1,
      options: OPTIONS,
    })],
  };
}
