/** Tables for the JSON reader and printer. */

import { assertEquals } from "@std/assert";
import { parseJson, printJson } from "./json.ts";

function reprinted(text: string): string {
  const parsed = parseJson(text);
  return parsed.kind === "value"
    ? printJson(parsed.value)
    : `${parsed.line}:${parsed.column} ${parsed.reason}`;
}

// The right side is what Python's json.dumps(json.loads(text), indent=1, sort_keys=True,
// ensure_ascii=False) prints; nbformat_test.ts asks a real Python the same.
const PRINTED: [name: string, text: string, expected: string][] = [
  ["empty containers", '{"b": [], "a": {}}', '{\n "a": {},\n "b": []\n}'],
  ["nested lists", "[1,[2]]", "[\n 1,\n [\n  2\n ]\n]"],
  ["a float without fraction", "[1.0]", "[\n 1.0\n]"],
  ["an exponent", "[1e5, 1E+22, 1e-7, 1.5e-5]", "[\n 100000.0,\n 1e+22,\n 1e-07,\n 1.5e-05\n]"],
  [
    "an exponent as Python's limit has it",
    "[1e15, 1e16, 0.0001, 0.00012]",
    [
      "[\n 1000000000000000.0,\n 1e+16,\n 0.0001,\n 0.00012\n]",
    ].join(""),
  ],
  ["an integer beyond 2^53", "[12345678901234567890]", "[\n 12345678901234567890\n]"],
  ["negative zero", "[-0, -0.0]", "[\n 0,\n -0.0\n]"],
  ["a float of 17 digits", "[0.1000000000000000055]", "[\n 0.1\n]"],
  [
    "control and non-ASCII characters",
    '["\\u001b[1m é \\u2028 \\u007f"]',
    '[\n "\\u001b[1m é \u2028 \u007f"\n]',
  ],
  ["keys by code point", '{"\u{1F600}":1,"\uFFFD":2}', '{\n "\uFFFD": 2,\n "\u{1F600}": 1\n}'],
  ["a key that names the prototype", '{"__proto__":1}', '{\n "__proto__": 1\n}'],
];

for (const [name, text, expected] of PRINTED) {
  Deno.test(`printJson() prints ${name}`, () => assertEquals(reprinted(text), expected));
}

const BROKEN: [name: string, text: string, expected: string][] = [
  ["a bare word", '{"a":1,\n "b": x}', '2:7 expected a value, found "x"'],
  ["a comma too many", '{\n "cells": [1,]\n}', '2:14 expected a value, found "]"'],
  [
    "a comma too few",
    '{"a": 1\n"b": 2}',
    '2:1 expected "," or the closing bracket, found "\\"b\\""',
  ],
  ["an early end", '{"a": [1', "1:9 the file ends too early"],
  ["an empty file", "", "1:1 the file ends too early"],
  [
    "an open string",
    '{"a": "b\nc"}',
    "1:9 a string is not closed, or has a character it must escape",
  ],
  ["a wrong escape", '["\\x"]', "1:3 a string is not closed, or has a character it must escape"],
  ["text behind the end", "{}\n{}", "2:1 there is more text after the end of the document"],
  ["the wrong bracket", '{"a": 1]', '1:8 expected "," or the closing bracket, found "]"'],
  ["a name without quotes", "{a: 1}", '1:2 expected a name in double quotes or "}", found "a"'],
  ["NaN", '{"a": NaN}', '1:7 expected a value, found "NaN"'],
  [
    "a merge conflict",
    '{\n<<<<<<< HEAD\n "a": 1\n}',
    '2:1 expected a name in double quotes or "}", found "<<<<<<<"',
  ],
  ["a number of two parts", "[01]", '1:2 expected a value or "]", found "01"'],
];

for (const [name, text, expected] of BROKEN) {
  Deno.test(`parseJson() finds the place of ${name}`, () =>
    assertEquals(reprinted(text), expected));
}

Deno.test("printJson() leaves out fields that are undefined", () => {
  assertEquals(printJson({ a: undefined, b: null }), '{\n "b": null\n}');
});
