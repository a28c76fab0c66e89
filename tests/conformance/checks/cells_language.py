"""TypeScript in cells: syntax, tracebacks and what a program may use."""
import re

from .cells import OK, SILENT, Fails, Prints, Shows, Value, cells, table
from .common import expect

table("should", "modern_types", "satisfies, as const, const type parameters, overloads, abstract class",
      [("const s§ = { a: 1 } satisfies Record<string, number>; s§.a", Value("1"))], [("const t§ = ['x', 1] as const; t§.length", Value("2"))],
      [("function id§<const T>(x: T): T { return x; } id§([1, 2]).length", Value("2"))],
      [("function over§(a: string): string;\nfunction over§(a: number): number;\nfunction over§(a: any) { return a; }\nover§(3)", Value("3"))],
      [("abstract class Sh§ { abstract area(): number; twice() { return this.area() * 2; } }\nclass Sq§ extends Sh§ { area() { return 4; } }\nnew Sq§().twice()", Value("8"))],
      [("const n§ = (null as string | null)!?.length ?? 5; n§", Value("5"))])
table("should", "const_enum", "const enum declared in one cell, used in the next",
      [("const enum C§ { A = 4, B }", OK), ("C§.B", Value("5")), ("C§.A + 1", Value("5"))])
table("should", "class_features", "constructor parameter properties, accessor keyword, private fields",
      [("class P§ { constructor(public a: number, private readonly b = 2) {} sum() { return this.a + this.b; } }\nnew P§(3).sum()", Value("5"))],
      [("class F§ { #n = 1; static #s = 2; up() { return ++this.#n + F§.#s; } }\nnew F§().up()", Value("4"))],
      [("class Acc§ { accessor v = 3; }\nconst acc§ = new Acc§(); acc§.v++; acc§.v", Value("4"))])
table("should", "generic_arrows", "generic arrow functions and type assertions <T>",
      [("const g§ = <T,>(x: T): T => x; g§(3)", Value("3"))], [("const h§ = <T extends object>(x: T) => x; h§([1]).length", Value("1"))], [("const a§: unknown = 4; (<number> a§) + 1", Value("5"))])
table("should", "non_error", "throwing a non-Error value: error reply with string ename and evalue",
      [("throw 'a string';", Fails("a string"))], [("throw 42;", Fails("42"))], [("throw { code: 7 };", Fails("7"))], [("throw null;", Fails("null"))], [("throw undefined;", Fails("undefined"))],
      [("await Promise.reject('rejected');", Fails("rejected"))], [("throw Symbol('sym');", Fails("sym"))], [("throw new Proxy({}, {});", Fails(""))])


def position(bench, code, line, *more):
    """The traceback names the line, counted from 1, of the cell as it was written."""
    if bench.usable([code]):
        return
    cell = bench.shared().run(code)
    expect(cell.status == "error", cell.story())
    count = cell.reply.content["execution_count"]
    text = cell.complaint
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    place = re.compile(r"(?:cell|In|\[)[ -]*\[?%d\]?[^\n]*?:%d\b" % (count, line))
    expect(place.search(plain), f"line {line} of cell {count} is not in {plain!r}")
    for part in more:
        expect(part in plain, f"{part!r} is not in {plain!r}")


@cells.should("source positions in tracebacks")
def tracebacks(bench):
    """Lines after types, enums and imports, inside an async function, in an earlier cell, and of a syntax error."""
    bench.only("typescript")
    position(bench, "1;\n2;\nthrow new Error('third line');", 3, "third line")
    position(bench, "interface Long {\n  a: number;\n  b: string;\n}\nconst x: Long | null = null;\nx.a;", 6)
    position(bench, "enum Lowered { A, B }\nnamespace Away { export const v = 1; }\n\nmissingName();", 4, "missingName")
    position(bench, "import { join } from 'node:path';\nimport type { ParsedPath } from 'node:path';\nawait null;\nthrow new RangeError('after imports');", 4)
    position(bench, "const f = async () => {\n  await null;\n  throw new Error('inside');\n};\nawait f();", 3)
    kernel, name = bench.shared(), bench.name("thrower")
    earlier = kernel.run(f"// a comment\nfunction {name}() {{\n  throw new Error('from an earlier cell');\n}}")
    position(bench, f"\n{name}();", 2, name, str(earlier.reply.content["execution_count"]))
    cell = kernel.run("const broken = 1;\nconst = 2;")
    expect("2" in cell.complaint, f"syntax error without its line: {cell.complaint}")


table("nice", "await_and_arrows", "await in a top-level block and arrow functions side by side",
      [("let sum§ = 0;\n{ sum§ += await Promise.resolve(2); }\nconst add§ = async (n: number) => { sum§ += await n; };\nawait add§(3);\ntry { await Promise.reject(1); } catch { sum§ += 1; }\nsum§", Value("6"))],
      [("const fs§ = [1, 2].map(async (n) => { const m = await n; return () => m * 2; });\n(await Promise.all(fs§)).map((f) => f()).join()", Shows("2,4"))])
table("nice", "jsx", "JSX with a classic pragma",
      [("/** @jsx h */\nfunction h(tag: string, props: unknown, ...kids: unknown[]) { return { tag, props, kids }; }\nconst el§ = <b id=\"x\">{1 + 1}</b>;\nel§.kids[0]", Value("2"))])
table("nice", "await_using", "await using",
      [("const o§: string[] = []; { await using r = { async [Symbol.asyncDispose]() { await null; o§.push('gone'); } }; o§.push('in'); }\no§.join()", Shows("in,gone"))])
table("nice", "using_top", "using at the top level of a cell",
      [("const u§: string[] = []; using res§ = { v: 1, [Symbol.dispose]() { u§.push('gone'); } };\nres§.v", Value("1"))])
table("nice", "declare", "declare const / declare global is accepted",
      [("declare const outside§: number;", SILENT), ("declare global { interface Window { extra§: number } }", SILENT), ("declare function ambient§(): void;\n1", Value("1")),
       ("declare module 'x§' { export const a: number; }", SILENT)])
table("nice", "new_library", "Iterator helpers, Array.fromAsync, Promise.withResolvers, Object.groupBy, Set methods",
      [("[1, 2, 3].values().map((n) => n * 2).toArray().length", Value("3"))], [("(await Array.fromAsync((async function* () { yield 1; })())).length", Value("1"))],
      [("const w§ = Promise.withResolvers<number>(); w§.resolve(4); await w§.promise", Value("4"))], [("Object.groupBy([1, 2, 3], (n) => n % 2 ? 'odd' : 'even').odd.length", Value("2"))],
      [("new Set([1, 2]).union(new Set([3])).size", Value("3"))])
table("nice", "unicode", "non-ASCII identifiers and strings",
      [("const größe§ = 3, π = 3.14, 変数§ = '漢字';", SILENT), ("größe§ + 変数§.length", Value("5")), ("'👩‍👩‍👧 é'.normalize('NFC').length > 3", Value("true")), ("console.log(変数§, '\\u{1F600}');", Prints("漢字 😀\n"))])


@cells.nice("a type error is shown to the user (as an error or a diagnostic)")
def type_error(bench):
    """A string for a number."""
    bench.only("typed", "its language has no types")
    cell = bench.shared().run("const wrong: number = 'text';")

    def is_told():
        return "number" in str([m.content for m in cell.of("error", "stream", "display_data")])

    # A compiler that starts when it is first needed reads hundreds of cells of this kernel first: 10 s on a busy machine.
    bench.shared().until(is_told, f"nobody was told of the type error, {cell.story()}", 40)


NODE_WORKER = ("const src = 'const { parentPort } = require(\"worker_threads\");"
               " parentPort.on(\"message\", (n) => { console.log(\"in worker\"); parentPort.postMessage(n * 2); });';\n"
               "const w = new (require('worker_threads').Worker)(src, { eval: true });\n")


@cells.nice("a Web Worker / worker thread can be used and its output is captured")
def worker(bench):
    """A worker that prints and doubles a number."""
    code = bench.pick(
        "it is about workers of JavaScript",
        deno=("const src = 'self.onmessage = (e) => { console.log(\"in worker\"); self.postMessage(e.data * 2); }';\n"
              "const w = new Worker(URL.createObjectURL(new Blob([src], { type: 'application/javascript' })), { type: 'module' });\n"
              "const got = await new Promise((done) => { w.onmessage = (e) => done(e.data); w.postMessage(21); }); w.terminate();\ngot"),
        tslab=NODE_WORKER + "const got = await new Promise((done) => { w.once('message', done); w.postMessage(21); });\nawait w.terminate();\ngot",
        ijavascript=NODE_WORKER + "$$.async(); w.once('message', (got) => { w.terminate(); $$.done(got); }); void w.postMessage(21);")
    cell = bench.shared().run(code)
    bench.shared().listen(0.3)
    expect((cell.result or "").endswith("42"), cell.story())
    expect("in worker" in cell.stdout, f"its output is lost: {cell.story()}")


table("nice", "many_statements", "cells of many statements and odd line ends",
      [("\ufeff1 + 1", Value("2"))], [("const crlf§ = 1;\r\nconst other§ = 2;\r\ncrlf§ + other§", Value("3"))], [("#!/usr/bin/env deno\n5", Value("5"))],
      [("// only a comment at the end\n7 // like so", Value("7"))], [("label§: for (;;) { break label§; }\n8", Value("8"))], [("'use strict'; 9", Value("9"))],
      [("var a§ = 1\nvar b§ = a§\n++b§\nb§", Value("2"))], [("throw new Error('x')", Fails("x")), ("10", OK)])
