/** Section 2, after the film strip: how many bytecodes one iteration is, and which of them leads back. */

import { judgeCount } from "../acceptance_exact.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { numberPart, textPart } from "../parts.ts";
import { armsOf, countOfArm, notMeasured, wordOfArm } from "./measured.ts";

/** Read from the strip. */
export const BYTECODE_COUNT: ExerciseDefinition = {
  id: "lesson2-count",
  title: "One turn of the loop",
  task: `Read both answers from the first strip of the picture.

- \`count\`: how many bytecodes the CPython executes in one iteration.
- \`back\`: the name of the bytecode that leads back to the beginning, without what stands behind it.`,
  fields: [{
    name: "count",
    kind: "number",
    question: "How many bytecodes are executed in one iteration?",
    example: "count: 4",
  }, {
    name: "back",
    kind: "text",
    question: "Which of them leads back?",
    example: 'back: "FOR_ITER"',
  }],
  evidence: 'what was measured in the section "One iteration, step by step"',
  hints: [
    "The picture shows two iterations, one line each. A new line begins where it jumped back.",
    "What is the last thing that happens before the next iteration begins?",
  ],
  max: 2,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  const [arm] = armsOf(request.evidence, "dispatch").filter(({ params }) =>
    params["body"] === "add"
  );
  if (arm === undefined) return notMeasured(request.evidence);
  const count = countOfArm(arm, "bytecodes");
  const back = wordOfArm(arm, "iteration")?.split(" ").at(-1) ?? null;
  const twice = "These are both iterations of the strip; asked is one of them.";
  const oneLess = "Count the whole line: the step to the next number and the jump back, too.";
  return {
    kind: "judged",
    parts: [
      numberPart(request, {
        name: "bytecodes of an iteration",
        field: "count",
        max: 1,
        judge: (value) =>
          judgeCount(value, {
            expected: count,
            what: `bytecodes of an iteration in ${arm.label}`,
            mistakes: count === null ? [] : [
              { value: count * 2, reason: twice },
              { value: count - 1, reason: oneLess },
              { value: count - 2, reason: oneLess },
            ],
          }),
      }),
      textPart(request, {
        name: "the one that leads back",
        field: "back",
        max: 1,
        judge: (value) =>
          judgeCount(value.replace(/\s*\(.*\)$/, ""), {
            expected: back,
            what: "the bytecode that leads back,",
            mistakes: [{
              value: "FOR_ITER",
              reason:
                "FOR_ITER is where it leads to: it takes the next number, or leaves the loop.",
            }],
          }),
      }),
    ],
  };
}
