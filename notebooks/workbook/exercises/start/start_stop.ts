/** After Stop: what has become of the variables? */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { choicePart } from "../parts.ts";

const OPTIONS: readonly ChoiceOption[] = [{
  key: "gone",
  text: "Gone: the next cell has to begin from nothing.",
  isRight: false,
  reason: "Look at what the cell after Stop shows. Only a restart of the kernel forgets, and the " +
    "menu asks before it does that.",
}, {
  key: "kept",
  text: "Still there, as far as the cell got.",
  isRight: true,
  reason: "Stop ends the cell that runs, and the programs that it has started; variables stay.",
}, {
  key: "zero",
  text: "Set back to what they were before the cell ran.",
  isRight: false,
  reason:
    "Compare the number with the one in the cell's first line: the counting up to your Stop " +
    "was not undone.",
}];

/** What Stop leaves behind. */
export const START_STOP: ExerciseDefinition = {
  id: "start-stop",
  title: "After Stop",
  task: "You stopped a cell, and the next one looked at its variable.",
  fields: [{
    name: "counted",
    kind: "choice",
    question: "What has become of the variable of the stopped cell?",
    options: OPTIONS,
    example: 'counted: "gone"',
  }],
  evidence: null,
  hints: ["Which number does the cell after the stopped one show?"],
  max: 1,
  judge: (request: JudgeRequest): Judgement => ({
    kind: "judged",
    parts: [
      choicePart(request, {
        name: "the variable after Stop",
        field: "counted",
        max: 1,
        options: OPTIONS,
      }),
    ],
  }),
};
