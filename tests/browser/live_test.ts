/** Charts that grow while a measurement runs, in JupyterLab: in place, one at the end, and what a Stop leaves. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { demandWithin } from "../support/elapsed.ts";
import { assertGone } from "../support/processes.ts";
import { lookAtChart } from "./chart_view.ts";
import { labFixture, SCREENSHOTS } from "./lab_fixture.ts";
import { probesBelow, seeProbe } from "./probes_below.ts";

/** From the click to the cell's number; a measured process and a picture may have to end. Chosen. */
const STOP_LIMIT_MS = 5000;

/** Most time to the first picture in a fresh kernel, import of the libraries included. Chosen for a loaded machine. */
const FIRST_PICTURE_LIMIT_MS = 15_000;

const IMPORTS = `import { compare, discoverInterpreters, measure } from "probes";
const [python] = await discoverInterpreters();
if (python === undefined) throw new Error("no CPython");
const arms = { base: { python, label: "A" }, test: { python, label: "B" } };
const kept = "still here";`;

const testNotebook = labFixture();

testNotebook("a ratio forest grows in its place and is one picture at the end", {
  notebook: "live.ipynb",
  cells: [
    IMPORTS,
    `import { ratioForest } from "workbook";
ratioForest(compare("tight_loop", { ...arms, budget: "8s" }))`,
  ],
  async use({ page, browser: { context } }) {
    await page.runCell(0);
    await page.waitUntilRun(0);
    await page.runCell(1);
    let source: string | null = null;
    for (const step of [1, 2, 3]) {
      source = await page.waitForNextChart(source);
      await page.keepScreenshot(SCREENSHOTS, `live_${step}`);
      assertEquals(await page.charts().count(), 1);
    }
    await page.waitUntilRun(1);
    assertEquals(await page.outputCounts(), [0, 1]);
    const view = await lookAtChart(page.charts().first(), { context });
    assertEquals(view.faults, []);
    assert(await page.charts().first().getAttribute("src") !== source, "the last one is another");
  },
});

testNotebook("Stop keeps the picture of a measurement and ends its processes", {
  notebook: "live_stop.ipynb",
  cells: [
    IMPORTS,
    `import { ratioForest } from "workbook";
const comparing = compare("tight_loop", { ...arms, budget: "careful" });
ratioForest(comparing)`,
    `[kept, comparing.latest?.ending.kind, (comparing.latest?.rounds ?? 0) > 0]`,
  ],
  async use({ page, labPid, browser: { context } }) {
    await page.runCell(0);
    await page.waitUntilRun(0);
    await page.runCell(1);
    // On a slow machine several pictures may come within the first round, of which none is left at a Stop.
    await page.waitForChartText(/Measuring: round (?:[2-9]|\d\d)/);
    const seen = await seeProbe(labPid);
    const stoppedMs = performance.now();
    await page.stop();
    await page.waitUntilRun(1);
    demandWithin(STOP_LIMIT_MS, { what: "Stop", elapsedMs: performance.now() - stoppedMs });
    for (const { pid } of seen) await assertGone(pid);
    assertEquals(await probesBelow(labPid), []);
    // It comes by itself, when the measurement has noticed; the cell has ended then.
    await page.waitForChartText(/Stopped after /);
    assertEquals(await page.charts().count(), 1);
    const view = await lookAtChart(page.charts().first(), { context });
    assertEquals(view.faults, []);
    assertMatch(view.texts.join("\n"), /Stopped after \d+ rounds? of \d+/);
    await page.runCell(2);
    await page.waitUntilRun(2);
    assertMatch((await page.outputs())[2]?.join() ?? "", /still here.*stopped.*true/s);
  },
});

testNotebook("Stop while a result is awaited keeps what was measured", {
  notebook: "await_stop.ipynb",
  cells: [
    IMPORTS,
    `const measurement = measure("tight_loop", { arms: [python], rounds: 1000, budget: "careful" });
const result = await measurement;`,
    `import { distribution } from "workbook";
distribution(measurement.latest)`,
  ],
  async use({ page, labPid }) {
    await page.runCell(0);
    await page.waitUntilRun(0);
    await page.runCell(1);
    await page.waitForOutput(1, "round 3");
    const seen = await seeProbe(labPid);
    await page.stop();
    await page.waitUntilRun(1);
    for (const { pid } of seen) await assertGone(pid);
    await page.runCell(2);
    await page.waitUntilRun(2);
    assertEquals(await page.charts().count(), 1);
  },
});

testNotebook("the first picture of a comparison comes soon in a fresh kernel", {
  notebook: "first_picture.ipynb",
  cells: [`${IMPORTS}
import { ratioForest } from "workbook";
ratioForest(compare("tight_loop", { ...arms, budget: "smoke" }))`],
  async use({ page }) {
    const startedMs = performance.now();
    await page.runCell(0);
    await page.waitForNextChart(null);
    const elapsedMs = performance.now() - startedMs;
    await page.waitUntilRun(0);
    demandWithin(FIRST_PICTURE_LIMIT_MS, { what: "the first picture", elapsedMs });
  },
});
