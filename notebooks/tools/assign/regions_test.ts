/** Tests of regions: what is taken out of a cell, and which marks are faulty. */

import { assertEquals } from "@std/assert";
import { type RegionForm, withoutHidden, withoutSolutions } from "./regions.ts";

const CELL = "const a = 1;\n  /// BEGIN SOLUTION\n  const b = 2;\n  /// END SOLUTION\nb;";

const FORMS: readonly [RegionForm, string][] = [
  [{ kind: "frame" }, "const a = 1;\n  /// BEGIN SOLUTION\n  /// END SOLUTION\nb;"],
  [{ kind: "stub", stub: "// here" }, "const a = 1;\n  // here\nb;"],
  [{ kind: "removed" }, "const a = 1;\nb;"],
];

for (const [form, text] of FORMS) {
  Deno.test(`withoutSolutions() leaves ${form.kind === "stub" ? "a stub" : form.kind}`, () => {
    assertEquals(withoutSolutions(CELL, form), { kind: "text", text, count: 1 });
  });
}

Deno.test("withoutSolutions() leaves a cell alone that has no region, also one with hidden tests", () => {
  const source = "1;\n/// BEGIN HIDDEN TESTS\n2;\n/// END HIDDEN TESTS\n";
  assertEquals(withoutSolutions(source, { kind: "removed" }), {
    kind: "text",
    text: source,
    count: 0,
  });
});

Deno.test("withoutHidden() takes out hidden tests and mark schemes, several of each", () => {
  const source = [
    "1;",
    "/// BEGIN HIDDEN TESTS",
    "2;",
    "/// END HIDDEN TESTS",
    "3;",
    "# BEGIN MARK SCHEME",
    "4;",
    "# END MARK SCHEME",
    "// BEGIN HIDDEN TESTS",
    "// END HIDDEN TESTS",
  ].join("\n");
  assertEquals(withoutHidden(source), { kind: "text", text: "1;\n3;", count: 3 });
});

const FAULTY: readonly [name: string, source: string, reason: string][] = [
  ["without an end", "/// BEGIN SOLUTION\n1;", '"BEGIN SOLUTION" has no "END SOLUTION"'],
  ["without a beginning", "1;\n/// END SOLUTION", '"END SOLUTION" ends nothing'],
  [
    "in another one",
    "/// BEGIN SOLUTION\n/// BEGIN SOLUTION\n/// END SOLUTION",
    '"BEGIN SOLUTION" stands in another one',
  ],
];

for (const [name, source, reason] of FAULTY) {
  Deno.test(`withoutSolutions() refuses a region ${name}`, () => {
    assertEquals(withoutSolutions(source, { kind: "removed" }), { kind: "faulty", reason });
  });
}
