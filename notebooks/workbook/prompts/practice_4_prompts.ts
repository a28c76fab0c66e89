/** The prompt of the practice on a pipeline's profile. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const PRACTICE_4_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "practice4-bottleneck",
    title: "Bytecode, memory, or waiting?",
    question:
      "This is what my pipeline of files spends its time on, measured stage by stage. Is it bound by bytecode, by C " +
      "functions, by the collector, or by waiting? Which one remedy would you try first, what is the most that it can " +
      "bring, and how do I find out whether it did? Would another release of CPython help, and why?",
    wants: ["python", "ratio", "values"],
    needs: [
      {
        idea: "a remedy can bring no more than the share that it works on",
        said: [
          [
            "share|fraction|proportion|part",
            "at most|no more|limit*|bound*|upper|maximum",
          ],
          ["amdahl*"],
        ],
      },
      {
        idea: "C functions are not made faster by an interpreter that is",
        said: [
          [
            "c code|c function*|native|encoder|parser|csv|json",
            "~help*|~faster|~benefit*|~change*|~affect*|unaffected|independent",
          ],
        ],
      },
      {
        idea: "measure before and after, with the same file",
        said: [
          [
            "measure*|benchmark*|compare*|time|timing*",
            "before|baseline",
            "after|again|afterwards",
          ],
        ],
      },
    ],
    expectWrong: ["L2-TW-06", "L2-P4-03"],
  },
];
