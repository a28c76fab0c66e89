/** Tests of the lines that probes print. */
import { assertEquals } from "@std/assert";
import { LINE_CHARACTERS_MAX, parseLine } from "./event.ts";

const SLICE = '{"event":"slice","loops":2,"wallNs":10,"cpuNs":9,"switches":0}';
const STATE =
  '{"event":"state","version":"3.14.10","gil":true,"jit":false,"gcThreshold":[2000,10,10],"clockNs":1}';

const CASES: [name: string, line: string, expected: string][] = [
  ["a slice", SLICE, "slice"],
  ["a state", STATE, "state"],
  ["a state with a coarse clock", STATE.replace('"clockNs":1', '"clockNs":41.6667'), "state"],
  ["a skip", '{"event":"skip","reason":"no threads"}', "skip"],
  ["fields that are not known", SLICE.replace("{", '{"more":1,'), "slice"],
  ["an empty line", "", "noise"],
  ["a warning", "DeprecationWarning: old", "noise"],
  ["half a slice", SLICE.slice(0, 30), "noise"],
  ["JSON of another kind", "[1]", "noise"],
  ["null", "null", "noise"],
  ["an event that is not known", '{"event":"end"}', "noise"],
  ["a slice without loops", SLICE.replace('"loops":2,', ""), "noise"],
  ["a slice of no loops", SLICE.replace('"loops":2', '"loops":0'), "noise"],
  ["a clock that ran backwards", SLICE.replace('"wallNs":10', '"wallNs":-1'), "noise"],
  ["a fraction of a nanosecond", SLICE.replace('"wallNs":10', '"wallNs":1.5'), "noise"],
  ["a number in quotes", SLICE.replace('"cpuNs":9', '"cpuNs":"9"'), "noise"],
  ["not a number", SLICE.replace('"cpuNs":9', '"cpuNs":NaN'), "noise"],
  [
    "a line that is too long",
    `{"event":"skip","reason":"${"x".repeat(LINE_CHARACTERS_MAX)}"}`,
    "noise",
  ],
];

for (const [name, line, expected] of CASES) {
  Deno.test(`parseLine() reads ${name}`, () => {
    const parsed = parseLine(line);
    assertEquals(parsed.kind === "event" ? parsed.event.event : parsed.kind, expected);
  });
}

Deno.test("parseLine() quotes only the beginning of a line that is too long", () => {
  const parsed = parseLine("x".repeat(10_000));
  assertEquals(parsed.kind === "noise" ? parsed.line.length : 0, LINE_CHARACTERS_MAX);
});
