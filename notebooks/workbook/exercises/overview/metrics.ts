/** Overview: four promises, each with the quantity in which it could be seen. */

import type { ChoiceOption } from "../acceptance.ts";
import type { ExerciseDefinition, Judgement, JudgeRequest, PairItem } from "../definition.ts";
import { pairParts } from "../parts.ts";

const METRICS = {
  steady: "the time of a loop that runs for long, in ns an iteration",
  pause: "the longest stop of a program, in ms",
  import: "the time of an import, in ms",
  nothing: "none of its own: it is another one of the four, named twice",
} as const;

type Metric = keyof typeof METRICS;

const KEYS: readonly Metric[] = ["steady", "pause", "import", "nothing"];

function options(
  right: Metric,
  reasons: Readonly<Record<Metric, string>>,
): readonly ChoiceOption[] {
  return KEYS.map((key) => ({
    key,
    text: METRICS[key],
    isRight: key === right,
    reason: reasons[key],
  }));
}

const TWICE = "Two of the four are one change, but this is the one that has a quantity of its own.";

const ITEMS: readonly PairItem[] = [{
  key: "dispatch",
  text: "faster dispatch of instructions",
  options: options("steady", {
    steady: "What is done between two instructions counts in every loop.",
    pause: "A pause is the collector's work, in C: no instruction is dispatched in it.",
    import: "An import runs few instructions, each once: files and parsing weigh more.",
    nothing: "Every instruction is dispatched, so there is a quantity in which it shows.",
  }),
}, {
  key: "collector",
  text: "a collector that works in increments",
  options: options("pause", {
    steady: "The loop of your measurement makes no garbage: with the collector off it does the " +
      "same work. Look at the picture above.",
    pause: "Shorter stops are what increments are for; the total may well grow.",
    import: "Imports make little garbage in circles: the collector hardly runs.",
    nothing: "No other of the four is about stops.",
  }),
}, {
  key: "imports",
  text: "imports that evaluate no annotations",
  options: options("import", {
    steady: "Annotations are no part of a loop: its instructions are the same with and without.",
    pause: "An annotation that is not evaluated makes no garbage in circles.",
    import: "Modules with many hints have less to do when they are loaded.",
    nothing: TWICE,
  }),
}, {
  key: "hints",
  text: "cheaper type hints (PEP 649 and PEP 749)",
  options: options("nothing", {
    steady: "Listings with and without hints are equal: the instructions of the loop do not " +
      "change, so its time has no reason to.",
    pause: "Hints have nothing to do with the collector's stops.",
    import: "That is true, and it is the promise before it: deferred evaluation, named twice. " +
      "Multiplying both would count it twice.",
    nothing: "It is the same change as the one before: deferred evaluation of annotations.",
  }),
}];

/** What has different units cannot be multiplied. */
export const OVERVIEW_METRICS: ExerciseDefinition = {
  id: "lesson1-metrics",
  title: "Four promises, four units",
  task: "Four improvements are said to multiply. In which quantity could each of them be seen?",
  fields: [{
    name: "metrics",
    kind: "pairs",
    question: "In which quantity could each be seen?",
    items: ITEMS,
    example: 'metrics: { dispatch: "pause" }',
  }],
  evidence: null,
  hints: [
    "Which unit would its figure have?",
    "Does the listing of the loop change? Does the loop make garbage?",
    "Two of the four are one change.",
  ],
  max: 4,
  judge,
};

function judge(request: JudgeRequest): Judgement {
  return { kind: "judged", parts: pairParts(request, { field: "metrics", items: ITEMS, max: 1 }) };
}
