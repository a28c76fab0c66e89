/** Section 2, about the figure that is told of tail calls: what it compares, and how one gets them. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart } from "../parts.ts";

const AGAINST: readonly ChoiceOption[] = [{
  key: "3.13",
  text: "CPython 3.13",
  isRight: false,
  reason: "Then everything else that changed between the two versions would be in it, too. The " +
    "figure is about one switch of the build.",
}, {
  key: "same",
  text: "The same source, built by the same compiler without tail calls",
  isRight: true,
  reason:
    "Only so nothing else differs. It says nothing about a build by another compiler, which " +
    "may be ahead or behind by more than that.",
}, {
  key: "gcc",
  text: "The usual build by another compiler",
  isRight: false,
  reason: "Then two things differ, the compiler and the tail calls. The first figures that went " +
    "round were too high for a reason of that kind.",
}, {
  key: "unspecialized",
  text: "The same CPython without specialized bytecode",
  isRight: false,
  reason: "That is the other feature. Look at its rows above: they are not about tail calls.",
}];

const HOW: readonly ChoiceOption[] = [{
  key: "flag",
  text: "By a flag when starting Python",
  isRight: false,
  reason: "The loop of C functions is there or not when the program has been compiled; starting " +
    "it in another way finds the same loop.",
}, {
  key: "update",
  text: "By updating to 3.14",
  isRight: false,
  reason: "Look at the table of builds: is there a 3.14 or later whose first row says no?",
}, {
  key: "build",
  text: "By a program that was compiled with them",
  isRight: true,
  reason: "Whoever compiled it has decided. The table of builds says which of yours has them.",
}];

/** Two choices; nothing is measured for them. */
export const TAIL_CALLS: ExerciseDefinition = {
  id: "lesson2-tail-calls",
  title: "Three to five per cent of what?",
  task:
    `For tail calls a gain of 3 to 5 % is told. Before such a figure means anything, two questions.

- \`against\`: what was the base of that comparison?
- \`how\`: how does one get tail calls?`,
  fields: [{
    name: "against",
    kind: "choice",
    question: "Against what does the figure hold?",
    options: AGAINST,
    example: 'against: "3.13"',
  }, {
    name: "how",
    kind: "choice",
    question: "How does one get tail calls?",
    options: HOW,
    example: 'how: "flag"',
  }],
  evidence: null,
  hints: [
    "What must be equal so that tail calls alone make the difference? The cards below say what is known.",
    "Compare the builds of one version in your table.",
  ],
  max: 2,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      choicePart(request, {
        name: "the base of the figure",
        field: "against",
        max: 1,
        options: AGAINST,
      }),
      choicePart(request, { name: "how one gets them", field: "how", max: 1, options: HOW }),
    ],
  };
}
