/** The prompts of the second challenge's Part 2: what changed in 3.14, and what shorter pauses cost. */

import type { PromptDefinition } from "./prompt_definition.ts";

/** In the order of the notebook. */
export const PART_2_PROMPTS: readonly PromptDefinition[] = [
  {
    id: "part2-what-changed",
    title: "What changed in 3.14, and how much is it?",
    question:
      "I have measured CPython on my machine; the figures stand below. Teach me: 1. What changed in 3.14 that has " +
      "to do with speed? 2. Which of it matters for an AI service, and which does not? 3. What is the difference " +
      "between a faster interpreter loop (tail calls) and a faster garbage collector? 4. How much faster is 3.14 " +
      "than 3.13: 5 % or 50 %? Hold your answer against my figures.",
    wants: ["python", "ratio", "pauses"],
    needs: [
      {
        idea: "the incremental collector was withdrawn in 3.14.5: only 3.14.0 to 3.14.4 have it",
        said: [
          ["?increment*", "@gone|only|back again|until|no longer", "@early|@late"],
          ["~increment*", "@late|since|again"],
          ["@gc", "@gone", "@late"],
          ["?increment*", "@early", "@late", "back|left|leaves|ended|replaced"],
          ["?increment*", "@early", "later|afterwards"],
          ["?increment*", "no longer", "~@late"],
          ["@gc", "generational", "@late", "again|back"],
        ],
      },
      {
        idea: "tail calls are chosen when CPython is built",
        said: [[
          "?@tail",
          "opt in|option*|configure*|compiled with|built with|build time|compile time|build flag|choice|chosen|decid*|compiles|compile cpython|compile python|~default|~enabled|~most",
        ]],
      },
      {
        idea: "the just-in-time compiler is off unless somebody switches it on",
        said: [[
          "?jit|just in time",
          "off|disabled|python_jit|opt in|experimental|unless|until|turn the jit on|turn it on|switch it on|~enabled|~on|~active|~default",
          "!on by default|enabled by default|active by default",
        ]],
      },
      {
        idea: "annotations are evaluated when somebody reads them",
        said: [[
          "?@annotations",
          // "Deferred annotations" is a name; it takes a verb to say what becomes of them.
          "are deferred|is deferred|deferred evaluation|defer|defers|are lazy|is lazy|now lazy|annotations lazy|hints lazy|lazy evaluation|lazily|on demand|postpone*|~evaluated|when read|when they are read|when somebody|when someone|asked for|on access|when accessed|when needed|first use|first access",
        ]],
      },
      {
        idea: "over many programs a few per cent, and it depends on the build",
        said: [
          ["single digit*|few %", "@depends|@builds|at most|3.14"],
          ["@depends", "@builds|built|builds it", "@faster|speed|much"],
          ["other build*|another build", "@faster|speed|times|slower"],
          // "Closer to 50 % than to 5 %" has the same words.
          ["closer to 5|closer to 3|nearer to 5|nearer 5|nearer to 3|rather 5|rather 3"],
        ],
      },
    ],
    expectWrong: [
      "L2-S0-02",
      "L2-S1-01",
      "L2-S1-02",
      "L2-S2-01",
      "L2-S3-07",
      "L2-S4-08",
      "L2-S5-05",
    ],
  },
  {
    id: "part2-follow-up",
    title: "Shorter pauses, longer in all?",
    question:
      "You say that a collector which works in pieces has shorter pauses. Does it not take longer in all? These are " +
      "the longest pause and all pauses together of my own runs. What is exchanged for what, and when would I want " +
      "short pauses that take longer in all, when one long pause that takes less?",
    wants: ["python", "pauses"],
    needs: [
      {
        idea: "all pauses together can take longer when they get shorter",
        said: [
          ["@total|work", "@more|~same|~constant|extra|additional|cost*"],
        ],
      },
      {
        idea: "a batch job looks at the sum",
        said: [["batch|nightly|night|throughput|offline|background", "@total|throughput|finish*"]],
      },
      {
        idea: "who is waited for looks at the longest pause",
        said: [[
          "interactive|chat|latenc*|user*|wait*|respon*",
          "longest|maximum|worst|slowest|tail|p99|@pause",
        ]],
      },
    ],
    expectWrong: ["L2-S3-07", "L2-S3-08", "L2-S0-02"],
  },
];
