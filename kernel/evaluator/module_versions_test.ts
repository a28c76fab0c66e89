/** Files that are edited and imported again, in a real evaluator. */

import { assertEquals, assertMatch } from "@std/assert";
import { startFixture } from "./evaluator_fixture.ts";

type Files = Readonly<Record<string, string>>;

/** Cells and what they end with, and between them files that are written. */
type Story = readonly (Files | readonly [code: string, expected: string | RegExp])[];

const STORIES: Readonly<Record<string, Story>> = {
  "a file that another one imports": [
    { "outer.ts": "export { v } from './inner.ts'", "inner.ts": "export const v = 1" },
    ["import { v } from './outer.ts'; v", "text/plain: 1"],
    ["const first = (await import('./inner.ts')).v; first", "text/plain: 1"],
    { "inner.ts": "export const v = 2" },
    ["import { v } from './inner.ts'; v", "text/plain: 2"],
    ["import { v } from './outer.ts'; v", "text/plain: 2"],
    { "inner.ts": "export const v = 3" },
    ["(await import('./outer.ts')).v", "text/plain: 3"],
    ["(await import('./outer.ts')).v", "text/plain: 3"],
    // What Deno resolves itself goes on as before.
    [
      "import { z } from 'zod'; import { basename } from 'node:path'; z.int().parse(basename('/a').length)",
      "text/plain: 1",
    ],
  ],
  "data that a file imports": [
    {
      "a.ts":
        "import d from './d.json' with { type: 'json' }; import t from './t.txt' with { type: 'text' }; export const both = d.n + t",
      "d.json": '{ "n": 1 }',
      "t.txt": "x",
    },
    ["import { both } from './a.ts'; both", 'text/plain: "1x"'],
    { "d.json": '{ "n": 2 }' },
    ["import { both } from './a.ts'; both", 'text/plain: "2x"'],
    { "t.txt": "y" },
    ["import { both } from './a.ts'; both", 'text/plain: "2y"'],
    ["import t from './t.txt' with { type: 'text' }; t", 'text/plain: "y"'],
    { "t.txt": "z" },
    ["import t from './t.txt' with { type: 'text' }; t", 'text/plain: "z"'],
  ],
  "bytes": [
    { "b.bin": "ab" },
    ["import b from './b.bin' with { type: 'bytes' }; b.length", "text/plain: 2"],
    { "b.bin": "abc" },
    ["import b from './b.bin' with { type: 'bytes' }; b.length", "text/plain: 3"],
  ],
  "a file under a name of the import map": [
    {
      "deno.json": '{ "imports": { "mine": "./m.ts", "lib/": "./lib/" } }',
      "m.ts": "export { v } from 'lib/v.ts'",
      "lib/v.ts": "export const v = 1",
    },
    ["import { v } from 'mine'; v", "text/plain: 1"],
    { "lib/v.ts": "export const v = 2" },
    ["import { v } from 'mine'; v", "text/plain: 2"],
    ["import { v } from 'lib/v.ts'; v", "text/plain: 2"],
  ],
  "files that import each other": [
    {
      "a.ts": "import { b } from './b.ts'; export const a = () => b",
      "b.ts": "import './a.ts'; export const b = 1",
    },
    ["import { a } from './a.ts'; a()", "text/plain: 1"],
    { "b.ts": "import './a.ts'; export const b = 2" },
    ["import { a } from './a.ts'; a()", "text/plain: 2"],
  ],
  "a file that was wrong": [
    { "a.ts": "import { b } from './b.ts'; export const a = b", "b.ts": "export const b = ;" },
    ["import { a } from './a.ts'; a", /^TypeError: .*Expression expected/],
    { "b.ts": "throw new Error('loading'); export const b = 1" },
    ["import { a } from './a.ts'; a", "Error: loading"],
    { "b.ts": "export const b = 2" },
    ["import { a } from './a.ts'; a", "text/plain: 2"],
  ],
  "a file that was missing": [
    { "a.ts": "import { b } from './b.ts'; export const a = b" },
    ["import { a } from './a.ts'; a", /^TypeError: Module not found .*b\.ts/],
    { "b.ts": "export const b = 2" },
    ["import { a } from './a.ts'; a", "text/plain: 2"],
  ],
  "nothing that stayed as it was": [
    {
      "count.ts": "const g = globalThis as any; g.loads = (g.loads ?? 0) + 1;",
      "a.ts": "import './count.ts'; import './b.ts'; export {}",
      "b.ts": "export {}",
    },
    ["import './a.ts'; import './count.ts'; loads", "text/plain: 1"],
    { "b.ts": "export { }" },
    ["import './a.ts'; import './count.ts'; loads", "text/plain: 1"],
  ],
};

for (const [name, story] of Object.entries(STORIES)) {
  Deno.test(`nameOf() has read again ${name}`, async () => {
    const [first, ...rest] = story;
    await using fixture = await startFixture({
      files: first === undefined || isCell(first) ? {} : first,
    });
    // Later than any clock says: Deno tries a file that was wrong again only then.
    let time = 5_000_000_000;
    for (const step of rest) {
      if (isCell(step)) {
        const [code, expected] = step;
        const ending = await fixture.ending(code);
        if (typeof expected === "string") assertEquals(ending, expected, code);
        else assertMatch(ending, expected, code);
        continue;
      }
      for (const [path, text] of Object.entries(step)) {
        const file = `${fixture.folder}/${path}`;
        await Deno.writeTextFile(file, text);
        // Two changes within the clock's step would look like one.
        await Deno.utime(file, time, time);
        time += 1;
      }
    }
  });
}

function isCell(step: Story[number]): step is readonly [string, string | RegExp] {
  return Array.isArray(step);
}

Deno.test("readFrame() tells the file of a frame that was read again", async () => {
  await using fixture = await startFixture({ files: { "f.ts": "export const f = () => 1" } });
  await fixture.run("import { f } from './f.ts'");
  await Deno.writeTextFile(`${fixture.folder}/f.ts`, "export const f = () => {\n  null!.x;\n}");
  await Deno.utime(`${fixture.folder}/f.ts`, 5, 5);
  const ending = await fixture.run("import { f } from './f.ts'; f()");
  const lines = ending.kind === "thrown" ? ending.traceback : [];
  assertEquals(lines[1], `    at f (${fixture.folder}/f.ts:2:9)`);
});
