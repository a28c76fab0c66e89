/** Section 2, after the film strip: how many bytecodes one iteration is, and which of them leads back. */

import { cut, type Ruling } from "../acceptance.ts";
import { judgeCount } from "../acceptance_exact.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { notMeasured, numberPart, textPart } from "../parts.ts";
import { armsOf, countOfArm, wordOfArm } from "./measured.ts";

/** Read from the strip. */
export const BYTECODE_COUNT: ExerciseDefinition = {
  id: "lesson2-count",
  title: "One turn of the loop",
  task: "Read both answers from the first strip of the picture.",
  fields: [{
    name: "count",
    kind: "number",
    question: "How many bytecodes are executed in one iteration?",
    example: "count: 4",
  }, {
    name: "back",
    kind: "text",
    question: "Which of them leads back to the beginning? Its name, without what follows it.",
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
  const executed = wordOfArm(arm, "iteration")?.split(" ") ?? [];
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
        judge: (value) => judgeBack(value, executed),
      }),
    ],
  };
}

/** A name is not rounded: whoever takes another one is told which ones there are. */
function judgeBack(value: string, executed: readonly string[]): Ruling {
  const back = executed.at(-1);
  if (back === undefined) {
    return { kind: "unjudged", reason: "Not judged, no points lost: the strip has no names." };
  }
  const name = value.replace(/\s*\(.*\)$/, "").trim().toUpperCase();
  if (name === back) {
    return { kind: "right", reason: `After ${back} a new line of the strip begins.` };
  }
  if (name === "FOR_ITER") {
    return {
      kind: "wrong",
      reason: "FOR_ITER is where it leads to: it takes the next number, or leaves the loop.",
    };
  }
  return {
    kind: "wrong",
    reason: executed.includes(name)
      ? `After ${name} the line of the strip goes on. Which one is the last before a new line?`
      : `"${cut(value)}" is not in the first strip. There are ${
        [...new Set(executed)].join(", ")
      }.`,
  };
}
