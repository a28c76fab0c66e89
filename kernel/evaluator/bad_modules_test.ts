/** Modules that cannot be had, folders whose configuration is wrong, and names that hide others. */

import { assertEquals, assertMatch } from "@std/assert";
import { type Fixture, startFixture, streamText } from "./evaluator_fixture.ts";

const FILES = {
  "wrong.ts": "export const a = 1;\nexport const b = ;\n",
  "throws.ts": "const why: string = 'loading';\nthrow new RangeError(why);\nexport {};\n",
  "throws_deeper.ts": "import './throws.ts';\n",
  "data.json": '{ "a": 1 }',
  "wrong.json": "{",
  "fine.ts": "export const fine = 1;\n",
  "bare.ts": "import 'no-such-name';\n",
};

const FAILING: [name: string, code: string, traceback: RegExp][] = [
  [
    "a missing file",
    "import './none.ts'",
    /^TypeError: Module not found .*none\.ts".*at async cell/s,
  ],
  [
    "a wrong file",
    "import './wrong.ts'",
    /Expression expected[\s\S]*wrong\.ts:2:18\n {4}at async cell \d+:1:1/,
  ],
  [
    "a file that throws",
    "1;\nimport './throws.ts'",
    /^RangeError: loading\n {4}at \S.*throws\.ts:2:7\n.*cell \d+:2:1/,
  ],
  ["one that throws behind another", "await import('./throws_deeper.ts')", /at \S.*throws\.ts:2:7/],
  [
    "a name that a file lacks",
    "import { b } from './fine.ts'; b",
    /fine\.ts' does not provide .* 'b'/,
  ],
  ["data that is wrong", "import d from './wrong.json' with { type: 'json' }", /wrong\.json|JSON/],
  ["data without its type", "import d from './data.json'", /"type": "json"/],
  [
    "a name of nothing",
    "import 'no-such-name'",
    /^TypeError: Cannot import "no-such-name": .*"npm:no-such-name"/,
  ],
  [
    "a file with a name of nothing",
    "import './bare.ts'",
    /^TypeError: Cannot import "no-such-name"/,
  ],
];

Deno.test("importModule() says what is wrong with modules, and cells go on", async (test) => {
  await using fixture = await startFixture({ files: FILES });
  await fixture.run("let kept = 1");
  for (const [name, code, expected] of FAILING) {
    await test.step(name, async () => {
      assertMatch(await tracebackOf(fixture, code), expected);
      assertEquals(await fixture.ending("kept"), "text/plain: 1");
    });
  }
});

/** Nothing listens there: as good as no network, also on a machine that has one. */
const DEAD_PROXY = { HTTP_PROXY: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9" };

const UNREACHABLE: [name: string, code: string, expected: RegExp][] = [
  [
    "a package",
    "import 'npm:@no-such-owner/none@1'",
    /^TypeError: Cannot fetch "@no-such-owner\/none": the network/,
  ],
  [
    "a package of the other registry",
    "import 'jsr:@no-such-owner/none@1'",
    /^TypeError: Cannot fetch "jsr:.*the network/,
  ],
  [
    "an address",
    "await import('https://localhost:9/none.ts')",
    /^TypeError: Cannot fetch "https:.*the network/,
  ],
];

Deno.test("importModule() says that the network is missing", async (test) => {
  using _environment = withEnvironment({ ...DEAD_PROXY, NO_PROXY: "" });
  await using fixture = await startFixture();
  for (const [name, code, expected] of UNREACHABLE) {
    await test.step(`for ${name}`, async () => {
      assertMatch(await tracebackOf(fixture, code), expected);
    });
  }
  assertEquals(await fixture.ending("1"), "text/plain: 1");
});

const ENDLESS: [name: string, text: string][] = [
  ["loops", "console.log('begun');\nfor (;;) {}\n"],
  ["waits", "console.log('begun');\nawait new Promise(() => {});\n"],
];

for (const [name, text] of ENDLESS) {
  Deno.test(`interrupt() ends the import of a module that ${name}, and keeps variables`, async () => {
    await using fixture = await startFixture({ files: { "endless.ts": text } });
    await fixture.run("let kept = 1");
    const ending = fixture.ending("import './endless.ts'");
    await fixture.event((event) => event.kind === "stream" && event.text.includes("begun"));
    assertEquals((await fixture.port.interrupt()).kind, "stopped");
    assertEquals(await ending, "interrupted");
    assertEquals(await fixture.ending("kept"), "text/plain: 1");
    const file = `${fixture.folder}/endless.ts`;
    await Deno.writeTextFile(file, "export const done = 2;");
    await Deno.utime(file, 5_000_000_000, 5_000_000_000);
    assertEquals(
      await fixture.ending("import { done } from './endless.ts'; done"),
      "text/plain: 2",
    );
  });
}

const CONFIGURATIONS: [name: string, text: string, expected: RegExp][] = [
  ["no JSON", "{", /^Cannot read .*deno\.json: /],
  ["a wrong map", '{ "imports": [1] }', /^Cannot use the import map of .*deno\.json: /],
  ["a wrong setting", '{ "compilerOptions": 5 }', /^Cannot use the configuration of this folder: /],
];

for (const [name, text, expected] of CONFIGURATIONS) {
  Deno.test(`evaluate() warns once of a deno.json with ${name}, and cells run`, async () => {
    await using fixture = await startFixture({
      files: { "deno.json": text, "fine.ts": FILES["fine.ts"] },
    });
    assertEquals(await fixture.ending("import { fine } from './fine.ts'; fine"), "text/plain: 1");
    const warning = streamText(fixture.events, "stderr");
    assertMatch(warning, expected);
    assertEquals(await fixture.ending("/** @jsx h */ const h = () => 2; <b/>"), "text/plain: 2");
    assertEquals(streamText(fixture.events, "stderr"), warning);
  });
}

/** Cells that take names which the kernel itself needs. */
const SHADOWING: [code: string, expected: string | RegExp][] = [
  ["const console = 1; console", "text/plain: 1"],
  [
    "let Deno = 2, Promise = 3, JSON = 4, Error = 5, Symbol = 6, globalThis = 7, Array = 8; Deno",
    "text/plain: 2",
  ],
  ["class Map {}; class Object {}; enum Math { A }; new Map()", "text/plain: Map {}"],
  ["function fetch() { return 3 }; fetch()", "text/plain: 3"],
  [
    "const setTimeout = 1, queueMicrotask = 2, Uint8Array = 3, String = 4, Reflect = 5; 5",
    "text/plain: 5",
  ],
  ["const __probebook = 1", /^SyntaxError: Cannot declare "__probebook": .*\(cell 6:1:7\)$/],
  ["let __probebookValue = 1; 2", /^SyntaxError: Cannot declare "__probebookValue"/],
  ["await 5", "text/plain: 5"],
  ["[1, { a: 2 }]", "text/plain: [ 1, { a: 2 } ]"],
  ["throw new TypeError('x')", "TypeError: x"],
  ["missing", "ReferenceError: missing is not defined"],
  ["import { fine } from './fine.ts'; fine", "text/plain: 1"],
  [
    "enum E { A = 1 }; class D { a = E.A }\nnew D()",
    "text/plain: D { a: 1 }",
  ],
  [
    "using u = { [{}.constructor.name === 'Object' ? 'a' : 'b']: 1 } as any",
    /^TypeError: Cannot use the value/,
  ],
];

Deno.test("evaluate() goes on where cells hide what everything else is made of", async () => {
  await using fixture = await startFixture({ files: FILES });
  for (const [code, expected] of SHADOWING) {
    const ending = await fixture.ending(code);
    if (typeof expected === "string") assertEquals(ending, expected, code);
    else assertMatch(ending, expected, code);
  }
  const names = (await fixture.port.live.names()).map(({ name }) => name);
  assertEquals(["fetch", "E", "D"].map((name) => names.includes(name)), [true, true, true]);
  assertEquals(names.filter((name) => name.startsWith("__probebook")), []);
  const ending = fixture.ending("for (;;) {}");
  // Until it runs there is nothing to stop.
  while ((await fixture.port.interrupt()).kind === "idle");
  assertEquals(await ending, "interrupted");
  assertEquals(await fixture.ending("E.A"), "text/plain: 1");
});

async function tracebackOf(fixture: Fixture, code: string): Promise<string> {
  const ending = await fixture.run(code);
  return ending.kind === "thrown" ? ending.traceback.join("\n") : ending.kind;
}

/** Sets variables, which processes inherit, until the end of the scope. */
function withEnvironment(variables: Readonly<Record<string, string>>): Disposable {
  const before = Object.keys(variables).map((name) => [name, Deno.env.get(name)] as const);
  for (const [name, value] of Object.entries(variables)) Deno.env.set(name, value);
  return {
    [Symbol.dispose]() {
      for (const [name, value] of before) {
        if (value === undefined) Deno.env.delete(name);
        else Deno.env.set(name, value);
      }
    },
  };
}
