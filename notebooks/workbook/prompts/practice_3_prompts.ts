/** The prompt of the practice on a million objects in cycles. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const PRACTICE_3_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "practice3-settings",
    title: "When is the collector's time worth a thought?",
    question:
      "My program makes a million objects that hold each other in pairs; these are its pauses and its memory " +
      "under several settings of the collector. How should I measure the pauses themselves? What happens to the " +
      "memory when I switch the collector off, and below which share of the time would you leave it alone? For " +
      "an incremental collector, name the releases that have one.",
    wants: ["python", "pauses", "values"],
    needs: [
      {
        idea: "gc.callbacks with a clock measures pauses",
        said: [["callback*"]],
      },
      {
        idea: "switched off, cycles stay in memory",
        said: [
          ["memory|rss|heap", "grow*|grew|leak*|increas*|more|rise*|climb*|larger|stay*|triple*"],
          ["cycle*|garbage|pair*", "~freed|~reclaimed|~collected|never freed|stay*|leak*|remain*"],
        ],
      },
      {
        idea: "the share of the time, or the longest pause, decides",
        said: [
          ["share|fraction|proportion", "time|runtime|total|wall"],
          ["longest|worst|maximum|tail", "pause*|request*|latenc*"],
        ],
      },
    ],
    expectWrong: ["L2-S3-02", "L2-TW-05"],
  },
];
