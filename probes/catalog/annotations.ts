/** The probe of annotations: what they cost where a module is imported, and where they are read. */

import type { Probe } from "./probe.ts";
import type { RawRun } from "../run/event.ts";

/** The import of a module whose functions and classes carry annotations. */
export const ANNOTATIONS_IMPORT: Probe = {
  name: "annotations_import",
  title: "Annotations: import of a module full of them",
  summary:
    "Times the import of a generated module from its cached bytecode, in processor time, the " +
    "least of nine. Its annotations are plain names and subscripts: it says nothing about those " +
    "whose making is expensive, nor about a first start, which compiles.",
  kind: "once",
  script: new URL("../python/annotations_import.py", import.meta.url),
  parameters: [{
    kind: "number",
    name: "functions",
    meaning: "functions in the module, each with four hints",
    default: 500,
    min: 1,
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
    meaning: 'annotations as they are, below "from __future__ import annotations", or none at all',
    default: "hints",
    choices: ["hints", "future", "none"],
  }],
  values: [
    { key: "import", name: "import time", unit: "ms CPU", kind: "once", lowerIsBetter: true },
    { key: "pyc", name: "cached bytecode", unit: "bytes", kind: "exact", lowerIsBetter: true },
    {
      key: "firstRead",
      name: "first reading of annotations in the process",
      unit: "µs",
      kind: "once",
      lowerIsBetter: true,
    },
    {
      key: "read",
      name: "first reading of a function's annotations",
      unit: "µs",
      kind: "once",
      lowerIsBetter: true,
    },
  ],
  usesFolder: true,
  // Four lines of values and the state.
  outputBytesMax: 64 * 1024,
  reduce: ({ values }: RawRun) => values,
};
