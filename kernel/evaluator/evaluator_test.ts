/** What cells give: values, errors, names of modules. One evaluator runs all cells of a table. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { startFixture, streamText } from "./evaluator_fixture.ts";

const PNG = "new Uint8Array([137,80,78,71,13,10,26,10])";

const VALUES: [name: string, code: string, expected: string | RegExp][] = [
  ["a number", "1 + 1", "text/plain: 2"],
  ["undefined", "undefined", "nothing"],
  ["null", "null", "text/plain: null"],
  ["a bigint", "123n", "text/plain: 123n"],
  ["negative zero", "-0", "text/plain: -0"],
  ["a string", "'a\"b'", "text/plain: 'a\"b'"],
  ["a symbol", "Symbol('s')", "text/plain: Symbol(s)"],
  ["a map", "new Map([[1, 2]])", "text/plain: Map(1) { 1 => 2 }"],
  ["a circle", "const o: any = {}; o.o = o; o", "text/plain: <ref *1> { o: [Circular *1] }"],
  ["a promise's outcome", "Promise.resolve(7)", "text/plain: 7"],
  ["a promise's rejection", "Promise.reject(new RangeError('r'))", "RangeError: r"],
  ["a thrown string", "throw 'plain'", /plain/],
  ["HTML of its own", "Deno.jupyter.html`<b>${1}</b>`", "text/html: <b>1</b>"],
  ["markdown", "Deno.jupyter.md`# x`", "text/markdown: # x"],
  ["an svg element", "({ outerHTML: '<svg></svg>' })", "image/svg+xml: <svg></svg>"],
  ["an html element", "({ outerHTML: '<p></p>' })", "text/html: <p></p>"],
  ["PNG bytes", PNG, "image/png: iVBORw0KGgo="],
  ["an image", `Deno.jupyter.image(${PNG})`, "image/png: iVBORw0KGgo="],
  [
    "an asynchronous display method",
    "({ [Symbol.for('Jupyter.display')]: async () => ({ 'text/plain': 'me' }) })",
    "text/plain: me",
  ],
  [
    "no result for a display method that left nothing to show",
    "({ [Symbol.for('Jupyter.display')]: async () => ({}) })",
    "nothing",
  ],
  [
    "a display method that throws, as text",
    "({ [Symbol.for('Jupyter.display')]() { throw new Error('no') } })",
    "text/plain: { Symbol(Jupyter.display): [Function: [Jupyter.display]] }",
  ],
  [
    "Deno.customInspect",
    "({ [Symbol.for('Deno.customInspect')]: () => 'mine' })",
    "text/plain: mine",
  ],
  [
    "a Vega-Lite chart",
    "({ toSpec: () => ({ $schema: 'https://vega.github.io/schema/vega-lite/v5.json' }) })",
    /^application\/vnd\.vegalite\.v5\+json: /,
  ],
  ["a getter that throws", "({ get a() { throw new Error('g') } })", /^text\/plain: /],
  [
    "a revoked proxy",
    "const r = Proxy.revocable({}, {}); r.revoke(); r.proxy",
    /^text\/plain: /,
  ],
  ["the folder", "Deno.cwd().split('/').pop()!.startsWith('evaluator #')", "text/plain: true"],
  ["zod in any folder", "import { z } from 'zod'; typeof z.object", 'text/plain: "function"'],
  [
    "std in any folder",
    "import { join } from '@std/path'; join('a', 'b')",
    'text/plain: "a/b"',
  ],
  ["a relative module", "import { a } from './sub/a.ts'; a", "text/plain: 1"],
  ["a package of node_modules", "import p from 'pack'; p.packed", "text/plain: true"],
  ["a missing module", "import './missing.ts'", /missing\.ts/],
];

Deno.test("evaluate()", async (test) => {
  await using fixture = await startFixture({
    files: {
      "sub/a.ts": "export const a: number = 1;",
      "node_modules/pack/package.json": '{"name":"pack","main":"main.js"}',
      "node_modules/pack/main.js": "module.exports = { packed: true };",
    },
  });
  for (const [name, code, expected] of VALUES) {
    await test.step(`shows ${name}`, async () => {
      const ending = await fixture.ending(code);
      if (typeof expected === "string") assertEquals(ending, expected);
      else assertMatch(ending, expected);
    });
  }
  await test.step("cuts a million numbers", async () => {
    const ending = await fixture.ending("new Array(1_000_000).fill(123456)");
    assert(ending.length < 200_000);
  });
  await test.step("cuts a long string", async () => {
    const ending = await fixture.ending("'x'.repeat(5_000_000)");
    assert(ending.length < 200_000 && ending.length > 1000);
  });
  await test.step("shows an object nested 10,000 deep", async () => {
    const code = "let deep: unknown = 1; for (let i = 0; i < 10_000; i++) deep = { deep }; deep";
    assertMatch(await fixture.ending(code), /^text\/plain: /);
  });
  await test.step("names cell, line and cause in tracebacks", async () => {
    await fixture.run(
      "function blame() { throw new TypeError('boo', { cause: new Error('why') }) }",
    );
    const evaluation = await fixture.run("1;\nblame()");
    const traceback = evaluation.kind === "thrown" ? evaluation.traceback.join("\n") : "";
    assertMatch(traceback, /TypeError: boo\n {4}at blame \(cell \d+:1:26\)/);
    assertMatch(traceback, /at cell \d+:2:1/);
    assertMatch(traceback, /Caused by: Error: why/);
  });
  await test.step("answers user expressions one by one", async () => {
    const evaluation = await fixture.run("const seen = 5", {
      userExpressions: { good: "seen + 1", bad: "unseen" },
    });
    const expressions = evaluation.kind === "value" ? evaluation.expressions : {};
    assertEquals(expressions["good"], {
      kind: "value",
      bundle: { data: { "text/plain": "6" }, metadata: {} },
    });
    assertEquals(expressions["bad"]?.kind, "thrown");
  });
  await test.step("leaves no trace on the global object", async () => {
    assertEquals(
      await fixture.ending("Object.keys(globalThis).includes('__probebook')"),
      "text/plain: false",
    );
  });
});

Deno.test("evaluate() uses the names of the folder's deno.json, comments allowed", async () => {
  await using fixture = await startFixture({
    files: {
      "deno.jsonc": '{ // own names\n "imports": { "own": "./own.ts", "zod": "./own.ts" } }',
      "own.ts": "export const own = 'mine';",
    },
  });
  assertEquals(await fixture.ending("import { own } from 'own'; own"), 'text/plain: "mine"');
  assertEquals(await fixture.ending("import { own } from 'zod'; own"), 'text/plain: "mine"');
});

Deno.test("evaluate() runs in a folder whose deno.json is broken, and says so", async () => {
  await using fixture = await startFixture({ files: { "deno.json": "{ broken" } });
  assertEquals(await fixture.ending("1"), "text/plain: 1");
  assertMatch(streamText(fixture.events, "stderr"), /deno\.json/);
});

Deno.test("evaluate() writes nothing into the folder", async () => {
  await using fixture = await startFixture({ files: { "package.json": "{}" } });
  await fixture.run("import { z } from 'zod'; z.string()");
  const names = [...Deno.readDirSync(fixture.folder)].map(({ name }) => name);
  assertEquals(names, ["package.json"]);
});
