/** What Python 3.14 changed, by the words in which people say it. */

import type { SynonymGroup } from "../text_rule.ts";

/** A change, what it does, and what somebody is asked who only names it. */
export interface Topic {
  readonly subject: SynonymGroup;
  readonly effect: SynonymGroup;
  /** Goes on after "say also". */
  readonly asks: string;
}

/** That something came and went. */
export const WITHDRAWN: SynonymGroup = {
  name: "its withdrawal",
  synonyms: [
    ...["revert*", "withdr*", "removed", "taken out", "taken back", "gone", "dropped"],
    ...["only 3.14.0", "until 3.14.4", "up to 3.14.4", "to 3.14.4", "3.14.5"],
  ],
};

const PARALLEL = ["parallel*", "cores", "at the same time", "at once", "simultaneous*"];

/** Six changes that are there, and one that was. */
export const TOPICS: readonly Topic[] = [{
  subject: {
    name: "deferred annotations",
    synonyms: ["deferred", "annotation*", "type hint*", "hints", "649", "749"],
  },
  effect: {
    name: "when they are evaluated",
    synonyms: [
      ...["lazy", "lazily", "on demand", "when read", "when they are read", "when asked", "later"],
      ...["not evaluated", "no longer evaluated", "only when", "only if", "until", "evaluat*"],
      ...[
        "on access",
        "accessed",
        "on request",
        "when needed",
        "first use",
        "run only",
        "runs only",
      ],
    ],
  },
  asks: "when they are evaluated",
}, {
  subject: {
    name: "free threading",
    synonyms: [
      ...["free-thread*", "free thread*", "freethread*", "nogil", "no-gil", "gil"],
      ...["global interpreter lock", "703", "779"],
    ],
  },
  effect: {
    name: "what it allows",
    synonyms: [
      ...PARALLEL,
      ...["support*", "official*", "without the gil", "without a gil", "build*"],
      ...["no longer experimental", "threads run"],
    ],
  },
  asks: "what it allows, or in which builds it is",
}, {
  subject: { name: "tail calls", synonyms: ["tail-call*", "tail call*", "tailcall*"] },
  effect: {
    name: "how it works or who has it",
    synonyms: [
      ...["opt-in", "build*", "compil*", "configur*", "clang", "function*", "dispatch*", "jump*"],
      ...["not by default", "next instruction", "next bytecode"],
    ],
  },
  asks: "what it changes in the interpreter, or who has it",
}, {
  subject: { name: "the JIT compiler", synonyms: ["jit", "just-in-time", "just in time"] },
  effect: {
    name: "its state",
    synonyms: [
      ...["off", "disabled", "experimental", "not enabled", "not on", "opt-in", "not active"],
      ...["machine code", "native code", "at run time", "while it runs", "python jit"],
    ],
  },
  asks: "what it does, or whether it is on",
}, {
  subject: {
    name: "sub-interpreters",
    synonyms: [
      ...["subinterpreter*", "sub-interpreter*", "sub interpreter*", "several interpreters"],
      ...["multiple interpreters", "concurrent.interpreters", "interpreterpoolexecutor", "734"],
    ],
  },
  effect: {
    name: "what they are good for",
    synonyms: [
      ...PARALLEL,
      ...["library", "module", "own gil", "own lock", "isolat*", "executor", "pool"],
      ...["one process", "same process", "from python"],
    ],
  },
  asks: "what they are good for, or where they are found",
}, {
  subject: {
    name: "attaching from outside",
    synonyms: ["attach*", "remote debug*", "external debug*", "remote exec", "debugger*", "768"],
  },
  effect: {
    name: "to what",
    synonyms: [
      ...["running", "process*", "restart*", "live", "while it runs", "without stopping", "pid"],
      "safe*",
    ],
  },
  asks: "what a debugger attaches to",
}, {
  subject: { name: "the incremental collector", synonyms: ["increment*"] },
  effect: WITHDRAWN,
  asks: "what became of it",
}];
