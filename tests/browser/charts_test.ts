/** Charts in JupyterLab, judged by their pixels: both themes, run here and come with an untrusted file. */
import { assert, assertEquals } from "@std/assert";
import { basename, dirname, join } from "@std/path";
import { runCommand } from "../../notebooks/tools/run.ts";
import { FULL_CHART, FULL_CHART_TEXTS, MEASURED_CHARTS } from "../support/chart_cells.ts";
import { notebookText } from "../support/notebook_text.ts";
import { lookAtChart } from "./chart_view.ts";
import { labFixture, type OpenNotebook, SCREENSHOTS } from "./lab_fixture.ts";
import { contrast } from "./legibility.ts";

/** The paper of a chart has the page's colour in both of JupyterLab's themes; a shade more is not seen. */
const PAPER_CONTRAST_MAX = 1.05;

const THEMES = ["JupyterLab Light", "JupyterLab Dark"];

const testNotebook = labFixture();

testNotebook("a chart that was just run can be read in both themes", {
  notebook: "chart_run.ipynb",
  cells: [FULL_CHART],
  async use(open) {
    await open.page.runAll();
    await open.page.waitUntilRun(0);
    assertEquals(await open.page.errorOutputs(), []);
    await demandReadableCharts(open, { name: "chart_run", texts: [FULL_CHART_TEXTS] });
  },
});

testNotebook("charts of an untrusted file can be read in both themes, and once it is trusted", {
  notebook: "chart_untrusted.ipynb",
  prepare: (path) => writeExecuted(path, [FULL_CHART, ...MEASURED_CHARTS]),
  async use(open) {
    const texts = [FULL_CHART_TEXTS, ...MEASURED_CHARTS.map(() => [])];
    assertEquals(await open.page.isTrusted(), false);
    await demandReadableCharts(open, { name: "chart_untrusted", texts });
    await open.page.trust();
    await demandReadableCharts(open, { name: "chart_trusted", texts });
  },
});

/** Looks at every chart of the page in both themes; each has at least the texts that are given for it. */
async function demandReadableCharts(
  { page, browser: { context } }: OpenNotebook,
  { name, texts }: { name: string; texts: string[][] },
): Promise<void> {
  for (const theme of THEMES) {
    await page.setTheme(theme);
    const charts = await page.charts().all();
    assertEquals(charts.length, texts.length, `${theme}: charts on the page`);
    const pageColour = await page.backgroundColour();
    for (const [index, chart] of charts.entries()) {
      const path = join(SCREENSHOTS, `${name}_${index}_${theme.slice(11)}.png`);
      const view = await lookAtChart(chart, { context, path });
      assertEquals(view.faults, [], `${theme}: what cannot be read`);
      assert(view.width > 300 && view.height > 80, `${theme}: ${view.width} x ${view.height}`);
      const missing = texts[index]?.filter((text) => !view.texts.includes(text));
      assertEquals(missing, [], `${theme}: texts that got lost`);
      const difference = contrast(view.background, pageColour);
      assert(difference < PAPER_CONTRAST_MAX, `${theme}: paper unlike the page, ${difference}`);
    }
  }
  await page.setTheme("JupyterLab Light");
}

/** Runs cells headless and leaves the executed notebook at `path`: nobody has signed it. */
async function writeExecuted(path: string, cells: string[]): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "probebook-browser-" });
  try {
    const source = join(folder, basename(path));
    await Deno.writeTextFile(source, notebookText(cells));
    const printed: string[] = [];
    const code = await runCommand([source, "--out", dirname(path)], {
      print: (line) => printed.push(line),
      note: () => {},
    });
    assertEquals(code, 0, printed.join("\n"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
