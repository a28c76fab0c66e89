/** The prompt of the notebook about AI workloads: what 5 % of a token are worth, and to whom. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const LESSON_5_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "lesson5-tokens",
    title: "What are 5 % of a token worth?",
    question:
      "A token takes 1 ms, and I make a million of them a day, or fifty million. How many seconds a day does " +
      "5 % save, and of which part of a token can an interpreter save anything? Use the share and the ratio " +
      "that I measured. Who has something of it: the person who waits for an answer, or whoever pays for the " +
      "machines?",
    wants: ["python", "values"],
    needs: [
      {
        idea: "a million tokens: 50 s a day, or 47.6 s",
        said: [["#50s|#47.6s|#48s", "million|token*|day"]],
      },
      {
        idea: "fifty million tokens: 2,500 s a day, or 2,381 s",
        said: [["#2500s|#2381s|#2380s|#41.7min|#42min|#39.7min", "million|token*|day"]],
      },
      {
        idea: "only the share that is Python shrinks",
        said: [
          ["share|part|portion|fraction|amdahl*", "python|bytecode|interpreter"],
          ["native|library|c code|gpu*", "~change*|~faster|~shorter|~gain*|same"],
        ],
      },
      {
        idea: "a saving of computing is a matter of cost, a short answer one of latency",
        said: [["latenc*|wait*|user*|person", "cost*|bill|pay*|throughput|machine*|money"]],
      },
    ],
    expectWrong: ["L2-S5-03", "L2-S5-04", "L2-S5-05"],
  },
];
