/** The gallery in JupyterLab: every chart, measured there and then, can be read in both themes. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { lookAtChart } from "./chart_view.ts";
import { labFixture, type OpenNotebook, SCREENSHOTS } from "./lab_fixture.ts";

const THEMES = ["JupyterLab Light", "JupyterLab Dark"];

/** A chart that has nothing to draw says so in words: a machine may lack what it would show. */
const WITHOUT_MARKS = "no mark at all";

/** Charts of the gallery at least; its headless test counts them. */
const CHARTS_MIN = 20;

const testNotebook = labFixture();

testNotebook("gallery runs through and its charts can be read in both themes", {
  notebook: "gallery.ipynb",
  async use(open) {
    await open.page.runAll();
    await open.page.waitUntilAllRun();
    assertEquals(await open.page.errorOutputs(), []);
    for (const theme of THEMES) {
      await open.page.setTheme(theme);
      assertEquals(await faultsOf(open, theme.slice(11)), []);
    }
    await open.page.setTheme("JupyterLab Light");
  },
});

async function faultsOf({ page, browser: { context } }: OpenNotebook, theme: string) {
  const charts = await page.charts().all();
  assert(charts.length >= CHARTS_MIN, `${charts.length} charts`);
  const faults: string[] = [];
  for (const [index, chart] of charts.entries()) {
    const path = join(SCREENSHOTS, `gallery_${index}_${theme}.png`);
    const view = await lookAtChart(chart, { context, path });
    const found = view.faults.filter((fault) => fault !== WITHOUT_MARKS);
    faults.push(...found.map((fault) => `chart ${index + 1}: ${fault}`));
  }
  return faults;
}
