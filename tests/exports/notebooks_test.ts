/** Every notebook of ours, executed on the smoke budget and handed on by nbconvert: the charts go along. */
import { assert, assertEquals } from "@std/assert";
import { basename, dirname, fromFileUrl, join } from "@std/path";
import { notebooksBelow } from "../../notebooks/tools/lab/working_copy.ts";
import { testUnless } from "../support/skip.ts";
import { convert, execute, findNbconvert, findProgram, folderOfPrograms } from "./nbconvert.ts";

const NOTEBOOKS = fromFileUrl(new URL("../../notebooks/", import.meta.url));

const nbconvert = await findNbconvert();
const pandoc = await findProgram("pandoc");

for (const name of await notebooksBelow(NOTEBOOKS, ["tools", "workbook", "data"])) {
  testUnless(nbconvert.missing, {
    name: `nbconvert: ${name} takes its charts along`,
    async fn(t) {
      const folder = await Deno.makeTempDir({ prefix: "probebook-exports-" });
      try {
        await exportSteps(t, { notebook: join(NOTEBOOKS, name), folder });
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

async function exportSteps(
  t: Deno.TestContext,
  { notebook, folder }: { notebook: string; folder: string },
): Promise<void> {
  // A copy: answers and learner files lie beside a notebook.
  const source = join(folder, basename(notebook));
  await Deno.copyFile(notebook, source);
  const executed = await execute(source, {
    into: join(folder, "executed"),
    env: { PROBEBOOK_BUDGET: "smoke" },
  });
  const chartCount = countIn(await Deno.readTextFile(executed), /"image\/png"/g);
  assert(chartCount > 0, "the notebook has no chart");
  const converter = {
    python: nbconvert.python,
    path: await folderOfPrograms(folder, ["pandoc"]),
  };
  await t.step("into HTML", async () => {
    await convert(executed, { ...converter, to: ["html"] });
    const html = await Deno.readTextFile(executed.replace(/ipynb$/, "html"));
    assertEquals(countIn(html, /<img [^>]*src="data:image\/svg\+xml/g), chartCount);
  });
  await t.step({
    name: `into LaTeX, without Inkscape${
      pandoc === null ? " (skipped: no pandoc, which it needs for prose)" : ""
    }`,
    ignore: pandoc === null,
    async fn() {
      await convert(executed, { ...converter, to: ["latex"] });
      const tex = await Deno.readTextFile(executed.replace(/ipynb$/, "tex"));
      const files = [...tex.matchAll(/\\adjustimage\{[^\n]*\}\{([^}]*)\}/g)].map(([, file]) =>
        file
      );
      assertEquals(files.length, chartCount);
      for (const file of files) {
        assert((await Deno.stat(join(dirname(executed), file ?? ""))).size > 1000, file);
      }
    },
  });
}

function countIn(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
