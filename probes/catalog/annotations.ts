/** The probes of annotations: what they cost where a module is imported and where they are read, when, and what is kept. */

import { exact, type ProbeEntry, time } from "./entry.ts";

/** Annotations by name of the probe. */
export const ANNOTATIONS = {
  annotations_import: {
    title: "Annotations: import of a module full of them",
    summary:
      "Times the import of a generated module from its cached bytecode, in processor time, the " +
      "least of nine. Its annotations are plain names and subscripts: it says nothing about those " +
      "whose making is expensive, nor about a first start, which compiles.",
    parameters: [{
      kind: "number",
      name: "functions",
      meaning: "functions in the module, each with four hints",
      default: 500,
      // The first reading of all is told apart from that of the others.
      min: 2,
      // Ten imports and one compilation of 10,000 functions take some 1.5 s.
      max: 10_000,
    }, {
      kind: "number",
      name: "classes",
      meaning: "classes in the module, each with four annotated fields",
      default: 0,
      min: 0,
      max: 10_000,
    }, {
      kind: "choice",
      name: "style",
      meaning:
        'annotations as they are, below "from __future__ import annotations", or none at all',
      default: "hints",
      choices: ["hints", "future", "none"],
    }],
    values: [
      time("import", "import time", { kind: "once", unit: "ms CPU" }),
      exact("pyc", "cached bytecode", { unit: "bytes", lowerIsBetter: true }),
      time("firstRead", "first reading of annotations in the process", {
        kind: "once",
        unit: "µs",
      }),
      time("read", "first reading of a function's annotations", { kind: "once", unit: "µs" }),
      time("readAgain", "second reading of a function's annotations", { kind: "once", unit: "µs" }),
      time("readAll", "first reading of all annotations", { kind: "once", unit: "ms CPU" }),
    ],
    usesFolder: true,
  },
  annotation_evaluation: {
    title: "Annotations: when they are evaluated",
    summary:
      "Counts the traces that annotations with a side effect leave: where they stand, when their " +
      "function is called, when somebody reads them. It says nothing about what that costs.",
    parameters: [{
      kind: "choice",
      name: "style",
      meaning: 'annotations as they are, or below "from __future__ import annotations"',
      default: "hints",
      choices: ["hints", "future"],
    }],
    values: [
      exact("definition", "evaluated when the function is defined"),
      exact("call", "evaluated when it is called"),
      exact("read", "evaluated when they are read"),
      exact("again", "evaluated when they are read once more"),
      exact("classRead", "evaluated when those of a class are read"),
      exact("inside", "evaluated of a variable in the function"),
      exact("unknown", "where a name that does not exist is missed"),
      exact("kept", "what an annotation is when read"),
      exact("nested", "what comes of subscripts within subscripts"),
    ],
  },
  annotation_formats: {
    title: "Annotations: what is kept, and the three formats",
    summary:
      "Says what CPython keeps of an annotation and what annotationlib makes of it in each " +
      "of its formats, also where a name in it does not exist. It says nothing about what that costs.",
    values: [
      exact("keeps", "what is kept"),
      exact("asValue", "a missing name as VALUE"),
      exact("asForwardRef", "a missing name as FORWARDREF"),
      exact("asString", "a missing name as STRING"),
      exact("knownValue", "list[int] as VALUE"),
      exact("knownString", "list[int] as STRING"),
    ],
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
