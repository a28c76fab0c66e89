/** Answers to `L2-S5-07`. */

import type { ExerciseAnswers } from "../exercise_answers.ts";

const RIGHT = {
  names: ["bpe_tokeniser", "json_loads", "async_tree_io"],
  why: "My agent cuts prompts into tokens, reads answers as JSON, and waits for many of them.",
};

/** The stub, the model answer, and what learners write. */
export const BENCHMARKS: ExerciseAnswers = {
  exercise: "L2-S5-07",
  evidence: undefined,
  stub: { names: [], why: "" },
  solution: RIGHT,
  wrong: [
    {
      name: "a benchmark of transformers",
      answer: { ...RIGHT, names: ["transformer", "json_loads", "nbody"] },
      part: "names of the list",
      reason: "no benchmark that computes",
    },
    {
      name: "a name that is written otherwise",
      answer: { ...RIGHT, names: ["tokenizer", "json_loads", "nbody"] },
      part: "names of the list",
      reason: "take the names as the table writes them",
    },
    {
      name: "one name three times",
      answer: { ...RIGHT, names: ["nbody", "nbody", "nbody"] },
      part: "names of the list",
      reason: "1 different names",
    },
    {
      name: "a model that it is said to measure",
      answer: { ...RIGHT, why: "They measure how fast a transformer computes the next token." },
      part: "what they resemble",
      reason: "None of its benchmarks computes a model's answer",
    },
    {
      name: "two words",
      answer: { ...RIGHT, why: "My agent." },
      part: "what they resemble",
      reason: "Say it in a sentence",
    },
  ],
};
