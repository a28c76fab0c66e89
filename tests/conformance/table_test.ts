import { assertStringIncludes } from "@std/assert";
import type { Results } from "./results.ts";
import { conformanceTable } from "./table.ts";

const SECTIONS = [{
  title: "Protocol",
  lines: [
    { ...{ id: "p/one", level: "MUST" as const }, text: "a | b" },
    { ...{ id: "p/two", level: "SHOULD" as const }, text: "two" },
    { ...{ id: "p/three", level: "MUST" as const }, text: "three" },
  ],
}, {
  title: "Beyond the requirements",
  lines: [{ ...{ id: "p/four", level: "MUST" as const }, text: "four" }],
}];
const FACTS = { version: "1", date: "2026-01-02", runs: 2 };
const RESULTS: Results = {
  ours: {
    ...{ ...FACTS, title: "Ours" },
    outcomes: {
      "p/one": { pass: 2, fail: 0, skip: 0, detail: "" },
      "p/two": { pass: 1, fail: 1, skip: 0, detail: "lost" },
      "p/three": { pass: 2, fail: 0, skip: 0, detail: "" },
      "p/four": { pass: 2, fail: 0, skip: 0, detail: "" },
    },
  },
  other: {
    ...{ ...FACTS, title: "Other" },
    outcomes: {
      "p/one": { pass: 0, fail: 2, skip: 0, detail: "died" },
      "p/two": { pass: 0, fail: 0, skip: 2, detail: "no types" },
    },
  },
};
const HOWS = new Map([
  ["p/one", "Twice."],
  ["p/two", "1 program of 1 cell, the first begins ``a|b``"],
]);

const EXPECTED: [name: string, part: string][] = [
  ["totals by level, without what has no result", "| MUST | 2/2 | 0/1 |"],
  ["what is beyond the requirements by itself", "| beyond | 1/1 | 0/0 |"],
  ["that one failing run is a failure", "| SHOULD | 0/1 | 0/0 |"],
  ["a line with a bar in its text", "| a \\| b | MUST | Twice. | pass | **fails** |"],
  [
    "a program with marks, a part of the runs, and not judged",
    "`` `a\\|b` `` | **fails** 1 of 2 | not judged |",
  ],
  ["a missing result", "| three | MUST |  | pass | no result |"],
  ["what ours fails", "## What Ours fails\n\n- two\n"],
  ["which checks were never seen to fail", "2 of 4 checks were seen to fail"],
  ["why something is not judged", "### Other\n\n- no types: `p/two`\n"],
];

for (const [name, part] of EXPECTED) {
  Deno.test(`conformanceTable() shows ${name}`, () => {
    const text = conformanceTable({ sections: SECTIONS, results: RESULTS, hows: HOWS });
    assertStringIncludes(text, part);
  });
}
