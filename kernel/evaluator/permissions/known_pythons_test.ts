/** Tests of reading the list of CPythons. */

import { assertEquals } from "@std/assert";
import { type KnownPython, parseKnownPythons } from "./known_pythons.ts";

const LISTED: KnownPython = { executable: "/py/bin/python3", prefixes: ["/py"] };

const CASES: [name: string, text: string, expected: KnownPython[] | null][] = [
  ["a list", JSON.stringify({ version: 1, pythons: [LISTED] }), [LISTED]],
  ["an empty list", JSON.stringify({ version: 1, pythons: [] }), []],
  ["another version", JSON.stringify({ version: 2, pythons: [LISTED] }), null],
  ["a file that was cut off", '{"version": 1, "pyth', null],
  ["something else", "[]", null],
  ["an entry without a path", JSON.stringify({ version: 1, pythons: [{}, LISTED] }), [LISTED]],
  [
    "a relative path",
    JSON.stringify({ version: 1, pythons: [{ ...LISTED, executable: "python3" }] }),
    [],
  ],
];

for (const [name, text, expected] of CASES) {
  Deno.test(`parseKnownPythons() reads ${name}`, () => {
    assertEquals(parseKnownPythons(text), expected);
  });
}
