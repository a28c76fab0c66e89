/** What the language server is told of a folder's configuration. */

import { assertEquals } from "@std/assert";
import { typeConfig } from "./type_config.ts";

/** The configuration for a folder whose `deno.json` has that text; `FOLDER` stands for its address. */
async function configOf(text: string | null): Promise<Record<string, unknown>> {
  const folder = await Deno.makeTempDir();
  try {
    if (text !== null) await Deno.writeTextFile(`${folder}/deno.json`, text);
    const json = JSON.stringify(await typeConfig(folder)).replaceAll(folder, "FOLDER");
    return JSON.parse(json);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const OPTIONS: [name: string, text: string | null, expected: unknown][] = [
  ["no configuration", null, {}],
  ["an empty one", "{}", {}],
  ["options of the folder", '{"compilerOptions":{"strict":false,"lib":["deno.window"]}}', {
    lib: ["deno.window"],
    strict: false,
  }],
  ["types of the folder", '{"compilerOptions":{"types":["./a.d.ts","npm:b"]}}', {
    types: ["file://FOLDER/a.d.ts", "npm:b"],
  }],
  ["JSX", '{"compilerOptions":{"jsx":"react-jsx","jsxImportSource":"npm:preact"}}', {
    jsx: "react-jsx",
    jsxImportSource: "npm:preact",
  }],
  ["options that are no object", '{"compilerOptions":[1]}', {}],
  ["half a file", '{"compilerOptions":{"strict":false', {}],
  ["an import map that cannot be read", '{"imports":7,"compilerOptions":{"strict":false}}', {}],
];

for (const [name, text, expected] of OPTIONS) {
  Deno.test(`typeConfig() with ${name}`, async () => {
    const config = await configOf(text);
    assertEquals(config["compilerOptions"], expected);
    assertEquals([config["lock"], config["nodeModulesDir"], config["vendor"]], [
      false,
      "none",
      false,
    ]);
  });
}

Deno.test("typeConfig() merges the folder's names with ours", async () => {
  const config = await configOf('{"imports":{"near":"./near.ts","zod":"./own.ts"}}');
  const { near, zod, probes } = Object(config["imports"]);
  assertEquals([near, zod], ["file://FOLDER/near.ts", "file://FOLDER/own.ts"]);
  assertEquals(probes, new URL("../probes/mod.ts", import.meta.url).href);
});

Deno.test("typeConfig() passes on unstable features, if they are a list", async () => {
  assertEquals((await configOf('{"unstable":["kv"]}'))["unstable"], ["kv"]);
  assertEquals((await configOf('{"unstable":"kv"}'))["unstable"], undefined);
});

Deno.test("typeConfig() leaves out the libraries that our own programs have and cells do not", async () => {
  const { compilerOptions } = await typeConfig(new URL("../notebooks", import.meta.url).pathname);
  assertEquals(Object(compilerOptions)["lib"], undefined);
  assertEquals(Object(compilerOptions)["strict"], true);
});
