/** Challenge 2, Part 1 in JupyterLab: a Stop in the middle of its first comparison. */
import { assertEquals, assertMatch } from "@std/assert";
import { assertGone } from "../support/processes.ts";
import { isMatrix } from "../support/python_driver.ts";
import { lookAtChart } from "./chart_view.ts";
import { labFixture } from "./lab_fixture.ts";
import { probesBelow, seeProbe } from "./probes_below.ts";

const NOTEBOOK = "challenge/part_1_discover.ipynb";

const testNotebook = labFixture({
  env: { PROBEBOOK_BUDGET: "smoke" },
  // The same as in `live_test.ts`, in a notebook of ours.
  missing: isMatrix() ? null : "part of test:all",
});

testNotebook("Stop in the middle of part_1_discover's first comparison keeps what was measured", {
  notebook: "challenge/part_1_stop.ipynb",
  prepare: (path) => copyWithFirstCell(path, 'Deno.env.set("PROBEBOOK_BUDGET", "careful");'),
  async use({ page, labPid, browser: { context } }) {
    const [guess, measure, forest] = [1, 2, 3];
    for (let index = 0; index <= guess; index++) {
      await page.runCell(index);
      await page.waitUntilRun(index);
    }
    await page.runCell(measure);
    // On a slow machine several pictures may come within the first round, of which none is left at a Stop.
    await page.waitForChartText(/Measuring: round (?:[2-9]|\d\d)/);
    const seen = await seeProbe(labPid);
    await page.stop();
    await page.waitUntilRun(measure);
    for (const { pid } of seen) await assertGone(pid);
    assertEquals(await probesBelow(labPid), []);
    await page.waitForChartText(/Stopped after /);
    await page.runCell(forest);
    await page.waitUntilRun(forest);
    const charts = await page.charts().all();
    assertEquals(charts.length, 2);
    for (const chart of charts) {
      const { texts, faults } = await lookAtChart(chart, { context });
      assertEquals(faults, []);
      assertMatch(texts.join("\n"), /Stopped after \d+ rounds? of \d+/);
    }
  },
});

/** Lays a copy of the tracked notebook at `path`, with one more cell before all others. */
async function copyWithFirstCell(path: string, source: string): Promise<void> {
  const tracked = new URL(`../../notebooks/${NOTEBOOK}`, import.meta.url);
  const notebook: { cells: unknown[] } = JSON.parse(await Deno.readTextFile(tracked));
  const first = {
    cell_type: "code",
    execution_count: null,
    id: "first-cell",
    metadata: {},
    outputs: [],
    source,
  };
  await Deno.writeTextFile(
    path,
    JSON.stringify({ ...notebook, cells: [first, ...notebook.cells] }),
  );
}
