/** The prompt of the notebook on threads and the lock: what a CPython without the lock keeps, and what it costs. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const LESSON_6_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "lesson6-free-threading",
    title: "Does free threading keep the optimisations?",
    question:
      "Speed-ups of two threads stand below, on my machine where nothing else is said. Does CPython without the " +
      "global interpreter lock keep what 3.11 to 3.14 did for the speed of one thread: bytecode that specializes, the " +
      "just-in-time compiler? How do I get it, what does a program with a single thread pay for it, and which of my " +
      "own works would gain?",
    wants: ["python", "values"],
    needs: [
      {
        idea: "it is a separate build",
        said: [[
          "separate build|own build|special build|different build|other build|another build|separate binary",
        ]],
      },
      {
        idea: "3.14's free-threaded build specializes bytecode",
        said: [["speciali*|adaptive", "3.14|free threading|free threaded|again|back"]],
      },
      {
        idea: "it has no just-in-time compiler",
        said: [[
          "?jit|just in time",
          "~available|~jit|no jit|without|lack*|~support*|~contain*|~have|~has",
        ]],
      },
      {
        idea: "a single thread pays for it",
        said: [["single thread*|one thread", "cost*|pay*|price|slow*|overhead|penalty"]],
      },
    ],
    expectWrong: ["L2-C3-01", "L2-S5-04", "L2-S1-01"],
  },
];
