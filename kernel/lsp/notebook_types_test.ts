/** Types of a notebook, from the real `deno lsp`: one server for all tests of this file. */

import { assert, assertEquals } from "@std/assert";
import { createNotebookTypes, type NotebookTypes } from "./notebook_types.ts";

const PROBES = new URL("../../probes/mod.ts", import.meta.url).href;
const GLOBALS = new URL("../evaluator/cell_globals.ts", import.meta.url).href;
const ROOT_CONFIG = new URL("../../deno.json", import.meta.url);

/** A folder with a module in it, and the types of a notebook there. */
async function openNotebook(): Promise<NotebookTypes & { folder: string }> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/near.ts`, "/** So near. */\nexport const near = 1;\n");
  const { imports } = JSON.parse(await Deno.readTextFile(ROOT_CONFIG));
  const config = {
    imports: { ...imports, probes: PROBES },
    lock: false,
    nodeModulesDir: "none",
    compilerOptions: { strict: true },
  };
  const types = createNotebookTypes({
    cwd: folder,
    config: () => Promise.resolve(config),
    globals: GLOBALS,
  });
  return Object.assign(types, { folder });
}

let cellCount = 0;

/** Runs cells, then checks the last one. Faults as `code "text they are about"`. */
async function faultsOf(types: NotebookTypes, ...codes: string[]): Promise<string> {
  const last = codes.pop() ?? "";
  for (const code of codes) types.ran({ key: `k${++cellCount}`, name: "cell", code });
  const diagnosis = await types.diagnose({ key: `k${++cellCount}`, name: "cell", code: last });
  if (diagnosis.kind === "unavailable") return diagnosis.reason;
  return diagnosis.faults.filter(({ severity }) => severity === "error")
    .map(({ code, startUtf16, endUtf16 }) => `${code} ${last.slice(startUtf16, endUtf16)}`)
    .join(", ");
}

const CHECKS: [name: string, cells: string[], expected: string][] = [
  ["a plain cell", ["1 + 1"], ""],
  ["a wrong value", ['const a: number = "x"'], "2322 a"],
  ["a place behind emoji", ['"😀é"; const b: number = "x"'], "2322 b"],
  ["a place on a later line", ["1\r\n2\r\nmissing"], "2304 missing"],
  ["names of earlier cells", ["const c1 = 1", "c1.length"], "2339 length"],
  ["a name with a new type", ["let c2 = 1", 'let c2 = "a"', "c2.length"], ""],
  ["a name declared again", ["const c3 = 1; class C4 {}", "const c3 = 2; class C4 {}"], ""],
  ["an import repeated", [
    'import { near } from "./near.ts"',
    'import { near } from "./near.ts"; near',
  ], ""],
  [
    "an import of an earlier cell",
    ['import { near as n5 } from "./near.ts"', "n5.nope"],
    "2339 nope",
  ],
  ["a variable assigned later", ["let c6: string | null = null", 'c6 = "a"; c6.length'], ""],
  ["what was made with an older version", [
    "const c7 = [1]; const one = 1",
    "const c8 = c7[0]",
    'const c7 = "a"',
    "c8?.toFixed(); c7.at(0)",
  ], ""],
  ["awaits at the top level", ["const c9 = await Promise.resolve([1])", "c9.nope"], "2339 nope"],
  ["a type of an earlier cell", ["interface T10 { a: number }", "const t: T10 = {}"], "2741 t"],
  ["an exported constant", ["export const c11 = 1", "c11.nope"], "2339 nope"],
  ["an enum and a namespace", [
    "enum E12 { A }\nnamespace N12 { export const b = 1 }",
    "E12.A; N12.b; E12.B",
  ], "2339 B"],
  ["our modules", ['import { arms } from "probes"', "(await arms()).nope"], "2339 nope"],
  ["what the kernel adds to Deno", [
    'Deno.jupyter.comms.get("x"); prompt("p", "", { password: true }); Deno.jupyter.nope',
  ], "2339 nope"],
  ["names of CommonJS and browsers", ["const name = 1, module = 2, require = 3, process = 4"], ""],
  ["a cell with JSX in it", [
    "/** @jsxImportSource x */\nconst generic = <T>(value: T) => value;\ngeneric(1).nope",
  ], "2339 nope"],
];

const HELD: [marked: string, expected: string][] = [
  ["[1].|", "at"],
  ["c1.|", "toFixed"],
  ["const unrun = { tusk: 1 }; unrun.|", "tusk"],
  ['import { |} from "./near.ts"', "near"],
  ['const u: "left" | "right" = "|"', "left"],
];

Deno.test("createNotebookTypes() with deno lsp", async (test) => {
  await using types = await openNotebook();
  for (const [name, cells, expected] of CHECKS) {
    await test.step(`diagnose() of ${name}`, async () => {
      assertEquals(await faultsOf(types, ...cells), expected);
    });
  }
  await test.step("declare() gives a name a type", async () => {
    types.declare("given", "{ count: number }[]");
    assertEquals(await faultsOf(types, "given[0]?.count; given.nope"), "2339 nope");
  });
  for (const [marked, expected] of HELD) {
    await test.step(`complete() of ${marked}`, async () => {
      const code = marked.replace(/\|(?=[^|]*$)/, "");
      const names = await types.complete({
        code,
        offsetUtf16: marked.lastIndexOf("|"),
        deadlineMs: 10_000,
      });
      assert(names?.some(({ name }) => name === expected), JSON.stringify(names?.slice(0, 5)));
    });
  }
  await Deno.remove(types.folder, { recursive: true });
});
