/** Which names of a cell later cells can use. */

import { assertEquals } from "@std/assert";
import { readCellNames } from "./top_level.ts";

/** A name that can be assigned is marked `=`, an exported one `+`. */
const CELLS: [code: string, expected: string][] = [
  ["", ""],
  ["1 + 1", ""],
  ["const a = 1", "a"],
  ["let a = 1, b = f(1, 2), c", "a= b= c="],
  ["let a\nlet b\nc", "a= b="],
  ["let a = 1\nb, c", "a="],
  ["let a =\n  1,\n  b = 2", "a= b="],
  ["const a = new Map<string, number>(), b = 1", "a b"],
  ["const a = (x: number, y: number) => x < y, b = 1", "a b"],
  ["const { a, b: c, ...d } = e, [f, , g = 1] = h", "a c d f g"],
  ["const { a: { b } } = c", "b"],
  ["var a: Map<string, Set<number>> = new Map()", "a="],
  ["using a = open()", "a"],
  ["await using a = open()", "a"],
  ["for (const a of b) { const c = 1; }", ""],
  ["{ const a = 1 }", ""],
  ["if (x) { let a = 1 } let b = 2", "b="],
  ["function f(a: number) { const b = a }", "f"],
  ["async function* f() {}", "f"],
  ["export async function f() {}", "f+"],
  ["export const a = 1, b = 2", "a+ b+"],
  ["export default function f() {}", "f"],
  ["abstract class A<T> extends B<T> { private c = 1 }", "A"],
  ["@d class A {}", "A"],
  ["enum E { A, B }\nconst enum F { C }", "E F"],
  ["declare const a: string", "a"],
  ["interface I { a: string }\ntype T<U> = U[]\ntype V = 1", "I T V"],
  ["type = 1", ""],
  ["namespace N.M { export const a = 1 }", "N"],
  ['import a from "x"', "a"],
  ['import a, { b, c as d, type E } from "x"', "a b d E"],
  ['import type { A, B } from "x"', "A B"],
  ['import * as a from "x" with { type: "json" }', "a"],
  ['import "x"', ""],
  ['const a = await import("x")', "a"],
  ["import.meta.url", ""],
  ["const a = `${(() => { const b = 1; return b })()}`; let c", "a c="],
  ["a.let\na.const = 1", ""],
  ["// const a = 1\n/* let b */ const c = 'const d'", "c"],
  ["const 𝒳 = 1, é = 2", "𝒳 é"],
  ["const a = 1\n(b, c)", "a"],
  ["const open = {", "open"],
];

for (const [code, expected] of CELLS) {
  Deno.test(`readCellNames() of ${JSON.stringify(code)}`, () => {
    const marked = readCellNames(code).declared.map(({ name, isVariable, isExported }) =>
      `${name}${isVariable ? "=" : ""}${isExported ? "+" : ""}`
    );
    assertEquals(marked.join(" "), expected);
  });
}
