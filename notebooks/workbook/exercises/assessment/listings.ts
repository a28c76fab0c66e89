/** Assessment: two listings of one function, before and after it was called: which feature is that? */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart } from "../parts.ts";

const FEATURES: readonly ChoiceOption[] = [{
  key: "specialization",
  text: "bytecode that specializes itself",
  isRight: true,
  reason: "General instructions are replaced by ones for the types that were seen.",
}, {
  key: "tail-calls",
  text: "tail calls",
  isRight: false,
  reason: "Tail calls change the C code that executes bytecode; the listing stays as it is.",
}, {
  key: "jit",
  text: "the JIT compiler",
  isRight: false,
  reason: "The JIT writes machine code, which no listing of bytecode shows.",
}, {
  key: "optimizer",
  text: "the compiler that makes bytecode of a source",
  isRight: false,
  reason: "That one has ended before the first call; here the calls made the difference.",
}];

const RELEASES: readonly ChoiceOption[] = ["3.10", "3.11", "3.12", "3.13", "3.14"].map((key) => ({
  key,
  text: `Python ${key}`,
  isRight: key === "3.11",
  reason: key === "3.11"
    ? "PEP 659 came with 3.11."
    : key === "3.10"
    ? "On 3.10 both listings are alike: nothing is replaced there."
    : "It is older than that: 3.11 has it, and later releases added forms.",
}));

/** One feature, recognized by what it does. */
export const LISTINGS: ExerciseDefinition = {
  id: "assessment-listings",
  title: "Before and after",
  task: "The table above lists the bytecode of one function twice: before any call, and after " +
    "some thousand calls.",
  fields: [{
    name: "feature",
    kind: "choice",
    question: "Which feature made the difference?",
    options: FEATURES,
    example: 'feature: "jit"',
  }, {
    name: "since",
    kind: "choice",
    question: "Since which release does CPython do that?",
    options: RELEASES,
    example: 'since: "3.13"',
  }],
  evidence: null,
  hints: [],
  max: 2,
  assessed: {
    look: "`lesson/02_tail_call_interpreter`, where one function is listed at six moments",
    records: ["L2-S2-04"],
  },
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      choicePart(request, { name: "the feature", field: "feature", max: 1, options: FEATURES }),
      choicePart(request, { name: "its release", field: "since", max: 1, options: RELEASES }),
    ],
  };
}
