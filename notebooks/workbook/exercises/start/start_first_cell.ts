/** The first cell that somebody changes: a text between quotes. */

import type { Ruling } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { textPart } from "../parts.ts";

/** A first change of a cell; whatever the name is, it is right. */
export const START_FIRST_CELL: ExerciseDefinition = {
  id: "start-first-cell",
  title: "Your first cell",
  task: "Write a name between the quotes of the next cell, yours or any other, and run the cell. " +
    "It answers below itself.",
  fields: [{
    name: "name",
    kind: "text",
    question: "What shall this notebook call you?",
    example: 'name: "Ada"',
  }],
  evidence: null,
  hints: [
    "Click into the cell, put the cursor between the two quotes, type, and press Shift+Enter.",
    "A text in TypeScript stands between quotes; a number stands without.",
  ],
  max: 1,
  judge: (request: JudgeRequest): Judgement => ({
    kind: "judged",
    parts: [textPart(request, { name: "a name", field: "name", max: 1, judge: judgeName })],
  }),
};

function judgeName(name: string): Ruling {
  const plain = name.trim();
  if (!/[\p{L}\p{N}]/u.test(plain)) {
    return { kind: "wrong", reason: "A name has at least one letter: try it once more." };
  }
  if (/^["'`]|["'`]$/.test(plain)) {
    return {
      kind: "wrong",
      reason: "There are quotes around your quotes: the cell has them already, one pair is enough.",
    };
  }
  return {
    kind: "right",
    reason: `Good day, ${[...plain].slice(0, 40).join("")}. You have changed a cell, run it, and ` +
      "read its answer: that is all the handwork there is.",
  };
}
