/** Assessment: three programs, beside a table of doses: for which of them does dispatch matter? */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { pairParts } from "../parts.ts";

function options(
  right: "much" | "little",
  { much, little }: Readonly<Record<"much" | "little", string>>,
): readonly ChoiceOption[] {
  return [{
    key: "much",
    text: "It would notice: bytecode is a large part of its time",
    isRight: right === "much",
    reason: much,
  }, {
    key: "little",
    text: "It would hardly notice: its time is spent elsewhere",
    isRight: right === "little",
    reason: little,
  }];
}

const ITEMS: readonly PairItem[] = [{
  key: "sum",
  text: "A loop that adds up the numbers of a list, one by one",
  options: options("much", {
    much: "It is like the first row: nothing but bytecode, and a second dose of it shows.",
    little: "Which row is it like? There is nothing around its bytecode, and where there is " +
      "nothing, a second dose of bytecode shows.",
  }),
}, {
  key: "checksums",
  text: "A program that computes SHA-256 of large files",
  options: options("little", {
    much: "The hash is C code. In its row twice the bytecode changes the time by no amount that " +
      "can be seen.",
    little: "The hash is C code: twice the bytecode around it is not seen.",
  }),
}, {
  key: "agent",
  text: "An agent that asks a model over the network and passes the answer on",
  options: options("little", {
    much:
      "It waits. In the row with a wait twice the bytecode changes the time by no amount that " +
      "can be seen.",
    little: "It waits: twice the bytecode around a wait is not seen.",
  }),
}];

/** When the interpreter's own share counts. */
export const PROGRAMS: ExerciseDefinition = {
  id: "assessment-programs",
  title: "For whom does dispatch matter?",
  task: "Three programs. Suppose that every bytecode took less time: would they notice? Judge by " +
    "the picture above, in which the bytecode of one program was doubled.",
  fields: [{
    name: "gains",
    kind: "pairs",
    question: "Would it notice?",
    items: ITEMS,
    example: 'gains: { sum: "little", checksums: "much", agent: "much" }',
  }],
  evidence: null,
  hints: [],
  max: ITEMS.length,
  assessed: {
    look: "`lesson/02_tail_call_interpreter`, where a dose of bytecode is doubled",
    records: ["L2-S2-06"],
  },
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return { kind: "judged", parts: pairParts(request, { field: "gains", items: ITEMS, max: 1 }) };
}
