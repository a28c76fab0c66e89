/** The prompts of Part 3: three benchmarks, and how to find what limits a program. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const PART_3_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "part3-benchmarks",
    title: "Write me three benchmarks",
    question:
      "Write three small benchmarks in Python, standard library only, that would show on my machine whether a " +
      "release brought a faster loop, shorter pauses of the collector, and faster imports of modules with type " +
      "hints. Say for each which two CPythons may be compared, how I see how far two equal runs lie apart, and " +
      "what I cannot show with the CPythons that I have.",
    wants: ["python"],
    needs: [
      {
        idea: "two CPythons from one kind of build",
        said: [
          [
            "same vendor*|same build*|same compiler*|one family|same family|same source|one vendor|same kind of build*|identical build*|same distribut*",
          ],
        ],
      },
      {
        idea: "one CPython against itself, to know the noise",
        said: [
          ["itself|same interpreter twice|same cpython twice|same python twice|same version twice"],
          ["noise|baseline|spread|variation|variance", "twice|repeat*|same|identical|equal"],
        ],
      },
      {
        idea: "what is missing is said to be missing",
        said: [
          [
            "~show|~available|~measur*|~test|unavailable|missing|lack*|~compar*|~have",
            "tail*|incremental|3.13|3.14|pair|build*|version|release|increment*",
          ],
        ],
      },
    ],
    expectWrong: ["L2-P3-01", "L2-S1-02"],
  },
  {
    id: "part3-bottleneck",
    title: "How do I find the bottleneck?",
    question:
      "These are my own looks into three programs. How do I find out in general whether a program is limited by " +
      "the interpreter, by calls into libraries or by the garbage collector? For timeit, cProfile and gc.callbacks: " +
      "what does each see, what does each miss, and what does it cost to look?",
    wants: ["python", "values"],
    needs: [
      {
        idea: "cProfile does not know the collector",
        said: [
          [
            "cprofile|profiler",
            "~know*|~show*|~see*|~tell*|~report*|~separat*|~attribut*|blind|miss*|hidden|hides",
            "gc|collect*",
          ],
          [
            "cprofile|profiler",
            "book*|charg*|attribut*|count*",
            "gc|collect*",
            "alloc*|caller|line|whoever|function",
          ],
        ],
      },
      {
        idea: "looking costs most where calls are small",
        said: [
          [
            "overhead|distort*|inflat*|slow*|cost*",
            "small|short|tiny|many|cheap",
            "call*|function*",
          ],
        ],
      },
      {
        idea: "shares before cures",
        said: [
          ["share*|fraction*|proportion*|percentage*", "first|before|then"],
          ["measure|profile", "first|before", "optimi*|chang*|cure*|fix*|tun*"],
        ],
      },
    ],
    expectWrong: ["L2-S3-13", "L2-P4-03"],
  },
];
