/** Overview: what five benchmarks of pyperformance are, read from their lines and needs. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { pairParts } from "../parts.ts";

type Kind = "program" | "kernel" | "library";

const TEXTS: Readonly<Record<Kind, string>> = {
  program: "Python code of many parts that call each other",
  kernel: "one small computation, again and again",
  library: "a few lines that call code of others, in C or in a package",
};

function options(
  right: readonly Kind[],
  reasons: Readonly<Record<Kind, string>>,
): readonly ChoiceOption[] {
  const kinds: readonly Kind[] = ["program", "kernel", "library"];
  return kinds.map((key) => ({
    key,
    text: TEXTS[key],
    isRight: right.includes(key),
    reason: reasons[key],
  }));
}

const ITEMS: readonly PairItem[] = [{
  key: "nbody",
  text: "planets that attract each other",
  options: options(["kernel"], {
    program: "Its lines are mostly one table of planets and one function that moves them: what " +
      "would be its other parts?",
    kernel: "A loop of floating-point arithmetic on a handful of bodies.",
    library: "It needs no package and calls nearly nothing in C: the time is its own arithmetic.",
  }),
}, {
  key: "unpack_sequence",
  text: "a tuple and a list, taken apart",
  options: options(["kernel"], {
    program:
      "457 lines, but its source is one statement repeated 400 times: count the different ones.",
    kernel: "One statement, repeated 400 times in the source.",
    library: "It calls nothing: what it repeats is one assignment.",
  }),
}, {
  key: "json_dumps",
  text: "objects, written as JSON",
  options: options(["library"], {
    program: "A few objects and one call: the work is done elsewhere.",
    kernel:
      "A computation of the interpreter's it is not: its time sits in the C encoder of json. " +
      "What would happen to it if bytecode got slower?",
    library: "Its time sits in the C encoder of json.",
  }),
}, {
  key: "richards",
  text: "an operating system, simulated",
  options: options(["program"], {
    program: "Classes for tasks, packets and queues whose methods call each other.",
    kernel: "423 lines with a dozen classes that call each other: which one would be the loop?",
    library: "It needs no package, and its time is its own method calls.",
  }),
}, {
  key: "django_template",
  text: "a table, rendered by a web framework",
  options: options(["program", "library"], {
    program: "A web framework's templates, rendered by many parts of its Python code.",
    kernel: "Its script is short because the work is in the package that it needs: count the " +
      "lines of that, too.",
    library: "A short script; the work is done by many parts of a web framework.",
  }),
}];

/** A suite is a mixture. */
export const OVERVIEW_KINDS: ExerciseDefinition = {
  id: "lesson1-kinds",
  title: "What is in a benchmark?",
  task: "Five names out of the table: what is each of them?",
  fields: [{
    name: "kinds",
    kind: "pairs",
    question: "What is each of them?",
    items: ITEMS,
    example: 'kinds: { nbody: "program" }',
  }],
  evidence: null,
  hints: [
    "Look at the lines of its script and at what it needs; then open its source.",
    "What would take twice as long if every bytecode took twice as long?",
  ],
  max: 5,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return { kind: "judged", parts: pairParts(request, { field: "kinds", items: ITEMS, max: 1 }) };
}
