/** Answers to `L2-P3-03`: the programs run here, with a tool as well as with the check's clocks. */

import {
  bottleneckOf,
  namesBy,
} from "../../../notebooks/workbook/exercises/part_3/hidden_names.ts";
import { hiddenProbe } from "../../../notebooks/workbook/exercises/part_3/hidden_probe.ts";
import { discoverInterpreters, measure } from "../../../probes/mod.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const NAMES = namesBy(7);
const [ONE = "", TWO = ""] = NAMES;

/** A look into each, short: the check runs the programs for longer by itself. */
const LOOKS = discoverInterpreters().then(([python]) =>
  measure(hiddenProbe(NAMES), {
    arms: NAMES.map((program) => ({
      python,
      label: program,
      params: { program, tool: "callbacks" },
    })),
    params: { ms: 20 },
    rounds: 1,
  })
);

function named(bottleneck: string): string {
  return NAMES.find((name) => bottleneckOf(name) === bottleneck) ?? "";
}

const RIGHT = Object.fromEntries(
  NAMES.map((name) => [name, { limit: bottleneckOf(name), share: 98 }]),
);

function saying(name: string, change: Readonly<Record<string, unknown>>) {
  return { programs: { ...RIGHT, [name]: { ...RIGHT[name], ...change } } };
}

/** The stub, the model answer, and what learners write. */
export const BOTTLENECK: ExerciseAnswers = {
  exercise: "L2-P3-03",
  evidence: LOOKS,
  stub: { programs: {} },
  solution: { programs: RIGHT },
  needsPython: true,
  wrong: [
    {
      name: "a built-in function that collects",
      answer: saying(named("collector"), { limit: "library" }),
      part: `${named("collector")}: what limits it`,
      reason: "Which one? What does it do?",
    },
    {
      name: "the loop with the greatest cumulative time",
      answer: saying(named("library"), { limit: "interpreter" }),
      part: `${named("library")}: what limits it`,
      reason: "Sort by own time",
    },
    {
      name: "memory",
      answer: saying(named("collector"), { limit: "memory" }),
      part: `${named("collector")}: what limits it`,
      reason: "says nothing of where its time goes",
    },
    {
      name: "a library in a loop of its own lines",
      answer: saying(named("interpreter"), { limit: "library" }),
      part: `${named("interpreter")}: what limits it`,
      reason: "Which function in C would that be?",
    },
    {
      name: "collections that nobody counted",
      answer: saying(named("interpreter"), { limit: "collector" }),
      part: `${named("interpreter")}: what limits it`,
      reason: "How many collections did the callbacks count?",
    },
    {
      name: "a share that is too small",
      answer: saying(ONE, { share: "40 %" }),
      part: `${ONE}: its share`,
      reason: "Measured here: the largest share is",
    },
    {
      name: "a guess without a run",
      answer: { programs: RIGHT },
      evidence: null,
      part: `${ONE}: a run that shows it`,
      reason: "so this is a guess",
    },
    {
      name: "one program alone",
      answer: { programs: { [TWO]: RIGHT[TWO] } },
      part: "2 more programs",
      reason: "add an entry for each of the three",
    },
  ],
};
