/** Tests of reading a command line. */
import { assertEquals } from "@std/assert";
import { optionLines, type OptionSpec, readArguments } from "./arguments.ts";

const SPECS: readonly OptionSpec[] = [
  { name: "--base", takes: "PYTHON", meaning: "" },
  { name: "--param", takes: "K=V", meaning: "", isRepeatable: true },
  { name: "--json", takes: null, meaning: "" },
];

/** What was read, in short; or the message. */
function read(...args: string[]): string {
  const result = readArguments(args, SPECS);
  if (result.kind === "wrong") return result.message;
  const { words, has, one, all } = result.options;
  return [
    ...words,
    ...(one("--base") === undefined ? [] : [`base ${one("--base")}`]),
    ...all("--param").map((text) => `param ${text}`),
    ...(has("--json") ? ["json"] : []),
  ].join("; ");
}

const CASES: [name: string, args: string[], expected: string][] = [
  ["nothing", [], ""],
  ["words and options in any order", ["--json", "loop", "--base", "py3"], "loop; base py3; json"],
  ["joined values", ["--base=/a=b", "--param=n=1"], "base /a=b; param n=1"],
  ["an empty value", ["--base="], "base "],
  ["a repeated option", ["--param", "a=1", "--param", "b=2"], "param a=1; param b=2"],
  ["a value that begins with a dash", ["--param", "-Xgil=0"], "param -Xgil=0"],
  ["a lone dash as a word", ["-"], "-"],
  [
    "an option that is not known",
    ["--bse", "x"],
    'Cannot use "--bse": there is no such option, the nearest is "--base"',
  ],
  [
    "an option twice",
    ["--base", "a", "--base", "b"],
    'Cannot use "--base": it is given twice, and once is meant',
  ],
  [
    "a switch twice",
    ["--json", "--json"],
    'Cannot use "--json": it is given twice, and once is meant',
  ],
  [
    "an option at the end",
    ["--base"],
    'Cannot use "--base": nothing follows it, and PYTHON is needed',
  ],
  [
    "an option in place of a value",
    ["--base", "--param", "n=1"],
    'Cannot use "--base": nothing follows it, and PYTHON is needed',
  ],
  [
    "a value for a switch",
    ["--json=yes"],
    'Cannot use "--json=yes": it is a switch and takes no value',
  ],
];

for (const [name, args, expected] of CASES) {
  Deno.test(`readArguments() reads ${name}`, () => assertEquals(read(...args), expected));
}

Deno.test("optionLines() aligns what options mean and says which repeat", () => {
  const specs = [{ name: "--a", takes: null, meaning: "one" }, {
    name: "--bc",
    takes: "D",
    meaning: "two",
    isRepeatable: true,
  }];
  assertEquals(optionLines(specs), "  --a     one\n  --bc D  two (repeatable)");
});
