/** Groups of synonyms by which ideas are recognised in free text; lower case, `*` for any ending. */

import type { SynonymGroup } from "./text_rule.ts";

/** The greatest of many times. */
export const LONGEST: SynonymGroup = {
  name: "the longest pause or the slowest request",
  synonyms: [
    "longest",
    "maximum",
    "max",
    "worst",
    "worst-case",
    "slowest",
    "tail",
    "p99",
    "99th percentile",
    "single long",
    "long pause*",
    "long stop*",
  ],
};

/** All times together. */
export const TOTAL: SynonymGroup = {
  name: "the total",
  synonyms: ["sum", "total*", "throughput", "overall"],
};

/** Somebody who waits. */
export const WAITING: SynonymGroup = {
  name: "somebody who waits",
  synonyms: [
    "wait*",
    "latenc*",
    "request*",
    "respon*",
    "user*",
    "answer*",
    "delay*",
    "hang*",
    "freez*",
  ],
};
