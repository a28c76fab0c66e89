/** Tests of options that nobody knows. */
import { assertThrows } from "@std/assert";
import { checkOptions } from "./options.ts";

const CASES: [name: string, given: string, known: readonly string[], expected: string][] = [
  [
    "a slip of the pen",
    "buget",
    ["rounds", "budget"],
    'no option "buget", the nearest is "budget"',
  ],
  ["the wrong case", "minEFFECT", ["rounds", "minEffect"], 'the nearest is "minEffect"'],
  ["an earlier name", "pythons", ["arms", "params"], 'it is called "arms" now'],
  ["an earlier name elsewhere", "pythons", ["python"], 'the nearest is "python"'],
  ["anything where nothing is taken", "x", [], 'no option "x", it takes none'],
];

for (const [name, given, known, expected] of CASES) {
  Deno.test(`checkOptions() names what is near ${name}`, () => {
    assertThrows(() => checkOptions("Cannot try", { [given]: 1 }, known), TypeError, expected);
  });
}

const NO_OPTIONS: [given: unknown, expected: string][] = [
  [undefined, "the options are undefined, an object with"],
  [null, "the options are null,"],
  ["quick", 'the options are "quick",'],
  [[1, 2], "the options are a list,"],
];

for (const [given, expected] of NO_OPTIONS) {
  Deno.test(`checkOptions() says what it takes instead of ${JSON.stringify(given)}`, () => {
    assertThrows(() => checkOptions("Cannot try", given, ["rounds"]), TypeError, expected);
  });
}

Deno.test("checkOptions() lets pass what is known", () => {
  checkOptions("Cannot try", { rounds: 1 }, ["rounds"]);
});
