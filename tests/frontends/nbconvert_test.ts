/** nbconvert: an executed notebook as a page, a text, a program and for print. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { isMatrix, say } from "../support/python_driver.ts";
import { testProgram } from "./programs.ts";

const CELLS = [
  "const seven: number = 7;",
  "seven * 6",
  'import { slider, table } from "workbook";\ntable([{ name: "py3.14", ms: 2.5 }])',
  'slider({ max: 8, description: "threads" })',
  "console.log('<b>not bold</b>')",
];

/** What must stand in each, and what must not. */
type Format = [format: string, file: string, present: string[], absent: string[]];

const PAGE: Format[] = [
  ["html", "a.html", ["42", "py3.14", "&lt;b&gt;not bold", '"IntSliderModel"'], ["<b>not bold"]],
];

/** Each takes a start of nbconvert: seconds on a busy machine. */
const OTHERS: Format[] = [
  ["markdown", "a.md", ["```typescript\nseven * 6\n```", "    42", "<b>not bold</b>"], []],
  ["script", "a.ts", ["const seven: number = 7;", "seven * 6"], ["42"]],
  ["latex", "a.tex", ["seven", "42", "threads: 0 (0 to 8)"], []],
];

const formats = isMatrix() ? [...PAGE, ...OTHERS] : PAGE;

await testProgram("nbconvert", {
  name: `nbconvert runs a notebook and writes it as ${formats.map(([name]) => name).join(", ")}`,
  async use({ run, write, folder }) {
    await write("a.ipynb", CELLS);
    const options = ["--to", "notebook", "--execute", "--inplace", "a.ipynb"];
    const executed = await run("-m", "nbconvert", ...options);
    assertEquals(executed.code, 0, executed.complaint);
    for (const [format, file, present, absent] of formats) {
      const { code, complaint } = await run("-m", "nbconvert", "--to", format, "a.ipynb");
      // Markdown becomes LaTeX by pandoc only, and it asks for it where there is no Markdown, too.
      if (format === "latex" && complaint.includes("Pandoc wasn't found")) {
        say("skipped: no pandoc, which nbconvert needs for LaTeX");
        continue;
      }
      assertEquals(code, 0, complaint);
      const text = await Deno.readTextFile(join(folder, file));
      for (const wanted of present) assertStringIncludes(text, wanted);
      for (const unwanted of absent) assert(!text.includes(unwanted), unwanted);
      // Escape codes for terminals are for terminals.
      assert(!text.includes("\x1b"), format);
    }
  },
});
