"""TypeScript in cells: how values are shown."""
import time

from .cells import OK, SILENT, Prints, Shows, Value, cells, table
from .common import expect

table("must", "object_literal", "object literal alone in a cell is shown as an object",
      [("{a: 1, b: 'two'}", Shows("a: 1", "b:", "two"))], [("{ a: 1 }", Shows("a: 1"))], [("{ 'x-y': [1, 2] };", Shows("x-y", "[ 1, 2 ]"))],
      [("{ let n = 4; n + 1 }", Value("5"))], [("{\n  deep: { er: { est: 1 } },\n}", Shows("deep", "er", "est"))])
table("must", "parenthesised", "parenthesised object literal",
      [("({ a: 1, f() { return 1; } })", Shows("a: 1", "f"))], [("({})", Value("{}"))], [("([{ k: 1 }])", Shows("k: 1"))])
table("must", "undefined_silent", "undefined is not shown",
      [("undefined", SILENT)], [("void 0", SILENT)], [("[].find(() => true)", SILENT)], [("await Promise.resolve()", SILENT)])
table("must", "declaration_silent", "a declaration shows nothing",
      [("const a§ = 5;", SILENT), ("let b§ = 'x';", SILENT), ("function f§() { return 1; }", SILENT), ("class K§ {}", SILENT), ("interface I§ { a: 1 }", SILENT),
       ("type T§ = 1;", SILENT), ("enum E§ { A }", SILENT), ("import 'node:path';", SILENT), ("var c§ = 1, d§ = 2;", SILENT)])
table("must", "bigint", "bigint", [("123n", Value("123n"))], [("2n ** 70n", Value("1180591620717411303424n"))], [("const b§ = -5n; b§", Value("-5n"))])
table("must", "string", "string",
      [("'plain'", Value('"plain"', "'plain'", "plain"))], [("'é😀'", Shows("é😀"))], [("`a${1 + 1}b`", Shows("a2b"))], [("''", Value('""', "''", ""))])
table("must", "map", "Map", [("new Map<string, unknown>([['k', 1], ['l', { m: 2 }]])", Shows("Map(2)", "k", "m: 2"))], [("new Map([['k', 'v']])", Shows("Map(1)", "k", "v"))], [("new Map()", Shows("Map(0)"))])
table("must", "set", "Set", [("new Set([1, 'b'])", Shows("Set(2)", "1", "b"))], [("new Set()", Shows("Set(0)"))])
table("must", "typed_array", "typed array",
      [("new Uint8Array([1, 2, 255])", Shows("Uint8Array(3)", "255"))], [("Float64Array.of(0.5, -1)", Shows("Float64Array(2)", "0.5"))], [("new BigInt64Array(2)", Shows("0n"))])
table("must", "circular", "circular object",
      [("const c§: any = { name: 'loop' }; c§.self = c§; c§", Shows("loop", "Circular"))], [("const l§: any[] = [1]; l§.push(l§); l§", Shows("Circular"))])
table("must", "last_only", "only the last expression is shown",
      [("1; 2; 3", Value("3"))], [("'a'\n'b'\n41 + 1", Value("42"))], [("5; let x§ = 1;", OK)], [("1; if (true) { 7 }", OK)], [("6;;", OK)])
table("must", "await_last", "await expression as the last value",
      [("await Promise.resolve(5)", Value("5"))], [("const p§ = Promise.resolve({ a: 1 });\nawait p§", Shows("a: 1"))], [("(await Promise.all([1, 2])).length", Value("2"))],
      [("await new Promise((done) => setTimeout(() => done(6), 20))", Value("6"))])
table("should", "promise_last", "a promise as the last value shows its outcome",
      [("Promise.resolve(5)", Value("5", "Promise { 5 }"))], [("(async () => ({ b: 2 }))()", Shows("b: 2"))])
table("should", "null_shown", "null is shown", [("null", Value("null"))], [("[1].length ? null : 1", Value("null"))])
table("should", "date_regexp_symbol", "Date, RegExp, Symbol",
      [("new Date(0)", Shows("1970-01-01T00:00:00.000Z"))], [("/a+b/gi", Value("/a+b/gi"))], [("Symbol('mark')", Value("Symbol(mark)"))], [("new Date(NaN)", Shows("Invalid"))])
table("should", "instance", "class instance with its class name",
      [("class Walrus§ { tusks = 2; #hidden = 1; }\nnew Walrus§()", Shows("Walrus§", "tusks: 2"))], [("new (class Seal extends Array {})()", Shows("Seal"))])
table("should", "function_shown", "function",
      [("function named§() {}\nnamed§", Shows("unction", "named§"))], [("(x) => x", Shows("unction"))], [("class Q§ {}\nQ§", Shows("class", "Q§"))])
table("should", "hostile_values", "revoked proxy and throwing getter do not fail the cell",
      [("const r§ = Proxy.revocable({}, {}); r§.revoke(); r§.proxy", OK)], [("({ get bad() { throw new Error('getter'); }, fine: 1 })", Shows("fine: 1"))],
      [("new Proxy({}, { get() { throw new Error('trap'); }, ownKeys() { throw new Error('keys'); } })", OK)],
      [("({ [Symbol.for('Jupyter.display')]() { throw new Error('display'); }, fine: 2 })", Shows("fine: 2"))],
      [("({ toString() { throw 1; }, toJSON() { throw 2; }, fine: 3 })", Shows("fine: 3"))], [("Object.create(null)", Shows("{"))])


@cells.should("array of a million numbers is cut short (under 200 kB)")
def million(bench):
    """An array, a typed array, a set and an object; under 200,000 characters and 10 s each."""
    bench.only("typescript")
    kernel = bench.shared()
    for code in ("Array.from({ length: 1_000_000 }, (_, i) => i)", "new Float64Array(1_000_000)", "new Set(Array(500_000).keys())",
                 "Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => ['k' + i, i]))"):
        started = time.perf_counter()
        cell = kernel.run(code)
        expect(cell.result and len(cell.result) < 200_000, f"{code}: {len(cell.result or '')} characters")
        expect(time.perf_counter() - started < 10, "too slow")


@cells.should("string of 5 million characters: delivered or cut, within 10 s")
def long_string(bench):
    """Plain and non-ASCII characters."""
    bench.only("typescript")
    for code in ("'x'.repeat(5_000_000)", "'é😀'.repeat(1_700_000)"):
        cell = bench.shared().run(code, seconds=10)
        expect(cell.status == "ok" and cell.result, cell.story()[:500])


table("should", "deep_object", "object nested 10,000 deep does not fail the cell",
      [("let deep§: any = {}; for (let i = 0; i < 10_000; i++) deep§ = { d: deep§ };\ndeep§", Shows("d:"))],
      [("let list§: any = []; for (let i = 0; i < 10_000; i++) list§ = [list§];\nlist§", Shows("["))])
table("should", "value_after_declarations", "value after declarations",
      [("const a§ = 2; function f§(n: number) { return n * a§; }\nclass K§ {}\nf§(4)", Value("8"))], [("let s§ = 'é'\ns§.length", Value("1"))],
      [("type N§ = number\nconst n§: N§ = 3\nn§", Value("3"))])
table("should", "console_methods", "console.table, console.dir, console.group, console.assert, %-formats",
      [("console.dir({ a: { b: 1 } });", Prints("{ a: { b: 1 } }\n"))],
      [("console.log('%s is %d and %i, %j %%', 'x', 15, 2.9, { a: 1 });", Prints('x is 15 and 2, {"a":1} %\n'))],
      [("console.count('n'); console.count('n');", Prints("n: 1\nn: 2\n"))], [("console.assert(true, 'no');", SILENT)])


@cells.should("console.table shows its cells, console.group indents, console.assert tells on stderr")
def console_more(bench):
    """A table, an assertion, groups and a timer."""
    bench.only("typescript")
    kernel = bench.shared()
    shown = kernel.run("console.table([{ col: 'cell', n: 7 }]);").stdout
    expect("col" in shown and "cell" in shown and "7" in shown, shown)
    expect("broken" in kernel.run("console.assert(1 > 2, 'broken');").stderr, "assert")
    grouped = kernel.run("console.group('g'); console.log('in'); console.groupEnd(); console.log('out');").stdout
    expect([line.strip() for line in grouped.splitlines()] == ["g", "in", "out"] and "\n  " in grouped, grouped)
    timed = kernel.run("console.time('t'); console.timeEnd('t');")
    expect("t:" in timed.stdout + timed.stderr, timed.story())


table("nice", "custom_inspect", "Symbol.for('nodejs.util.inspect.custom') / Deno.customInspect is honoured",
      [("class C§ { [Symbol.for('Deno.customInspect')]() { return 'CUSTOM§'; } }\nnew C§()", Shows("CUSTOM§")), ("console.log(new C§());", Prints("CUSTOM§\n"))],
      [("({ [Symbol.for('nodejs.util.inspect.custom')]() { return 'NODE§'; } })", Shows("NODE§"))])


@cells.nice("text/plain of a result is free of ANSI escapes (clean in nbconvert, diffs, screen readers)")
def no_ansi(bench):
    """Up to eleven kinds of values."""
    kernel = bench.shared()
    values = ["1", "'a'", "[1, 2]"]
    if "typescript" in bench.say.families:
        values += ["({ a: [1, 'x', null, undefined, true] })", "new Map([[1, 2]])", "new Error('x')", "123n", "() => 1", "/x/", "Symbol('a')", "new Date(0)"]
    for code in values:
        shown = [m.content["data"]["text/plain"] if m.type == "execute_result" else m.content["text"]
                 for m in kernel.run(code).of("execute_result", "stream")]
        expect(shown and "\x1b" not in "".join(shown), f"{code}: {shown}")
