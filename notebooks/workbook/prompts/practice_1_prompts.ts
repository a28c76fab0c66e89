/** The prompt of the first practice: inline caches, and what a headline takes for granted. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const PRACTICE_1_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "practice1-inline-caches",
    title: "What did 3.11 do to attributes, and what to dictionaries?",
    question:
      "Below are ratios of times that I measured: reading attributes, calling a method and looking up keys of " +
      "a dictionary, on 3.11 against 3.10, and one instruction that meets twenty kinds of things in place of " +
      "one. Explain them by inline caches: what does such a cache hold, where is it kept, and why do the rows " +
      "differ? How much faster did CPython become from 3.11 to 3.14, against which release is the figure of " +
      "40 % counted, and what did these releases remove?",
    wants: ["python", "ratio"],
    needs: [
      {
        idea: "inline caches and specialized instructions came with 3.11",
        said: [[
          "3.11",
          "cache*|specializ*|specialis*|adaptive|pep 659",
          "since|came|introduc*|arriv*|added|in 3.11|with 3.11|new in",
        ]],
      },
      {
        idea:
          "a cache stands beside its instruction and holds the class and where the attribute is",
        said: [[
          "cache*",
          "instruction*|bytecode*|inline|beside|next to",
          "type*|class*|version*|offset*|place*|slot*|index*",
        ]],
      },
      {
        idea: "an attribute is no dictionary look-up: look-ups of keys gain little",
        said: [
          [
            "dict*|key*|lookup*|look up*|subscript*",
            "less|little|hardly|smaller|~gain*|~cache*|still|hash*",
            "attribute*|method*",
          ],
          ["dict*|key*", "hash*", "each|every|still|always"],
        ],
      },
      {
        idea: "1.3 to 1.4 is against 3.10, and most of it is the step to 3.11",
        said: [["3.10", "1.25|1.3*|1.4*|#40%|#25%|most|largest", "3.11|against|over|compared"]],
      },
      {
        idea: "releases removed names and changed defaults",
        said: [[
          "remov*|gone|dropped|drop*|deleted|~backward*|break*|broke",
          "distutils|imp|cgi|module*|name*|default*|forkserver",
        ]],
      },
    ],
    expectWrong: ["L2-S2-04", "L2-TW-01", "L2-TW-02", "L2-TW-03"],
  },
];
