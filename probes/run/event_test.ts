/** Tests of the lines that probes print. */
import { assertEquals } from "@std/assert";
import { LINE_CHARACTERS_MAX, parseLine } from "./event.ts";

const SLICE = '{"event":"slice","loops":2,"wallNs":10,"cpuNs":9,"switches":0}';
const STATE =
  '{"event":"state","version":"3.14.10","gil":true,"jit":false,"gcThreshold":[2000,10,10],"clockNs":1}';

const EVENTS = '{"event":"events","name":"pause","startNs":[0,5],"durationNs":[7,8],"group":[0,2]}';

function manyEvents(count: number): string {
  const column = new Array(count).fill(123_456_789_012).join();
  return `{"event":"events","name":"pause","startNs":[${column}],"durationNs":[${column}]}`;
}

const TABLE =
  '{"event":"table","name":"import","columns":["name","us"],"rows":[["enum",7],["re",null]]}';

function manyRows(count: number): string {
  return new Array(count).fill('["re",null]').join();
}

const CASES: [name: string, line: string, expected: string][] = [
  ["a slice", SLICE, "slice"],
  ["a state", STATE, "state"],
  ["a state with a coarse clock", STATE.replace('"clockNs":1', '"clockNs":41.6667'), "state"],
  ["a skip", '{"event":"skip","reason":"no threads"}', "skip"],
  ["a value", '{"event":"value","name":"peakRss","value":12.5}', "value"],
  ["a value in words", '{"event":"value","name":"collections","value":"gen0 1"}', "value"],
  ["a value of nothing", '{"event":"value","name":"peakRss","value":null}', "value"],
  ["a value of a kind of its own", '{"event":"value","name":"peakRss","value":true}', "noise"],
  ["a skip with what helps", '{"event":"skip","reason":"a lock","remedy":"uv"}', "skip"],
  ["a skip that nothing helps", '{"event":"skip","reason":"a lock","remedy":null}', "skip"],
  ["events", EVENTS, "events"],
  ["events without start and group", '{"event":"events","name":"a","durationNs":[1]}', "events"],
  ["columns of different length", EVENTS.replace("[7,8]", "[7]"), "noise"],
  ["a group that is no number", EVENTS.replace("[0,2]", '[0,"x"]'), "noise"],
  ["a time that is negative", EVENTS.replace("[7,8]", "[7,-8]"), "noise"],
  ["a table", TABLE, "table"],
  ["a table without rows", TABLE.replace(/\[\[.*\]\]/, "[]"), "table"],
  ["a table without columns", TABLE.replace('["name","us"]', "[]"), "noise"],
  ["a row that is too short", TABLE.replace('["re",null]', '["re"]'), "noise"],
  ["a row that is no list", TABLE.replace('["re",null]', "7"), "noise"],
  ["a field that is a list", TABLE.replace("null", "[]"), "noise"],
  ["more rows than a line may have", TABLE.replace('["re",null]', manyRows(500)), "noise"],
  ["500 events", manyEvents(500), "events"],
  ["more events than a line may have", manyEvents(501), "noise"],
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
  const parsed = parseLine("x".repeat(LINE_CHARACTERS_MAX + 1));
  assertEquals(parsed.kind === "noise" ? parsed.line.length : 0, 500);
});
