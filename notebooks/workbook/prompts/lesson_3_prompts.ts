/** The prompts of the collector's notebook: one long pause or many short ones, and how to measure them. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const LESSON_3_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "lesson3-trade-off",
    title: "One long pause, or many short ones?",
    question:
      "These are the pauses of my own runs, with two shapes of the same heap. A collector can stop a program " +
      "once for long, or often for a short time. What does each cost in all, and what else does the splitting " +
      "cost? For a chat agent and for a nightly batch job: which figure should I look at, and what would you choose?",
    wants: ["python", "pauses"],
    needs: [
      {
        idea: "the total work is not the same: splitting it may cost more",
        said: [
          ["total*|sum|overall|in all|work", "~same|~constant|~equal|~unchanged"],
          [
            "total*|sum|overall|in all|work",
            "more|larger|higher|grow*|grew|increas*|rise*|differ*|chang*|extra|additional",
          ],
        ],
      },
      {
        idea: "latency or throughput decides",
        said: [
          ["latenc*|respon*|wait*|interactive", "throughput|total|batch"],
        ],
      },
      {
        idea: "the collector runs in the same thread: there is no context switch",
        said: [
          ["~context switch*"],
          [
            "same thread|own thread|thread that allocat*|in the thread",
            "collect*|gc|pause*|increment*",
          ],
        ],
      },
    ],
    expectWrong: ["L2-S3-07", "L2-S3-08", "L2-S3-10"],
  },
  {
    id: "lesson3-measure",
    title: "How do I measure pauses, and which collector is this?",
    question:
      "My agent has to answer within 50 ms. Write Python, standard library only, that measures the pauses of " +
      "the garbage collector in my program, the automatic ones too, and that finds out by trying, not by the " +
      "version, whether this collector is incremental. Say for which releases that can be true.",
    wants: ["python", "pauses"],
    needs: [
      {
        idea: "gc.callbacks measures pauses",
        said: [["callback*"]],
      },
      {
        idea: "the kind of collector is found by what it does, not by the version",
        said: [
          [
            "behav*|try*|tries|test*|observ*|what it does|check whether|survivor*|generation",
            "increment*|collector*|kind",
          ],
          ["version*", "~enough|~rely|~infer|~decide*|~reliabl*|~sufficient"],
        ],
      },
    ],
    expectWrong: ["L2-S3-02", "L2-S3-13"],
  },
];
