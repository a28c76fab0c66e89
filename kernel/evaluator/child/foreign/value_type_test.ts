import { assert, assertEquals } from "@std/assert";
import { typeOfValue } from "./value_type.ts";

const wide = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, index]));

const nested = (depth: number): unknown => depth === 0 ? 1 : { next: nested(depth - 1) };

const CASES: [name: string, value: unknown, type: string][] = [
  ["null", null, "null"],
  ["a number", 1.5, "number"],
  ["a text", "a", "string"],
  ["a list", [1, 2], "number[]"],
  ["an empty list", [], "unknown[]"],
  ["a list with gaps", [1, null, "a"], "(number | string | null)[]"],
  ["lists in a list", [[1], ["a"], []], "(number | string)[][]"],
  ["an object", { a: 1, "b c": [true] }, '{ a: number; "b c": boolean[] }'],
  ["an empty object", {}, "Record<string, unknown>"],
  ["rows", [{ a: 1, b: "x" }, { a: null }], "{ a: number | null; b?: string }[]"],
  [
    "rows of two levels",
    [{ a: { b: 1 } }, { a: { c: [] } }],
    "{ a: { b?: number; c?: unknown[] } }[]",
  ],
  ["rows and numbers", [1, { a: 1 }], "(number | { a: number })[]"],
  ["lists of rows with a union", [[{ a: 1 }, 2]], "(number | { a: number })[][]"],
  ["forty keys", [wide(1), wide(2)], "{ key0: number; key1?: number }[]"],
  ["more keys than names", wide(41), "Record<string, number>"],
  [
    "more keys than names, in two objects",
    [wide(30), { ...wide(41), other: "x" }],
    "Record<string, number | string>[]",
  ],
  ["a key that is no name of ours", JSON.parse('{"__proto__":1}'), "{ __proto__: number }"],
];

for (const [name, value, type] of CASES) {
  Deno.test(`typeOfValue() gives the type of ${name}`, () => {
    assertEquals(typeOfValue(value), type);
  });
}

Deno.test("typeOfValue() ends a deep type", () => {
  const type = typeOfValue(nested(50));
  assert(type.includes("Record<string, unknown>"), type);
  assertEquals(
    typeOfValue(Array.from({ length: 9 }).reduce((inner) => [inner], 1)).slice(0, 7),
    "unknown",
  );
});

Deno.test("typeOfValue() tells a long type less deeply", () => {
  const rows = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`a${index}`, { [`field${index}`]: wide(40) }]),
  );
  const type = typeOfValue(rows);
  assert(type.length < 4000, `${type.length}`);
  assert(type.includes("a39: "), type);
});

Deno.test("typeOfValue() sees the last of a million elements", () => {
  const values: unknown[] = Array.from({ length: 1_000_000 }, (_, index) => index);
  values.push(null);
  assertEquals(typeOfValue(values), "(number | null)[]");
});
