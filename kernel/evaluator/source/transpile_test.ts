/** TypeScript cells as they behave in a real evaluator, one after the other. */

import { assertEquals, assertMatch } from "@std/assert";
import { inEvaluator, shown } from "../test_evaluator.ts";
import { transpileCell } from "./transpile.ts";

/** Cells of one notebook and what each ends with: a value's text, "-" for nothing, `!` an error. */
type Notebook = readonly (readonly [code: string, expected: string | RegExp])[];

const NOTEBOOKS: Readonly<Record<string, Notebook>> = {
  "let redeclared": [["let a = 1", "-"], ["let a = 2; a", "2"]],
  "const redeclared": [["const a = 1", "-"], ["const a = 2; a", "2"]],
  "const redeclared as let, then assigned": [
    ["const a = 1", "-"],
    ["let a = 2", "-"],
    ["a = 3; a", "3"],
  ],
  "class redeclared": [["class A { x = 1 }", "-"], ["class A { x = 2 }\nnew A().x", "2"]],
  "function redeclared": [["function f() { return 1 }", "-"], [
    "function f() { return 2 }\nf()",
    "2",
  ]],
  "enum redeclared without its old members": [
    ["enum E { A, B }", "-"],
    ["enum E { C = 'c' }", "-"],
    ["E", '{ C: "c" }'],
  ],
  "enum declared twice in a cell is one": [["enum E { A }\nenum E { B = 1 }\nE.A + E.B", "1"]],
  "const enum used in the next cell": [["const enum E { A = 3 }", "-"], ["E.A", "3"]],
  "namespace redeclared": [
    ["namespace N { export const a = 1 }\nN.a", "1"],
    ["namespace N { export const b = 2 }", "-"],
    ["N", "{ b: 2 }"],
  ],
  "interface and type alias redeclared": [
    ["interface I { a: number }; type T = string", "-"],
    ["interface I { b: number }; type T = { c: number }", "-"],
    ["const i: I & T = { b: 1, c: 2 }; i.b + i.c", "3"],
  ],
  "a name that changes its kind": [
    ["function k() {}", "-"],
    ["const k = 1", "-"],
    ["class k {}", "-"],
    ["var k = 2", "-"],
    ["enum k { A }", "-"],
    ["import * as k from './neighbour.ts'", "-"],
    ["function k() { return 3 }\nk()", "3"],
  ],
  "the same cell three times": Array.from({ length: 3 }, () => [
    "import Named, { value } from './neighbour.ts';\nconst c = value; class K {} function f() { return c } f()",
    "7",
  ]),
  "a function sees later assignments and declarations": [
    ["let seen = 1; function look() { return seen }", "-"],
    ["seen = 2; look()", "2"],
    ["const seen = 3; look()", "3"],
    ["function change() { seen = 4 } change(); look()", /^!TypeError: Assignment to constant/],
  ],
  "constants, in their cell and in later ones": [
    ["const c = 1, { d, ...e } = { d: 2 } as any; let l = 3", "-"],
    ["c = 2", /^!TypeError: Assignment to constant/],
    ["c += await Promise.resolve(2)", /^!TypeError: Assignment to constant/],
    ["(() => { d++ })()", /^!TypeError: Assignment to constant/],
    ["--e", /^!TypeError: Assignment to constant/],
    ["const f = 1; f = 2", /^!TypeError: Assignment to constant/],
    ["c ||= 5; l = 4; l++; [c, l]", "[ 1, 5 ]"],
    [
      "function inner(c: number) { c = 7; { let d = 1; d++; } for (const x of [1]) { var e = x; e = 3 } return c + e }\ninner(1)",
      "10",
    ],
    ["try { throw 1 } catch (c) { c = 2 }\nlet d = 3; d = 4; d", "4"],
    ["const o = { c: 1 }; o.c = 5; o['c']++; ({ c: 1 }); o.c", "6"],
    [
      "for (let c = 0; c < 2; c++) { class L { static { let f = 1; f = 2 } } }\nc === 1 && c <= 1",
      "true",
    ],
    ["function c() { return 8 } c = () => 9; c()", "9"],
  ],
  "a const whose initialiser threw": [
    ["const broken = (() => { throw new Error('no') })()", /^!Error: no/],
    ["const broken = 1; broken", "1"],
  ],
  "a let whose initialiser threw, as another kind": [
    ["let broken = missing()", /^!ReferenceError: missing is not defined/],
    ["function broken() { return 2 }\nbroken()", "2"],
  ],
  "a syntax error disturbs nothing": [
    ["let kept = 1", "-"],
    ["let kept = ;", /^!SyntaxError: /],
    ["kept", "1"],
  ],
  "declarations before a throw are kept": [
    [
      "const before = 1; function alsoBefore() { return 2 }\nthrow new Error('stop')",
      /^!Error: stop/,
    ],
    ["before + alsoBefore()", "3"],
  ],
  "top-level await": [
    ["const awaited = await Promise.resolve(1)", "-"],
    [
      "const { a, ...rest } = await Promise.resolve({ a: 1, b: 2 }); [awaited, a, rest]",
      "[ 1, 1, { b: 2 } ]",
    ],
    ["await Promise.resolve(5)", "5"],
    ["await (await Promise.resolve(Promise.resolve(6)), 7)", "7"],
    ["if (true) { await null; 8 }", "8"],
    ["const later = async () => await Promise.resolve(9); await later()", "9"],
    ["class Awaited extends (await Promise.resolve(Array)) {}\nnew Awaited(2).length", "2"],
  ],
  "top-level for await": [
    ["const all: number[] = []; async function* two() { yield 1; yield 2 }", "-"],
    ["for await (const one of two()) all.push(one);\nall", "[ 1, 2 ]"],
    [
      "for await (const one of (0, [Promise.resolve(3)])) /* ) */ { all.push(one) }\nall.length",
      "3",
    ],
  ],
  "imports": [
    ["import Named from './neighbour.ts'; Named.name", '"Named"'],
    ["import { value as seven, fail } from './neighbour.ts'\nseven", "7"],
    ["import * as all from './neighbour.ts'", "-"],
    ["Object.keys(all).length", "4"],
    ["import Other, * as both from './neighbour.ts'; Other === both.default", "true"],
    ["import './effect.ts'", "-"],
    ["effectRan", "true"],
    ["import type { Shape } from './neighbour.ts'", "-"],
    ["const shape: Shape = { side: 2 }; shape.side", "2"],
    ["import { type Shape as S, value } from './neighbour.ts'; value", "7"],
    ["import { Shape } from './neighbour.ts'; const s: Shape = { side: 3 }; s.side", "3"],
    ["(await import('./neighbour.ts')).value", "7"],
    ["const load = () => import('./neighbour.ts'); (await load()).value", "7"],
    ["import { basename } from 'node:path'; basename('/a/b')", '"b"'],
    ["import data from './data.json' with { type: 'json' }; data.answer", "42"],
    ["new URL('./data.json', import.meta.url).pathname.endsWith('/data.json')", "true"],
    ["import { value } from './neighbour.ts'\nenum E { A }", "-"],
    ["value + E.A", "7"],
  ],
  "an import used before it stands": [[
    "const early = value\nimport { value } from './neighbour.ts'\nearly",
    "7",
  ]],
  "a missing file, and what a module lacks": [
    ["import './missing.ts'", /^!TypeError: Module not found.*missing\.ts/],
    ["import { nothing } from './neighbour.ts'; nothing", /^!SyntaxError: .*'nothing'/],
    ["1", "1"],
  ],
  "exports": [
    ["export const e = 1; export function f() { return e }", "-"],
    ["f()", "1"],
    ["export default { a: 1 }", "{ a: 1 }"],
    ["export default function named() { return 2 }", "-"],
    ["named()", "2"],
    ["const other = 3; export { e, other as renamed }; export type T = 1", "-"],
    ["export { e, f }", "-"],
    ["export * from './neighbour.ts'", "-"],
    ["export class C {}; export enum E { A = 4 }; export async function g() { return 5 }", "-"],
    ["[E.A, await g(), new C()]", "[ 4, 5, C {} ]"],
  ],
  "destructuring with rest and defaults": [
    [
      "const { a, b: { c = 2 } = {}, ...d } = { a: 1, e: 3 } as any; const [f, , ...g] = [1, 2, 3, 4]",
      "-",
    ],
    ["[a, c, d, f, g]", "[ 1, 2, { e: 3 }, 1, [ 3, 4 ] ]"],
  ],
  "generators across cells": [
    ["function* one() { yield 1 } async function* two() { yield 2 }", "-"],
    ["[...one(), (await two().next()).value]", "[ 1, 2 ]"],
  ],
  "object literals": [
    ["{a: 1}", "{ a: 1 }"],
    ["{a: 1, b: [2]}", "{ a: 1, b: [ 2 ] }"],
    ["// note\n{ a: await Promise.resolve(1), f() { return 1 } }.a // end", "1"],
    ["({ a: 1 })", "{ a: 1 }"],
    ["{ 'x-y': [1, 2] };", '{ "x-y": [ 1, 2 ] }'],
    ["{ a: 1 }; // note", "{ a: 1 }"],
    ["{}", "{}"],
    ["{ let inner = 1; inner + 1 }", "2"],
    ["{ await null; console.log }", /Function/],
  ],
  "what is shown": [
    ["undefined", "-"],
    ["null", "null"],
    ["1; 2", "2"],
    ["1; const last = 2", "-"],
    ["1; function last2() {}", "-"],
    ["let v = 1\nv = 5", "5"],
    ["const after = 3; after * 2", "6"],
    ["", "-"],
    ["  \n// comment\n", "-"],
    ["#!/usr/bin/env deno\n1", "1"],
    ["\ufeff1", "1"],
    ["1 // comment", "1"],
    ["1\r\n2\r\n", "2"],
  ],
  "var": [
    ["for (var i = 0; i < 3; i++) { var inBlock = i }\n[i, inBlock]", "[ 3, 2 ]"],
    ["let i = 9, inBlock = 8; i + inBlock", "17"],
    ["var twice = 1; var twice = 2; twice", "2"],
    ["[typeof hoisted]; var hoisted = 1, beside; hoisted", "1"],
    ["for (var { length } of ['ab']) {}\nlength", "2"],
    ["var { x, y = 4 } = { x: 3 }; x + y", "7"],
    ["'i' in globalThis", "false"],
  ],
  "names of globals": [
    ["let name = 1; const fetch = 2; function Map() {} class Array {}", "-"],
    ["[name, fetch, [1].map((n) => n), 'fetch' in globalThis]", "[ 1, 2, [ 1 ], true ]"],
  ],
  "functions": [
    [
      "const called = early(); function early() { return late() }\nfunction late() { return 1 }\ncalled",
      "1",
    ],
    ["early(); function early() {}", "-"],
    [
      "function fact(n: number): number { return n < 2 ? 1 : n * fact(n - 1) }\n[fact(4), fact.name]",
      '[ 24, "fact" ]',
    ],
    ["const original = fact; fact = () => 10; original(2)", "20"],
    [
      "function over(a: string): string; function over(a: number): number; function over(a: any) { return a }\nover(1)",
      "1",
    ],
    ["const id = <T,>(x: T): T => x; const cast = <number> (1 as unknown); id(cast)", "1"],
  ],
  "classes": [
    ["abstract class Base { abstract area(): number; declare hint: string }", "-"],
    [
      "class Square extends Base { #s = 1; constructor(private readonly side: number) { super() } area() { return this.side ** 2 + this.#s } }",
      "-",
    ],
    ["new Square(3).area() satisfies number", "10"],
    [
      "const tuple = ['a', 'b'] as const; function first<const T extends readonly unknown[]>(t: T): T[0] { return t[0] }\nfirst(tuple)",
      '"a"',
    ],
  ],
  "accessor fields": [
    [
      "class P { accessor x: number = 1; static accessor y = 2; accessor #z = 3\n accessor w\n sum() { return this.#z + this.x } }",
      "-",
    ],
    [
      "const p = new P(); p.x += 4; P.y++; [p.sum(), P.y, p.w, Object.keys(p)]",
      "[ 8, 3, undefined, [] ]",
    ],
    ["const accessor = 1; accessor", "1"],
    [
      "class Q { accessor ['a' + 1] = 5; static accessor [`b`] = 6 }\n[(new Q() as any).a1, (Q as any).b]",
      "[ 5, 6 ]",
    ],
  ],
  "using": [
    [
      "const log: string[] = []; const make = (name: string) => ({ name, [Symbol.dispose]() { log.push(name) } })",
      "-",
    ],
    ["{ using a = make('block'); log.push('in') }\nlog.splice(0)", '[ "in", "block" ]'],
    ["using a = make('first'), b = make('second'); log.push('body ' + b.name); 'value'", '"value"'],
    ["log.splice(0)", '[ "body second", "second", "first" ]'],
    ["await using c = { async [Symbol.asyncDispose]() { await null; log.push('async') } }", "-"],
    ["using d = make('thrown'); throw new Error('stop')", /^!Error: stop/],
    ["log", '[ "async", "thrown" ]'],
    ["using wrong = {} as any", /^!TypeError: Cannot use the value/],
  ],
  "declarations of types only": [
    ["declare const ghost: number; declare global { var spirit: string }", "-"],
    ["declare function f(): void; export {}", "-"],
  ],
  "names beyond ASCII": [[
    "const größe = 1, 变量 = 2; const 𝒳 = '😀é'; größe + 变量 + 𝒳",
    '"3😀é"',
  ]],
  "strict code": [
    ["undeclaredName = 1", /^!ReferenceError: undeclaredName is not defined/],
    ["'\\01'", /^!SyntaxError: Octal/],
    ["(function () { return this })()", "-"],
  ],
  "errors of syntax": [
    ["let twice = 1;\nlet twice = 2", /^!SyntaxError: .*'twice'.*cell 1:2:5/],
    ["return 5", /^!SyntaxError: Cannot return/],
    [
      "1; import fs = require('./neighbour.ts')",
      /^!SyntaxError: Cannot use "import fs = req.*3:1:4/,
    ],
    ["const a: 1 = 1;\n// é\nexport = a", /^!SyntaxError: Cannot use "export =".*4:3:1/],
    ["const a: = 1", /^!SyntaxError: .*\(cell 5:1:10\)/],
    ["class X { constructor(@mark a) {} }", /^!SyntaxError: Cannot compile the decorator.*6:1:23/],
    ["const element = <div a='b'>c", /^!SyntaxError: Cannot read the element/],
    ["foo(", /^!SyntaxError: .*\(cell 8:1:5\)/],
    ["/* unclosed", /^!SyntaxError: Unterminated comment \(cell 9:1:1\)/],
    ["'/*' // /*\n2 /* e", /^!SyntaxError: Unterminated comment \(cell 10:2:3\)/],
    ["enum Open { A } /* e\n", /^!SyntaxError: Unterminated comment \(cell 11:1:17\)/],
    ["enum Closed { A = '/*' } // /*", "-"],
    ["`abc", /^!SyntaxError: Unterminated template \(cell 13:1:1\)/],
    ["'abc\n", /^!SyntaxError: Unterminated string .*\(cell 14:1:1\)/],
  ],
};

for (const [name, cells] of Object.entries(NOTEBOOKS)) {
  Deno.test(`transpileCell() makes cells that run: ${name}`, async () => {
    await inEvaluator(async (run) => {
      for (const [code, expected] of cells) {
        const ending = shown(await run(code));
        if (typeof expected === "string") assertEquals(ending, expected, code);
        else assertMatch(ending, expected, code);
      }
    });
  });
}

Deno.test("transpileCell() answers for code that is nested deeper than it can follow", async () => {
  const context = { cellName: "cell 1", directory: "/" };
  for (
    const code of [
      "[".repeat(5000) + "]".repeat(5000),
      "(".repeat(20_000),
      "1" + " + 1".repeat(2000),
    ]
  ) {
    const { kind } = await transpileCell(code, context);
    assertMatch(kind, /^(?:script|invalid)$/);
  }
});

Deno.test("transpileCell() takes a megabyte", async () => {
  const text = `const data = "${"x".repeat(1_000_000)}"; data.length`;
  const { kind } = await transpileCell(text, { cellName: "cell 1", directory: "/" });
  assertEquals(kind, "script");
});

Deno.test("importModule() reads a file again that was edited", async () => {
  await inEvaluator(async (run, directory) => {
    const path = `${directory}/edited.ts`;
    for (const [version, time] of [[1, 1000], [2, 2000], [2, 2000], [3, 3000]] as const) {
      await Deno.writeTextFile(path, `export const version = ${version};`);
      await Deno.utime(path, time, time);
      const cell = "import { version } from './edited.ts'; version";
      assertEquals(shown(await run(cell)), String(version));
    }
  });
});
