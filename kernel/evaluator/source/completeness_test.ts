/** Cells as a console sees them while they are typed. */

import { assertEquals } from "@std/assert";
import { completeness } from "./completeness.ts";
import { loadFullCompiler } from "./full_compiler.ts";
import { warmTranspiler } from "./transpile.ts";

const CASES: [code: string, expected: string][] = [
  ["", "complete"],
  ["1", "complete"],
  ["// only a comment", "complete"],
  ["const x: number = 1;\nx", "complete"],
  ["await fetch('x')", "complete"],
  ["enum A { X }", "complete"],
  ["{ a: 1 }", "complete"],
  ["{ a: 1, b: [2] }", "complete"],
  ["{ let a = 1; }", "complete"],
  ["'a /* b'", "complete"],
  ["import { a } from './a.ts'", "complete"],
  ["const f = <T,>(x: T) => x", "complete"],
  ["@d class A {}", "complete"],
  ["@d\nclass A {", 'incomplete "  "'],
  ["@d", 'incomplete ""'],
  ["<b a='1'>it is {1}</b>", "complete"],
  ["const a = <ul>\n  <li/>", 'incomplete "  "'],
  ["<div a={1}", 'incomplete ""'],
  ["<a b=></a>; 1", "invalid"],
  ["foo(", 'incomplete "  "'],
  ["foo(1,\n  2,", 'incomplete "  "'],
  ["foo(\n// and more\n", 'incomplete ""'],
  ["if (x) {", 'incomplete "  "'],
  ["if (x)", 'incomplete ""'],
  ["class A {\n  m() {\n", 'incomplete "    "'],
  ["const x = {a: 1", 'incomplete ""'],
  ["const x =", 'incomplete ""'],
  ["1 +", 'incomplete ""'],
  ["a.", 'incomplete ""'],
  ["const f = () =>", 'incomplete "  "'],
  ["`abc", 'incomplete ""'],
  ["`abc ${x", 'incomplete ""'],
  ["/* abc", 'incomplete ""'],
  ["enum A { X = '/*' }", "complete"],
  ["type A = {", 'incomplete "  "'],
  ["function f(a: string", 'incomplete ""'],
  ["enum A { X,", 'incomplete ""'],
  ["{ a: 1, b: ", 'incomplete ""'],
  ["{ a: 1, b: [", 'incomplete "  "'],
  ["try { a() }", 'incomplete ""'],
  ["import { a", 'incomplete ""'],
  [")", "invalid"],
  ["a b", "invalid"],
  ["let x: = 3", "invalid"],
  ["'abc", "invalid"],
  ["foo(]", "invalid"],
  ["const = 5", "invalid"],
];

for (const [code, expected] of CASES) {
  Deno.test(`completeness() of ${JSON.stringify(code)} is ${expected}`, async () => {
    await Promise.all([warmTranspiler(), loadFullCompiler()]);
    const result = completeness(code);
    const indent = result.status === "incomplete" ? ` ${JSON.stringify(result.indent)}` : "";
    assertEquals(result.status + indent, expected);
  });
}
