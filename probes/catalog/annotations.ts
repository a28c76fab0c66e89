/** The probe of annotations: what they cost where a module is imported, and where they are read. */

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
    ],
    usesFolder: true,
  },
} as const satisfies Readonly<Record<string, ProbeEntry>>;
