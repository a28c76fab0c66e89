/** nbdime: what two runs of a notebook, or two versions of it, differ in. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { notebookText } from "../support/notebook_text.ts";
import { testProgram } from "./programs.ts";

const CELLS = [
  "const seven: number = 7;",
  "console.log('one'); seven * 6",
  'import { slider } from "workbook";\n[slider({ max: 8 }).toString(), new Map([["a", 1]])]',
  "await 0; throw new RangeError('always');",
];

await testProgram("nbdime", {
  name: "nbdime sees no difference between two runs, and shows a changed line and its result",
  isLong: true,
  async use({ run, write, folder }) {
    await write("a.ipynb", CELLS);
    await write("b.ipynb", CELLS);
    const changed = CELLS.with(1, "console.log('one'); seven * 8");
    await Deno.writeTextFile(join(folder, "c.ipynb"), notebookText(changed));
    const execute = ["--to", "notebook", "--execute", "--allow-errors", "--inplace"];
    const executed = await run("-m", "nbconvert", ...execute, "a.ipynb", "b.ipynb", "c.ipynb");
    assertEquals(executed.code, 0, executed.complaint);
    // Times of running are metadata; everything else must be the same.
    const diff = ["-m", "nbdime", "diff", "--ignore-metadata", "--no-color"];
    const same = await run(...diff, "a.ipynb", "b.ipynb");
    assertEquals([same.code, same.output], [0, ""], same.complaint);
    const { output } = await run(...diff, "a.ipynb", "c.ipynb");
    const lines = output.split("\n").filter((line) => /^[-+] {2}/.test(line));
    assertEquals(lines, [
      "-  42",
      "+  56",
      "-  console.log('one'); seven * 6",
      "+  console.log('one'); seven * 8",
    ]);
  },
});
