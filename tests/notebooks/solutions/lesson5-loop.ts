/** Answers to `lesson5-loop`, compiled by whatever CPython is there. */

import { arms } from "../../../probes/mod.ts";
import { AGENT_LOOP_STUB } from "../../../notebooks/workbook/exercises/ai_workloads/agent_loop.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const [python] = await arms();

const RIGHT = `
def agent(read_input, model, remember):
    for step in range(1_000_000_000):
        question = read_input()
        answer = model.answer(question)
        remember(question, answer)
        yield answer
`;

/** The stub, the model answer, and what learners write. */
export const AGENT_LOOP: ExerciseAnswers = {
  exercise: "lesson5-loop",
  needsPython: true,
  evidence: undefined,
  stub: { program: AGENT_LOOP_STUB, python },
  solution: { program: RIGHT, python },
  wrong: [
    {
      name: "a yield that is still outside of a function",
      answer: { program: AGENT_LOOP_STUB.replaceAll("model.answer()", "answer = 1"), python },
      part: "it compiles",
      reason: "outside function",
    },
    {
      name: "a return in place of the yield",
      answer: { program: RIGHT.replace("yield answer", "return answer"), python },
      part: "answers",
      reason: "A return in the loop ends it at the first step",
    },
    {
      name: "a yield behind the loop",
      answer: { program: RIGHT.replace("        yield answer", "    yield answer"), python },
      part: "answers",
      reason: "in no loop",
    },
    {
      name: "a list of answers that nobody gets",
      answer: { program: RIGHT.replace("yield answer", "print(answer)"), python },
      part: "answers",
      reason: "nobody would ever see an answer",
    },
    {
      name: "names that stand for nothing",
      answer: { program: RIGHT.replace("read_input, model, remember", ""), python },
      part: "names",
      reason: 'Nothing defines "model", "read_input", "remember"',
    },
  ],
};
