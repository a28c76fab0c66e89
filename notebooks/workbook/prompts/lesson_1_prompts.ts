/** The prompt of the overview: what five per cent save, and how five years went. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const LESSON_1_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "lesson1-time-saved",
    title: "What do five per cent save, and how did the last five years go?",
    question:
      "My loop runs a billion times. With the time of one iteration below: how much time would I save if " +
      "an interpreter took 5 % less time, and how much if it were 5 % faster? When does that matter for a " +
      "program that calls AI models, and when not? Which release since 3.10 brought the largest step, and " +
      "is there a trend? Say for each percentage which builds it compares.",
    wants: ["python", "values", "ratio"],
    needs: [
      {
        idea: "both readings of five per cent: 0.95 of the time, and 1 / 1.05 of it",
        said: [
          [
            "#0.95|95 %|5 % less|time * 0.95|less time",
            "#0.952|#0.9524|1.05|5 % faster|divided by",
          ],
        ],
      },
      {
        idea: "3.11 was the largest step",
        said: [["3.11", "largest|biggest|greatest|most of|jump*|leap*|major|big step|main"]],
      },
      {
        idea: "the percentage depends on the build, or on the compiler",
        said: [
          ["depend*|var*|differ*", "build*|compiler*|compiled|vendor*|distribution*|platform*"],
          ["only", "build*|compiler*|compiled"],
        ],
      },
    ],
    expectWrong: ["L2-S1-02", "L2-S1-07", "L2-TW-01", "L2-I-04"],
  },
];
