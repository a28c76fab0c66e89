/** What a sentence about frames and the three ways has to say, and what people write instead. */

import type { SynonymGroup, TextRule } from "../text_rule.ts";

const FRAME: SynonymGroup = {
  name: "frames: how many are made, or how often one is entered",
  synonyms: ["frame*", "inlin*", "resum*", "suspend*", "own function", "function of its own"],
};

const RELEASE: SynonymGroup = {
  name: "the release that changed it",
  synonyms: ["3.11", "3.12", "pep 709"],
};

/** A denial of news, for sentences that say so by other words than "not". */
const DENIAL: SynonymGroup = {
  name: "no news",
  synonyms: ["nothing", "neither", "none", "no news", "no change", "already", "older", "before"],
};

/** The rule. */
export const FRAME_SENTENCE: TextRule = {
  groups: [FRAME, RELEASE],
  wrong: [
    {
      groups: [
        { name: "3.14", synonyms: ["3.14"] },
        { name: "frames", synonyms: ["frame*", "comprehension*", "inlin*"] },
        {
          name: "news",
          synonyms: [
            ...["new*", "faster", "cheap*", "quick*", "bring*", "brought", "introduc*", "since"],
            ...["thanks", "improv*", "optimi*", "benefit*", "gain*", "made", "makes"],
          ],
        },
      ],
      unless: [RELEASE, DENIAL],
      reason: "That gives 3.14 what is older: look in the tables for the release in which the " +
        "number of frames changed, and at the step to 3.14 among the rows.",
    },
    {
      groups: [
        { name: "generators", synonyms: ["generator*"] },
        { name: "laziness", synonyms: ["lazy", "lazily", "laziness", "on demand"] },
        { name: "speed", synonyms: ["faster", "fastest", "quicker", "quickest", "less time"] },
      ],
      reason:
        "Being lazy saves memory where nobody needs the whole list. Here list() takes every " +
        "item all the same, and goes back into the generator for each.",
    },
    {
      groups: [
        {
          name: "many frames",
          synonyms: ["frame for each", "frame per", "frames per", "new frame"],
        },
        { name: "items", synonyms: ["item*", "element*", "each", "iteration*"] },
      ],
      reason: "Count again: the table has one frame for a whole list at most. What happens once " +
        "an item is that it is entered.",
    },
  ],
  compareWith: "a generator has one frame and goes back into it for each item; comprehensions " +
    "lost theirs in 3.12, and frames became cheap in 3.11.",
  praise: "It names what is made or entered, and the release that changed it.",
};
