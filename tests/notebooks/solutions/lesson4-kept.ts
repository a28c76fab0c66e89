/** Answers to `lesson4-kept`. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = {
  keeps: "function",
  formats: { validator: "value", manual: "string", registry: "forwardref" },
};

/** The stub, the model answer, and what learners write. */
export const KEPT: ExerciseAnswers = {
  exercise: "lesson4-kept",
  evidence: undefined,
  stub: { keeps: null, formats: { validator: null, manual: null, registry: null } },
  solution: RIGHT,
  wrong: [
    {
      name: "text, as the lesson says",
      answer: { ...RIGHT, keeps: "text" },
      part: "what is kept",
      reason: "Text is what the future import leaves",
    },
    {
      name: "an object of its own type",
      answer: { ...RIGHT, keeps: "object" },
      part: "what is kept",
      reason: "the type of what is kept",
    },
    {
      name: "nothing",
      answer: { ...RIGHT, keeps: "nothing" },
      part: "what is kept",
      reason: "They can still be read",
    },
    {
      name: "text for a validator",
      answer: { ...RIGHT, formats: { ...RIGHT.formats, validator: "string" } },
      part: "A validator that tests each argument of a call against its type",
      reason: "against a text",
    },
    {
      name: "objects for a manual",
      answer: { ...RIGHT, formats: { ...RIGHT.formats, manual: "value" } },
      part: "A manual that prints signatures, also of modules whose imports are missing",
      reason: "what becomes of a name that is missing",
    },
    {
      name: "objects before there are any",
      answer: { ...RIGHT, formats: { ...RIGHT.formats, registry: "value" } },
      part: "A decorator that notes the fields of a class, some of a class defined further down",
      reason: "before the other class exists",
    },
  ],
};
