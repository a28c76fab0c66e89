/** Answers to `L2-TW-04`: three timings with timeit, in an order that made-up rows decide, and a sentence about frames. */

import { THREE_WAYS_STUB } from "../../../notebooks/workbook/exercises/practice_2/three_ways.ts";
import {
  fakeComparison,
  fakeComparisonResult,
  fakeMeasurement,
} from "../../support/fake_comparisons.ts";
import { fakeArm } from "../../support/fake_interpreters.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const PROGRAM = `
import timeit

N = 10_000
LISTS = 20


def loop():
    squares = []
    for i in range(N):
        squares.append(i * i)
    return squares


def show(name, make):
    times = sorted(time / LISTS * 1e3 for time in timeit.repeat(make, number=LISTS, repeat=9))
    print(f"{name} {times[4]:.5f} ms, {times[0]:.5f} to {times[-1]:.5f}")


show("comprehension", lambda: [i * i for i in range(N)])
show("generator", lambda: list(i * i for i in range(N)))
show("loop", loop)
`;

const RIGHT = {
  program: PROGRAM,
  order: ["comprehension", "loop", "generator"],
  sentence: "Each list takes one frame at most; the generator is entered again for every item. " +
    "Since 3.12 a comprehension has no frame of its own.",
};

/** What is judged without running anything. */
const WITHOUT_PROGRAM = { ...RIGHT, program: null };

/** The model program with one edit. */
function edited(there: string, instead: string): { readonly program: string } {
  if (PROGRAM.split(there).length !== 2) {
    throw new TypeError(`Cannot make a wrong answer: not exactly one place has "${there}"`);
  }
  return { program: PROGRAM.replace(there, () => instead) };
}

const WAYS = ["loop", "comprehension", "generator"];

const COMPARED = fakeComparisonResult(
  [
    { test: "comprehension", ratio: 0.9, low: 0.88, high: 0.93, verdict: "faster" as const },
    { test: "generator", ratio: 1.3, low: 1.25, high: 1.36, verdict: "slower" as const },
  ].map((changes) => fakeComparison({ base: "loop", rounds: 10, ...changes })),
  {
    ...fakeMeasurement({}),
    probe: "comprehension",
    arms: WAYS.map((workload) => fakeArm(workload, [1, 1.1], { params: { workload } })),
  },
);

/** The stub, the model answer, and what learners write. */
export const THREE_WAYS: ExerciseAnswers = {
  exercise: "L2-TW-04",
  needsPython: true,
  evidence: COMPARED,
  stub: { program: THREE_WAYS_STUB, order: null, sentence: null },
  solution: RIGHT,
  wrong: [
    {
      name: "times of all lists in place of one",
      answer: { ...RIGHT, ...edited("time / LISTS * 1e3", "time * 1e3") },
      part: "the generator",
      reason: "of how many lists is it",
    },
    {
      name: "another number of items in one of them",
      answer: {
        ...RIGHT,
        ...edited("list(i * i for i in range(N))", "list(i * i for i in range(10 * N))"),
      },
      part: "the generator",
      reason: "of how many items",
    },
    {
      name: "a single timing each",
      answer: { ...RIGHT, ...edited(", {times[0]:.5f} to {times[-1]:.5f}", "") },
      part: "their spread",
      reason: "A single timing shows nothing",
    },
    {
      name: "numbers without a clock",
      answer: {
        ...RIGHT,
        program: ["comprehension", "generator", "loop"].map((way) =>
          `print("${way} 0.41 ms, 0.40 to 0.45")`
        ).join("\n"),
      },
      part: "the loop",
      reason: "reads no clock",
    },
    {
      name: "no unit",
      answer: { ...RIGHT, ...edited(" ms, ", ", ") },
      part: "the loop",
      reason: "has no time with its unit",
    },
    {
      name: "a program that does not compile",
      answer: { ...RIGHT, program: "import timeit\nprint(" },
      part: "runs",
      reason: "line 2",
    },
    {
      name: "the generator as the quickest",
      answer: { ...WITHOUT_PROGRAM, order: ["generator", "comprehension", "loop"] },
      part: "the order",
      reason: "lies all below that of the generator",
    },
    {
      name: "credit for 3.14",
      answer: {
        ...WITHOUT_PROGRAM,
        sentence: "In 3.14 frames are created faster, and so the comprehension wins over the loop.",
      },
      part: "the sentence",
      reason: "gives 3.14 what is older",
    },
    {
      name: "a generator that is faster because it is lazy",
      answer: {
        ...WITHOUT_PROGRAM,
        sentence: "The generator is the fastest of the three because it is lazy since 3.11.",
      },
      part: "the sentence",
      reason: "Being lazy saves memory",
    },
    {
      name: "a frame for each item",
      answer: {
        ...WITHOUT_PROGRAM,
        sentence:
          "Up to 3.11 a comprehension makes a new frame for each item of the list it builds.",
      },
      part: "the sentence",
      reason: "Count again",
    },
  ],
};
