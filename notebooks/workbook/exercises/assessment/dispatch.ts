/** Assessment: what tail calls do to an interpreter, told to a colleague. */

import type { ExerciseDefinition, Judgement, JudgeRequest } from "../definition.ts";
import { textPart } from "../parts.ts";
import { judgeText, type TextRule } from "../text_rule.ts";

const WHAT: TextRule = {
  groups: [{
    name: "the step from one bytecode to the next",
    synonyms: [
      ...["dispatch*", "next instruction*", "next bytecode*", "next opcode*", "fetch*", "decod*"],
      ...["from one instruction", "from one bytecode", "from one opcode", "the next"],
    ],
  }, {
    name: "how the interpreter's C code is cut",
    synonyms: [
      ...["function per", "function for", "function*", "jump*", "register*", "one big loop"],
      ...["compiler*", "handler*", "tail-calls the", "c code"],
    ],
  }],
  wrong: [{
    groups: [{
      name: "specialization",
      synonyms: ["speciali*", "adaptive", "inline cach*", "rewrit*", "quicken*"],
    }],
    unless: [{
      name: "that it is another feature",
      synonyms: ["unlike", "other than", "different", "another feature", "whereas", "separate"],
    }],
    reason:
      "That is specialization (3.11), another feature: it rewrites bytecode. Tail calls leave " +
      "bytecode as it is and change the C code that executes it.",
  }, {
    groups: [{
      name: "functions of the program",
      synonyms: ["recurs*", "your functions", "your own functions", "python functions"],
    }],
    unless: [{ name: "no", synonyms: ["not", "no", "nothing", "never"] }],
    reason: "It is not about calls in your program: those work as before. It is about the C " +
      "functions inside of the interpreter.",
  }],
  compareWith:
    "each bytecode has a small C function of its own that ends by jumping to the one of " +
    "the next bytecode.",
  praise: "What happens between two bytecodes, and how the C code is cut for it: both are there.",
};

const WHO: TextRule = {
  groups: [{
    name: "who compiles CPython, and how",
    synonyms: [
      ...["build*", "built", "compil*", "configur*", "opt-in", "clang", "vendor*", "distribut*"],
    ],
  }],
  wrong: [{
    groups: [{
      name: "everybody",
      synonyms: [
        ...["by default", "default", "everyone", "everybody", "all users", "always on"],
        ...["every 3.14", "all 3.14", "every python 3.14"],
      ],
    }],
    unless: [{ name: "no", synonyms: ["not", "off", "without", "no", "none", "only"] }],
    reason: "It is off unless whoever compiles CPython asks for it: builds by GCC have none.",
  }],
  compareWith: "whoever compiles CPython decides it; a program cannot switch it.",
  praise: "It is decided when CPython is compiled.",
};

/** A concept in plain words. */
export const DISPATCH: ExerciseDefinition = {
  id: "assessment-dispatch",
  title: "Tail calls, told to a colleague",
  task: `A colleague has read about the “tail-call interpreter” and asks you.

- \`what\`: in plain words, what does it change in the way bytecode is executed?
- \`who\`: who has it, and who decides that?`,
  fields: [{
    name: "what",
    kind: "text",
    question: "What does it change?",
    example: 'what: "Between two bytecodes …"',
  }, {
    name: "who",
    kind: "text",
    question: "Who has it, and who decides that?",
    example: 'who: "It is there if …"',
  }],
  evidence: null,
  hints: [],
  max: 3,
  assessed: {
    look: "`lesson/02_tail_call_interpreter`",
    records: ["L2-S0-01", "L2-S2-01"],
  },
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return {
    kind: "judged",
    parts: [
      textPart(request, {
        name: "what it changes",
        field: "what",
        max: 2,
        judge: (value) => judgeText(value, WHAT),
      }),
      textPart(request, {
        name: "who has it",
        field: "who",
        max: 1,
        judge: (value) => judgeText(value, WHO),
      }),
    ],
  };
}
