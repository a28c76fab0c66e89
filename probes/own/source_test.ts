/** Tests of templates: what a cell's indentation and backslashes become. */
import { assertEquals } from "@std/assert";
import { python } from "./snippet.ts";
import { dedent } from "./source.ts";

const CASES: [name: string, text: string, expected: string][] = [
  ["one line", "1 + 1", "1 + 1\n"],
  [
    "a cell's indentation",
    "\n    a = 1\n    if a:\n        b = 2\n  ",
    "a = 1\nif a:\n    b = 2\n",
  ],
  ["a first line behind the mark", "a = 1\n  b = 2\n  c = 3", "a = 1\nb = 2\nc = 3\n"],
  ["empty lines within", "\n  a\n\n  b\n", "a\n\nb\n"],
  ["empty lines in front", "\n\n  \n  a\n", "a\n"],
  ["tabs", "\n\ta\n\t\tb\n", "a\n\tb\n"],
  ["other line ends", "\r\n  a\r\n  b", "a\nb\n"],
  ["nothing", "  \n ", "\n"],
];

for (const [name, text, expected] of CASES) {
  Deno.test(`dedent() takes off ${name}`, () => assertEquals(dedent(text), expected));
}

Deno.test("python leaves backslashes to Python and takes what a template cannot hold", () => {
  assertEquals(python`print("a\n", "\`", "\${x}")`.source, 'print("a\\n", "`", "${x}")\n');
});
