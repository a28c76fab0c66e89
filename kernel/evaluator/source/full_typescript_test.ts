/** Decorators and JSX as they behave in a real evaluator, one cell after the other. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { startFixture, streamText } from "../evaluator_fixture.ts";
import { inEvaluator, shown } from "../test_evaluator.ts";
import { unavailableText } from "./full_compiler.ts";
import { transpileCell } from "./transpile.ts";

/** Cells of one notebook and what each ends with: a value's text, "-" for nothing, `!` an error. */
type Notebook = readonly (readonly [code: string, expected: string | RegExp])[];

const MARK =
  "const log: string[] = []; function mark(_: unknown, { kind, name }: { kind: string; name?: unknown }) { log.push(`${kind} ${String(name)}`) }";
const SWAP = "const swap = (..._: unknown[]) => class Swapped { static made = 'made' }";
const ELEMENTS =
  "const h = (tag: unknown, props: unknown, ...kids: unknown[]) => [tag, props, ...kids]; const F = 'F'";

const NOTEBOOKS: Readonly<Record<string, Notebook>> = {
  "decorators of everything": [
    [MARK, "-"],
    [
      "@mark class D { @mark go() { return this.#p() } @mark static s = 2; @mark accessor a = 3; @mark f = 4; @mark get g() { return 5 } @mark #p() { return 6 } @mark ['x' + 1]() {} }",
      "-",
    ],
    [
      "log.splice(0).join()",
      '"method go,accessor a,getter g,method #p,method x1,field s,field f,class D"',
    ],
    ["const d = new D(); d.a += 1; [d.go(), D.s, d.a, d.f, d.g]", "[ 6, 2, 4, 4, 5 ]"],
  ],
  "decorators that replace values": [
    [
      "const twice = (f: any, _: any) => function (this: unknown, ...a: unknown[]) { return 2 * f.apply(this, a) }; const plus = (_: unknown, __: unknown) => (n: number) => n + 1",
      "-",
    ],
    ["class T { @twice m(n: number) { return n } @plus f = 1; @plus static s = 5 }", "-"],
    ["[new T().m(4), new T().f, T.s]", "[ 8, 2, 6 ]"],
    [
      "const first = (_: unknown, c: any) => { c.addInitializer(function (this: any) { this.begun = true }); c.metadata.seen = 1 }\n@first class I { @first m() {} }\n[(I as any).begun, (new I() as any).begun]",
      "[ true, true ]",
    ],
  ],
  "a replaced class under its name": [
    [SWAP, "-"],
    ["@swap class A { static inner() { return A } }\nA.made", '"made"'],
    ["A.made", '"made"'],
    ["@swap class A { static #x = 1; static x() { return A.#x } }\nnew A()", "Swapped {}"],
    ["new A()", "Swapped {}"],
    ["export @swap class B {}\nB.made", '"made"'],
    ["@swap export class C extends B {}\nconst seen = C.made; seen", '"made"'],
    ["[B.made, C.made]", '[ "made", "made" ]'],
    ["@swap export default class E {}", "-"],
    ["E.made", '"made"'],
    ["export default @swap class {}", "-"],
    ["const G = @swap class Inner {}; G.made", '"made"'],
    ["function make() { @swap class Local {}; return Local }\nmake().made", '"made"'],
    ["const later = () => A.made; later()", '"made"'],
    ["class A { static made = 'new' }\nlater()", '"new"'],
    ["@swap class K {}", "-"],
    ["const K = 3; K", "3"],
  ],
  "two cells that do not share what the compiler declares": [
    [MARK, "-"],
    ["@mark class One { @mark f = 1; @mark m() { return this.f } }", "-"],
    ["@mark class Two { @mark f = 2; @mark m() { return this.f } }", "-"],
    ["[new One().m(), new Two().m()]", "[ 1, 2 ]"],
    ["const _initProto = 1, _identity = 2; new One().m()", "1"],
  ],
  "decorators beside everything else": [
    [MARK, "-"],
    [
      "import { value, type Shape } from './neighbour.ts';\nimport Named from './neighbour.ts'\nenum E { A = 4 }\nconst enum C { B = 5 }\nnamespace N { export const n = 6 }\nabstract class Base { constructor(protected readonly side: number) {} abstract area(): number }\n@mark class Sq extends Base { @mark area(): number { return this.side ** 2 } }\nconst fixed = 1; let open = 2;\nawait null",
      "null",
    ],
    ["[value, Named.name, E.A, C.B, N.n, new Sq(3).area()]", '[ 7, "Named", 4, 5, 6, 9 ]'],
    ["fixed = 2", /^!TypeError: Assignment to constant/],
    ["open = 3", "3"],
    ["const Sq = await Promise.resolve(8); Sq", "8"],
    [
      "using a = { [Symbol.dispose]() { log.push('gone') } }; @mark class U {}\nlog.splice(0); new U()",
      "U {}",
    ],
    ["[log, new U()]", '[ [ "gone" ], U {} ]'],
    ["@mark class W {}\nconst own: typeof W = W; var v = 1; own.name + v", '"W1"'],
    ["[own === W, v]", "[ true, 1 ]"],
    ["import type { Foo } from 'nowhere'; @mark class T { x?: Foo }\n1", "1"],
    ["import { value, type Other } from './neighbour.ts'; @mark class T2 {}\nvalue", "7"],
    [
      "for (const q of [6]) { @mark class T4 { x = q } log.push(String(new T4().x)) }\nlog.at(-1)",
      '"6"',
    ],
    ["@(await Promise.resolve(mark)) class Waited {}\nlog.at(-1)", '"class Waited"'],
  ],
  "JSX with a pragma": [
    [ELEMENTS, "-"],
    ['/** @jsx h */ <b id="x">{1 + 1}</b>', '[ "b", { id: "x" }, 2 ]'],
    [
      "/** @jsx h */ /** @jsxFrag F */\nconst p = { k: 1 }; <><i {...p} on />it's {'x'} {/* no */}</>",
      /"F".*"i", \{ k: 1, on: true \}.*"it's ".*"x"/s,
    ],
    ["/** @jsx h */ const item = (n: number) => <li>{n}</li>; [1, 2].map(item)", /"li"/],
    ["item(3)", '[ "li", null, 3 ]'],
    ["/** @jsx h */ { a: <b/>, c: [1] }", '{ a: [ "b", null ], c: [ 1 ] }'],
    [
      "/** @jsx h */ export const el = <my-el data-x='&amp;' />; el",
      /"my-el", \{ "data-x": "&" \}/,
    ],
    [
      "/** @jsx h */\n// it's a comment with <b>\nconst Part = () => <p/>; <Part />",
      /Function: Part/,
    ],
  ],
  "JSX as Deno compiles it without settings": [
    ["<b/>", /^!ReferenceError: React is not defined/],
    [
      "import type { Shape } from './neighbour.ts'; const React = { createElement: () => 2 }; <b/>",
      "2",
    ],
    ["const React = { createElement: (...a: unknown[]) => a, Fragment: 'R' }", "-"],
    ["<><b/></>", '[ "R", null, [ "b", null ] ]'],
  ],
  "JSX beside everything else": [
    [`${MARK}; ${ELEMENTS}`, "-"],
    [
      "/** @jsx h */\nimport { value } from './neighbour.ts';\nenum E { A = 1 }\n@mark class K { @mark draw = <b>{value}</b> }\nconst same = <T,>(x: T): T => x; const more = <T extends object>(x: T) => x;\nnew K().draw",
      '[ "b", null, 7 ]',
    ],
    ["[E.A, value, same(2), more([3])]", "[ 1, 7, 2, [ 3 ] ]"],
    ["const n = <number> (4 as unknown); const g = <T>(x: T) => x; g(n)", "4"],
    ["const a = 1, b = 2, c = 3; [a < b, a<b, b>c, a <b && b> c]", "[ true, true, false, false ]"],
  ],
  "errors of syntax": [
    ["@mark class Q { m( }", /^!SyntaxError: Unexpected token `}`.*\(cell 1:1:20\)/],
    ["<div>\n  <b>😀é</div>;", /^!SyntaxError: Cannot read the element.*\(cell 2:2:15\)/],
    ["\t'漢é'; <b>{1 +}</b>", /^!SyntaxError: .*\(cell 3:1:15\)/],
    ["<div>", /^!SyntaxError: Cannot read the element.*\(cell 4:1:6\)/],
    ["@mark const x = 1", /^!SyntaxError: Cannot compile the decorator.*\(cell 5:1:1\)/],
    ["'@a b'; @mark() function f() {}", /^!SyntaxError: Cannot compile the decorator.*cell 6:1:9/],
    ["function f(@mark a) {}", /^!SyntaxError: Cannot compile the decorator.*\(cell 7:1:12\)/],
    ["1", "1"],
  ],
};

for (const [name, cells] of Object.entries(NOTEBOOKS)) {
  Deno.test(`toJavaScriptFully() makes cells that run: ${name}`, async () => {
    await inEvaluator(async (run) => {
      for (const [code, expected] of cells) {
        const ending = shown(await run(code));
        if (typeof expected === "string") assertEquals(ending, expected, code);
        else assertMatch(ending, expected, code);
      }
    });
  });
}

Deno.test("toJavaScriptFully() takes the folder's settings for JSX", async () => {
  const functions = { jsx: "react", jsxFactory: "h", jsxFragmentFactory: "F" };
  await using classic = await startFixture({
    files: {
      "deno.json": `{ // a comment
      "compilerOptions": ${JSON.stringify(functions)} }`,
    },
  });
  await classic.run(ELEMENTS);
  assertEquals(await classic.ending("<><b/></>"), 'text/plain: [ "F", null, [ "b", null ] ]');
  assertEquals(
    await classic.ending("/** @jsx own */ const own = (...all: unknown[]) => all.length; <b/>"),
    "text/plain: 2",
  );
  await using automatic = await startFixture({
    files: {
      "deno.json": JSON.stringify({
        imports: { "ui/jsx-runtime": "./runtime.ts" },
        compilerOptions: { jsx: "react-jsx", jsxImportSource: "ui" },
      }),
      "runtime.ts":
        "export const jsx = (tag: unknown, props: unknown) => [tag, props]; export const jsxs = jsx; export const Fragment = 'F'",
      "part.tsx": "export const Part = () => <i k={1}/>",
    },
  });
  assertEquals(await automatic.ending("<b x='1'/>"), 'text/plain: [ "b", { x: "1" } ]');
  assertEquals(
    await automatic.ending("import { Part } from './part.tsx'; JSON.stringify(<>{Part()}</>)"),
    `text/plain: '["F",{"children":["i",{"k":1}]}]'`,
  );
  assertMatch(
    await automatic.ending("/** @jsxImportSource nowhere */ <b/>"),
    /^TypeError: .*nowhere\/jsx-runtime/,
  );
});

const TRACEBACKS: [name: string, code: string, lines: string[]][] = [
  [
    "a decorator's own error",
    "const s = '😀é';\nfunction bad(..._: unknown[]): void {\n  throw new Error('no');\n}\n\n@bad class A {}",
    [
      "Error: no",
      "    at bad (cell 1:3:9)",
      "  3 |   throw new Error('no');",
      "    |         ^",
      "    at <static_initializer> (cell 1:6:12)",
      "    at cell 1:6:1",
    ],
  ],
  [
    "an error inside an element",
    "/** @jsx h */\nconst h = (...a: unknown[]) => a;\nconst t: null = null;\n'😀é'; <div>\n  <b>{'é' + t!.x}</b>\n</div>",
    [
      "TypeError: Cannot read properties of null (reading 'x')",
      "    at cell 1:5:16",
      "  5 |   <b>{'é' + t!.x}</b>",
      "    |                ^",
    ],
  ],
  [
    "a component's error",
    "/** @jsx h */\nconst h = (tag: () => unknown) => tag();\nfunction Part() {\n  throw new RangeError('part');\n}\n<Part />",
    [
      "RangeError: part",
      "    at Part (cell 1:4:9)",
      "  4 |   throw new RangeError('part');",
      "    |         ^",
      "    at h (cell 1:2:35)",
      "    at cell 1:6:1",
    ],
  ],
  [
    "a decorated method's error",
    "const d = (f: any, _: unknown) => f;\n@d\nclass A {\n  @d m() {\n    null!.x;\n  }\n}\nnew A().m();",
    [
      "TypeError: Cannot read properties of null (reading 'x')",
      "    at A.m (cell 1:5:11)",
      "  5 |     null!.x;",
      "    |           ^",
      "    at cell 1:8:9",
    ],
  ],
];

for (const [name, code, lines] of TRACEBACKS) {
  Deno.test(`describeThrown() shows ${name}`, async () => {
    await inEvaluator(async (run) => {
      const ending = await run(code);
      assertEquals(ending.kind === "thrown" ? ending.traceback : [ending.kind], lines);
    });
  });
}

Deno.test("createCellStacks() leaves out what the compiler put around a decorator", async () => {
  await using fixture = await startFixture();
  await fixture.run("const d = (..._: unknown[]) => console.log(new Error('x'));\n@d class A {}");
  assertEquals(streamText(fixture.events, "stdout").trimEnd().split("\n"), [
    "Error: x",
    "    at d (cell 1:1:44)",
    "    at <static_initializer> (cell 1:2:10)",
    "    at cell 1:2:1",
  ]);
});

const LARGE: [name: string, code: string, kind: string][] = [
  ["decorators", `@d class A { m() { return "${"x".repeat(1_000_000)}" } }`, "script"],
  ["JSX", `/** @jsx h */ <ul>${"<li class='a'>it's {1}</li>\n".repeat(35_000)}</ul>`, "script"],
  ["JSX that is nested deep", `${"<a>".repeat(20_000)}${"</a>".repeat(20_000)}`, "invalid"],
  [
    "brackets beside a decorator",
    `@d class A {}\n${"[".repeat(9000)}${"]".repeat(9000)}`,
    "invalid",
  ],
];

for (const [name, code, expected] of LARGE) {
  Deno.test(`transpileCell() survives much of ${name}`, async () => {
    const { kind } = await transpileCell(code, { cellName: "cell 1", directory: "/" });
    assertEquals(kind, expected);
  });
}

const UNAVAILABLE: [name: string, error: Error, expected: string][] = [
  ["no program", new Error("Failed to load native binding"), "no program for this system"],
  [
    "no network",
    new TypeError('npm package not found in cache: "@swc/core", --cached-only is specified.'),
    '"deno task kernel install" with a network',
  ],
];

for (const [name, error, expected] of UNAVAILABLE) {
  Deno.test(`unavailableText() says what helps where there is ${name}`, () => {
    assertStringIncludes(unavailableText(error), expected);
  });
}
