/** Overview: five changes in the order in which they came. */

import { judgeOrder } from "../acceptance_exact.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, OrderItem } from "../definition.ts";
import { wordsPart } from "../parts.ts";

const ITEMS: readonly OrderItem[] = [
  { key: "A", text: "the interpreter's loop can be built of tail calls" },
  { key: "B", text: "each subinterpreter can have a lock (GIL) of its own" },
  { key: "C", text: "instructions are specialized while they run" },
  { key: "D", text: "a build without the lock can be tried out" },
  { key: "E", text: "the incremental collector is taken back" },
];

/** The rebuilding began long before 3.14. */
export const OVERVIEW_ORDER: ExerciseDefinition = {
  id: "lesson1-order",
  title: "Five changes in order",
  task: "Put these five in the order in which they came, the oldest first.",
  fields: [{
    name: "order",
    kind: "order",
    question: "Which came first?",
    items: ITEMS,
    example: 'order: "BADCE"',
  }],
  evidence: null,
  hints: ["Start with 3.11.", "Two of them carry the number 3.14, one of these with a third part."],
  max: 2,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [wordsPart(request, {
      name: "the order",
      field: "order",
      max: 2,
      judge: (order) =>
        judgeOrder(order, {
          right: ["C", "B", "D", "A", "E"],
          mistakes: [{
            first: "A",
            then: "C",
            reason: "Tail calls and specialization are two things: in the picture the lane of " +
              "specialized instructions begins at 3.11.",
          }, {
            first: "E",
            then: "A",
            reason: "The collector has two ends in the picture: it came with 3.14.0 and went " +
              "with 3.14.5. What is taken back must have been there first.",
          }, {
            first: "D",
            then: "B",
            reason: "3.13 did not remove the lock: it brought another build, as an experiment. " +
              "A lock for each subinterpreter is one release older.",
          }],
          praise: "3.11, 3.12, 3.13, 3.14.0, 3.14.5: the rebuilding had begun years before 3.14.",
        }),
    })],
  };
}
