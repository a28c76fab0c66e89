/** Answers to `lesson4-where`, where the hints of a function cost 0.6 µs. */

import { fakePrices } from "../../support/fake_annotations.ts";
import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = {
  application: "milliseconds",
  script: "microseconds",
  again: "milliseconds",
  container: "seconds",
};

/** The stub, the model answer, and what learners write. */
export const WHERE: ExerciseAnswers = {
  exercise: "lesson4-where",
  evidence: fakePrices({ hints: 0.9, future: 0.7, none: 0.3 }),
  stub: { costs: { application: null, script: null, again: null, container: null } },
  solution: { costs: RIGHT },
  wrong: [
    {
      name: "seconds for a large application",
      answer: { costs: { ...RIGHT, application: "seconds" } },
      part: "A large application with 20,000 annotated functions, one start",
      reason: "Multiply 20,000",
    },
    {
      name: "milliseconds for a script",
      answer: { costs: { ...RIGHT, script: "milliseconds" } },
      part: "A script with five annotated functions, one start",
      reason: "Five times the price",
    },
    {
      name: "each import statement counted",
      answer: { costs: { ...RIGHT, again: "seconds" } },
      part: "A process that imports a module of 10,000 annotated functions a thousand times",
      reason: "sys.modules",
    },
    {
      name: "one start counted for a day",
      answer: { costs: { ...RIGHT, container: "milliseconds" } },
      part:
        "A container with 10,000 annotated functions that starts a thousand times a day, by day",
      reason: "Each start is a process of its own",
    },
  ],
};
