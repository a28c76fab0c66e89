import { assert, assertEquals } from "@std/assert";
import { matchesGlob } from "./glob.ts";

const CASES: [text: string, pattern: string, expected: boolean][] = [
  ["", "", true],
  ["", "*", true],
  ["", "?", false],
  ["const a = 1", "const*", true],
  ["const a = 1", "a", false],
  ["const a = 1", "*a*", true],
  ["let\nb", "let?b", true],
  ["abcabd", "*ab?", true],
  ["abcabdx", "*ab?", false],
  ["f(x[0]).y", "f(x[0])*", true],
  ["a+b", "a+b", true],
  ["ab", "**b**", true],
  ["A", "a", false],
];

for (const [text, pattern, expected] of CASES) {
  Deno.test(`matchesGlob() says ${expected} for ${JSON.stringify(text)} and ${pattern}`, () => {
    assertEquals(matchesGlob(text, pattern), expected);
  });
}

Deno.test("matchesGlob() ends soon for a pattern of many stars", () => {
  assertEquals(matchesGlob("a".repeat(20_000), `${"*a".repeat(50)}*b`), false);
});

Deno.test("matchesGlob() gives up a pattern that nearly fits everywhere", () => {
  const begun = performance.now();
  assertEquals(matchesGlob("a".repeat(100_000), `*${"a".repeat(50_000)}b`), false);
  // It took 25 s; with the limit on steps some 50 ms.
  assert(performance.now() - begun < 5_000);
});
