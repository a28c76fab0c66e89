/** Every notebook in JupyterLab: Run All on the smoke budget, and all that it leaves can be read in both themes. */
import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { shippedNotebooks } from "../../notebooks/tools/lab/working_copy.ts";
import { isMatrix } from "../support/python_driver.ts";
import { testUnless } from "../support/skip.ts";
import { NEWEST } from "../support/tried_pythons.ts";
import { lookAtChart } from "./chart_view.ts";
import { labFixture, SCREENSHOTS } from "./lab_fixture.ts";

const NOTEBOOKS = fromFileUrl(new URL("../../notebooks/", import.meta.url));

/** The one that begins the lesson: whoever sees it work has JupyterLab, kernel, charts and Stop together. */
const FIRST = "00_start_here.ipynb";

/** A chart that has nothing to draw says so in words. */
const WITHOUT_MARKS = "no mark at all";

const testNotebook = labFixture({
  env: {
    PROBEBOOK_BUDGET: "smoke",
    PROBEBOOK_PYTHONS: NEWEST.map(({ executable }) => executable).join(":"),
    PROBEBOOK_PYTHONS_ONLY: "1",
  },
});

for (const name of await shippedNotebooks(NOTEBOOKS)) {
  if (!isMatrix() && name !== FIRST) {
    // Run by the phase "headless", which the browser adds nothing to but what it shows of the first one.
    testUnless("part of test:all", { name: `${name} in JupyterLab`, fn: () => {} });
    continue;
  }
  testNotebook(`${name} runs through and all of it can be read in both themes`, {
    notebook: name,
    async use({ page, browser: { context } }) {
      await page.runAll();
      await page.waitUntilAllRun();
      // Such as a line for each package that is fetched: the set-up has fetched them all.
      assertEquals(await page.errorOutputs(), []);
      for (const theme of ["Light", "Dark"]) {
        await page.setTheme(`JupyterLab ${theme}`);
        await page.keepOutputs(SCREENSHOTS, `${name.replaceAll(/\W+/g, "_")}_${theme}`);
        assertEquals(await page.faintTexts(), [], theme);
        const charts = await page.charts().all();
        assert(charts.length > 0, "it has no chart");
        for (const chart of charts) {
          const { texts, faults } = await lookAtChart(chart, { context });
          const found = faults.filter((fault) => fault !== WITHOUT_MARKS);
          assertEquals(found, [], `${theme}: ${texts.join("\n")}`);
        }
      }
      await page.setTheme("JupyterLab Light");
    },
  });
}
