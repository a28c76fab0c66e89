/** The prompt of the interpreter's notebook: why there is bytecode at all. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const LESSON_2_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "lesson2-why-decode",
    title: "Why decode at all?",
    question:
      "Below are the bytecodes of one turn of my loop. Why does CPython fetch and decode them, instead of " +
      "running my source directly? What does each one cost besides its own work? Tell apart what the " +
      "specializing interpreter does to them, what tail calls do, and since which release each of the two exists.",
    wants: ["python", "listing", "values"],
    needs: [
      {
        idea: "source is compiled once, into bytecode that belongs to one version",
        said: [
          ["compil*|translat*", "once|before|first|cache*|pyc", "bytecode*"],
          [
            "bytecode*",
            "version*|release*",
            "specific|differ*|chang*|each|belong*|only|not portable",
          ],
        ],
      },
      {
        idea: "each bytecode costs a dispatch besides its work",
        said: [[
          "dispatch*|fetch*|decod*|next instruction",
          "cost*|overhead|besides|each|every|addition*|extra",
        ]],
      },
      {
        idea:
          "specialization removes work; tail calls change how the C code goes from one bytecode to the next",
        said: [[
          "specializ*|specialis*|adaptive",
          "tail call*",
          "differ*|unrelated|separate*|while|whereas|other*",
        ], [
          "tail call*",
          "c code|c function*|c compiler|compiler|dispatch*|jump*|build*",
        ]],
      },
    ],
    expectWrong: ["L2-S2-01", "L2-S2-04", "L2-S2-05", "L2-S2-09"],
  },
];
