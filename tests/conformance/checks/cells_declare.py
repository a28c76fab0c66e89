"""TypeScript in cells: declarations, redeclarations and state between cells."""
from .cells import OK, SILENT, Fails, Prints, Shows, Value, table

table("must", "redeclare_let", "let redeclared in a later cell",
      [("let a§ = 1;", OK), ("let a§ = 2;", OK), ("a§", Value("2")), ("let a§: string = 'x', b§ = 3;", OK), ("a§ + b§", Shows("x3"))],
      [("let q§;", OK), ("q§ = 5; let other§ = 1;", OK), ("let q§ = q§_old(); function q§_old() { return 1 }", OK), ("q§", Value("1"))])
table("must", "redeclare_const", "const redeclared in a later cell",
      [("const a§ = 1;", OK), ("const a§ = 2;", OK), ("a§", Value("2")), ("const a§ = [1], z§ = a§.length;", OK), ("z§", Value("1"))],
      [("const { x: k§ } = { x: 1 };", OK), ("const k§ = 9;", OK), ("const [k§] = [10];", OK), ("k§", Value("10"))])
table("must", "redeclare_class", "class redeclared",
      [("class A§ { n() { return 1; } }", OK), ("class A§ { n() { return 2; } }", OK), ("new A§().n()", Value("2")),
       ("class B§ extends A§ { n() { return super.n() + 1; } }", OK), ("class A§ { n() { return 10; } }\nnew B§().n()", Value("3"))],
      [("abstract class S§ { abstract area(): number }", OK), ("class S§<T> { constructor(readonly v: T) {} }", OK), ("new S§(4).v", Value("4"))])
table("must", "redeclare_function", "function redeclared",
      [("function f§() { return 1; }", OK), ("function f§(n: number): number { return n + 1; }", OK), ("f§(1)", Value("2")),
       ("async function f§() { return 3; }", OK), ("await f§()", Value("3")), ("function* f§() { yield 4; }", OK), ("[...f§()][0]", Value("4"))],
      [("const early§ = caller§(); function caller§() { return 1; }\nearly§", Value("1")), ("function two§() { return 'one'; }\nfunction one§() { return two§(); }", OK),
       ("function two§() { return 'three'; }", OK), ("one§().length", Value("5"))])
table("must", "redeclare_enum", "enum redeclared",
      [("enum E§ { A, B }", OK), ("E§.B", Value("1")), ("enum E§ { A = 5, B, C }", OK), ("E§.C", Value("7")), ("E§[5]", Shows("A"))],
      [("enum W§ { Up = 'UP' }\nW§.Up.length", Value("2")), ("enum W§ { Up = 'U' }", OK), ("W§.Up.length", Value("1"))])
table("must", "redeclare_interface", "interface redeclared with other members",
      [("interface P§ { a: number }", SILENT), ("const p§: P§ = { a: 1 };", SILENT), ("interface P§ { b: string }", SILENT),
       ("const r§: P§ = { b: 'x' }; r§.b.length", Value("1"))])
table("must", "redeclare_type", "type alias redeclared",
      [("type T§ = number;", SILENT), ("const t§: T§ = 1;", SILENT), ("type T§ = { deep: string[] };", SILENT),
       ("const u§: T§ = { deep: ['a'] }; u§.deep.length", Value("1"))])
table("must", "same_cell_thrice", "the same cell (const, class, function, import) run three times",
      [("import { join as j§ } from 'node:path';\nconst k§ = j§('a', 'b');\nclass C§ { v = k§ }\nfunction g§() { return new C§().v; }\ng§().length",
        Value("3"))] * 3,
      [("import * as ns§ from 'node:path'; enum M§ { A = 3 } const { A: first§ } = M§; let n§ = first§; n§++; n§", Value("4"))] * 3)
table("must", "later_assignments", "a function from an earlier cell sees later assignments",
      [("let n§ = 1; function get§() { return n§; }", OK), ("n§ = 5;", OK), ("get§()", Value("5")),
       ("let n§ = 7;", OK), ("get§()", Value("7"))],
      [("const arrow§ = () => late§;", OK), ("let late§ = 3;", OK), ("arrow§()", Value("3")), ("late§++; arrow§()", Value("4"))])
table("must", "const_threw", "a const whose initialiser threw can be declared again",
      [("const c§ = (() => { throw new Error('no'); })();", Fails("no")), ("const c§ = 3;", OK), ("c§", Value("3"))],
      [("const d§ = await Promise.reject(new Error('no'));", Fails("no")), ("const d§ = 4; d§", Value("4"))],
      [("class K§ { static x = missing§; }", Fails("missing§")), ("class K§ { static x = 1; }", OK), ("K§.x", Value("1"))],
      [("const { a: e§ } = null as any;", Fails("TypeError")), ("const e§ = 5; e§", Value("5"))])
table("must", "threw_usable", "const whose initialiser threw: name usable again in the next cell",
      [("const c§ = JSON.parse('{');", Fails("SyntaxError")), ("let c§ = 1; c§ = 2; c§", Value("2"))],
      [("let d§ = undefinedThing§;", Fails("undefinedThing§")), ("var d§ = 3; d§", Value("3"))],
      [("const e§ = missing§();", Fails("missing§")), ("function e§() { return 8; } e§()", Value("8"))])
table("must", "syntax_error_harmless", "a syntax error does not disturb earlier state",
      [("let s§ = 1; const t§ = 2;", OK), ("s§ = 9; const t§ = ;", Fails("SyntaxError")), ("s§ + t§", Value("3")),
       ("let s§ = 5; let s§ = 6;", Fails("SyntaxError")), ("s§", Value("1")), ("function (", Fails("SyntaxError")), ("t§", Value("2")),
       ("const late§ = 1; return 5 +;", Fails("SyntaxError")), ("const late§ = 2; late§", Value("2"))])
table("must", "top_level_await", "top-level await in a const",
      [("const v§ = await Promise.resolve(7);", OK), ("v§", Value("7"))],
      [("const w§: number = await new Promise<number>((d) => setTimeout(() => d(8), 20)), x§ = w§ + (await 1);", OK), ("x§", Value("9"))],
      [("let y§ = 0; for (const n of [1, 2]) { y§ += await n; } y§", Value("3"))],
      [("if (await Promise.resolve(true)) { var z§ = 4; }\nz§", Value("4"))])
table("should", "const_to_let", "const redeclared as let, then assigned",
      [("const a§ = 1;", OK), ("let a§ = 2;", OK), ("a§ = 3; a§", Value("3"))])
table("should", "redeclare_namespace", "namespace redeclared",
      [("namespace N§ { export const a = 1; }", OK), ("N§.a", Value("1")), ("namespace N§ { export function f() { return 2; } }", OK), ("N§.f()", Value("2"))])
table("should", "changes_kind", "a name changes kind: function → const → class",
      [("function k§() { return 1; }", OK), ("const k§ = 2;", OK), ("k§", Value("2")), ("class k§ { static s = 3; }", OK), ("k§.s", Value("3")),
       ("let k§ = 4;", OK), ("var k§ = 5;", OK), ("k§", Value("5")), ("function k§() { return 6; }", OK), ("k§()", Value("6")), ("enum k§ { A = 7 }", OK), ("k§.A", Value("7"))])
table("should", "assigned_inside", "assignment inside a function of an earlier cell is seen later",
      [("let n§ = 0; function up§() { n§ += 2; }", OK), ("up§(); up§();", OK), ("n§", Value("4"))],
      [("let h§ = [1]; const swap§ = async () => { h§ = [1, 2, 3]; };", OK), ("await swap§();", OK), ("h§.length", Value("3"))])
table("should", "before_throw", "declarations before a throw in the same cell are kept",
      [("const a§ = 1; let b§ = 2; function f§() { return 3; } class K§ {}\nthrow new Error('later');", Fails("later")),
       ("a§ + b§ + f§() + K§.name.length * 0", Value("6"))])
table("should", "await_destructuring", "top-level await with destructuring",
      [("const { a: a§, ...rest§ } = await Promise.resolve({ a: 1, b: 2, c: 3 });", OK), ("a§ + rest§.c", Value("4"))],
      [("let [p§, , q§ = 9] = await Promise.all([1, 2]);", OK), ("p§ + q§", Value("10"))])
table("should", "for_await", "top-level for await",
      [("let t§ = 0; for await (const n of (async function* () { yield 1; yield 2; })()) t§ += n;\nt§", Value("3"))],
      [("for await (const n of [Promise.resolve(4), 5]) console.log(n);", Prints("4\n5\n"))])
table("should", "decorators", "class and method decorators run",
      [("const log§: string[] = []; function mark(v: unknown, c: { name?: string; kind: string }) { log§.push(c.kind + ':' + c.name); }\n"
        "@mark class D§ { @mark go() { return 1; } @mark static s = 2; }\nlog§.join()", Shows("method:go", "class:D§"))])
table("should", "using_block", "using disposes at the end of a block",
      [("const o§: string[] = []; { using r = { [Symbol.dispose]() { o§.push('gone'); } }; o§.push('in'); }\no§.join()", Shows("in,gone"))])
table("should", "async_generator", "async generator across cells",
      [("async function* count§(n: number) { for (let i = 0; i < n; i++) { await null; yield i; } }", OK),
       ("const it§ = count§(3); (await it§.next()).value", Value("0")), ("(await it§.next()).value", Value("1")),
       ("const all§ = []; for await (const n of count§(4)) all§.push(n); all§.length", Value("4"))])
table("must", "import_default", "import default from a relative file",
      [("import thing§ from './conf_a.ts';\nthing§", Value("11"))], [("import thing§ from \"./deep/conf_b.ts\"", OK), ("thing§()", Value("22"))],
      files={"conf_a.ts": "export default 11;\nexport const named = 12;\nexport type Only = number;\nexport interface Shape { side: number }\n",
             "deep/conf_b.ts": "import { named } from '../conf_a.ts';\nexport default function () { return named + 10; }\n"})
table("must", "import_named", "import named from a relative file",
      [("import { named } from './conf_a.ts';", SILENT), ("named", Value("12"))],
      [("import eleven§, { named as n§ } from './conf_a.ts'; eleven§ + n§", Value("23"))],
      [("const before§ = 1;\nimport {\n  named as m§, // why not\n} from './conf_a.ts';\nbefore§ + m§", Value("13"))])
table("must", "import_star", "import * as ns from a relative file",
      [("import * as all§ from './conf_a.ts';", SILENT), ("all§.named + all§.default", Value("23"))])
table("must", "import_side_effect", "side-effect import",
      [("import './conf_side.ts';", OK), ("(globalThis as any).confSide", Value("1")), ("import './conf_side.ts'; (globalThis as any).confSide", Value("1"))],
      files={"conf_side.ts": "(globalThis as any).confSide = ((globalThis as any).confSide ?? 0) + 1;\n"})
table("must", "import_type", "import type, used as an annotation in a later cell",
      [("import type { Only as Only§, Shape } from './conf_a.ts';", SILENT), ("const v§: Only§ = 3; const s§: Shape = { side: 4 }; v§ + s§.side", Value("7"))])
table("must", "import_dynamic", "dynamic import() of a relative file",
      [("const m§ = await import('./conf_a.ts'); m§.named", Value("12"))], [("const path§ = './conf_' + 'a.ts'; (await import(path§)).default", Value("11"))],
      [("function load§() { return import('./deep/conf_b.ts'); }", OK), ("(await load§()).default()", Value("22"))])
table("must", "import_node", "node: built-in import",
      [("import { basename as b§ } from 'node:path'; b§('/a/xyz').length", Value("3"))], [("import os§ from 'node:os'; typeof os§.cpus", Shows("function"))],
      [("import * as u§ from 'node:util'; u§.format('%d', 5).length", Value("1"))])
table("must", "destructuring", "destructuring declarations with rest and defaults",
      [("const { a: a§ = 1, b: { c: c§ = 2 } = {}, ...r§ } = { d: 4, e: 5 } as any;", OK), ("a§ + c§ + r§.d + r§.e", Value("12"))],
      [("let [h§, [i§ = 6] = [], ...j§] = [1, undefined, 3, 4];", OK), ("h§ + i§ + j§.length", Value("9"))],
      [("var { ['x' + 'y']: k§ } = { xy: 3 } as any; k§", Value("3"))])
table("must", "generator", "generator declared in one cell, used in another",
      [("function* g§(n: number) { let i = 0; while (i < n) yield i++; }", OK), ("[...g§(4)].length", Value("4")), ("const it§ = g§(2); it§.next().value", Value("0")),
       ("it§.next().value", Value("1")), ("it§.next().done", Value("true"))])
