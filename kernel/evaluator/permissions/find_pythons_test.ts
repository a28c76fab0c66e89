/** Tests of asking for the list of CPythons, in checkouts that are made up. */

import { assertEquals } from "@std/assert";
import { findPythons } from "./find_pythons.ts";

const PYTHON = { path: "/py/bin/python3", prefix: "/py" };

const CASES: [name: string, program: string, expected: string[]][] = [
  [
    "the answer of a checkout that may not be written",
    `console.log('${JSON.stringify([PYTHON])}')`,
    ["/py/bin/python3"],
  ],
  [
    "the list that the command keeps",
    `Deno.mkdirSync('.lab'); Deno.writeTextFileSync('.lab/cpythons.json', '${
      JSON.stringify({ version: 1, pythons: [{ executable: "/kept/python3", prefixes: [] }] })
    }'); console.log('[]')`,
    ["/kept/python3"],
  ],
  ["nothing when the command fails", "Deno.exit(1)", []],
  ["nothing in another answer", "console.log('{}')", []],
];

for (const [name, program, expected] of CASES) {
  Deno.test(`findPythons() gives ${name}`, async () => {
    const checkout = await Deno.makeTempDir();
    await Deno.mkdir(`${checkout}/probes`);
    await Deno.writeTextFile(`${checkout}/deno.json`, "{}");
    await Deno.writeTextFile(`${checkout}/probes/main.ts`, program);
    const found = await findPythons(checkout);
    await Deno.remove(checkout, { recursive: true });
    assertEquals(found.map(({ executable }) => executable), expected);
  });
}

Deno.test("findPythons() gives nothing where there is no checkout", async () => {
  assertEquals(await findPythons("/none"), []);
});
