/** jupytext: notebooks as TypeScript files with cells in comments. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { testProgram } from "./programs.ts";

const CELLS = [
  "const seven: number = 7;\n\n// a comment\nseven * 6",
  'import { join } from "node:path";\njoin("a", "b")',
];

await testProgram("jupytext", {
  name: "jupytext makes a notebook a TypeScript file of percent cells and back, cell by cell",
  async use({ run, write, read, folder }) {
    await write("a.ipynb", CELLS);
    const there = await run("-m", "jupytext", "--to", "ts:percent", "a.ipynb", "-o", "a.ts");
    assertEquals(there.code, 0, there.complaint);
    const script = await Deno.readTextFile(join(folder, "a.ts"));
    assertStringIncludes(script, "// %%\nconst seven: number = 7;");
    assertStringIncludes(script, "name: probebook");
    const back = await run("-m", "jupytext", "--to", "ipynb", "a.ts", "-o", "b.ipynb");
    assertEquals(back.code, 0, back.complaint);
    assertEquals(await read("b.ipynb"), await read("a.ipynb"));
  },
});

await testProgram("jupytext", {
  name: "jupytext runs a TypeScript file of percent cells in the kernel that it names",
  async use({ run, read, folder }) {
    const cells = CELLS.map((cell) => `// %%\n${cell}\n`).join("\n");
    await Deno.writeTextFile(join(folder, "c.ts"), cells);
    const options = ["--set-kernel", "probebook", "--execute", "--to", "ipynb"];
    const { code, complaint } = await run("-m", "jupytext", ...options, "c.ts");
    assertEquals(code, 0, complaint);
    const cellsRun = await read("c.ipynb");
    assertEquals(cellsRun.map(({ outputs }) => outputs), [["42"], ['"a/b"']]);
  },
});
