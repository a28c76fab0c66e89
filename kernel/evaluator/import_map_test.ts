/** Import maps of folders, merged with ours. */

import { assertEquals, assertStringIncludes } from "@std/assert";
import { findModules, type ModuleSetup } from "./import_map.ts";

/** What is found in a folder with these files. */
async function setupOf(files: Readonly<Record<string, string>>): Promise<ModuleSetup> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    return await findModules(new URL(`file://${folder}/`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("findModules() gives our names in a folder without a configuration", async () => {
  const { map, useFolderConfig, warning } = await setupOf({});
  assertStringIncludes(map.imports["probes"] ?? "", "/probes/mod.ts");
  assertEquals([useFolderConfig, warning], [false, null]);
});

Deno.test("findModules() lets the folder's names win, but not for our own modules", async () => {
  const { map } = await setupOf({ "deno.json": '{ "imports": { "zod": "./own.ts" } }' });
  assertStringIncludes(map.imports["zod"] ?? "", "/own.ts");
  const scopes = Object.entries(map.scopes).filter(([prefix]) => prefix.endsWith("/probes/"));
  assertEquals(scopes.map(([, names]) => names["zod"]?.startsWith("npm:zod@")), [true]);
});

Deno.test("findModules() reads comments and a map in a file of its own", async () => {
  const { map } = await setupOf({
    "deno.jsonc": '{ // a comment\n "importMap": "./map.json" }',
    "map.json": '{ "imports": { "mine": "./mine.ts" } }',
  });
  assertStringIncludes(map.imports["mine"] ?? "", "/mine.ts");
});

const WRONG: [name: string, config: string, mention: string][] = [
  ["text that is no JSON", "{", "Cannot read"],
  ["a list", "[]", "it holds no object"],
  ["imports that are a list", '{ "imports": [1, 2] }', '"imports" is no object'],
  ["an address that is a number", '{ "imports": { "foo": 5 } }', '"imports" has no text for "foo"'],
  ["scopes that are a number", '{ "scopes": 3 }', '"scopes" is no object'],
  ["a map that is missing", '{ "importMap": "./none.json" }', "none.json"],
];

for (const [name, config, mention] of WRONG) {
  Deno.test(`findModules() says what is wrong with ${name}, and goes on with our names`, async () => {
    const { map, warning } = await setupOf({ "deno.json": config });
    assertStringIncludes(warning ?? "", mention);
    assertStringIncludes(map.imports["workbook"] ?? "", "/workbook/mod.ts");
  });
}
