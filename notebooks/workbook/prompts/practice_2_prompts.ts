/** The prompt of the second practice: three ways to one list. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const PRACTICE_2_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "practice2-three-ways",
    title: "Three ways to one list: what costs what?",
    question:
      "I made the same list of squares by a comprehension, by list() over a generator expression and by a loop " +
      "with append, and counted the frames that each of them makes and how often they are entered. With my " +
      "figures below: why do the times differ as they do? Which release made frames cheap, which one changed " +
      "comprehensions, and what did 3.14 do about either? What would a comparison have to look like that shows " +
      "what a frame costs?",
    wants: ["python", "ratio", "values"],
    needs: [
      {
        idea: "frames became cheap in 3.11",
        said: [["frame*", "3.11", "cheap*|lazy|lazily|fast*|light*|avoid*|less"]],
      },
      {
        idea: "comprehensions are inlined since 3.12 and make no frame of their own",
        said: [["comprehension*", "3.12|pep 709", "inlin*|~frame*|no frame|without|no function"]],
      },
      {
        idea: "a generator is entered again for each item",
        said: [[
          "generator*",
          "resum*|enter*|reenter*|switch*|suspend*|yield*|back into",
          "each|every|per|item*|element*",
        ]],
      },
      {
        idea: "3.14 has no news about frames",
        said: [
          [
            "3.14",
            "~new|~news|~chang*|nothing|neither|none|~faster",
            "frame*|comprehension*|these|either",
          ],
          ["frame*", "~3.14"],
        ],
      },
    ],
    expectWrong: ["L2-TW-04", "L2-S2-04"],
  },
];
