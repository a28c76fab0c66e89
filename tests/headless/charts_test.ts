/** What charts and measurements leave in an executed notebook: one picture each, whole, and nothing besides. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { runCommand } from "../../notebooks/tools/run.ts";
import { notebookText } from "../support/notebook_text.ts";
import { findHelperPython } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { runWithNbclient } from "./with_nbclient.ts";

const WHOLE = "image/png text/html text/plain";

/** Each cell and the outputs that it must leave: their type, and of which representations they consist. */
const CELLS: [source: string, outputs: string[]][] = [
  [
    `import { compare, discoverInterpreters, measure } from "probes";
import { distribution, pauseTimeline, ratioForest } from "workbook";
const [python] = await discoverInterpreters();
if (python === undefined) throw new Error("no CPython");
const arms = { base: { python, label: "A" }, test: { python, label: "B" } };
const budget = "smoke";`,
    [],
  ],
  ['ratioForest(compare("tight_loop", { ...arms, budget }))', [`display_data: ${WHOLE}`]],
  [
    'distribution(measure("tight_loop", { arms: [python], budget }))',
    [`display_data: ${WHOLE}`],
  ],
  [
    'pauseTimeline(measure("gc_pauses", { arms: [python], budget }))',
    [`display_data: ${WHOLE}`],
  ],
  ["const compared = await compare('tight_loop', { ...arms, budget });", [
    "display_data: text/plain",
  ]],
  ["ratioForest(compared)", [`execute_result: ${WHOLE}`]],
  ["ratioForest(compared).toSvg().then((svg) => svg.length > 1000)", [
    "execute_result: text/plain",
  ]],
  ["({ [Symbol.for('Jupyter.display')]: () => ({}) })", []],
];

const PYTHON = await findHelperPython();

Deno.test("runCommand() keeps one whole picture of each chart that was drawn live", async () => {
  await withNotebook(async (source, folder) => {
    const printed: string[] = [];
    const print = (line: string) => printed.push(line);
    const code = await runCommand([source, "--out", folder], { print, note: print });
    assertEquals(code, 0, printed.join("\n"));
    assertEquals(await outputsOf(join(folder, "charts.ipynb")), CELLS.map(([, wanted]) => wanted));
  });
});

testUnless(PYTHON.missing, {
  name: "nbclient keeps one whole picture of each chart that was drawn live",
  async fn() {
    if (PYTHON.kind === "missing") return;
    const { python } = PYTHON;
    await withNotebook(async (source, folder) => {
      const target = join(folder, "theirs.ipynb");
      await runWithNbclient(source, { target, python });
      assertEquals(await outputsOf(target), CELLS.map(([, wanted]) => wanted));
    });
  },
});

async function withNotebook(use: (source: string, folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-headless-" });
  try {
    const source = join(folder, "source", "charts.ipynb");
    await Deno.mkdir(join(folder, "source"));
    await Deno.writeTextFile(source, notebookText(CELLS.map(([cell]) => cell)));
    await use(source, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Types of the outputs of each cell, with the names of their representations. */
async function outputsOf(path: string): Promise<string[][]> {
  const notebook: {
    cells: { outputs: { output_type: string; data?: Record<string, unknown> }[] }[];
  } = JSON.parse(await Deno.readTextFile(path));
  return notebook.cells.map(({ outputs }) =>
    outputs.map(({ output_type: type, data = {} }) =>
      `${type}: ${Object.keys(data).sort().join(" ")}`
    )
  );
}
